//! For the home: lamps, plant pots, candles.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
};

pub(super) const LAMP: Ware = Ware {
    slug: "dome-lamp",
    title_zh: "穹顶台灯",
    title_en: "Dome Desk Lamp",
    body_zh: "半球灯罩把光拢在桌面上，抬眼不刺。灯杆是实心黄铜，底座压了铁，碰一下不会倒。\n\n\
        拉绳开关，三档亮度，色温 2700K。灯罩外面是哑光烤漆，里面是暖白。\n\n\
        高 42 厘米，灯罩直径 26 厘米，线长 1.8 米。附一只 LED 灯泡，坏了可以自己换。",
    body_en: "The half dome keeps the light on the table and out of your eyes. A solid brass stem stands on a weighted base that does not tip when it is nudged.\n\n\
        A pull cord with three levels, 2700 K. Matt enamel outside, warm white inside.\n\n\
        42 cm high, the dome 26 cm across, 1.8 m of cord. Comes with an LED bulb that you can replace yourself.",
    category: "lamps",
    shape: Shape::Lamp,
    colours: &[
        colour("forest", "墨绿", "Forest green", Tone(0x3F, 0x5B, 0x4F)),
        colour("cream", "奶白", "Cream", Tone(0xE9, 0xE2, 0xD0)),
    ],
    kinds: None,
    items: &[
        item("LAMP-FOREST", (0, 0), 129_900, 6, 2_600),
        item("LAMP-CREAM", (1, 0), 129_900, 1, 2_600),
    ],
};

pub(super) const LANTERN: Ware = Ware {
    slug: "paper-lantern",
    title_zh: "楮纸落地灯",
    title_en: "Paper Lantern",
    body_zh: "楮皮纸糊在细竹圈上，光从纸里透出来，没有影子的边。三只榉木脚，不用工具，拧上就能站。\n\n\
        灯口 E27，配 5 瓦暖光灯泡。纸面沾灰用软刷扫，不要用水。",
    body_en: "Mulberry paper on hoops of split bamboo: light comes through it without an edge to its shadows. Three beech legs screw in by hand.\n\n\
        Takes an E27 bulb; a warm one of 5 W is included. Brush the dust off, and keep water away from it.",
    category: "lamps",
    shape: Shape::Lantern,
    colours: &[
        colour("paper", "米白", "Off-white", Tone(0xEF, 0xE3, 0xC8)),
        colour("brick", "柿红", "Persimmon red", Tone(0xC9, 0x82, 0x63)),
    ],
    kinds: Some(Kinds {
        zh: "尺寸",
        en: "Size",
        values: &[
            kind("s", "直径 30 厘米", "30 cm"),
            kind("l", "直径 45 厘米", "45 cm"),
        ],
    }),
    items: &[
        item("LANTERN-PAPER-S", (0, 0), 23_900, 16, 900),
        item("LANTERN-PAPER-L", (0, 1), 32_900, 5, 1_500),
        item("LANTERN-BRICK-S", (1, 0), 23_900, 8, 900),
        item("LANTERN-BRICK-L", (1, 1), 29_900, 2, 1_500).before(32_900),
    ],
};

pub(super) const ARM: Ware = Ware {
    slug: "arm-desk-lamp",
    title_zh: "长臂台灯",
    title_en: "Jointed Desk Lamp",
    body_zh: "两节臂，三个转轴，弹簧藏在管子里，停在哪里就是哪里。灯头能转到墙上，晚上当一盏背光。\n\n\
        亮度旋钮在底座上，从 10% 到 100% 连续可调。臂展 70 厘米，底座直径 18 厘米。",
    body_en: "Two arms, three joints, and a spring inside the tube: it stays where you leave it. Turn the head to the wall and it makes a quiet light for the evening.\n\n\
        A knob on the base dims it from 100 % down to 10 %. It reaches 70 cm; the base is 18 cm across.",
    category: "lamps",
    shape: Shape::ArmLamp,
    colours: &[
        colour("ink", "墨黑", "Ink", Tone(0x33, 0x38, 0x3A)),
        colour("brick", "砖红", "Brick", Tone(0xB0, 0x57, 0x3E)),
        colour("mist", "雾灰", "Mist grey", Tone(0xB9, 0xBB, 0xB4)),
    ],
    kinds: None,
    items: &[
        item("ARM-INK", (0, 0), 45_900, 18, 3_200),
        item("ARM-BRICK", (1, 0), 45_900, 7, 3_200),
        item("ARM-MIST", (2, 0), 39_900, 3, 3_200).before(45_900),
    ],
};

