//! Two products that show how a sheet is filled in.

use super::{Both, GoodsAxis, GoodsProduct, GoodsSku};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    money::Fen,
};

/// The products of a template: one with an option, one without. They are drafts with codes of their own, so that importing
/// the template as it is publishes nothing and changes no product.
#[must_use]
pub fn example() -> Vec<GoodsProduct> {
    let colours = [
        both("青瓷绿", "Celadon green"),
        both("月白", "Moonlight white"),
    ];
    let mugs = [("EXAMPLE-MUG-GREEN", 20), ("EXAMPLE-MUG-WHITE", 12)];
    let mug = GoodsProduct {
        title: both("示例：炻器马克杯", "Example: stoneware mug"),
        body: both(
            "手工拉坯，**可进洗碗机**。\n\n- 容量 350 毫升\n- 高 9 厘米",
            "Thrown by hand, **safe in the dishwasher**.\n\n- Holds 350 ml\n- 9 cm high",
        ),
        category: vec!["示例分类".to_owned(), "杯子".to_owned()],
        more_categories: vec![vec!["示例分类".to_owned(), "礼物".to_owned()]],
        skus: mugs
            .into_iter()
            .zip(&colours)
            .map(|((code, stock), colour)| GoodsSku {
                values: vec![colour.zh.clone()],
                compare_at: Some(Fen::new(6_800)),
                ..sku(code, 5_800, 350, stock)
            })
            .collect(),
        axes: vec![GoodsAxis {
            name: both("颜色", "Colour"),
            values: colours.to_vec(),
        }],
        ..product()
    };
    let tea = GoodsProduct {
        title: both("示例：明前龙井", "Example: spring tea"),
        category: vec!["示例分类".to_owned(), "茶叶".to_owned()],
        skus: vec![sku("EXAMPLE-TEA", 12_800, 120, 8)],
        ..product()
    };
    vec![mug, tea]
}

fn both(zh: &str, en: &str) -> Both {
    Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn product() -> GoodsProduct {
    GoodsProduct {
        status: Some(ProductStatus::Draft),
        ..GoodsProduct::default()
    }
}

fn sku(code: &str, price: i64, weight_g: i64, stock: i64) -> GoodsSku {
    GoodsSku {
        code: Some(code.to_owned()),
        price: Some(Fen::new(price)),
        weight_g: Some(weight_g),
        stock: Some(stock),
        status: Some(SkuStatus::Active),
        ..GoodsSku::default()
    }
}
