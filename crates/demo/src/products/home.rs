//! For the home: lamp, plant pot, candle.

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

pub(super) const CANDLE: Ware = Ware {
    slug: "soy-candle",
    title_zh: "大豆蜡烛",
    title_en: "Soy Candle",
    body_zh: "大豆蜡，棉芯，玻璃杯。燃烧约 40 小时，烟少，气味淡。\n\n\
        柚子一款清亮，像刚剥开的皮；雪松一款沉静，适合晚上。第一次点请烧到表面全部融化再熄，之后每次剪芯到 5 毫米。",
    body_en: "Soy wax and a cotton wick in a glass. It burns for about 40 hours, with little smoke and a quiet scent.\n\n\
        Pomelo is bright, like peel just broken; cedar is calm and made for evenings. Let the whole surface melt the first time, and trim the wick to 5 mm before each burn.",
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
