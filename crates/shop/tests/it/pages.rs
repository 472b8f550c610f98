//! Paging through the admin lists in both directions while orders are added.

use domain::{staff::Role, view::admin::AdminTab};
use shop::{Viewer, admin::Page};
use test_support::{TestDb, TestShop, for_both, order_form};

/// A shop with 53 unpaid orders, newest first.
async fn open(db: TestDb) -> (TestShop, Viewer, Vec<String>) {
    let test = TestShop::new(db).await;
    test.sell("PEN", 1_000, 500).await;
    let staff = test.staff("o@example.cn", &[Role::Orders]).await;
    let mut all = Vec::new();
    for _ in 0..53 {
        all.insert(0, test.order().line("PEN", 1).placed().await);
    }
    (test, staff, all)
}

/// The order numbers on a page, and the cursors of its links to newer and older orders.
async fn page(
    test: &TestShop,
    staff: &Viewer,
    (tab, q): (AdminTab, &str),
    place: Page,
) -> (Vec<String>, Option<String>, Option<String>) {
    let view = test.shop.admin_orders(staff, tab, q, place).await.unwrap();
    let numbers = view.rows.into_iter().map(|row| row.number).collect();
    (numbers, view.newer, view.older)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_with_many_finds_is_paged_like_a_view() {
    for_both(async |db| {
        let (test, staff, all) = open(db).await;
        let what = (AdminTab::All, "13800138000");
        let (rows, newer, older) = page(&test, &staff, what, Page::First).await;
        assert_eq!((rows.as_slice(), newer), (&all[..50], None));
        let older = older.expect("a link to three older orders");
        // New orders appear on newer pages and do not shift the older ones.
        let fresh = test.order().line("PEN", 1).placed().await;
        let (rows, newer, last) = page(&test, &staff, what, Page::Before(older)).await;
        assert_eq!((rows.as_slice(), last), (&all[50..], None));
        let (rows, newer, older) = page(&test, &staff, what, Page::After(newer.unwrap())).await;
        assert_eq!(rows, all[..50], "the adjacent page, not the newest one");
        assert_eq!(older.as_deref(), Some(all[49].as_str()));
        let (rows, newer, _) = page(&test, &staff, what, Page::After(newer.unwrap())).await;
        assert_eq!((rows, newer), (vec![fresh], None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_rows_have_moved_on_is_the_first_one() {
    for_both(async |db| {
        let (test, staff, all) = open(db).await;
        let what = (AdminTab::ToPay, "");
        let (_, _, older) = page(&test, &staff, what, Page::First).await;
        for number in &all[50..] {
            let form = order_form(number);
            test.shop.admin_cancel_order(&staff, form).await.unwrap();
        }
        for place in [Page::Before(older.unwrap()), Page::After(all[0].clone())] {
            let (rows, newer, older) = page(&test, &staff, what, place).await;
            assert_eq!((rows.as_slice(), newer, older), (&all[..50], None, None));
        }
    })
    .await;
}
