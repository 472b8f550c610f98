//! For the table: mug, tea, notebook, pen.

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

pub(super) const NOTEBOOK: Ware = Ware {
    slug: "thread-notebook",
    title_zh: "线装笔记本",
    title_en: "Thread-bound Notebook",
    body_zh: "四眼线装，书脊用棉线缝牢，翻开能摊平。\n\n\
        内页 96 页，80 克米色书写纸，钢笔不洇。封面是布纹纸，题签空着，写什么由你。\n\n\
        大小 145 × 210 毫米。三本一起买，正好够写一年。",
    body_en: "Bound through four holes with cotton thread, so that it lies flat wherever you open it.\n\n\
        96 pages of cream writing paper, 80 gsm, that takes a fountain pen without bleeding. The cover is cloth-grained paper; the title slip is left blank for you.\n\n\
        145 by 210 mm. Three of them make a year.",
    shape: Shape::Notebook,
    colours: &[
        colour("indigo", "靛蓝", "Indigo", Tone(0x2F, 0x4A, 0x6D)),
        colour("sand", "砂色", "Sand", Tone(0xC9, 0xB4, 0x8C)),
        colour("moss", "苔绿", "Moss", Tone(0x66, 0x75, 0x58)),
    ],
    kinds: Some(Kinds {
        zh: "内页",
        en: "Pages",
        values: &[
            kind("lined", "横线", "Lined"),
            kind("plain", "空白", "Plain"),
        ],
    }),
    items: &[
        item("NOTE-INDIGO-LINED", (0, 0), 3_333, 90, 260),
        item("NOTE-INDIGO-PLAIN", (0, 1), 3_333, 40, 260),
        item("NOTE-SAND-LINED", (1, 0), 3_333, 55, 260),
        item("NOTE-SAND-PLAIN", (1, 1), 3_333, 2, 260),
        item("NOTE-MOSS-PLAIN", (2, 1), 3_333, 24, 260),
    ],
};

pub(super) const PEN: Ware = Ware {
    slug: "lacquer-pen",
    title_zh: "漆杆签字笔",
    title_en: "Lacquered Pen",
    body_zh: "铝杆上三道漆，笔夹和笔尖座是黄铜，用久了会慢慢变深。\n\n\
        0.5 毫米中性笔芯，出墨稳，写快不断线。笔芯是通用尺寸，用完换一支就好。",
    body_en: "Three coats of lacquer over aluminium, with clip and tip in brass that darkens slowly as you use it.\n\n\
        A 0.5 mm gel refill that keeps up with a quick hand. Refills are of the common size.",
    shape: Shape::Pen,
    colours: &[
        colour("ink", "墨黑", "Ink", Tone(0x2A, 0x2D, 0x2E)),
        colour("blue", "群青", "Ultramarine", Tone(0x36, 0x52, 0x86)),
        colour("vermilion", "朱红", "Vermilion", Tone(0x9E, 0x3B, 0x2C)),
    ],
    kinds: None,
    items: &[
        item("PEN-INK", (0, 0), 990, 300, 30),
        item("PEN-BLUE", (1, 0), 990, 240, 30),
        item("PEN-VERMILION", (2, 0), 990, 5, 30),
    ],
};
