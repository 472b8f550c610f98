//! Beside the screen: headphones, keyboards, phone cases.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
};

pub(super) const STUDIO: Ware = Ware {
    slug: "closed-headphones",
    title_zh: "封闭式头戴耳机",
    title_en: "Closed Headphones",
    body_zh: "40 毫米单元，人声清楚，低音不轰。耳罩是整圈羊皮，戴两个小时也不夹。\n\n\
        线、耳罩、头梁垫都能单独换。附 1.5 米直线和 6.35 毫米转接头。\n\n\
        - 阻抗 38 欧，手机能推\n\
        - 重 290 克",
    body_en: "Drivers of 40 mm: voices are clear and the bass does not boom. The pads are sheepskin all round and do not pinch after two hours.\n\n\
        Cable, pads and headband can be replaced one by one. Comes with 1.5 m of straight cable and a 6.35 mm adapter.\n\n\
        - 38 ohms, which a phone can drive\n\
        - 290 g",
    category: "headphones",
    shape: Shape::Headphones,
    colours: &[
        colour("bronze", "古铜", "Bronze", Tone(0x7E, 0x62, 0x48)),
        colour("graphite", "石墨", "Graphite", Tone(0x45, 0x49, 0x4C)),
    ],
    kinds: None,
    items: &[
        item("CLOSED-BRONZE", (0, 0), 99_900, 9, 290),
        item("CLOSED-GRAPHITE", (1, 0), 84_900, 4, 290).before(99_900),
    ],
};

pub(super) const LIGHT: Ware = Ware {
    slug: "light-headphones",
    title_zh: "轻便头戴耳机",
    title_en: "Light Headphones",
    body_zh: "只有 98 克，走路、写作业、听播客时戴着会忘掉它。海绵耳垫不隔绝外面，过马路听得见车。\n\n\
        耳垫是标准尺寸，坏了几块钱换一副。",
    body_en: "At 98 g you forget that you have them on: for walking, homework, a podcast. The foam pads let the street in, so you hear the traffic.\n\n\
        The pads are of the common size and cost little to replace.",
    category: "headphones",
    shape: Shape::LightHeadphones,
    colours: &[
        colour("mint", "薄荷", "Mint", Tone(0x8F, 0xB5, 0xA0)),
        colour("coral", "珊瑚", "Coral", Tone(0xCF, 0x7F, 0x68)),
        colour("ink", "墨色", "Ink", Tone(0x3A, 0x40, 0x45)),
    ],
    kinds: None,
    items: &[
        item("LIGHTPHONES-MINT", (0, 0), 16_900, 37, 98),
        item("LIGHTPHONES-CORAL", (1, 0), 16_900, 25, 98),
        item("LIGHTPHONES-INK", (2, 0), 14_900, 5, 98).before(16_900),
    ],
};

pub(super) const BUDS: Ware = Ware {
    slug: "wired-earphones",
    title_zh: "有线入耳耳机",
    title_en: "Wired Earphones",
    body_zh: "不用充电，不用配对，插上就响。线是编织的，放口袋里抖一抖就开。\n\n\
        铝壳，三种大小的硅胶套，线控带麦克风。买之前请看一眼手机的接口。",
    body_en: "Nothing to charge and nothing to pair: plug them in and they play. The braided cable comes out of a pocket without knots.\n\n\
        Aluminium shells, tips in three sizes, a button and a microphone on the cable. Look at the socket of your phone before you choose.",
    category: "headphones",
    shape: Shape::Earphones,
    colours: &[
        colour("silver", "银灰", "Silver grey", Tone(0xA5, 0xA9, 0xA8)),
        colour("pine", "松绿", "Pine", Tone(0x4C, 0x6A, 0x5B)),
    ],
    kinds: Some(Kinds {
        zh: "接口",
        en: "Plug",
        values: &[
            kind("35", "3.5 毫米", "3.5 mm"),
            kind("c", "USB-C", "USB-C"),
        ],
    }),
    items: &[
        item("BUDS-SILVER-35", (0, 0), 8_900, 70, 22),
        item("BUDS-SILVER-C", (0, 1), 10_900, 82, 22),
        item("BUDS-PINE-35", (1, 0), 8_900, 33, 22),
        item("BUDS-PINE-C", (1, 1), 10_900, 0, 22),
    ],
};

