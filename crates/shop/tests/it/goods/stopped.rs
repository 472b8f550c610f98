//! An import that is stopped or killed on its way: whole products, and the same sheet goes on.

use super::import::{counts, import, read};
use crate::counter::keeper;
use sheets::Goods;
use shop::goods::{How, Importer, Pictures};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use test_support::{TestShop, for_both};
use tokio_util::sync::CancellationToken;

const PRODUCTS: usize = 35;

/// Products of two SKUs each.
fn sheet() -> Arc<Goods> {
    let mut sheet = String::from("网址名,中文名称,分类,规格名,规格值,规格编码,价格（元）,库存\n");
    for number in 0..PRODUCTS {
        for size in ["大", "小"] {
            sheet.push_str(&format!(
                "bowl-{number},碗 {number},碗,容量,{size},B{number}-{size},5,3\n"
            ));
        }
    }
    read(&sheet)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_import_is_continued_by_the_same_sheet() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let (goods, stop) = (sheet(), CancellationToken::new());
        let by = Importer::Staff(&staff);
        let mut seen = Vec::new();
        let done = test
            .shop
            .import_goods(
                by,
                &goods,
                &Pictures::default(),
                How::SkipWrong,
                &stop,
                |count| {
                    seen.push(count);
                    if seen.len() == 2 {
                        stop.cancel();
                    }
                },
            )
            .await
            .unwrap();
        assert!(done.is_stopped && done.is_written);
        let there = test.shop.goods().await.unwrap();
        assert_eq!(seen, [10, 20]);
        assert_eq!((there.len(), done.counts), (20, counts(40, 0, 0)));
        assert!(there.iter().all(|product| product.skus.len() == 2));

        let done = import(&test, &staff, &goods, How::WhenRight).await;
        assert_eq!(done.counts, counts(30, 0, 40));
        assert_eq!(test.shop.goods().await.unwrap().len(), PRODUCTS);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_is_stopped_writes_nothing() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let (goods, stop) = (sheet(), CancellationToken::new());
        let by = Importer::Staff(&staff);
        let how = How::WhenRight;
        let done = test
            .shop
            .import_goods(by, &goods, &Pictures::default(), how, &stop, |_| {
                stop.cancel()
            })
            .await
            .unwrap();
        assert!(done.is_stopped && !done.is_written);
        assert_eq!(test.shop.goods().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_leaves_whole_products() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let goods = sheet();
        let begun = Arc::new(AtomicBool::new(false));
        let importing = tokio::spawn({
            let (shop, goods, begun) = (test.shop.clone(), Arc::clone(&goods), begun.clone());
            async move {
                let (by, stop) = (Importer::CommandLine, CancellationToken::new());
                let seen = |_: usize| begun.store(true, Ordering::SeqCst);
                let how = How::SkipWrong;
                shop.import_goods(by, &goods, &Pictures::default(), how, &stop, seen)
                    .await
            }
        });
        while !begun.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        importing.abort();
        drop(importing.await);
        let there = test.shop.goods().await.unwrap();
        assert!(there.len() >= 10, "{} products", there.len());
        for product in &there {
            assert_eq!((product.skus.len(), product.category.len()), (2, 1));
            assert!(product.skus.iter().all(|sku| sku.stock == Some(3)));
        }
        // The transaction that was under way may only end now.
        let staff = keeper(&test).await;
        let done = import(&test, &staff, &goods, How::SkipWrong).await;
        assert_eq!(
            (done.counts.rows(), done.wrong.as_slice()),
            (2 * PRODUCTS, &[][..])
        );
        assert_eq!(test.shop.goods().await.unwrap().len(), PRODUCTS);
        test.audit_is_green().await;
    })
    .await;
}
