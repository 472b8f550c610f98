//! What staff save as a sheet: all products, up to the rows that an import takes, and a template.

use super::import::{counts, import};
use crate::{counter::keeper, desk::refusal};
use domain::{error::ErrorCode, limit::SHEET_ROWS, locale::Locale, staff::Role};
use shop::{Error, goods::How};
use std::sync::Arc;
use store::testing;
use test_support::{TestShop, for_both};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_who_keep_the_catalog_export() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("PEN", 1_000, 9).await;
        let staff = keeper(&t).await;
        let goods = t.shop.export_goods(&staff).await.unwrap();
        assert_eq!(goods, t.shop.goods().await.unwrap());
        assert_eq!(goods.len(), 1);
        let clerk = t.staff("clerk@example.cn", &[Role::Orders]).await;
        for asked in [
            t.shop.export_goods(&clerk).await,
            t.shop.goods_template(&clerk),
        ] {
            assert!(matches!(asked, Err(Error::RoleMissing)), "{asked:?}");
        }
        for asked in [
            t.shop.export_goods(&t.buyer).await,
            t.shop.goods_template(&t.buyer),
        ] {
            assert!(matches!(asked, Err(Error::LoginRequired)), "{asked:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_template_imports_as_it_is_in_either_language() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let staff = keeper(&t).await;
        let products = t.shop.goods_template(&staff).unwrap();
        let rows: usize = products.iter().map(|product| product.skus.len()).sum();
        for locale in [Locale::ZhCn, Locale::En] {
            let (mut text, mut book) = (Vec::new(), Vec::new());
            sheets::csv(&mut text, &products, locale).unwrap();
            sheets::xlsx(&mut book, &products, locale).unwrap();
            for file in [text, book] {
                let goods = Arc::new(sheets::read(file.as_slice()).unwrap());
                let tried = import(&t, &staff, &goods, How::DryRun).await;
                assert_eq!(tried.wrong, []);
                assert_eq!(tried.counts, counts(rows, 0, 0));
            }
        }
        let mut text = Vec::new();
        sheets::csv(&mut text, &products, Locale::En).unwrap();
        let goods = Arc::new(sheets::read(text.as_slice()).unwrap());
        import(&t, &staff, &goods, How::WhenRight).await;
        let again = import(&t, &staff, &goods, How::DryRun).await;
        assert_eq!(again.counts, counts(0, 0, rows));
        let shown = t.shop.home(Locale::ZhCn).await.unwrap();
        assert!(shown.lead.is_none(), "the examples are drafts");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_export_has_more_rows_than_an_import_takes() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let staff = keeper(&t).await;
        // A product without a variant is a row too.
        let fill = |from: usize, to: usize| {
            format!(
                "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, \
                 status, created_at, updated_at, version) \
                 WITH RECURSIVE numbers(n) AS \
                 (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {to}) \
                 SELECT 'p-' || n, 'p', '', '', '', '[]', 'draft', 1, 1, 1 FROM numbers"
            )
        };
        let store = t.shop.store();
        testing::batch(store, &fill(1, SHEET_ROWS)).await.unwrap();
        let goods = t.shop.export_goods(&staff).await.unwrap();
        assert_eq!(goods.len(), SHEET_ROWS);
        let one_more = fill(SHEET_ROWS + 1, SHEET_ROWS + 1);
        testing::batch(store, &one_more).await.unwrap();
        let refused = refusal(t.shop.export_goods(&staff).await);
        assert_eq!(refused.0, ErrorCode::ExportTooManyRows);
        // The command line writes all.
        assert_eq!(t.shop.goods().await.unwrap().len(), SHEET_ROWS + 1);
    })
    .await;
}
