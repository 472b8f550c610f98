//! Many orders at once: checked first, each on its own, the same sheet twice ships once.

use super::House;
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::ShipManyForm,
    shipping::{ShipFault, ShipWarning},
    staff::Role,
    view::shipping::{ShipManyView, ShipVerdict},
};
use shop::{Error, shipping::ManyShipped};
use test_support::{Fault, for_both};

impl House {
    async fn check(&self, typed: ShipManyForm) -> ShipManyView {
        let view = self
            .test
            .shop
            .admin_ship_many(&self.packer, Vec::new(), Some(typed))
            .await;
        view.unwrap()
    }

    /// Pastes lines on a page without ticks.
    async fn paste(&self, lines: &str) -> ShipManyView {
        self.check(ShipManyForm {
            carrier: "sf".to_owned(),
            lines: lines.to_owned(),
            ..ShipManyForm::default()
        })
        .await
    }

    async fn send(&self, view: &ShipManyView) -> ManyShipped {
        let done = self
            .test
            .shop
            .ship_many(&self.packer, view.form.clone())
            .await;
        done.unwrap()
    }
}

fn verdicts(view: &ShipManyView) -> Vec<ShipVerdict> {
    view.rows.iter().map(|row| row.verdict.clone()).collect()
}

fn refused(why: ShipFault) -> ShipVerdict {
    ShipVerdict::Refused(why, String::new())
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_orders_go_out_and_the_same_sheet_skips_them() {
    for_both(async |db| {
        let house = House::open(db).await;
        let mut sheet = String::from("订单号\t物流公司\t运单号\n");
        for place in 0..40 {
            let number = house.tea(1).await;
            sheet.push_str(&format!("{number}\t顺丰\tSF{:010}\n", place));
        }
        let before = house.test.money().await;
        let view = house.paste(&sheet).await;
        assert_eq!((view.ready, view.shipped, view.refused), (40, 0, 0));
        assert_eq!(house.test.money().await, before, "checking changes nothing");
        let done = house.send(&view).await;
        assert_eq!((done.shipped, done.skipped, done.refused.len()), (40, 0, 0));
        assert_eq!(
            (house.parcels().await.as_str(), house.stock().await.as_str()),
            ("40", "60 0")
        );
        house.test.audit_is_green().await;
        // The same form, then the same sheet.
        let before = house.test.effects().await;
        let again = house.send(&view).await;
        assert_eq!((again.shipped, again.skipped), (0, 40));
        let view = house.paste(&sheet).await;
        assert_eq!((view.ready, view.shipped, view.refused), (0, 40, 0));
        assert!(
            verdicts(&view)
                .iter()
                .all(|one| *one == ShipVerdict::Shipped)
        );
        assert_eq!(house.send(&view).await.skipped, 40);
        assert_eq!(house.test.effects().await, before);
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_order_that_cannot_go_is_told_why_and_the_others_go() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let good = house.tea(1).await;
        let held = house.tea(1).await;
        test.gateway.fail("alipay.trade.refund", Fault::RequestLost);
        let form = house.refund_form(&held, &[("1", "", "1", "")]).await;
        house.refund(form).await.unwrap();
        let unpaid = test.order().line("TEA", 1).placed().await;
        let other = test.shopper("other@example.cn").await;
        let theirs = test.order().by(&other).line("TEA", 1).paid().await.number;
        let missing = house.tea(1).await;
        let broken = house.tea(1).await;
        let carrier = house.tea(1).await;
        let sheet = format!(
            "{good},sf,SF1234567890\n{held},sf,SF1234567891\n{unpaid},sf,SF1234567892\n\
             20261122AAAAAAAAAA,sf,SF1234567893\n{theirs},sf,SF1234567890\n{missing},sf,\n\
             {broken},zto,1.2E+13\n{carrier},飞毛腿,SF1234567894\n没有数字\n{good},sf,SF1234567899"
        );
        let view = house.paste(&sheet).await;
        assert_eq!(
            verdicts(&view),
            [
                ShipVerdict::Ready,
                refused(ShipFault::InRefund),
                refused(ShipFault::NothingToShip),
                refused(ShipFault::Unknown),
                ShipVerdict::Refused(ShipFault::NumberUsed, good.clone()),
                refused(ShipFault::NumberMissing),
                refused(ShipFault::NumberFormat),
                refused(ShipFault::Carrier),
            ]
        );
        let wrong: Vec<_> = view.wrong.iter().map(|line| line.verdict.clone()).collect();
        assert_eq!(
            wrong,
            [refused(ShipFault::Unreadable), refused(ShipFault::Twice)]
        );
        assert_eq!((view.ready, view.refused), (1, 9));
        assert_eq!(
            view.form.lines.trim(),
            "没有数字",
            "what cannot be used stays"
        );
        let done = house.send(&view).await;
        assert_eq!((done.shipped, done.skipped), (1, 0));
        assert_eq!(done.refused, view.form.rows[1..].to_vec());
        assert_eq!(house.states(&good).await, "open shipped");
        assert_eq!(house.states(&theirs).await, "open none");
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_orders_take_numbers_in_the_order_of_their_payment() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let early = house.tea(1).await;
        test.clock.advance(60_000);
        let late = house.tea(1).await;
        let ticked = vec![late.clone(), early.clone(), "unknown".to_owned()];
        let view = test
            .shop
            .admin_ship_many(&house.packer, ticked, None)
            .await
            .unwrap();
        let orders: Vec<_> = view.rows.iter().map(|row| row.order.as_str()).collect();
        assert_eq!(orders, [&early, &late]);
        assert!(!view.checked && verdicts(&view).iter().all(|one| *one == ShipVerdict::Open));
        let mut form = view.form;
        form.lines = "JT1234567890".to_owned();
        let short = house.check(form.clone()).await;
        let told = short.refusal.expect("one number for two orders");
        assert_eq!(told.fields[0].code, ErrorCode::ShipLines);
        assert_eq!(
            (told.args["pasted"].as_str(), told.args["count"].as_str()),
            ("1", "2")
        );
        form.lines = "JT1234567890\nSF1234567891\n".to_owned();
        let view = house.check(form).await;
        assert_eq!(view.ready, 2);
        assert_eq!(view.rows[0].warnings, [ShipWarning::OtherCarrier]);
        assert!(
            view.rows[1].warnings.is_empty(),
            "both orders to this person are here"
        );
        let alone = house.paste(&format!("{early},jt,JT1234567890")).await;
        assert_eq!(alone.rows[0].warnings, [ShipWarning::SameRecipient]);
        house.send(&view).await;
        let number = house.status(&early).await.parcels.remove(0).tracking_no;
        assert_eq!(number.as_deref(), Some("JT1234567890"));
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_needs_its_role_and_its_key() {
    for_both(async |db| {
        let house = House::open(db).await;
        let form = ShipManyForm::default();
        let stale = house.test.shop.ship_many(&house.packer, form.clone()).await;
        assert_eq!(refusal(stale).0, ErrorCode::FormStale);
        let who = house.test.staff("v@example.cn", &[Role::Viewer]).await;
        let sent = house.test.shop.ship_many(&who, form).await;
        assert!(matches!(sent, Err(Error::RoleMissing)));
        let read = house
            .test
            .shop
            .admin_ship_many(&who, Vec::new(), None)
            .await;
        assert!(matches!(read, Err(Error::RoleMissing)));
        let long = (0..500).map(|n| format!("SF{n:010}\n")).collect::<String>();
        let told = house.paste(&long).await.refusal.expect("too many");
        assert_eq!(told.fields[0].code, ErrorCode::TooLong);
    })
    .await;
}
