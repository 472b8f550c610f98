//! To wear: shirts, scarves, shoes.

use crate::{
    pictures::{Shape, Tone},
    wares::{Kinds, Ware, colour, item, kind},
};

pub(super) const SHIRT: Ware = Ware {
    slug: "cotton-tee",
    title_zh: "厚棉 T 恤",
    title_en: "Heavy Cotton Tee",
    body_zh: "220 克精梳棉，领口双层，洗过不变形。\n\n\
        版型直，肩线正。中码衣长 70 厘米、胸宽 54 厘米，大小各差两厘米。30 度以下水洗，反面晾。",
    body_en: "Combed cotton of 220 gsm with a doubled collar that keeps its shape in the wash.\n\n\
        A straight cut with the seam on the shoulder. Medium is 70 cm long and 54 cm across; each size is two centimetres apart. Wash at 30 °C or less and dry it inside out.",
    category: "tops",
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

pub(super) const STRIPED: Ware = Ware {
    slug: "striped-long-sleeve",
    title_zh: "条纹长袖衫",
    title_en: "Striped Long Sleeve",
    body_zh: "240 克精梳棉，织得密，风不容易钻进来。条纹是染好的纱织出来的，洗多少次也不会糊。\n\n\
        一字领，袖口收紧，挽起来不会往下掉。第一次洗大约缩 2%，请按平时的尺码选。",
    body_en: "Combed cotton of 240 gsm, knitted so closely that the wind stays out. The stripes are of dyed yarn and do not blur, however often you wash it.\n\n\
        A boat neck, and cuffs that stay up when you push them. It shrinks by about 2 % in the first wash; take your usual size.",
    category: "tops",
    shape: Shape::StripedShirt,
    colours: &[
        colour("navy", "藏青条", "Navy stripe", Tone(0x2E, 0x3A, 0x4F)),
        colour("brick", "砖红条", "Brick stripe", Tone(0xA5, 0x52, 0x3C)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("s", "S", "S"),
            kind("m", "M", "M"),
            kind("l", "L", "L"),
            kind("xl", "XL", "XL"),
        ],
    }),
    items: &[
        item("STRIPE-NAVY-S", (0, 0), 15_900, 18, 300),
        item("STRIPE-NAVY-M", (0, 1), 15_900, 36, 310),
        item("STRIPE-NAVY-L", (0, 2), 15_900, 27, 320),
        item("STRIPE-NAVY-XL", (0, 3), 15_900, 9, 330),
        item("STRIPE-BRICK-S", (1, 0), 15_900, 7, 300),
        item("STRIPE-BRICK-M", (1, 1), 15_900, 20, 310),
        item("STRIPE-BRICK-L", (1, 2), 15_900, 0, 320),
        item("STRIPE-BRICK-XL", (1, 3), 15_900, 5, 330),
    ],
};

