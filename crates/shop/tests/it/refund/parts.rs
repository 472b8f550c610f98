//! Partial refunds, one after another, until nothing is left.

use super::{Desk, REFUND};
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::RefundForm,
    money::Fen,
    order::OrderLabel,
    refund::RefundState,
    time::SECOND,
    view::{admin::AdminTab, order::OrderTab},
};
use shop::admin::Page;
use test_support::for_both;

#[tokio::test(flavor = "multi_thread")]
async fn twice_in_part_and_then_the_rest() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let page = desk
            .test
            .shop
            .refund_page(&desk.staff(), &desk.number, None)
            .await
            .unwrap();
        assert_eq!((page.cap, page.allowed), (Fen::new(9_600), true));
        assert_eq!(page.lines.len(), 2, "postage has its own refund line");
        assert_eq!(
            page.lines[0].suggested,
            [Fen::ZERO, Fen::new(4_400), Fen::new(8_800)]
        );
        assert!(page.lines[0].restock_default && !page.lines[1].restock_default);

        let one = desk
            .refund(&[("1", "1", "", "1"), ("2", "0", "", "")])
            .await;
        assert_eq!(one.state, RefundState::Succeeded);
        assert_eq!(one.out_request_no, format!("{}R01", desk.trade));
        assert_eq!(desk.order_states().await, "open partially_refunded");
        assert_eq!(desk.stock().await, "10 1", "the unit is restocked");

        // Alipay requires 3 s between two refunds of a trade, so a job sends this one.
        let two = desk.refund(&[("1", "", "5", "")]).await;
        assert_eq!(two.state, RefundState::Approved);
        assert_eq!(desk.test.gateway.count(REFUND), 1);
        desk.test.after(3 * SECOND).await;
        assert_eq!(desk.state(&two).await, RefundState::Succeeded);

        desk.test.clock.advance(3 * SECOND);
        let all = RefundForm {
            whole: "all".to_owned(),
            ..desk.form(&[]).await
        };
        let plan = desk
            .test
            .shop
            .refund_page(&desk.staff(), &desk.number, Some(all.clone()))
            .await
            .unwrap();
        let plan = plan.plan.unwrap();
        assert_eq!((plan.amount, plan.left), (Fen::new(4_700), Fen::ZERO));
        let three = desk.post(all).await.unwrap();
        assert_eq!(three.state, RefundState::Succeeded);

        assert_eq!(
            desk.given().iter().map(|(_, fen)| *fen).collect::<Vec<_>>(),
            [4_400, 500, 4_700]
        );
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(desk.stock().await, "10 0");
        let view = desk.status(&desk.number).await;
        assert_eq!(
            (view.label, view.refunded),
            (OrderLabel::ClosedRefunded, Fen::new(9_600))
        );
        assert_eq!(view.actions, [Action::BuyAgain]);

        // Superseded jobs do nothing.
        desk.pass(60).await;
        assert_eq!(desk.test.gateway.count(REFUND), 3);
        assert_eq!(desk.log().await, ["refund.approve"; 3]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_without_goods_left_is_not_told_as_being_packed() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let to_ship = async || {
            let (shop, none, who) = (&desk.test.shop, Page::First, desk.staff());
            let staff = shop.admin_orders(&who, AdminTab::ToShip, "", none);
            let own = shop.orders(&desk.test.buyer, OrderTab::ToShip, None);
            (
                staff.await.unwrap().rows.len(),
                own.await.unwrap().orders.len(),
            )
        };
        assert_eq!(to_ship().await, (1, 1));
        // All products, without the postage.
        desk.refund(&[("1", "2", "", "1")]).await;
        assert_eq!(desk.order_states().await, "open partially_refunded");
        let order = &desk.number;
        let seen = desk.test.shop.order_status(&desk.test.buyer, order).await;
        assert_eq!(seen.unwrap().label, OrderLabel::NothingToShip);
        assert_eq!(to_ship().await, (0, 0));
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn units_that_do_not_come_back_are_written_off() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.refund(&[("1", "1", "", "")]).await;
        assert_eq!(desk.stock().await, "9 1");
        desk.test.clock.advance(3 * SECOND);
        // All money and no units: the remaining reservation is released.
        desk.refund(&[("1", "", "44", ""), ("2", "", "8", "")])
            .await;
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(desk.stock().await, "9 0");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_posted_again_is_the_same_refund() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.form(&[("1", "1", "", "1")]).await;
        let first = desk.post(form.clone()).await.unwrap();
        desk.test.clock.advance(5 * SECOND);
        let again = RefundForm {
            lines: Vec::new(),
            whole: "all".to_owned(),
            ..form.clone()
        };
        let second = desk.post(form).await.unwrap();
        assert_eq!(second, first);
        // One unit is refunded, so "everything" is a different refund.
        let answer = desk.post(again).await;
        assert_eq!(refusal(answer).0, ErrorCode::RefundFormUsed);
        assert_eq!(
            (desk.given().len(), desk.test.gateway.count(REFUND)),
            (1, 1)
        );
        assert_eq!(desk.log().await, ["refund.approve"]);

        // An idempotency key is valid for its order only.
        let other = desk.test.order().line("TEA-100G", 1).paid().await.number;
        let key = desk
            .test
            .one("SELECT form_key AS answer FROM refunds")
            .await;
        let strange = RefundForm {
            number: other,
            form_key: key,
            whole: "all".to_owned(),
            ..RefundForm::default()
        };
        let answer = desk.post(strange).await;
        assert_eq!(refusal(answer).0, ErrorCode::FormStale);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_rows_are_locked_by_sku_whatever_the_refund_names() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        desk.test.sell("MUG", 2_000, 5).await;
        let both = desk.test.order().line("TEA-100G", 1).line("MUG", 1);
        let both = both.paid().await;
        let desk = Desk {
            number: both.number,
            trade: both.trade,
            ..desk
        };
        let rows = desk
            .test
            .ask("SELECT CAST(line_no AS TEXT) AS answer FROM order_details WHERE sku_id = (SELECT MIN(id) FROM skus) ORDER BY id DESC")
            .await;
        let (tea, mug) = if rows[0] == "1" { ("1", "2") } else { ("2", "1") };
        // The tea is refunded without its unit; the unit is released because the whole order is
        // refunded.
        let all = [(tea, "", "44", ""), (mug, "1", "", "1"), ("3", "", "8", "")];
        let done = desk.refund(&all).await;
        assert_eq!(done.state, RefundState::Succeeded);
        let moves = "SELECT skus.code AS answer FROM stock_moves JOIN skus ON skus.id = stock_moves.sku_id \
                     WHERE stock_moves.kind = 'release' ORDER BY stock_moves.id";
        assert_eq!(desk.test.ask(moves).await, ["TEA-100G", "MUG"]);
        desk.test.audit_is_green().await;
    })
    .await;
}