pub(super) const POT: Ware = Ware {
    slug: "plant-pot",
    title_zh: "陶土花盆",
    title_en: "Clay Plant Pot",
    body_zh: "高温陶土，盆壁透气，底部有孔，配同色托盘。\n\n\
        小号口径 12 厘米，适合多肉和香草；大号口径 18 厘米，适合常见的绿植。图中植物只作大小参考，不随花盆出售。\n\n\
        陶土色用久了会出现白色盐霜，擦掉或留着都好。",
    body_en: "High-fired clay that breathes, with a hole in the foot and a saucer to match.\n\n\
        The small one is 12 cm across, for succulents and herbs; the large one is 18 cm, for most house plants. The plant in the picture shows the size and is not included.\n\n\
        In time terracotta grows a pale bloom of salts. Wipe it off or let it be.",
    category: "pots",
    shape: Shape::Pot,
    colours: &[
        colour("terracotta", "陶土", "Terracotta", Tone(0xB9, 0x69, 0x4A)),
        colour("ash", "灰白", "Ash white", Tone(0xD3, 0xCF, 0xC5)),
    ],
    kinds: Some(Kinds {
        zh: "尺寸",
        en: "Size",
        values: &[
            kind("s", "小号 12 厘米", "Small, 12 cm"),
            kind("l", "大号 18 厘米", "Large, 18 cm"),
        ],
    }),
    items: &[
        item("POT-TERRACOTTA-S", (0, 0), 3_900, 70, 700),
        item("POT-TERRACOTTA-L", (0, 1), 6_900, 35, 1_600),
        item("POT-ASH-S", (1, 0), 3_900, 4, 700),
        item("POT-ASH-L", (1, 1), 6_900, 18, 1_600),
    ],
};

pub(super) const PLANTER: Ware = Ware {
    slug: "tall-planter",
    title_zh: "高筒花盆",
    title_en: "Tall Planter",
    body_zh: "又高又直，适合虎尾兰和琴叶榕这样往上长的植物。上半挂釉，下半留素胎，放在地板上不显得沉。\n\n\
        底部有排水孔，另配软木垫，不刮地板。图中植物不随花盆出售。",
    body_en: "Tall and straight, for plants that grow upwards: snake plants, fiddle-leaf figs. Glazed above and bare below, so that it does not look heavy on the floor.\n\n\
        There is a hole in the foot and a cork mat to spare your boards. The plant is not included.",
    category: "pots",
    shape: Shape::Planter,
    colours: &[
        colour("navy", "深海蓝", "Deep blue", Tone(0x36, 0x52, 0x7A)),
        colour("sage", "鼠尾草绿", "Sage", Tone(0x8D, 0xA0, 0x8A)),
    ],
    kinds: Some(Kinds {
        zh: "高度",
        en: "Height",
        values: &[
            kind("25", "25 厘米", "25 cm"),
            kind("35", "35 厘米", "35 cm"),
        ],
    }),
    items: &[
        item("PLANTER-NAVY-25", (0, 0), 8_900, 23, 2_100),
        item("PLANTER-NAVY-35", (0, 1), 13_900, 10, 3_900),
        item("PLANTER-SAGE-25", (1, 0), 8_900, 31, 2_100),
        item("PLANTER-SAGE-35", (1, 1), 13_900, 0, 3_900),
    ],
};

pub(super) const BOWL: Ware = Ware {
    slug: "bonsai-bowl",
    title_zh: "浅口盆",
    title_en: "Shallow Bonsai Bowl",
    body_zh: "32 厘米宽，8 厘米深，给小松、苔藓和石头留一片平地。四个矮脚，盆底两孔，穿铜丝固定根用得上。\n\n\
        釉面哑光，浇水后颜色会深一层，干了再慢慢变回来。",
    body_en: "32 cm wide and 8 cm deep: level ground for a small pine, some moss and a stone. Four low feet, and two holes through which wire can hold the roots.\n\n\
        The glaze is matt. It darkens when you water and comes back as it dries.",
    category: "pots",
    shape: Shape::Bowl,
    colours: &[
        colour("slate", "青灰", "Slate blue", Tone(0x5B, 0x71, 0x84)),
        colour("umber", "赭褐", "Umber", Tone(0x86, 0x59, 0x3F)),
    ],
    kinds: None,
    items: &[
        item("BOWL-SLATE", (0, 0), 16_800, 12, 2_400),
        item("BOWL-UMBER", (1, 0), 16_800, 4, 2_400),
    ],
};

