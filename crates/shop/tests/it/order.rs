//! Orders: place, view, cancel.

mod again;
mod checkout;
mod unpaid;

use crate::books::RESERVED;
use domain::{actions::Action, error::ErrorCode, order::OrderLabel, view::order::OrderTab};
use shop::{Error, Viewer, order::Cancelled};
use test_support::{TestShop, for_both, order_form};

fn code(error: Error) -> ErrorCode {
    let Error::Refused(refusal) = error else {
        panic!("not refused: {error}")
    };
    refusal.code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_takes_stock_lines_and_the_carts_key() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        t.sell("TEA", 1_250, 9).await;
        let number = t.order().line("MUG", 2).line("TEA", 1).placed().await;
        let seen = t.shop.order_status(&t.buyer, &number).await.unwrap();
        assert_eq!(
            (seen.items.get(), seen.postage.get(), seen.total.get()),
            (7_050, 800, 7_850)
        );
        assert_eq!(seen.label, OrderLabel::AwaitingPayment);
        assert_eq!(seen.lines.len(), 2, "postage is not an order line");
        assert_eq!(
            seen.actions,
            [Action::Pay, Action::Cancel, Action::BuyAgain]
        );
        assert_eq!(seen.address.contact_phone, "138****8000");
        assert_eq!(t.one(RESERVED).await, "3");
        assert_eq!(
            t.one("SELECT CAST(SUM(paid_fen) AS TEXT) AS answer FROM order_details")
                .await,
            "7850"
        );
        assert_eq!(
            code(t.shop.checkout(&t.buyer).await.unwrap_err()),
            ErrorCode::NothingSelected
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strangers_order_does_not_exist() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        let number = t.order().line("MUG", 1).placed().await;
        let stranger = t.shopper("stranger@example.cn").await;
        let nobody = Viewer::anonymous(domain::locale::Locale::ZhCn);
        let missing = |error: Error| matches!(error, Error::NotFound);
        assert!(missing(
            t.shop.order_status(&stranger, &number).await.unwrap_err()
        ));
        assert!(missing(
            t.shop
                .start_payment(&stranger, order_form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .check_payment(&stranger, order_form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .cancel_order(&stranger, order_form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .buy_again(&stranger, order_form(&number))
                .await
                .unwrap_err()
        ));
        assert!(missing(
            t.shop
                .orders(&stranger, OrderTab::All, Some(&number))
                .await
                .unwrap_err()
        ));
        assert!(
            t.shop
                .orders(&stranger, OrderTab::All, None)
                .await
                .unwrap()
                .orders
                .is_empty()
        );
        assert!(matches!(
            t.shop.order_status(&nobody, &number).await.unwrap_err(),
            Error::LoginRequired
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_paged_and_sorted_into_tabs() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 99).await;
        let paid = t.order().line("MUG", 1).paid().await.number;
        for _ in 0..22 {
            t.order().line("MUG", 1).placed().await;
        }
        let first = t.shop.orders(&t.buyer, OrderTab::All, None).await.unwrap();
        assert_eq!(first.orders.len(), 20);
        let rest = t
            .shop
            .orders(&t.buyer, OrderTab::All, first.next.as_deref())
            .await
            .unwrap();
        assert_eq!((rest.orders.len(), rest.next), (3, None));
        assert_eq!(rest.orders[2].number, paid);
        let ship = t
            .shop
            .orders(&t.buyer, OrderTab::ToShip, None)
            .await
            .unwrap();
        assert_eq!(ship.orders.len(), 1);
        assert_eq!(ship.orders[0].label, OrderLabel::ToBeShipped);
        assert_eq!(
            t.shop
                .orders(&t.buyer, OrderTab::ToReceive, None)
                .await
                .unwrap()
                .orders
                .len(),
            0
        );
        assert_eq!(
            t.shop
                .orders(&t.buyer, OrderTab::AfterSale, None)
                .await
                .unwrap()
                .orders
                .len(),
            0
        );
        let pay = t
            .shop
            .orders(&t.buyer, OrderTab::ToPay, None)
            .await
            .unwrap();
        assert_eq!(pay.orders.len(), 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_nobody_tried_to_pay_is_cancelled_at_once() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 2_900, 5).await;
        let number = t.order().line("MUG", 2).placed().await;
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&number))
                .await
                .unwrap(),
            Cancelled::Done
        );
        assert_eq!(
            t.shop
                .cancel_order(&t.buyer, order_form(&number))
                .await
                .unwrap(),
            Cancelled::Done,
            "repeating it changes nothing"
        );
        let seen = t.shop.order_status(&t.buyer, &number).await.unwrap();
        assert_eq!(seen.label, OrderLabel::CancelledShopper);
        assert_eq!(t.one(RESERVED).await, "0");
        assert_eq!(
            code(
                t.shop
                    .start_payment(&t.buyer, order_form(&number))
                    .await
                    .unwrap_err()
            ),
            ErrorCode::NotPayable
        );
        assert!(t.gateway.calls().is_empty());
        t.audit_is_green().await;
    })
    .await;
}
