//! For travel: thermos, tote, T-shirt, scarf, backpack.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
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

pub(super) const TOTE: Ware = Ware {
    slug: "canvas-tote",
    title_zh: "帆布袋",
    title_en: "Canvas Tote",
    body_zh: "12 安帆布，提手缝了双道线，装满书也放心。\n\n\
        37 × 40 厘米，提手长 60 厘米，能挎在冬衣外面。里面有一个小袋，放钥匙和卡。冷水手洗，第一次会缩一点。",
    body_en: "Twelve-ounce canvas, the handles sewn down twice: fill it with books if you like.\n\n\
        37 by 40 cm, with handles of 60 cm that go over a winter coat. A small pocket inside for keys and cards. Wash cold by hand; it shrinks a little the first time.",
    shape: Shape::Tote,
    colours: &[
        colour("natural", "本色", "Natural", Tone(0xDC, 0xCF, 0xB4)),
        colour("slate", "青灰", "Slate", Tone(0x4A, 0x55, 0x5A)),
    ],
    kinds: None,
    items: &[
        item("TOTE-NATURAL", (0, 0), 5_900, 65, 330),
        item("TOTE-SLATE", (1, 0), 5_900, 28, 330),
    ],
};

pub(super) const SHIRT: Ware = Ware {
    slug: "cotton-tee",
    title_zh: "厚棉 T 恤",
    title_en: "Heavy Cotton Tee",
    body_zh: "220 克精梳棉，领口双层，洗过不变形。\n\n\
        版型直，肩线正。中码衣长 70 厘米、胸宽 54 厘米，大小各差两厘米。30 度以下水洗，反面晾。",
    body_en: "Combed cotton of 220 gsm with a doubled collar that keeps its shape in the wash.\n\n\
        A straight cut with the seam on the shoulder. Medium is 70 cm long and 54 cm across; each size is two centimetres apart. Wash at 30 °C or less and dry it inside out.",
    shape: Shape::Shirt,
    colours: &[
        colour("white", "米白", "Off-white", Tone(0xF0, 0xEC, 0xE2)),
        colour("sage", "灰绿", "Sage", Tone(0x7C, 0x8C, 0x7A)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("s", "S", "S"),
            kind("m", "M", "M"),
            kind("l", "L", "L"),
        ],
    }),
    items: &[
        item("TEE-WHITE-S", (0, 0), 11_900, 20, 240),
        item("TEE-WHITE-M", (0, 1), 11_900, 45, 240),
        item("TEE-WHITE-L", (0, 2), 11_900, 30, 240),
        item("TEE-SAGE-S", (1, 0), 11_900, 0, 240),
        item("TEE-SAGE-M", (1, 1), 11_900, 16, 240),
        item("TEE-SAGE-L", (1, 2), 11_900, 8, 240),
    ],
};

pub(super) const SCARF: Ware = Ware {
    slug: "lambswool-scarf",
    title_zh: "羊羔毛围巾",
    title_en: "Lambswool Scarf",
    body_zh: "初剪羊羔毛，松松地织，软，轻，不扎脖子。\n\n\
        长 180 厘米，宽 30 厘米，两端三道细纹，手打流苏。干洗或冷水轻压，平铺晾干。",
    body_en: "First-shearing lambswool, woven loosely: soft, light, and kind to the neck.\n\n\
        180 by 30 cm, with three fine stripes and a hand-tied fringe at each end. Dry-clean it, or press it gently in cold water and dry it flat.",
    shape: Shape::Scarf,
    colours: &[
        colour("camel", "驼色", "Camel", Tone(0xB9, 0x8A, 0x5B)),
        colour("navy", "藏青", "Navy", Tone(0x2E, 0x3A, 0x4F)),
        colour("mist", "雾灰", "Mist grey", Tone(0xA7, 0xA8, 0xA3)),
    ],
    kinds: None,
    items: &[
        item("SCARF-CAMEL", (0, 0), 29_900, 14, 260).before(35_900),
        item("SCARF-NAVY", (1, 0), 29_900, 11, 260).before(35_900),
        item("SCARF-MIST", (2, 0), 29_900, 2, 260).before(35_900),
    ],
};

pub(super) const BACKPACK: Ware = Ware {
    slug: "day-backpack",
    title_zh: "日用双肩包",
    title_en: "Day Backpack",
    body_zh: "油蜡棉布，植鞣皮扣，黄铜五金。小雨不怕，越用越有样子。\n\n\
        18 升，内有 14 寸电脑夹层，两侧袋放得下水杯。肩带加宽，背板透气。\n\n\
        脏了用湿布擦，每年上一次蜡。皮扣会随手的温度变深。",
    body_en: "Waxed cotton, straps of vegetable-tanned leather, brass fittings. Light rain does not trouble it, and it looks better each year.\n\n\
        18 litres, with a sleeve for a 14-inch laptop and a pocket for a bottle on each side. Wide shoulder straps and a back that breathes.\n\n\
        Wipe it with a damp cloth and wax it once a year. The leather darkens where your hands go.",
    shape: Shape::Backpack,
    colours: &[
        colour("olive", "橄榄绿", "Olive", Tone(0x55, 0x63, 0x4A)),
        colour("night", "夜蓝", "Night blue", Tone(0x2F, 0x3B, 0x4C)),
    ],
    kinds: None,
    items: &[
        item("PACK-OLIVE", (0, 0), 45_900, 13, 1_050),
        item("PACK-NIGHT", (1, 0), 45_900, 7, 1_050),
    ],
};
