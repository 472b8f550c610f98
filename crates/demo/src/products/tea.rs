//! For tea and the table: cups, tea, vacuum bottles.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
};

pub(super) const MUG: Ware = Ware {
    slug: "stoneware-mug",
    title_zh: "炻器马克杯",
    title_en: "Stoneware Mug",
    body_zh: "拉坯成形，釉只上到杯身，底部留一圈素胎，拿在手里能摸到泥的质感。\n\n\
        容量约 350 毫升，把手宽，三根手指刚好放得进去。釉色每窑略有深浅，斑点不会完全一样。\n\n\
        可用洗碗机和微波炉。底部没有上釉，浅色桌面上请垫一块布。",
    body_en: "Thrown on the wheel and glazed down to the foot, where a band of bare clay is left for the hand to find.\n\n\
        Holds about 350 ml. The handle takes three fingers. Glazes vary a little from one firing to the next, and no two mugs are speckled alike.\n\n\
        Dishwasher and microwave safe. The foot is unglazed: put a cloth under it on pale tables.",
    category: "cups",
    shape: Shape::Mug,
    colours: &[
        colour("celadon", "青瓷绿", "Celadon", Tone(0x9D, 0xB8, 0xA4)),
        colour("moon", "月白", "Moon white", Tone(0xE8, 0xE9, 0xE4)),
        colour("ochre", "赭石", "Ochre", Tone(0xC0, 0x83, 0x4B)),
    ],
    kinds: None,
    items: &[
        item("MUG-CELADON", (0, 0), 6_800, 48, 420),
        item("MUG-MOON", (1, 0), 6_800, 36, 420),
        item("MUG-OCHRE", (2, 0), 5_800, 3, 420).before(6_800),
    ],
};

pub(super) const TALL_MUG: Ware = Ware {
    slug: "tall-mug",
    title_zh: "双釉高身杯",
    title_en: "Two-glaze Tall Mug",
    body_zh: "杯身直而高，上半浸一道浅釉，下半是本色，两道釉在中间自己流成一条线，每只都不一样。\n\n\
        容量约 420 毫升，泡一壶茶的量，够喝一个上午。\n\n\
        - 高 12.5 厘米，口径 8 厘米\n\
        - 可用洗碗机和微波炉",
    body_en: "A straight, tall mug, dipped first into the pale glaze and then into the dark one. Where they meet they run into a line of their own, different on each mug.\n\n\
        Holds about 420 ml, enough for a slow morning.\n\n\
        - 12.5 cm high, 8 cm across\n\
        - Dishwasher and microwave safe",
    category: "cups",
    shape: Shape::TallMug,
    colours: &[
        colour("pine", "松绿", "Pine", Tone(0x5F, 0x7F, 0x70)),
        colour("clay", "陶红", "Clay red", Tone(0xB0, 0x69, 0x4F)),
        colour("cobalt", "钴蓝", "Cobalt", Tone(0x3E, 0x5C, 0x8A)),
    ],
    kinds: None,
    items: &[
        item("TALL-PINE", (0, 0), 8_800, 32, 480),
        item("TALL-CLAY", (1, 0), 8_800, 17, 480),
        item("TALL-COBALT", (2, 0), 8_800, 6, 480),
    ],
};

pub(super) const CUP: Ware = Ware {
    slug: "cup-and-saucer",
    title_zh: "带碟茶杯",
    title_en: "Cup and Saucer",
    body_zh: "杯口微敞，茶凉得正好。碟心有一圈浅槽，端着走几步，杯子也不会滑。\n\n\
        容量约 180 毫升。单只装是一杯一碟，双只装同色两套，用再生纸盒隔开。",
    body_en: "The rim opens a little, so that tea cools at a drinkable pace. A shallow ring in the saucer keeps the cup where it is when you carry it.\n\n\
        Holds about 180 ml. The single is one cup with its saucer, the pair two sets of one colour in a box of recycled card.",
    category: "cups",
    shape: Shape::Cup,
    colours: &[
        colour("celadon", "青瓷绿", "Celadon", Tone(0x9D, 0xB8, 0xA4)),
        colour("plum", "梅子青", "Plum grey", Tone(0x7A, 0x6C, 0x7E)),
    ],
    kinds: Some(Kinds {
        zh: "件数",
        en: "Set",
        values: &[kind("one", "单只", "Single"), kind("pair", "双只", "Pair")],
    }),
    items: &[
        item("CUP-CELADON-1", (0, 0), 5_800, 40, 390),
        item("CUP-CELADON-2", (0, 1), 10_900, 15, 820).before(11_600),
        item("CUP-PLUM-1", (1, 0), 5_800, 22, 390),
        item("CUP-PLUM-2", (1, 1), 10_900, 0, 820).before(11_600),
    ],
};

