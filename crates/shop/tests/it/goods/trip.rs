//! What a shop exports imports without a change, whatever its products are called.

use super::import::{counts, import, read, stored};
use crate::{counter::keeper, desk::Desk, goods::comparable};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    locale::Locale,
    money::Fen,
};
use proptest::{
    prelude::*,
    sample::subsequence,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sheets::{Both, GoodsAxis, GoodsProduct, GoodsSku};
use shop::goods::{How, Importer, Pictures};
use std::sync::Arc;
use test_support::{TestShop, for_both};
use tokio_util::sync::CancellationToken;

/// Products of a shop, and shops.
const PRODUCTS: usize = 8;
const SHOPS: u8 = 3;

/// Labels that a spreadsheet program, or a list in one cell, could take for something else.
const LABELS: [&str; 8] = [
    "红",
    "S, M",
    "=1+1",
    "007",
    "3-5",
    "大 / 小",
    "a|b > c",
    "\"引\"",
];
const CATEGORIES: [&[&str]; 4] = [
    &["杯子"],
    &["杯子", "马克 > 杯"],
    &["a|b"],
    &["礼物", "一", "二"],
];

fn label() -> impl Strategy<Value = String> {
    proptest::sample::select(LABELS.to_vec()).prop_map(str::to_owned)
}

fn axis(name: &'static str) -> impl Strategy<Value = GoodsAxis> {
    (subsequence(LABELS.to_vec(), 1..4), any::<bool>()).prop_map(move |(labels, has_english)| {
        GoodsAxis {
            name: Both {
                zh: name.to_owned(),
                en: String::new(),
            },
            values: labels
                .into_iter()
                .map(|zh| Both {
                    zh: zh.to_owned(),
                    en: if has_english {
                        format!("{zh} en")
                    } else {
                        String::new()
                    },
                })
                .collect(),
        }
    })
}

fn axes() -> impl Strategy<Value = Vec<GoodsAxis>> {
    (axis("颜色"), axis("容量"), axis("Cut"), 0_usize..4)
        .prop_map(|(a, b, c, count)| [a, b, c].into_iter().take(count).collect())
}

fn terms() -> impl Strategy<Value = GoodsSku> {
    (
        1_i64..99_999,
        any::<bool>(),
        0_i64..2_000,
        0_i64..500,
        any::<bool>(),
    )
        .prop_map(|(fen, is_reduced, grams, units, is_sold)| GoodsSku {
            price: Some(Fen::new(fen)),
            compare_at: is_reduced.then(|| Fen::new(fen + 1)),
            weight_g: Some(grams),
            stock: Some(units),
            status: Some(if is_sold {
                SkuStatus::Active
            } else {
                SkuStatus::Archived
            }),
            ..GoodsSku::default()
        })
}

/// All combinations of the options.
fn combinations(axes: &[GoodsAxis]) -> Vec<Vec<String>> {
    axes.iter().fold(vec![Vec::new()], |begun, axis| {
        let longer = begun.iter().flat_map(|values| {
            axis.values.iter().map(|value| {
                let mut values = values.clone();
                values.push(value.zh.clone());
                values
            })
        });
        longer.collect()
    })
}

fn product() -> impl Strategy<Value = GoodsProduct> {
    let texts = (label(), "[!-~]{0,12}", "(- [a-z]{1,9}\n){0,3}[茶a-z]{0,5}");
    let places = (
        0..CATEGORIES.len(),
        subsequence((0..CATEGORIES.len()).collect::<Vec<_>>(), 0..3),
    );
    let skus = proptest::collection::vec((terms(), any::<bool>()), 27);
    (texts, places, axes(), skus, 0_usize..3).prop_map(
        |(texts, (main, more), axes, terms, status)| {
            let paths = |place: usize| {
                CATEGORIES[place]
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect()
            };
            let mut skus: Vec<GoodsSku> = combinations(&axes)
                .into_iter()
                .zip(terms)
                .enumerate()
                // Not every combination is for sale; the first one is.
                .filter(|(place, (_, (_, is_there)))| *place == 0 || *is_there)
                .map(|(_, (values, (terms, _)))| GoodsSku { values, ..terms })
                .collect();
            skus[0].status = Some(SkuStatus::Active);
            GoodsProduct {
                title: Both {
                    zh: format!("商品 {}", texts.0),
                    en: texts.1.trim().to_owned(),
                },
                body: Both {
                    zh: texts.2.trim().to_owned(),
                    en: String::new(),
                },
                category: paths(main),
                more_categories: more
                    .into_iter()
                    .filter(|place| *place != main)
                    .map(paths)
                    .collect(),
                status: Some(ProductStatus::ALL[status]),
                axes,
                skus,
                ..GoodsProduct::default()
            }
        },
    )
}

/// Products with slugs and codes of their own.
fn products(seed: u8) -> Vec<GoodsProduct> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let drawn = proptest::collection::vec(product(), PRODUCTS).new_tree(&mut runner);
    let mut products = drawn.unwrap().current();
    for (number, product) in products.iter_mut().enumerate() {
        product.slug = Some(format!("p{seed}-{number}"));
        for (place, sku) in product.skus.iter_mut().enumerate() {
            sku.code = Some(format!("P{seed}-{number}-{place}"));
        }
    }
    products
}

