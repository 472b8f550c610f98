//! After any random changes, the listing and search tables equal those of a full rebuild.

use super::{Stand, Ware, ware};
use crate::editor;
use domain::{catalog::EditorAct, form::CategoryDropForm};
use store::testing;
use test_support::for_both;

/// A seeded generator, so that a failure can be reproduced.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        let at = usize::try_from(self.throw(u64::try_from(list.len()).unwrap())).unwrap();
        list[at]
    }
}

/// All rows of the listing and search tables, without their keys.
async fn rows(stand: &Stand) -> Vec<String> {
    let store = stand.test.shop.store();
    let mut all = Vec::new();
    for sql in [
        "SELECT 'l ' || l.category_id || ' ' || COALESCE(f.value_zh, CAST(l.facet_id AS TEXT)) || ' '
           || l.product_id || ' ' || l.published_at || ' ' || l.price_min_fen || ' ' || l.sold_90d
           || ' ' || l.in_stock AS answer
         FROM listings l LEFT JOIN facets f ON f.id = l.facet_id",
        "SELECT 'n ' || n.category_id || ' ' || COALESCE(f.value_zh, CAST(n.facet_id AS TEXT)) || ' '
           || n.products AS answer
         FROM listing_counts n LEFT JOIN facets f ON f.id = n.facet_id WHERE n.products > 0",
        "SELECT 't ' || product_id || ' ' || term || ' ' || tier || ' ' || sold_90d AS answer
         FROM search_terms",
        "SELECT 'c ' || term || ' ' || products AS answer FROM search_counts WHERE products > 0",
    ] {
        all.extend(testing::answers(store, sql).await.unwrap());
    }
    all.sort();
    all
}

const CATEGORIES: &[&str] = &["yi", "er", "san", "si"];
const PRODUCTS: &[&str] = &["p0", "p1", "p2", "p3", "p4", "p5"];

/// One random change: of a product in its editor, or of a category through its form.
async fn change(stand: &Stand, dice: &mut Dice) {
    let (shop, staff) = (&stand.test.shop, &stand.staff);
    match dice.throw(7) {
        0..=3 => {
            let mut form = editor::open(&stand.test, staff, dice.of(PRODUCTS)).await;
            let at = usize::try_from(dice.throw(2)).unwrap();
            match dice.throw(4) {
                0 => {
                    dice.of(&["马克杯", "茶壶", "长灯"])
                        .clone_into(&mut form.title_zh);
                    dice.of(&["", "约 350 ml", "马克杯的茶壶"])
                        .clone_into(&mut form.body_zh);
                }
                1 => {
                    dice.of(&["1", "20", "300"])
                        .clone_into(&mut form.skus[at].price);
                    dice.of(&["active", "archived"])
                        .clone_into(&mut form.skus[at].status);
                }
                2 => dice.of(&["0", "2"]).clone_into(&mut form.skus[at].stock),
                _ => dice
                    .of(&["", "yi", "er", "san"])
                    .clone_into(&mut form.category),
            }
            let act = match dice.throw(5) {
                0 => EditorAct::TakeDown,
                1 | 2 => EditorAct::Publish,
                _ => EditorAct::Save,
            };
            editor::save(&stand.test, staff, &form, act).await.unwrap();
        }
        4 => {
            let (slug, hidden) = (dice.of(CATEGORIES), dice.of(&["", "1"]));
            let name = dice.of(&["杯子", "茶", "灯"]);
            stand
                .change(slug, |form| {
                    hidden.clone_into(&mut form.hidden);
                    name.clone_into(&mut form.name_zh);
                })
                .await
                .unwrap();
        }
        5 => {
            let slug = dice.of(CATEGORIES);
            let parent = dice.of(&["", "yi", "er", "san", "si"]);
            // May be refused for a cycle or a fourth level.
            let _maybe = stand
                .change(slug, |form| parent.clone_into(&mut form.parent))
                .await;
        }
        _ => {
            let form = CategoryDropForm {
                category: dice.of(CATEGORIES).to_owned(),
                version: "0".to_owned(),
            };
            assert!(shop.delete_category(staff, form).await.is_err());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn random_changes_leave_what_a_rebuild_makes() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        for name in ["一", "二", "三", "四"] {
            stand.category(name, "").await;
        }
        for (n, slug) in PRODUCTS.iter().enumerate() {
            let one = Ware {
                colours: vec![("赭石", 2), ("月白", 0)],
                ..ware(slug, "马克杯", "Mug", CATEGORIES[n % 4])
            };
            stand.sell(one).await;
        }
        let mut dice = Dice(20_261_128);
        for _step in 0..60 {
            change(&stand, &mut dice).await;
        }
        stand.sound().await;
        let kept = rows(&stand).await;
        assert!(kept.len() > 50, "{kept:#?}");
        let store = stand.test.shop.store();
        testing::batch(
            store,
            "DELETE FROM listings; DELETE FROM listing_counts; DELETE FROM search_terms;
             DELETE FROM search_counts",
        )
        .await
        .unwrap();
        stand.test.shop.rebuild_listing().await.unwrap();
        assert_eq!(rows(&stand).await, kept);
    })
    .await;
}