pub(super) const TEA: Ware = Ware {
    slug: "spring-tea",
    title_zh: "春茶 · 罐装",
    title_en: "Spring Tea in a Tin",
    body_zh: "清明前后采的绿茶，一芽一叶，炒得轻，留着一点豆香。\n\n\
        水温 80 度左右，每杯 3 克。第一泡一分钟，之后每泡多等半分钟，大约能泡四次。\n\n\
        马口铁罐，双层盖，喝完可以留着装别的。放在阴凉处，开罐后三个月内喝完。",
    body_en: "Green tea picked around Qingming, one bud and one leaf, fired lightly so that a nutty note stays.\n\n\
        Use water at about 80 °C and 3 grams a cup. One minute for the first steep, half a minute more for each that follows; four are in it.\n\n\
        A tin with two lids, worth keeping when it is empty. Store it cool and finish it within three months of opening.",
    category: "tea",
    shape: Shape::Tin,
    colours: &[colour("leaf", "茶绿", "Tea green", Tone(0x6E, 0x7F, 0x56))],
    kinds: Some(Kinds {
        zh: "净含量",
        en: "Net weight",
        values: &[
            kind("50g", "50 克", "50 g"),
            kind("100g", "100 克", "100 g"),
            kind("250g", "250 克", "250 g"),
            kind("sample", "试饮 5 克", "Sample, 5 g"),
        ],
    }),
    items: &[
        item("TEA-50G", (0, 0), 4_800, 60, 130),
        item("TEA-100G", (0, 1), 8_800, 80, 210),
        item("TEA-250G", (0, 2), 19_800, 12, 430).before(22_000),
        item("TEA-SAMPLE", (0, 3), 1, 200, 15),
    ],
};

pub(super) const BLACK_TEA: Ware = Ware {
    slug: "mountain-black-tea",
    title_zh: "高山红茶 · 方罐",
    title_en: "Mountain Black Tea",
    body_zh: "海拔一千二百米的老茶园，一年只做一季。条索紧，汤色橙红，入口是干净的甜，有一点烤红薯的香。\n\n\
        沸水直接冲，每杯 4 克，出汤要快。加奶也站得住。",
    body_en: "From an old garden at 1,200 metres, made once a year. Tight leaves, an orange-red cup, a clean sweetness and a hint of baked sweet potato.\n\n\
        Pour boiling water on 4 grams and do not let it stand long. It holds its own with milk.",
    category: "tea",
    shape: Shape::SquareTin,
    colours: &[colour("tin", "砖红", "Brick red", Tone(0x8C, 0x4A, 0x3A))],
    kinds: Some(Kinds {
        zh: "净含量",
        en: "Net weight",
        values: &[
            kind("50g", "50 克", "50 g"),
            kind("100g", "100 克", "100 g"),
            kind("200g", "200 克", "200 g"),
        ],
    }),
    items: &[
        item("BLACK-50G", (0, 0), 5_600, 45, 140),
        item("BLACK-100G", (0, 1), 9_999, 60, 220),
        item("BLACK-200G", (0, 2), 18_800, 8, 380),
    ],
};

pub(super) const JASMINE: Ware = Ware {
    slug: "jasmine-tea",
    title_zh: "茉莉花茶 · 圆罐",
    title_en: "Jasmine Tea",
    body_zh: "春茶做底，夏天的茉莉窨了五次，再把花一朵朵拣出来。喝到的只有香，看不见花。\n\n\
        水温 85 度，玻璃杯或盖碗都合适。罐子矮而宽，方便用手抓。",
    body_en: "Spring leaves, scented five times with the jasmine of summer; then every blossom is picked out again. You taste the flowers and do not see them.\n\n\
        Use water at 85 °C, in a glass or a lidded bowl. The tin is low and wide, for a hand to reach in.",
    category: "tea",
    shape: Shape::LowTin,
    colours: &[colour("jade", "玉色", "Jade", Tone(0xA9, 0xBF, 0xA6))],
    kinds: Some(Kinds {
        zh: "净含量",
        en: "Net weight",
        values: &[
            kind("60g", "60 克", "60 g"),
            kind("120g", "120 克", "120 g"),
        ],
    }),
    items: &[
        item("JASMINE-60G", (0, 0), 6_600, 38, 150),
        item("JASMINE-120G", (0, 1), 11_800, 21, 230),
    ],
};

