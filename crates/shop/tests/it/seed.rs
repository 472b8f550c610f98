//! The demo shop.

use crate::desk::{Desk, PASSWORD, sign_in, sign_up};
use demo::scale::Filled;
use domain::{error::ErrorCode, locale::Locale};
use sha2::{Digest, Sha256};
use shop::Viewer;
use std::collections::BTreeMap;
use store::{
    StoreError,
    queries::{category, listing},
};
use test_support::{TestShop, for_both};

/// Every catalogue page, as text.
async fn everything(desk: &Desk) -> Vec<String> {
    let cards = desk.cards(Locale::ZhCn).await;
    let mut pages = vec![format!("{cards:?}")];
    for card in cards {
        let product = desk
            .shop
            .product(Locale::ZhCn, &card.slug, None)
            .await
            .unwrap();
        let keys = product
            .axes
            .iter()
            .flat_map(|axis| &axis.choices)
            .map(|c| c.options_key.clone());
        for key in keys.collect::<Vec<_>>() {
            let page = desk
                .shop
                .product(Locale::En, &card.slug, Some(&key))
                .await
                .unwrap();
            pages.push(format!("{page:?}"));
        }
    }
    pages
}

/// Names of the picture files with the hashes of their contents.
fn files(desk: &Desk) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(desk.media.path())
        .unwrap()
        .map(Result::unwrap);
    entries
        .map(|entry| {
            let hash = hex::encode(Sha256::digest(std::fs::read(entry.path()).unwrap()));
            (entry.file_name().into_string().unwrap(), hash)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn seeding_twice_leaves_the_same_rows() {
    for_both(async |db| {
        let (desk, demo) = Desk::seeded(db).await;
        let before = (everything(&desk).await, files(&desk));
        desk.clock.advance(3_600_000);
        let again = desk.seed().await;
        assert_eq!(again, demo);
        assert_eq!((everything(&desk).await, files(&desk)), before);
        assert!(before.0.len() > 160, "{} pages", before.0.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_product_has_its_place_in_the_tree() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let (all, assigned) = desk
            .shop
            .store()
            .read(|tx| {
                let ids = listing::products_after(tx, 0, 1_000)?;
                Ok::<_, StoreError>((category::all(tx)?, category::of_products(tx, &ids)?))
            })
            .await
            .unwrap();
        let tops = all.iter().filter(|one| one.parent_id.is_none());
        assert_eq!((tops.count(), all.len()), (6, 22));
        let cups = all.iter().find(|one| one.terms.slug == "cups").unwrap();
        let bottles = all.iter().find(|one| one.terms.slug == "vacuum-bottles");
        assert_eq!(bottles.unwrap().parent_id, Some(cups.id));
        assert_eq!(assigned.len(), 48);
        assert!(assigned.iter().all(|one| one.is_main()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_written_leaves_no_row() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let file = desk.media.path().join("a file and no folder");
        std::fs::write(&file, "").unwrap();
        assert!(demo::seed_catalog(&desk.shop, &file).await.is_err());
        assert!(desk.cards(Locale::ZhCn).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_picture_has_its_file_and_its_row() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let files = files(&desk);
        for (name, hash) in &files {
            assert_eq!(name, hash, "a file is named by the hash of its content");
            let media = desk.shop.media(name).await.unwrap().unwrap();
            assert_eq!(
                (media.mime.as_str(), &media.sha256),
                ("image/svg+xml", name)
            );
        }
        let cards = desk.cards(Locale::ZhCn).await;
        assert!(
            cards
                .iter()
                .all(|card| files.contains_key(&card.image.as_ref().unwrap().sha256))
        );
        std::fs::remove_file(desk.media.path().join(files.keys().next().unwrap())).unwrap();
        desk.seed().await;
        assert_eq!(
            self::files(&desk),
            files,
            "a missing picture is drawn again"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_with_people_gets_no_demo_accounts() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let nobody = Viewer::anonymous(Locale::ZhCn);
        desk.shop
            .sign_up(&nobody, sign_up("real@example.com", PASSWORD))
            .await
            .unwrap();
        let demo = desk.seed().await;
        let owner = desk
            .shop
            .staff_sign_in(&nobody, sign_in(&demo.owner.login, &demo.owner.password))
            .await;
        assert_eq!(crate::desk::refusal(owner).0, ErrorCode::WrongLogin);
        assert_eq!(desk.cards(Locale::ZhCn).await.len(), 48);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_alone_open_no_account() {
    for_both(async |db| {
        let desk = Desk::open(db);
        demo::seed_catalog(&desk.shop, desk.media.path())
            .await
            .unwrap();
        let nobody = Viewer::anonymous(Locale::ZhCn);
        let owner = desk
            .shop
            .staff_sign_in(&nobody, sign_in("owner@example.com", "demo-owner-keyring"))
            .await;
        assert_eq!(crate::desk::refusal(owner).0, ErrorCode::WrongLogin);
        assert_eq!(desk.cards(Locale::ZhCn).await.len(), 48);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_number_of_products_and_orders_has_sound_books() {
    for_both(async |db| {
        let desk = Desk::open(db);
        let fill = async |number| demo::scale::fill(&desk.shop, number).await.unwrap();
        let Filled::Rows(first) = fill(25).await else {
            panic!("an empty shop has no orders")
        };
        let Filled::Rows(rest) = fill(40).await else {
            panic!("the orders are its own")
        };
        // Rows: 4 per product, 14 per paid order, 8 per cancelled order, 1 buyer per ten orders.
        let rows = |numbers: usize, cancelled: usize, buyers: usize| {
            numbers * 4 + (numbers - cancelled) * 14 + cancelled * 8 + buyers
        };
        assert_eq!(first, rows(25, 5, 3));
        assert_eq!(rest, rows(15, 3, 1));
        assert_eq!(fill(40).await, Filled::Rows(0), "a repeat adds nothing");

        let cards = desk.cards(Locale::En).await;
        assert_eq!(cards.len(), 40);
        assert_eq!(cards[0].title.text, "Product 1");
        let report = desk.shop.audit().await.unwrap();
        assert!(report.breaches.is_empty(), "{:?}", report.breaches);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_with_orders_of_its_own_is_not_filled() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 5_800, 5).await;
        t.order().line("MUG", 1).placed().await;
        let filled = demo::scale::fill(&t.shop, 10).await.unwrap();
        assert_eq!(filled, Filled::RealOrders);
        let products = t.ask("SELECT slug AS answer FROM products").await;
        assert!(!products.iter().any(|slug| slug.starts_with("scale-")));
    })
    .await;
}