fn rows(products: &[GoodsProduct]) -> usize {
    products.iter().map(|product| product.skus.len()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn any_goods_come_back_as_they_were_and_change_nothing() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        for seed in 0..SHOPS {
            let wanted = products(seed);
            let mut text = Vec::new();
            sheets::csv(&mut text, &wanted, Locale::ZhCn).unwrap();
            let goods = read(&String::from_utf8(text).unwrap());
            assert_eq!(goods.wrong, []);
            let done = import(&test, &staff, &goods, How::WhenRight).await;
            assert_eq!(done.wrong, [], "{wanted:#?}");
            assert_eq!(done.counts.rows(), rows(&wanted));
            let sorted = |mut product: GoodsProduct| {
                product.more_categories.sort();
                product.skus.sort_by(|a, b| a.code.cmp(&b.code));
                comparable(product)
            };
            let there = test.shop.goods().await.unwrap();
            let known = there.len() - wanted.len();
            let new: Vec<_> = there.into_iter().skip(known).map(sorted).collect();
            let wanted: Vec<_> = wanted.into_iter().map(sorted).collect();
            assert_eq!(new, wanted);
            let before = stored(&test).await;
            let there = test.shop.goods().await.unwrap();
            for locale in [Locale::ZhCn, Locale::En] {
                let (mut text, mut book) = (Vec::new(), Vec::new());
                sheets::csv(&mut text, &there, locale).unwrap();
                sheets::xlsx(&mut book, &there, locale).unwrap();
                for bytes in [text, book] {
                    let goods = Arc::new(sheets::read(bytes.as_slice()).unwrap());
                    let done = import(&test, &staff, &goods, How::WhenRight).await;
                    assert_eq!((done.wrong.as_slice(), done.skipped), (&[][..], 0));
                    assert_eq!(done.counts, counts(0, 0, rows(&there)));
                }
            }
            assert_eq!(stored(&test).await, before);
        }
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shop_comes_back_without_a_change() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let there = desk.shop.goods().await.unwrap();
        let mut text = Vec::new();
        sheets::csv(&mut text, &there, Locale::ZhCn).unwrap();
        let goods = Arc::new(sheets::read(text.as_slice()).unwrap());
        let versions = async || {
            let sql = "SELECT slug || ' ' || version AS answer FROM products ORDER BY id";
            let mut all = desk.answers(sql).await;
            let sql = "SELECT code || ' ' || version AS answer FROM skus ORDER BY id";
            all.extend(desk.answers(sql).await);
            all.extend(
                desk.answers("SELECT idem_key AS answer FROM stock_moves ORDER BY id")
                    .await,
            );
            all.push(
                desk.shop
                    .store()
                    .catalog_version()
                    .await
                    .unwrap()
                    .to_string(),
            );
            all
        };
        let (before, stop) = (versions().await, CancellationToken::new());
        let (by, how) = (Importer::CommandLine, How::WhenRight);
        let done = desk
            .shop
            .import_goods(by, &goods, &Pictures::default(), how, &stop, |_| ())
            .await;
        let done = done.unwrap();
        assert_eq!(done.wrong, []);
        assert_eq!(done.counts, counts(0, 0, rows(&there)));
        assert_eq!(versions().await, before);
    })
    .await;
}