pub(super) const THERMOS: Ware = Ware {
    slug: "field-thermos",
    title_zh: "山野保温杯",
    title_en: "Field Thermos",
    body_zh: "双层真空，早上倒进去的热水，到傍晚还烫口。\n\n\
        容量 500 毫升。盖子就是杯子，侧面有提环，背包外侧的袋子放得下。内胆 316 不锈钢，不留茶渍。\n\n\
        请用手洗，不要放进冰箱冷冻室。",
    body_en: "Double-walled, with a vacuum between: water poured in the morning is still hot at dusk.\n\n\
        Holds 500 ml. The cap is the cup, the loop hangs from a finger, and it fits the side pocket of a backpack. The 316 steel inside keeps no tea stains.\n\n\
        Wash by hand and keep it out of the freezer.",
    category: "vacuum-bottles",
    shape: Shape::Thermos,
    colours: &[
        colour("forest", "墨绿", "Forest green", Tone(0x3F, 0x5B, 0x4F)),
        colour("oat", "燕麦", "Oat", Tone(0xDD, 0xD4, 0xC0)),
        colour("rust", "铁锈红", "Rust", Tone(0x9C, 0x52, 0x3B)),
    ],
    kinds: None,
    items: &[
        item("THERMOS-FOREST", (0, 0), 12_900, 40, 410),
        item("THERMOS-OAT", (1, 0), 12_900, 22, 410),
        item("THERMOS-RUST", (2, 0), 10_900, 9, 410).before(12_900),
    ],
};

pub(super) const TUMBLER: Ware = Ware {
    slug: "travel-tumbler",
    title_zh: "随行杯",
    title_en: "Travel Tumbler",
    body_zh: "滑盖一推就能喝，合上以后倒着也不漏。杯身上宽下窄，车里的杯架放得进去。\n\n\
        内胆做了陶瓷涂层，咖啡和酸的饮料都不留味道。\n\n\
        - 保温 6 小时，保冷 10 小时\n\
        - 盖子可以全部拆开来洗",
    body_en: "Push the slider and drink; shut, it can lie on its side. Wide above and narrow below, it fits the holder of a car.\n\n\
        The inside has a ceramic coat that keeps no taste of coffee or anything sour.\n\n\
        - Hot for 6 hours, cold for 10\n\
        - The lid comes apart for washing",
    category: "vacuum-bottles",
    shape: Shape::Tumbler,
    colours: &[
        colour("graphite", "石墨", "Graphite", Tone(0x4A, 0x50, 0x54)),
        colour("sky", "天青", "Sky", Tone(0x7F, 0x9F, 0xB5)),
        colour("apricot", "杏色", "Apricot", Tone(0xD9, 0xA8, 0x78)),
    ],
    kinds: Some(Kinds {
        zh: "容量",
        en: "Capacity",
        values: &[
            kind("350", "350 毫升", "350 ml"),
            kind("480", "480 毫升", "480 ml"),
        ],
    }),
    items: &[
        item("TUMBLER-GRAPHITE-350", (0, 0), 9_900, 50, 280),
        item("TUMBLER-GRAPHITE-480", (0, 1), 11_900, 44, 330),
        item("TUMBLER-SKY-350", (1, 0), 9_900, 26, 280),
        item("TUMBLER-SKY-480", (1, 1), 11_900, 0, 330),
        item("TUMBLER-APRICOT-350", (2, 0), 9_900, 4, 280),
        item("TUMBLER-APRICOT-480", (2, 1), 11_900, 19, 330),
    ],
};

pub(super) const JUG: Ware = Ware {
    slug: "table-jug",
    title_zh: "桌上保温壶",
    title_en: "Table Vacuum Jug",
    body_zh: "1.5 升，够一桌人添两轮水。按一下壶盖，倾斜就出水，松手自动合上。\n\n\
        玻璃内胆，不留味，茶和咖啡可以换着装。内胆怕摔，请不要往空壶里直接倒冰块。",
    body_en: "Holds 1.5 litres: two rounds for a full table. Press the lid and tilt; let go and it shuts.\n\n\
        The glass inside keeps no taste, so tea and coffee can take turns. Glass dislikes a fall, and ice dropped into it dry.",
    category: "vacuum-bottles",
    shape: Shape::Jug,
    colours: &[
        colour("olive", "橄榄", "Olive", Tone(0x6B, 0x6F, 0x4E)),
        colour("milk", "牛奶白", "Milk white", Tone(0xE6, 0xE0, 0xD3)),
    ],
    kinds: None,
    items: &[
        item("JUG-OLIVE", (0, 0), 18_900, 11, 1_100),
        item("JUG-MILK", (1, 0), 15_900, 9, 1_100).before(18_900),
    ],
};
