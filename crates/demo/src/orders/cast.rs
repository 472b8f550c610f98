//! The buyers, all made up. They have the password of the demo's shopper.

use domain::locale::Locale;

/// A buyer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buyer {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) locale: Locale,
    pub(super) phone: &'static str,
    pub(super) region: &'static str,
    pub(super) street: &'static str,
    /// The account at the cashier, masked as the gateway masks it.
    pub(super) alipay: &'static str,
}

const fn buyer(
    login: &'static str,
    name: &'static str,
    phone: &'static str,
    (region, street): (&'static str, &'static str),
    alipay: &'static str,
) -> Buyer {
    Buyer {
        login,
        name,
        locale: Locale::ZhCn,
        phone,
        region,
        street,
        alipay,
    }
}

/// The buyers; the first one is the shopper whose login the demo prints.
pub(super) const BUYERS: [Buyer; 10] = [
    buyer(
        "shopper@example.com",
        "林夏",
        "13800000001",
        ("浙江省 杭州市 西湖区", "曙光路 120 号 3 幢 502 室"),
        "lin***@example.com",
    ),
    buyer(
        "chen.jiayi@example.com",
        "陈嘉怡",
        "13800000002",
        ("上海市 徐汇区", "安福路 233 弄 8 号"),
        "che***@example.com",
    ),
    buyer(
        "wang.zixuan@example.com",
        "王子轩",
        "13800000003",
        ("北京市 朝阳区", "望京西路 48 号院 2 号楼 1104"),
        "wan***@example.com",
    ),
    buyer(
        "li.siyu@example.com",
        "李思雨",
        "13800000004",
        ("四川省 成都市 武侯区", "玉林南路 16 号"),
        "lis***@example.com",
    ),
    buyer(
        "zhang.haoran@example.com",
        "张浩然",
        "13800000005",
        ("广东省 深圳市 南山区", "科苑路 15 号 A 座 9 楼"),
        "zha***@example.com",
    ),
    buyer(
        "liu.ruolin@example.com",
        "刘若琳",
        "13800000006",
        ("江苏省 南京市 鼓楼区", "北京西路 72 号 4 单元 301"),
        "liu***@example.com",
    ),
    buyer(
        "zhao.yiming@example.com",
        "赵一鸣",
        "13800000007",
        ("湖北省 武汉市 武昌区", "东湖路 10 号"),
        "zyi***@example.com",
    ),
    buyer(
        "sun.yue@example.com",
        "孙悦",
        "13800000008",
        ("山东省 青岛市 市南区", "香港中路 61 号 1702"),
        "sun***@example.com",
    ),
    buyer(
        "he.wenbo@example.com",
        "何文博",
        "13800000009",
        ("云南省 大理市 古城区", "人民路 88 号院"),
        "hew***@example.com",
    ),
    Buyer {
        locale: Locale::En,
        ..buyer(
            "emily.turner@example.com",
            "Emily Turner",
            "13800000010",
            ("福建省 厦门市 思明区", "曾厝垵 5 号 B 栋"),
            "emi***@example.com",
        )
    },
];

/// What some buyers write with their order.
pub(super) const NOTES: [&str; 4] = [
    "请放在门卫室，谢谢。",
    "送人的，麻烦不要放价格单。",
    "工作日白天在公司，送货前请打电话。",
    "易碎，请多包一层。",
];

/// What staff note on some orders.
pub(super) const STAFF_NOTES: [&str; 3] = [
    "客人来电要求礼品包装，已备好。",
    "老客户，随单送一小包试喝茶。",
    "地址已与客人电话核对。",
];