pub(super) const LINEN: Ware = Ware {
    slug: "linen-popover",
    title_zh: "亚麻套头衫",
    title_en: "Linen Popover Shirt",
    body_zh: "法国亚麻，水洗过，上身就是软的。三粒贝壳扣，解开一粒刚好透气。\n\n\
        亚麻会皱，这是它的样子。想平整些，半干时用手抻一抻，挂着晾干就好。",
    body_en: "Flax from France, washed before it is cut, so that it is soft from the first day. Three shell buttons; one undone is enough on a warm evening.\n\n\
        Linen creases, and that is how it looks. If you want it smoother, pull it straight while damp and dry it on a hanger.",
    category: "tops",
    shape: Shape::LinenShirt,
    colours: &[
        colour("flax", "本麻", "Flax", Tone(0xCD, 0xBD, 0x9B)),
        colour("moss", "苔绿", "Moss", Tone(0x73, 0x7F, 0x62)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("s", "S", "S"),
            kind("m", "M", "M"),
            kind("l", "L", "L"),
            kind("xl", "XL", "XL"),
        ],
    }),
    items: &[
        item("LINEN-FLAX-S", (0, 0), 22_900, 10, 220),
        item("LINEN-FLAX-M", (0, 1), 22_900, 22, 230),
        item("LINEN-FLAX-L", (0, 2), 22_900, 19, 240),
        item("LINEN-FLAX-XL", (0, 3), 22_900, 6, 250),
        item("LINEN-MOSS-S", (1, 0), 18_900, 4, 220).before(22_900),
        item("LINEN-MOSS-M", (1, 1), 18_900, 11, 230).before(22_900),
        item("LINEN-MOSS-L", (1, 2), 18_900, 2, 240).before(22_900),
        item("LINEN-MOSS-XL", (1, 3), 18_900, 0, 250).before(22_900),
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
    category: "scarves",
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

pub(super) const CHECKED: Ware = Ware {
    slug: "checked-scarf",
    title_zh: "格纹围巾",
    title_en: "Checked Scarf",
    body_zh: "羊毛和羊绒七三混纺，比纯羊毛轻，比羊绒耐穿。格子的颜色取自同一块布的深浅，配什么外套都不抢。\n\n\
        长 190 厘米，宽 32 厘米。收起来时请对折挂好，不要卷。",
    body_en: "Seven parts wool and three of cashmere: lighter than the one, longer-lived than the other. The checks are shades of a single colour, so they do not quarrel with a coat.\n\n\
        190 by 32 cm. Hang it folded in half, not rolled.",
    category: "scarves",
    shape: Shape::CheckedScarf,
    colours: &[
        colour("russet", "赤褐", "Russet", Tone(0x9C, 0x52, 0x3B)),
        colour("pine", "松绿", "Pine", Tone(0x4A, 0x63, 0x53)),
    ],
    kinds: None,
    items: &[
        item("CHECK-RUSSET", (0, 0), 39_900, 8, 290),
        item("CHECK-PINE", (1, 0), 39_900, 13, 290),
    ],
};

pub(super) const STOLE: Ware = Ware {
    slug: "cotton-stole",
    title_zh: "棉纱披巾",
    title_en: "Cotton Stole",
    body_zh: "80 支棉纱，薄得能看见手的影子。春秋早晚搭一搭，夏天在空调房里盖膝盖。\n\n\
        70 × 190 厘米，边上几道提花细纹。机洗请装网袋。",
    body_en: "Yarn so fine that you can see your hand through the cloth. For cool mornings in spring and autumn, and over your knees where the air conditioning is too keen.\n\n\
        70 by 190 cm, with a few fine stripes woven into the ends. Wash it in a net.",
    category: "scarves",
    shape: Shape::Stole,
    colours: &[
        colour("indigo", "浅靛", "Pale indigo", Tone(0x6F, 0x86, 0xA6)),
        colour("rose", "豆沙", "Dusty rose", Tone(0xB9, 0x8A, 0x80)),
        colour("oat", "燕麦", "Oat", Tone(0xD3, 0xC6, 0xAC)),
    ],
    kinds: None,
    items: &[
        item("STOLE-INDIGO", (0, 0), 12_800, 24, 160),
        item("STOLE-ROSE", (1, 0), 12_800, 15, 160),
        item("STOLE-OAT", (2, 0), 9_900, 6, 160).before(12_800),
    ],
};

pub(super) const CANVAS_SHOES: Ware = Ware {
    slug: "canvas-shoes",
    title_zh: "硫化帆布鞋",
    title_en: "Canvas Shoes",
    body_zh: "鞋面是 14 安棉帆布，鞋底整块硫化，走一天也不开胶。鞋垫可以取出来洗。\n\n\
        尺码标准，脚背高请选大一码。头几天鞋头会有一点硬，穿软就好。",
    body_en: "Fourteen-ounce cotton canvas on a sole that is vulcanised in one piece and does not come unstuck. The insole can be taken out and washed.\n\n\
        True to size; with a high instep take one more. The toe is a little stiff for the first few days.",
    category: "shoes",
    shape: Shape::CanvasShoes,
    colours: &[
        colour("denim", "牛仔蓝", "Denim", Tone(0x5B, 0x6C, 0x8A)),
        colour("natural", "本白", "Natural", Tone(0xDD, 0xD3, 0xBD)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("37", "37", "37"),
            kind("38", "38", "38"),
            kind("40", "40", "40"),
            kind("42", "42", "42"),
            kind("43", "43", "43"),
        ],
    }),
    items: &[
        item("CANVAS-DENIM-37", (0, 0), 19_900, 12, 720),
        item("CANVAS-DENIM-38", (0, 1), 19_900, 15, 740),
        item("CANVAS-DENIM-40", (0, 2), 19_900, 21, 800),
        item("CANVAS-DENIM-42", (0, 3), 19_900, 18, 860),
        item("CANVAS-DENIM-43", (0, 4), 19_900, 4, 890),
        item("CANVAS-NATURAL-37", (1, 0), 19_900, 6, 720),
        item("CANVAS-NATURAL-38", (1, 1), 19_900, 0, 740),
        item("CANVAS-NATURAL-40", (1, 2), 19_900, 9, 800),
        item("CANVAS-NATURAL-42", (1, 3), 19_900, 11, 860),
        item("CANVAS-NATURAL-43", (1, 4), 19_900, 2, 890),
    ],
};