pub(super) const KEYBOARD: Ware = Ware {
    slug: "desk-keyboard",
    title_zh: "七五配列机械键盘",
    title_en: "Compact Mechanical Keyboard",
    body_zh: "84 键，保留方向键，省下的地方正好放鼠标。轴可以直接拔下来换，不用焊。\n\n\
        红轴轻，声音小，适合和别人一间屋；茶轴有一点段落感，适合写长文章。键帽是 PBT，用久了不打油。",
    body_en: "84 keys with the arrows kept; the space it saves is just right for a mouse. The switches pull out and need no soldering.\n\n\
        Linear ones are light and quiet, for a shared room; tactile ones have a small bump, for long texts. The caps are PBT and do not turn shiny.",
    category: "keyboards",
    shape: Shape::Keyboard,
    colours: &[
        colour("sage", "豆绿", "Sage", Tone(0x7C, 0x8C, 0x7A)),
        colour("graphite", "石墨", "Graphite", Tone(0x52, 0x57, 0x5A)),
    ],
    kinds: Some(Kinds {
        zh: "轴体",
        en: "Switch",
        values: &[
            kind("linear", "线性红轴", "Linear"),
            kind("tactile", "段落茶轴", "Tactile"),
        ],
    }),
    items: &[
        item("KEYS-SAGE-LINEAR", (0, 0), 59_900, 16, 880),
        item("KEYS-SAGE-TACTILE", (0, 1), 59_900, 12, 880),
        item("KEYS-GRAPHITE-LINEAR", (1, 0), 59_900, 20, 880),
        item("KEYS-GRAPHITE-TACTILE", (1, 1), 59_900, 2, 880),
    ],
};

pub(super) const FLAT: Ware = Ware {
    slug: "flat-keyboard",
    title_zh: "超薄无线键盘",
    title_en: "Flat Wireless Keyboard",
    body_zh: "最薄处 5 毫米，放进电脑包的夹层不占地方。能记三台设备，按一下换过去。\n\n\
        剪刀脚，键程 1.4 毫米，半夜打字也不吵人。充一次用两个月。",
    body_en: "At its thinnest 5 mm, it slips in beside a laptop. It remembers three devices and changes over at a key.\n\n\
        Scissor switches with 1.4 mm of travel are quiet enough for the small hours. One charge lasts two months.",
    category: "keyboards",
    shape: Shape::FlatKeyboard,
    colours: &[
        colour("stone", "石灰", "Stone", Tone(0x7E, 0x87, 0x90)),
        colour("sand", "沙色", "Sand", Tone(0xB5, 0x9C, 0x78)),
    ],
    kinds: None,
    items: &[
        item("FLATKEYS-STONE", (0, 0), 32_900, 23, 430),
        item("FLATKEYS-SAND", (1, 0), 27_900, 5, 430).before(32_900),
    ],
};

pub(super) const NUMPAD: Ware = Ware {
    slug: "number-pad",
    title_zh: "带屏数字键盘",
    title_en: "Number Pad with Display",
    body_zh: "记账的人需要它。接上电脑是数字键盘，拔下来是一台计算器，算好的数按一下就传过去。\n\n\
        旋钮调音量，也可以改成翻页。",
    body_en: "For people who keep accounts. Plugged in, it is a number pad; unplugged, a calculator, and one key sends the result to the computer.\n\n\
        The knob turns the volume, or pages if you prefer.",
    category: "keyboards",
    shape: Shape::NumberPad,
    colours: &[
        colour("olive", "橄榄", "Olive", Tone(0x6E, 0x75, 0x60)),
        colour("cream", "奶白", "Cream", Tone(0xD8, 0xCF, 0xBB)),
    ],
    kinds: None,
    items: &[
        item("NUMPAD-OLIVE", (0, 0), 13_900, 29, 320),
        item("NUMPAD-CREAM", (1, 0), 13_900, 18, 320),
    ],
};

