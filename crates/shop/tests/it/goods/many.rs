//! A large sheet, measured: `cargo nextest run -p shop --run-ignored only -E 'test(ten_thousand_rows)'`.
#![expect(clippy::print_stderr, reason = "figures that are measured are told")]

use super::import::{counts, import, read};
use crate::counter::keeper;
use shop::goods::How;
use std::time::{Duration, Instant};
use test_support::{TestDb, TestShop};

const PRODUCTS: usize = 2_500;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it takes a minute"]
async fn ten_thousand_rows_are_imported_within_a_minute() {
    let test = TestShop::new(TestDb::sqlite().await).await;
    let staff = keeper(&test).await;
    let mut sheet =
        String::from("网址名,中文名称,中文介绍,分类,状态,规格名,规格值,规格编码,价格（元）,库存\n");
    for number in 0..PRODUCTS {
        for (place, size) in ["小号", "中号", "大号", "特大号"].iter().enumerate() {
            sheet.push_str(&format!(
                "bowl-{number},手作陶碗 {number},日用器，可进微波炉。,餐具 > 碗 {},在售,容量,{size},B{number}-{place},{place}9.90,3\n",
                number % 40,
            ));
        }
    }
    let goods = read(&sheet);
    let began = Instant::now();
    let done = import(&test, &staff, &goods, How::SkipWrong).await;
    let took = began.elapsed();
    assert_eq!(done.wrong, []);
    assert_eq!(done.counts, counts(4 * PRODUCTS, 0, 0));
    assert!(took < Duration::from_secs(60), "new: {took:?}");
    let began = Instant::now();
    let again = import(&test, &staff, &goods, How::SkipWrong).await;
    let again_took = began.elapsed();
    assert_eq!(again.counts, counts(0, 0, 4 * PRODUCTS));
    assert!(
        again_took < Duration::from_secs(60),
        "unchanged: {again_took:?}"
    );
    eprintln!("new: {took:?}, unchanged: {again_took:?}");
}