pub(super) const DERBY: Ware = Ware {
    slug: "leather-derbies",
    title_zh: "手工德比鞋",
    title_en: "Leather Derbies",
    body_zh: "头层小牛皮，鞋帮和鞋底用固特异工艺缝合，磨薄了可以换底，一双能穿很多年。\n\n\
        内里是植鞣皮，头两周会按你的脚慢慢定型。偏瘦的脚请选小半码，下雨天尽量不穿。",
    body_en: "Calf leather, welted: upper and sole are sewn together, so the sole can be replaced and the pair lasts for years.\n\n\
        The lining is vegetable-tanned and takes the shape of your foot in about two weeks. For narrow feet take half a size less, and leave them at home when it rains.",
    category: "shoes",
    shape: Shape::Derbies,
    colours: &[
        colour("brown", "栗棕", "Chestnut", Tone(0x6B, 0x46, 0x30)),
        colour("black", "乌黑", "Black", Tone(0x33, 0x30, 0x2E)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("40", "40", "40"),
            kind("41", "41", "41"),
            kind("42", "42", "42"),
            kind("43", "43", "43"),
        ],
    }),
    items: &[
        item("DERBY-BROWN-40", (0, 0), 89_900, 5, 1_250),
        item("DERBY-BROWN-41", (0, 1), 89_900, 7, 1_280),
        item("DERBY-BROWN-42", (0, 2), 89_900, 6, 1_310),
        item("DERBY-BROWN-43", (0, 3), 89_900, 1, 1_340),
        item("DERBY-BLACK-40", (1, 0), 89_900, 3, 1_250),
        item("DERBY-BLACK-41", (1, 1), 89_900, 8, 1_280),
        item("DERBY-BLACK-42", (1, 2), 89_900, 0, 1_310),
        item("DERBY-BLACK-43", (1, 3), 89_900, 2, 1_340),
    ],
};

pub(super) const SLIPPERS: Ware = Ware {
    slug: "felt-slippers",
    title_zh: "羊毛毡拖鞋",
    title_en: "Felt Slippers",
    body_zh: "5 毫米羊毛毡，一次压成，没有胶味。鞋底是一层软牛皮，走在木地板上几乎没有声音。\n\n\
        羊毛自己会调温，冬天暖，夏天也不闷。脏了用冷水和软刷，阴干。",
    body_en: "Wool felt, 5 mm thick and pressed in one piece, without glue. A soft leather sole makes hardly a sound on boards.\n\n\
        Wool is warm in winter and does not stifle in summer. Clean it with cold water and a soft brush, and dry it in the shade.",
    category: "shoes",
    shape: Shape::Slippers,
    colours: &[
        colour("ash", "炭灰", "Ash", Tone(0x6A, 0x6C, 0x69)),
        colour("berry", "莓红", "Berry", Tone(0x93, 0x50, 0x5A)),
    ],
    kinds: Some(Kinds {
        zh: "尺码",
        en: "Size",
        values: &[
            kind("s", "36-38", "36-38"),
            kind("m", "39-41", "39-41"),
            kind("l", "42-44", "42-44"),
        ],
    }),
    items: &[
        item("SLIPPERS-ASH-S", (0, 0), 6_667, 28, 260),
        item("SLIPPERS-ASH-M", (0, 1), 6_667, 41, 300),
        item("SLIPPERS-ASH-L", (0, 2), 6_667, 33, 340),
        item("SLIPPERS-BERRY-S", (1, 0), 6_667, 17, 260),
        item("SLIPPERS-BERRY-M", (1, 1), 6_667, 3, 300),
        item("SLIPPERS-BERRY-L", (1, 2), 6_667, 0, 340),
    ],
};