pub(super) const SOFT_CASE: Ware = Ware {
    slug: "soft-phone-case",
    title_zh: "液态硅胶手机壳",
    title_en: "Soft Phone Case",
    body_zh: "摸起来像晒过的鹅卵石，不沾指纹，也不滑。四角里有气囊，从桌上掉下来不心疼。\n\n\
        里面衬一层绒布，不磨机身。脏了用洗手液洗。",
    body_en: "It feels like a pebble that has lain in the sun: no fingerprints, and not slippery. There is air in the corners for a fall from the table.\n\n\
        Lined with felt that is kind to the phone. Wash it with hand soap.",
    category: "phone-cases",
    shape: Shape::PhoneCase,
    colours: &[
        colour("tide", "潮汐蓝", "Tide blue", Tone(0x4A, 0x6C, 0x8C)),
        colour("clay", "陶土", "Clay", Tone(0xB5, 0x78, 0x5C)),
        colour("fog", "雾白", "Fog", Tone(0xD9, 0xD6, 0xCC)),
    ],
    kinds: Some(Kinds {
        zh: "机型尺寸",
        en: "Phone size",
        values: &[
            kind("61", "6.1 英寸", "6.1 inch"),
            kind("67", "6.7 英寸", "6.7 inch"),
        ],
    }),
    items: &[
        item("SOFT-TIDE-61", (0, 0), 5_900, 90, 38),
        item("SOFT-TIDE-67", (0, 1), 5_900, 64, 44),
        item("SOFT-CLAY-61", (1, 0), 5_900, 41, 38),
        item("SOFT-CLAY-67", (1, 1), 5_900, 35, 44),
        item("SOFT-FOG-61", (2, 0), 5_900, 3, 38),
        item("SOFT-FOG-67", (2, 1), 5_900, 0, 44),
    ],
};

pub(super) const LEATHER_CASE: Ware = Ware {
    slug: "leather-phone-case",
    title_zh: "植鞣皮手机套",
    title_en: "Leather Phone Case",
    body_zh: "一张牛皮裁成，折一下就是站架。内侧两道卡位，出门可以不带钱包。\n\n\
        新的时候颜色浅，半年后变深，划痕会自己长平。每年擦一次皮油。",
    body_en: "Cut from one piece of cowhide; fold it and it stands. Two slots inside for cards let you leave the wallet at home.\n\n\
        It is pale when new and darker after half a year, and small scratches heal. Oil it once a year.",
    category: "phone-cases",
    shape: Shape::LeatherCase,
    colours: &[
        colour("cognac", "干邑", "Cognac", Tone(0xA5, 0x68, 0x3C)),
        colour("night", "夜色", "Night", Tone(0x3A, 0x41, 0x52)),
    ],
    kinds: Some(Kinds {
        zh: "机型尺寸",
        en: "Phone size",
        values: &[
            kind("61", "6.1 英寸", "6.1 inch"),
            kind("67", "6.7 英寸", "6.7 inch"),
        ],
    }),
    items: &[
        item("LEATHERCASE-COGNAC-61", (0, 0), 18_900, 14, 92),
        item("LEATHERCASE-COGNAC-67", (0, 1), 19_900, 10, 104),
        item("LEATHERCASE-NIGHT-61", (1, 0), 18_900, 6, 92),
        item("LEATHERCASE-NIGHT-67", (1, 1), 19_900, 1, 104),
    ],
};

pub(super) const WAVE_CASE: Ware = Ware {
    slug: "wave-phone-case",
    title_zh: "海水纹手机壳",
    title_en: "Wave Phone Case",
    body_zh: "传统的海水纹，一道压着一道。图案印在壳的内侧，磨不掉。\n\n\
        硬壳软边，扣上去很紧，装拆请从摄像头一角开始。",
    body_en: "The old pattern of the sea, one wave over the other. It is printed on the inside of the shell, where nothing rubs.\n\n\
        The back is hard and the edge soft. It fits tightly: begin at the corner with the cameras.",
    category: "phone-cases",
    shape: Shape::WaveCase,
    colours: &[
        colour("indigo", "靛蓝", "Indigo", Tone(0x2F, 0x4A, 0x6D)),
        colour("jade", "碧玉", "Jade", Tone(0x4F, 0x7F, 0x72)),
    ],
    kinds: Some(Kinds {
        zh: "机型尺寸",
        en: "Phone size",
        values: &[
            kind("61", "6.1 英寸", "6.1 inch"),
            kind("67", "6.7 英寸", "6.7 inch"),
        ],
    }),
    items: &[
        item("WAVE-INDIGO-61", (0, 0), 6_900, 55, 36),
        item("WAVE-INDIGO-67", (0, 1), 6_900, 48, 41),
        item("WAVE-JADE-61", (1, 0), 6_900, 22, 36),
        item("WAVE-JADE-67", (1, 1), 5_900, 7, 41).before(6_900),
    ],
};
