//! For the desk: notebooks, pens and pencils.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
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
    category: "notebooks",
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

pub(super) const SKETCH: Ware = Ware {
    slug: "ring-sketch-pad",
    title_zh: "线圈速写本",
    title_en: "Ring Sketch Pad",
    body_zh: "线圈在上边，左手右手都不硌。160 克素描纸，铅笔、钢笔和淡彩都吃得住，背面不透。\n\n\
        封底是 3 毫米厚的灰板，拿在手上画也不软。共 60 张，可整齐撕下。",
    body_en: "The rings are at the top, so that they are in the way of neither hand. The paper is 160 gsm: it takes pencil, ink and a light wash, and shows nothing on the back.\n\n\
        A 3 mm board behind makes it firm enough to draw on your knee. 60 sheets that tear off cleanly.",
    category: "notebooks",
    shape: Shape::SketchPad,
    colours: &[
        colour("kraft", "赤陶", "Terracotta", Tone(0xB9, 0x69, 0x4A)),
        colour("pine", "松针", "Pine needle", Tone(0x4F, 0x6B, 0x58)),
    ],
    kinds: Some(Kinds {
        zh: "尺寸",
        en: "Size",
        values: &[kind("a5", "A5", "A5"), kind("a4", "A4", "A4")],
    }),
    items: &[
        item("SKETCH-KRAFT-A5", (0, 0), 3_200, 64, 310),
        item("SKETCH-KRAFT-A4", (0, 1), 4_980, 37, 620),
        item("SKETCH-PINE-A5", (1, 0), 3_200, 51, 310),
        item("SKETCH-PINE-A4", (1, 1), 4_980, 3, 620),
    ],
};

pub(super) const POCKET: Ware = Ware {
    slug: "pocket-notebooks",
    title_zh: "口袋本三册装",
    title_en: "Three Pocket Notebooks",
    body_zh: "90 × 140 毫米，放进衬衫口袋刚好露出一点边。一套三本，同一个颜色的深、中、浅。\n\n\
        每本 48 页，点阵，圆角，骑马钉。写完一本换一本，不必带着旧的走。",
    body_en: "90 by 140 mm: in a shirt pocket just an edge of it shows. Three to a set, in the dark, the middle and the light of one colour.\n\n\
        Each has 48 dotted pages, round corners and two staples. Finish one, take the next, leave the old one at home.",
    category: "notebooks",
    shape: Shape::PocketBooks,
    colours: &[
        colour("ink", "靛青", "Indigo", Tone(0x3B, 0x55, 0x78)),
        colour("persimmon", "柿子", "Persimmon", Tone(0xC0, 0x69, 0x3A)),
    ],
    kinds: None,
    items: &[
        item("POCKET-INK", (0, 0), 2_880, 120, 150),
        item("POCKET-PERSIMMON", (1, 0), 2_880, 86, 150),
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
    category: "pens",
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

pub(super) const FOUNTAIN: Ware = Ware {
    slug: "piston-fountain-pen",
    title_zh: "活塞上墨钢笔",
    title_en: "Piston Fountain Pen",
    body_zh: "直接从墨水瓶里吸墨，转动笔尾就好，一次能写三十多页。透明的视窗在笔握上方，看得见还剩多少。\n\n\
        钢尖，出厂前逐支试写。细尖适合小字和横线本，中尖适合写信。附一支换用的垫圈。",
    body_en: "It drinks from the bottle: turn the end of the barrel, and it holds ink for some thirty pages. A clear ring above the grip shows how much is left.\n\n\
        The nib is steel, and each pen has been written with before it is packed. Fine is for small hands and ruled paper, medium for letters. A spare seal is in the box.",
    category: "pens",
    shape: Shape::FountainPen,
    colours: &[
        colour("night", "夜蓝", "Night blue", Tone(0x2F, 0x3B, 0x5C)),
        colour("forest", "墨绿", "Forest green", Tone(0x3F, 0x5B, 0x4F)),
        colour("wine", "酒红", "Wine red", Tone(0x6E, 0x2F, 0x3A)),
    ],
    kinds: Some(Kinds {
        zh: "笔尖",
        en: "Nib",
        values: &[kind("f", "细尖", "Fine"), kind("m", "中尖", "Medium")],
    }),
    items: &[
        item("FOUNTAIN-NIGHT-F", (0, 0), 26_800, 14, 45),
        item("FOUNTAIN-NIGHT-M", (0, 1), 26_800, 9, 45),
        item("FOUNTAIN-FOREST-F", (1, 0), 26_800, 5, 45),
        item("FOUNTAIN-FOREST-M", (1, 1), 26_800, 12, 45),
        item("FOUNTAIN-WINE-F", (2, 0), 26_800, 1, 45),
        item("FOUNTAIN-WINE-M", (2, 1), 26_800, 0, 45),
    ],
};

pub(super) const PENCILS: Ware = Ware {
    slug: "cedar-pencils",
    title_zh: "雪松木铅笔六支装",
    title_en: "Six Cedar Pencils",
    body_zh: "雪松木笔杆，削起来顺，有一股淡淡的木香。六角形，放在斜的桌面上也不会滚走。\n\n\
        一套同一硬度：HB 写字，2B 画线，4B 铺大面积的明暗。",
    body_en: "Cedar sharpens without splintering and smells faintly of itself. Six sides keep the pencil on a slanting table.\n\n\
        Each set is of one grade: HB for writing, 2B for line, 4B for broad shading.",
    category: "pens",
    shape: Shape::Pencils,
    colours: &[colour("slate", "石板灰", "Slate", Tone(0x5B, 0x6C, 0x7A))],
    kinds: Some(Kinds {
        zh: "硬度",
        en: "Grade",
        values: &[
            kind("hb", "HB", "HB"),
            kind("2b", "2B", "2B"),
            kind("4b", "4B", "4B"),
        ],
    }),
    items: &[
        item("PENCILS-HB", (0, 0), 1_999, 150, 70),
        item("PENCILS-2B", (0, 1), 1_999, 130, 70),
        item("PENCILS-4B", (0, 2), 1_999, 42, 70),
    ],
};
