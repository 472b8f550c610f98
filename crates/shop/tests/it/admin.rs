//! The admin pages of orders: list, order page, actions.

use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::{RefundForm, RefundLineForm},
    ledger::{Account, PostingKind},
    locale::Locale,
    money::Fen,
    order::{Lifecycle, OrderLabel, PayState},
    payment::{AttemptState, CallOutcome, GatewayCall, TradeStatus, Verdict, VerdictReason},
    staff::Role,
    time::{MINUTE, SECOND},
    view::admin::{AdminOrdersView, AdminTab, TalkKind},
};
use shop::{Error, Viewer, admin::Page, order::Cancelled};
use test_support::{Fault, TestShop, for_both, order_form};

async fn index(
    test: &TestShop,
    who: &Viewer,
    tab: AdminTab,
    q: &str,
    page: Page,
) -> AdminOrdersView {
    test.shop.admin_orders(who, tab, q, page).await.unwrap()
}

fn numbers(view: &AdminOrdersView) -> Vec<String> {
    view.rows.iter().map(|row| row.number.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_paged_both_ways() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 500).await;
        let staff = test.staff("v@example.cn", &[Role::Viewer]).await;
        let mut all = Vec::new();
        for _ in 0..103 {
            all.insert(0, test.order().line("PEN", 1).placed().await);
        }
        let first = index(&test, &staff, AdminTab::All, "", Page::First).await;
        assert_eq!(numbers(&first), all[..50]);
        assert_eq!(
            (first.newer, first.older.as_deref()),
            (None, Some(all[49].as_str()))
        );
        let second = index(
            &test,
            &staff,
            AdminTab::All,
            "",
            Page::Before(all[49].clone()),
        )
        .await;
        assert_eq!(numbers(&second), all[50..100]);
        let third = index(
            &test,
            &staff,
            AdminTab::All,
            "",
            Page::Before(all[99].clone()),
        )
        .await;
        assert_eq!((numbers(&third), third.older), (all[100..].to_vec(), None));
        let back = index(
            &test,
            &staff,
            AdminTab::All,
            "",
            Page::After(third.newer.unwrap()),
        )
        .await;
        assert_eq!(numbers(&back), all[50..100]);
        let front = index(
            &test,
            &staff,
            AdminTab::All,
            "",
            Page::After(back.newer.unwrap()),
        )
        .await;
        assert_eq!((numbers(&front), front.newer), (all[..50].to_vec(), None));
        let nowhere = test
            .shop
            .admin_orders(&staff, AdminTab::All, "", Page::After("x".to_owned()))
            .await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn saved_views_and_exact_search_find_their_orders() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let (buyer, staff) = (
            test.buyer.clone(),
            test.staff("r@example.cn", &[Role::Refunds]).await,
        );
        let unpaid = test.order().line("PEN", 1).placed().await;
        let order = test.order().line("PEN", 2).paid().await;
        let stuck = test.order().line("PEN", 3).paid().await.number;
        test.gateway.fail("alipay.trade.refund", Fault::AnswerLost);
        let form = test.whole_refund(&staff, &stuck).await;
        test.shop.refund_order(&staff, form).await.unwrap();

        for (tab, expected) in [
            (AdminTab::All, vec![&stuck, &order.number, &unpaid]),
            (AdminTab::ToPay, vec![&unpaid]),
            (AdminTab::ToShip, vec![&stuck, &order.number]),
            (AdminTab::Refunding, vec![&stuck]),
            (AdminTab::Trouble, vec![&stuck]),
        ] {
            let found = numbers(&index(&test, &staff, tab, "", Page::First).await);
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{tab}");
        }
        let gateways = test.gateway.trade(&order.trade).unwrap().trade_no;
        let spoken = order.number.replace('0', "o").replace('1', "l");
        for (q, count) in [
            (order.number.as_str(), 1),
            (&format!("#{}", order.number.to_lowercase()), 1),
            (&format!("\u{200b}{spoken} "), 1),
            (&order.trade.to_lowercase(), 1),
            ("+86 138-0013-8000", 3),
            ("１３８００１３８０００", 3),
            (&order.trade, 1),
            (&gateways, 1),
            (" 13800138000 ", 3),
            ("1380013800", 0),
            ("%", 0),
        ] {
            let found = index(&test, &staff, AdminTab::ToPay, q, Page::First).await;
            assert_eq!(found.rows.len(), count, "{q}");
            assert_eq!(found.q, q);
        }
        for address in [&spoken, &format!("#{}", order.number)] {
            let seen = test.shop.order_status(&buyer, address).await.unwrap();
            assert_eq!(seen.number, order.number);
            let seen = test.shop.admin_order(&staff, address).await.unwrap();
            assert_eq!(seen.order.number, order.number);
            let seen = test.shop.refund_page(&staff, address, None).await.unwrap();
            assert_eq!(seen.number, order.number);
        }
        let row = &index(&test, &staff, AdminTab::All, &order.number, Page::First)
            .await
            .rows[0];
        assert_eq!(
            (row.contact_phone.as_str(), row.units, row.total),
            ("138****8000", 2, Fen::new(2_800))
        );
        assert_eq!(row.label, OrderLabel::ToBeShipped);
        test.after(15 * SECOND).await;
        assert!(
            index(&test, &staff, AdminTab::Trouble, "", Page::First)
                .await
                .rows
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_page_tells_everything_about_its_money() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let (buyer, staff) = (
            test.buyer.clone(),
            test.staff("o@example.cn", &[Role::Owner]).await,
        );
        let order = test.order().line("PEN", 2).paid().await;
        let form = test
            .shop
            .refund_page(&staff, &order.number, None)
            .await
            .unwrap()
            .form;
        let line = RefundLineForm {
            line_no: "1".to_owned(),
            qty: "1".to_owned(),
            amount: String::new(),
            restock: "1".to_owned(),
        };
        let form = RefundForm {
            lines: vec![line],
            reason_code: "damaged".to_owned(),
            reason_text: "有划痕".to_owned(),
            staff_note: "见照片".to_owned(),
            ..form
        };
        test.shop.refund_order(&staff, form).await.unwrap();
        let page = test.shop.admin_order(&staff, &order.number).await.unwrap();
        assert_eq!(
            (page.lifecycle, page.pay_state),
            (Lifecycle::Open, PayState::PartiallyRefunded)
        );
        assert_eq!(page.order.actions, [Action::Refund, Action::Ship]);
        assert_eq!(
            (
                page.shopper.as_str(),
                page.order.address.contact_phone.as_str()
            ),
            ("b***@example.cn", "138****8000")
        );
        let attempt = &page.attempts[0];
        assert_eq!(
            (attempt.out_trade_no.as_str(), attempt.state),
            (order.trade.as_str(), AttemptState::Paid)
        );
        assert_eq!(
            (attempt.paid, attempt.refund_reserved),
            (Some(Fen::new(2_800)), Fen::new(1_000))
        );
        let refund = &page.refunds[0];
        assert_eq!(
            (refund.decided_by.as_deref(), refund.staff_note.as_deref()),
            (Some("顾客"), Some("见照片"))
        );
        assert_eq!(refund.refund.reason_text.as_deref(), Some("有划痕"));
        let legs: Vec<(PostingKind, Account, i64)> = page
            .legs
            .iter()
            .map(|leg| (leg.posting, leg.account, leg.amount.get()))
            .collect();
        assert_eq!(
            legs,
            [
                (PostingKind::Pay, Account::Alipay, 2_800),
                (PostingKind::Pay, Account::Order, -2_800),
                (PostingKind::Reserve, Account::Order, 1_000),
                (PostingKind::Reserve, Account::RefundDue, -1_000),
                (PostingKind::Payout, Account::RefundDue, 1_000),
                (PostingKind::Payout, Account::Alipay, -1_000),
            ]
        );
        let paid = TalkKind::Notification(Verdict::Applied, Some(VerdictReason::Applied));
        assert!(
            page.talks
                .iter()
                .any(|talk| talk.kind == paid
                    && talk.trade_status == Some(TradeStatus::TradeSuccess)),
            "{:?}",
            page.talks
        );
        let refunded = TalkKind::Call(Some(GatewayCall::Refund), CallOutcome::Ok);
        assert!(
            page.talks.iter().any(|talk| talk.kind == refunded
                && talk.codes == "10000"
                && talk.fund_change == Some(true)),
            "{:?}",
            page.talks
        );
        assert!(page.talks.iter().all(|talk| talk.signature == Some(true)));
        let shown = test.shop.order_status(&buyer, &order.number).await.unwrap();
        assert!(
            !format!("{shown:?}").contains("见照片"),
            "customers do not see internal notes"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_cancel_unpaid_orders_and_ask_the_gateway() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let (buyer, staff) = (
            test.buyer.clone(),
            test.staff("o@example.cn", &[Role::Orders]).await,
        );
        let number = test.order().line("PEN", 1).placed().await;
        let form = order_form(&number);
        let done = test
            .shop
            .admin_cancel_order(&staff, form.clone())
            .await
            .unwrap();
        assert_eq!(done, Cancelled::Done);
        assert_eq!(
            test.shop.order_status(&buyer, &number).await.unwrap().label,
            OrderLabel::CancelledStaff
        );
        assert_eq!(
            test.ask("SELECT action || ' ' || target_id AS answer FROM audit_log")
                .await,
            [format!("order.cancel {number}")]
        );

        let paid = test.order().line("PEN", 1).paid().await.number;
        let late = test
            .shop
            .admin_cancel_order(&staff, order_form(&paid))
            .await;
        assert!(
            matches!(late, Ok(Cancelled::PaidMeanwhile))
                || refusal(late).0 == ErrorCode::NotCancellable
        );
        assert_eq!(
            test.one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM audit_log")
                .await,
            "1"
        );

        let order = test.order().line("PEN", 1).paid_unheard().await;
        test.clock.advance(MINUTE);
        let viewer = test.staff("v@example.cn", &[Role::Viewer]).await;
        let found = test
            .shop
            .admin_check_payment(&viewer, order_form(&order.number))
            .await
            .unwrap();
        assert_eq!(found, shop::payment::Checked::Paid);

        let nobody = Viewer::anonymous(Locale::ZhCn);
        assert!(matches!(
            test.shop.admin_order(&nobody, &paid).await,
            Err(Error::LoginRequired)
        ));
        assert!(matches!(
            test.shop.admin_order(&buyer, &paid).await,
            Err(Error::LoginRequired)
        ));
        assert!(matches!(
            test.shop.admin_order(&viewer, "20261122ZZZZZZZZZZ").await,
            Err(Error::NotFound)
        ));
        let catalog = test.staff("c@example.cn", &[Role::Catalog]).await;
        assert!(matches!(
            test.shop.admin_cancel_order(&catalog, form).await,
            Err(Error::RoleMissing)
        ));
        test.audit_is_green().await;
    })
    .await;
}
