//! Bags: totes and backpacks.

use crate::{
    pictures::{Shape, Tone},
    wares::{Ware, colour, item},
};

pub(super) const TOTE: Ware = Ware {
    slug: "canvas-tote",
    title_zh: "帆布袋",
    title_en: "Canvas Tote",
    body_zh: "12 安帆布，提手缝了双道线，装满书也放心。\n\n\
        37 × 40 厘米，提手长 60 厘米，能挎在冬衣外面。里面有一个小袋，放钥匙和卡。冷水手洗，第一次会缩一点。",
    body_en: "Twelve-ounce canvas, the handles sewn down twice: fill it with books if you like.\n\n\
        37 by 40 cm, with handles of 60 cm that go over a winter coat. A small pocket inside for keys and cards. Wash cold by hand; it shrinks a little the first time.",
    category: "totes",
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

pub(super) const MARKET: Ware = Ware {
    slug: "market-bag",
    title_zh: "条纹买菜袋",
    title_en: "Striped Market Bag",
    body_zh: "口宽底窄，放得下一把葱和两棵白菜。提手短，拎着不拖地，挂在车把上也稳。\n\n\
        棉帆布加一层薄涂层，漏一点水不会湿到外面。翻过来用湿布擦，不要机洗。",
    body_en: "Wide above and narrow below: it takes leeks upright and two cabbages beside them. The handles are short, so that it clears the ground and hangs well from a bicycle.\n\n\
        The canvas has a thin coat inside that keeps a small leak in. Turn it out and wipe it; not for the machine.",
    category: "totes",
    shape: Shape::MarketBag,
    colours: &[
        colour("tomato", "番茄红", "Tomato", Tone(0xB4, 0x52, 0x3F)),
        colour("sea", "海蓝", "Sea blue", Tone(0x3F, 0x64, 0x80)),
        colour("olive", "橄榄绿", "Olive", Tone(0x7A, 0x7F, 0x55)),
    ],
    kinds: None,
    items: &[
        item("MARKET-TOMATO", (0, 0), 4_900, 52, 310),
        item("MARKET-SEA", (1, 0), 4_900, 39, 310),
        item("MARKET-OLIVE", (2, 0), 4_900, 5, 310),
    ],
};

pub(super) const LUNCH: Ware = Ware {
    slug: "lunch-bag",
    title_zh: "扣式便当袋",
    title_en: "Buttoned Lunch Bag",
    body_zh: "袋口折一道，扣上椰壳扣，饭菜从早上到中午还是温的。内层铝箔可以抽出来擦。\n\n\
        放得下两层饭盒和一双筷子，竖着放不会倒。",
    body_en: "Fold the top once and button it with a disc of coconut shell: what was hot at eight is still warm at noon. The foil lining comes out for wiping.\n\n\
        Room for a box of two tiers and a pair of chopsticks. It stands on its own.",
    category: "totes",
    shape: Shape::LunchBag,
    colours: &[
        colour("hemp", "麻色", "Hemp", Tone(0xC8, 0xB4, 0x8C)),
        colour("ink", "墨蓝", "Ink blue", Tone(0x3D, 0x4E, 0x63)),
    ],
    kinds: None,
    items: &[
        item("LUNCH-HEMP", (0, 0), 6_900, 34, 190),
        item("LUNCH-INK", (1, 0), 6_900, 27, 190),
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
    category: "backpacks",
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

pub(super) const ROLLTOP: Ware = Ware {
    slug: "roll-top-backpack",
    title_zh: "卷口背包",
    title_en: "Roll-top Backpack",
    body_zh: "卷一圈 20 升，放开有 28 升，出门前不用想太多。接缝压胶，大雨里走半小时，里面是干的。\n\n\
        - 16 寸电脑夹层，悬空，不碰底\n\
        - 前袋分开，雨天也能拿到交通卡\n\
        - 胸带可拆",
    body_en: "Rolled up it holds 20 litres, rolled out 28, so you need not decide before you leave. The seams are sealed: half an hour of heavy rain stays outside.\n\n\
        - A sleeve for a 16-inch laptop that hangs clear of the bottom\n\
        - A front pocket of its own, for what you need in the rain\n\
        - The chest strap comes off",
    category: "backpacks",
    shape: Shape::RollTop,
    colours: &[
        colour("carbon", "炭黑", "Carbon", Tone(0x44, 0x49, 0x4B)),
        colour("moss", "苔绿", "Moss", Tone(0x5F, 0x6E, 0x53)),
    ],
    kinds: None,
    items: &[
        item("ROLLTOP-CARBON", (0, 0), 52_900, 15, 980),
        item("ROLLTOP-MOSS", (1, 0), 46_900, 6, 980).before(52_900),
    ],
};

pub(super) const DRAWSTRING: Ware = Ware {
    slug: "drawstring-bag",
    title_zh: "束口背包",
    title_en: "Drawstring Bag",
    body_zh: "一抽就合，一松就开，去游泳、去操场、去朋友家过夜都够用。空的时候只有一只手机重。\n\n\
        底角用皮垫加固，绳子不会从布里扯出来。容量 12 升。",
    body_en: "Pull and it is shut, let go and it is open: enough for the pool, the pitch, a night at a friend's. Empty it weighs no more than a phone.\n\n\
        Leather corners keep the cords from tearing out of the cloth. Holds 12 litres.",
    category: "backpacks",
    shape: Shape::Drawstring,
    colours: &[
        colour("sunset", "晚霞", "Sunset", Tone(0xC4, 0x75, 0x5A)),
        colour("lake", "湖蓝", "Lake", Tone(0x5C, 0x82, 0x96)),
        colour("char", "灰黑", "Charcoal", Tone(0x55, 0x58, 0x5A)),
    ],
    kinds: None,
    items: &[
        item("DRAWSTRING-SUNSET", (0, 0), 7_900, 46, 180),
        item("DRAWSTRING-LAKE", (1, 0), 7_900, 58, 180),
        item("DRAWSTRING-CHAR", (2, 0), 7_900, 0, 180),
    ],
};
