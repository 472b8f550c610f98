//! Races: shipping against a refund, against itself, and receipt against the clock.

use super::House;
use domain::{error::ErrorCode, time::DAY};
use futures::future::join_all;
use test_support::{Fault, for_both, order_form};

/// A unit in a live refund is never shipped, whoever comes first.
#[tokio::test(flavor = "multi_thread")]
async fn a_refund_and_a_parcel_never_share_a_unit() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        for _ in 0..6 {
            let number = house.tea(2).await;
            // The refund stays under way.
            test.gateway.fail("alipay.trade.refund", Fault::RequestLost);
            let refund = house.refund_form(&number, &[("1", "1", "", "1")]).await;
            let ship = house.form(&number, &[("1", "2")]).await;
            let (refunded, shipped) = tokio::join!(house.refund(refund), house.post(ship));
            refunded.unwrap();
            let order = house.page(&number).await;
            let units = order.order.lines[0].shipped;
            match shipped {
                Ok(()) => assert_eq!(units, 2, "the parcel came first"),
                Err(shop::Error::Refused(told)) => {
                    assert_eq!(told.fields[0].code, ErrorCode::ShipUnits);
                    assert_eq!(told.args["count@lines[0][qty]"], "1");
                    assert_eq!(units, 0);
                    assert_eq!(order.ship.expect("one may go").kept_back, 1);
                }
                Err(other) => panic!("{other:?}"),
            }
            test.audit_is_green().await;
            for _ in 0..10 {
                test.after(30_000).await;
            }
            test.audit_is_green().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_in_a_live_refund_stays_until_it_is_decided() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = test
            .order()
            .line("TEA", 2)
            .line("CUP", 1)
            .paid()
            .await
            .number;
        test.gateway.fail(
            "alipay.trade.refund",
            Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND"),
        );
        let lines = house.page(&number).await.order.lines;
        let line_of = |qty| {
            let line = lines.iter().find(|line| line.qty == qty);
            line.unwrap().line_no
        };
        let (tea, cup) = (line_of(2), line_of(1));
        let form = house
            .refund_form(&number, &[(&tea.to_string(), "2", "", "1")])
            .await;
        house.refund(form).await.unwrap();
        let ship = house.page(&number).await.ship.expect("the cup may go");
        assert_eq!(ship.lines.len(), 1);
        assert_eq!(
            (ship.lines[0].line.line_no, ship.lines[0].may_ship),
            (cup, 1)
        );
        assert_eq!(ship.kept_back, 2);
        house.ship_line(&number, &cup.to_string(), "1").await;
        assert_eq!(house.states(&number).await, "open partial");
        assert!(house.page(&number).await.ship.is_none());
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_unit_is_shipped_by_one_of_many() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(2).await;
        let mut forms = Vec::new();
        for _ in 0..6 {
            forms.push(house.form(&number, &[("1", "1")]).await);
        }
        // Each form twice.
        forms.extend(forms.clone());
        let ended = join_all(forms.into_iter().map(|form| house.post(form))).await;
        assert!(ended.iter().filter(|one| one.is_ok()).count() >= 2);
        assert_eq!(
            (house.parcels().await.as_str(), house.stock().await.as_str()),
            ("2", "98 0")
        );
        assert_eq!(house.states(&number).await, "open shipped");
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipt_and_the_clock_complete_once() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        for _ in 0..4 {
            let number = house.tea(1).await;
            house.ship(&number, "1").await;
            test.clock.advance(10 * DAY);
            let confirm = test.shop.confirm_receipt(&test.buyer, order_form(&number));
            let again = test.shop.confirm_receipt(&test.buyer, order_form(&number));
            let (one, other, _) = tokio::join!(confirm, again, test.run());
            one.unwrap();
            other.unwrap();
            assert_eq!(house.states(&number).await, "completed received");
        }
        test.run().await;
        let posted =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM ledger_txns WHERE kind = 'complete'";
        assert_eq!(test.one(posted).await, "4");
        test.audit_is_green().await;
    })
    .await;
}