pub(super) const CANDLE: Ware = Ware {
    slug: "soy-candle",
    title_zh: "大豆蜡烛",
    title_en: "Soy Candle",
    body_zh: "大豆蜡，棉芯，玻璃杯。燃烧约 40 小时，烟少，气味淡。\n\n\
        柚子一款清亮，像刚剥开的皮；雪松一款沉静，适合晚上。第一次点请烧到表面全部融化再熄，之后每次剪芯到 5 毫米。",
    body_en: "Soy wax and a cotton wick in a glass. It burns for about 40 hours, with little smoke and a quiet scent.\n\n\
        Pomelo is bright, like peel just broken; cedar is calm and made for evenings. Let the whole surface melt the first time, and trim the wick to 5 mm before each burn.",
    category: "candles",
    shape: Shape::Candle,
    colours: &[
        colour("pomelo", "柚子", "Pomelo", Tone(0xE3, 0xC2, 0x6B)),
        colour("cedar", "雪松", "Cedar", Tone(0x8C, 0x7A, 0x66)),
    ],
    kinds: None,
    items: &[
        item("CANDLE-POMELO", (0, 0), 7_900, 30, 520),
        item("CANDLE-CEDAR", (1, 0), 7_900, 0, 520),
    ],
};

pub(super) const TIN_CANDLE: Ware = Ware {
    slug: "travel-tin-candle",
    title_zh: "旅行罐蜡烛",
    title_en: "Travel Tin Candle",
    body_zh: "手心大小的铁罐，盖上就能放进行李，住陌生的房间时点一会儿。\n\n\
        - 大豆蜡 90 克，约烧 20 小时\n\
        - 棉芯，不含铅\n\
        - 用完的罐子可以装回形针",
    body_en: "A tin the size of a palm. Put the lid on and it travels; light it for a while in a room you do not know yet.\n\n\
        - 90 g of soy wax, about 20 hours\n\
        - Cotton wick, free of lead\n\
        - The empty tin is good for paper clips",
    category: "candles",
    shape: Shape::TinCandle,
    colours: &[
        colour("osmanthus", "桂花", "Osmanthus", Tone(0xD9, 0xB2, 0x5A)),
        colour("fig", "无花果", "Fig", Tone(0x7C, 0x6A, 0x86)),
        colour("rain", "雨后", "After rain", Tone(0x7E, 0x9A, 0x96)),
    ],
    kinds: None,
    items: &[
        item("TINCANDLE-OSMANTHUS", (0, 0), 4_500, 75, 160),
        item("TINCANDLE-FIG", (1, 0), 4_500, 48, 160),
        item("TINCANDLE-RAIN", (2, 0), 4_500, 5, 160),
    ],
};

pub(super) const PILLARS: Ware = Ware {
    slug: "beeswax-pillars",
    title_zh: "蜂蜡柱烛",
    title_en: "Beeswax Pillars",
    body_zh: "整张蜂蜡片卷成，没有熔过，六角的纹路还在。点起来几乎没有烟，带一点蜂蜜的气味。\n\n\
        三种高度可以单买，也可以一套三支。请放在不怕热的盘子上，烛芯剪到 5 毫米再点。",
    body_en: "Rolled from whole sheets of beeswax that were never melted, so the comb still shows. They burn almost without smoke and smell a little of honey.\n\n\
        Buy one height or the set of three. Stand them on a plate that does not mind heat, and trim the wick to 5 mm first.",
    category: "candles",
    shape: Shape::Pillars,
    colours: &[colour("honey", "蜜色", "Honey", Tone(0xE0, 0xB5, 0x5C))],
    kinds: Some(Kinds {
        zh: "规格",
        en: "Size",
        values: &[
            kind("10", "高 10 厘米", "10 cm"),
            kind("15", "高 15 厘米", "15 cm"),
            kind("set", "三支一套", "Set of three"),
        ],
    }),
    items: &[
        item("PILLARS-10", (0, 0), 2_900, 60, 180),
        item("PILLARS-15", (0, 1), 3_900, 44, 270),
        item("PILLARS-SET", (0, 2), 9_900, 13, 760).before(10_700),
    ],
};
