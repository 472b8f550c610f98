//! Home, product page, pictures.

use crate::desk::Desk;
use domain::{locale::Locale, money::Fen};
use shop::Error;
use test_support::for_both;

#[tokio::test(flavor = "multi_thread")]
async fn home_shows_all_products_newest_first() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let cards = desk.cards(Locale::En).await;
        assert_eq!(cards.len(), 48);
        let mug = &cards[0];
        let home = desk.shop.home(Locale::En).await.unwrap();
        assert_eq!(home.lead.as_ref(), Some(mug));
        assert_eq!(
            (mug.title.text.as_str(), mug.price, mug.price_varies),
            ("Stoneware Mug", Fen::new(5_800), true)
        );
        assert!(
            cards
                .iter()
                .all(|card| card.image.is_some() && !card.sold_out)
        );
        let lamp = cards.iter().find(|card| card.slug == "dome-lamp").unwrap();
        assert_eq!((lamp.price, lamp.price_varies), (Fen::new(129_900), false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_choice_is_a_page_of_its_own() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let first = desk
            .shop
            .product(Locale::ZhCn, "stoneware-mug", None)
            .await
            .unwrap();
        assert_eq!(first.sku.as_ref().unwrap().code, "MUG-CELADON");
        assert_eq!(first.axes.len(), 1);
        let swatches: Vec<_> = first.axes[0]
            .choices
            .iter()
            .filter_map(|c| c.swatch.as_deref())
            .collect();
        assert_eq!(swatches, ["#9DB8A4", "#E8E9E4", "#C0834B"]);
        let key = &first.axes[0].choices[2].options_key;
        let ochre = desk
            .shop
            .product(Locale::En, "stoneware-mug", Some(key))
            .await
            .unwrap();
        let sku = ochre.sku.unwrap();
        assert_eq!(
            (sku.code.as_str(), sku.compare_at, sku.free),
            ("MUG-OCHRE", Some(Fen::new(6_800)), 3)
        );
        assert_eq!((first.gallery.len(), ochre.gallery.len()), (3, 3));
        assert!(
            first
                .gallery
                .iter()
                .all(|image| !ochre.gallery.contains(image)),
            "each variant shows its own colour"
        );
        assert_eq!(ochre.gallery[0].alt.text, "Stoneware Mug, ochre");
        let unknown = desk
            .shop
            .product(Locale::ZhCn, "stoneware-mug", Some("pink"))
            .await
            .unwrap();
        assert_eq!(unknown, first);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_sold_or_sold_out_is_marked() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let lined = desk
            .shop
            .product(Locale::ZhCn, "thread-notebook", Some("sand.lined"))
            .await
            .unwrap();
        let colours = &lined.axes[0].choices;
        let shown: Vec<_> = colours
            .iter()
            .map(|c| (c.options_key.as_str(), c.current, c.available))
            .collect();
        assert_eq!(
            shown,
            [
                ("indigo.lined", false, true),
                ("sand.lined", true, true),
                ("moss.plain", false, false)
            ],
            "a combination without a variant links to the nearest one"
        );
        let candle = desk
            .shop
            .product(Locale::ZhCn, "soy-candle", Some("cedar"))
            .await
            .unwrap();
        assert_eq!(candle.sku.unwrap().free, 0);
        assert!(!candle.axes[0].choices[1].available);
        let tee = desk
            .shop
            .product(Locale::ZhCn, "cotton-tee", Some("sage.m"))
            .await
            .unwrap();
        let sizes: Vec<bool> = tee.axes[1].choices.iter().map(|c| c.available).collect();
        assert_eq!(sizes, [false, true, true]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_addresses_are_not_found() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let long = "a".repeat(4_000);
        for slug in [
            "",
            "no-such",
            "stoneware\0mug",
            "../etc/passwd",
            "马克杯",
            long.as_str(),
        ] {
            let answer = desk.shop.product(Locale::ZhCn, slug, None).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{slug}");
        }
        for hash in ["", "..", "A".repeat(64).as_str(), "0".repeat(64).as_str()] {
            assert_eq!(desk.shop.media(hash).await.unwrap(), None, "{hash}");
        }
    })
    .await;
}

/// Sitemap files are filled by age, so a new product does not move others to another file.
#[tokio::test(flavor = "multi_thread")]
async fn the_sitemap_has_active_products_in_order() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        assert_eq!(desk.shop.sitemap_files().await.unwrap(), 1);
        let first = desk.shop.sitemap_products(1).await.unwrap().unwrap();
        assert_eq!(first.len(), 48);
        for none in [-1, 0, 2, 4, 5] {
            let file = desk.shop.sitemap_products(none).await.unwrap();
            assert_eq!(file, None, "{none}");
        }
        // One product more than four files can hold.
        let sql = "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, status, \
                   published_at, created_at, updated_at, version) \
                   WITH RECURSIVE n(i) AS (SELECT 49 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) \
                   SELECT 'many-' || i, 'x', '', '', '', '[]', 'active', 1, 1, 1, 1 FROM n";
        store::testing::batch(desk.shop.store(), sql).await.unwrap();
        assert_eq!(desk.shop.sitemap_files().await.unwrap(), 4);
        let mut slugs = std::collections::HashSet::new();
        for file in 1..=4 {
            let products = desk.shop.sitemap_products(file).await.unwrap().unwrap();
            assert_eq!(products.len(), 25_000, "{file}");
            slugs.extend(products.into_iter().map(|product| product.slug));
        }
        assert_eq!(slugs.len(), 100_000);
        assert!(slugs.contains("many-100000") && !slugs.contains("many-100001"));
    })
    .await;
}
