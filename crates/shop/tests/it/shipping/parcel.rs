//! One parcel: what may go into it, its number, correcting and taking back.

use super::House;
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{CorrectNumberForm, RefundRequestForm, RefundWithdrawForm, RequestLineForm, ShipForm},
    shipping::Carrier,
    staff::Role,
    time::DAY,
};
use shop::Error;
use test_support::{for_both, order_form};

fn correction(number: &str, version: &str, tracking_no: &str) -> CorrectNumberForm {
    CorrectNumberForm {
        number: number.to_owned(),
        parcel: "1".to_owned(),
        version: version.to_owned(),
        carrier: "zto".to_owned(),
        tracking_no: tracking_no.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_posted_twice_ships_once() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(3).await;
        let form = house.form(&number, &[("1", "1")]).await;
        house.post(form.clone()).await.unwrap();
        house.post(form).await.unwrap();
        assert_eq!(
            (house.parcels().await.as_str(), house.stock().await.as_str()),
            ("1", "99 2")
        );
        let log = house
            .test
            .ask("SELECT action AS answer FROM audit_log ORDER BY id")
            .await;
        assert_eq!(log, ["order.ship"]);
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_told_at_its_field_and_ships_nothing() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(2).await;
        let form = house.form(&number, &[("1", "2")]).await;
        let before = house.test.money().await;
        let with = |change: fn(&mut ShipForm)| {
            let mut form = form.clone();
            change(&mut form);
            form
        };
        for (form, field, code) in [
            (
                with(|f| f.lines[0].qty = "3".to_owned()),
                "lines[0][qty]",
                ErrorCode::ShipUnits,
            ),
            (
                with(|f| f.lines[0].qty = "x".to_owned()),
                "lines[0][qty]",
                ErrorCode::ShipUnits,
            ),
            (
                with(|f| f.lines[0].qty = "0".to_owned()),
                "lines[0][qty]",
                ErrorCode::ShipNothing,
            ),
            (
                with(|f| f.carrier = "none".to_owned()),
                "carrier",
                ErrorCode::Carrier,
            ),
            (
                with(|f| f.tracking_no = " ".to_owned()),
                "tracking_no",
                ErrorCode::Required,
            ),
            (
                with(|f| f.tracking_no = "1.2E+13".to_owned()),
                "tracking_no",
                ErrorCode::TrackingNo,
            ),
        ] {
            let (_, fields) = refusal(house.post(form).await);
            assert_eq!(fields, [(field.to_owned(), code)]);
        }
        let twice = with(|f| f.lines.push(f.lines[0].clone()));
        assert_eq!(refusal(house.post(twice).await).1.len(), 1);
        let no_key = with(|f| f.form_key.clear());
        assert_eq!(refusal(house.post(no_key).await).0, ErrorCode::FormStale);
        let postage = with(|f| f.lines[0].line_no = "2".to_owned());
        assert_eq!(refusal(house.post(postage).await).0, ErrorCode::FormInvalid);
        assert_eq!(house.test.money().await, before);
        // A carrier without numbers needs none.
        let pickup = with(|f| {
            f.carrier = "pickup".to_owned();
            f.tracking_no.clear();
        });
        house.post(pickup).await.unwrap();
        let parcel = house.status(&number).await.parcels.remove(0);
        assert_eq!(
            (parcel.carrier, parcel.tracking_no),
            (Carrier::Pickup, None)
        );
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_works_on_orders_ships_and_only_what_is_paid() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        let form = house.form(&number, &[("1", "1")]).await;
        for role in [Role::Viewer, Role::Catalog, Role::Finance, Role::Refunds] {
            let who = test
                .staff(&format!("only-{role}@example.cn"), &[role])
                .await;
            let refused = test.shop.ship_order(&who, form.clone()).await;
            assert!(matches!(refused, Err(Error::RoleMissing)), "{role}");
            assert!(
                test.shop
                    .admin_order(&who, &number)
                    .await
                    .unwrap()
                    .ship
                    .is_none()
            );
        }
        let refused = test.shop.ship_order(&test.buyer, form.clone()).await;
        assert!(matches!(refused, Err(Error::LoginRequired)));
        let other = ShipForm {
            number: "20261122AAAAAAAAAA".to_owned(),
            ..form.clone()
        };
        assert!(matches!(house.post(other).await, Err(Error::NotFound)));
        let unpaid = test.order().line("CUP", 1).placed().await;
        assert!(house.page(&unpaid).await.ship.is_none());
        let unpaid = ShipForm {
            number: unpaid,
            ..form
        };
        assert_eq!(refusal(house.post(unpaid).await).0, ErrorCode::NotShippable);
        let stranger = test.shopper("other@example.cn").await;
        let confirm = test
            .shop
            .confirm_receipt(&stranger, order_form(&number))
            .await;
        assert!(matches!(confirm, Err(Error::NotFound)));
        let early = test
            .shop
            .confirm_receipt(&test.buyer, order_form(&number))
            .await;
        assert_eq!(refusal(early).0, ErrorCode::NotReceivable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_corrected_and_the_former_one_is_kept() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(1).await;
        house.ship(&number, "1").await;
        let seen = house.page(&number).await.order.parcels.remove(0);
        assert_eq!((seen.corrected_at, seen.version), (None, 1));
        test.after(DAY).await;
        let correct = async |form| test.shop.correct_number(&house.packer, form).await;
        let wrong = correct(correction(&number, "1", "7.7E+11")).await;
        assert_eq!(
            refusal(wrong).1,
            [("tracking_no".to_owned(), ErrorCode::TrackingNo)]
        );
        let form = correction(&number, "1", "771234567890");
        correct(form.clone()).await.unwrap();
        correct(form).await.unwrap();
        let late = correct(correction(&number, "1", "779999999999")).await;
        assert_eq!(refusal(late).0, ErrorCode::ParcelChanged);
        let seen = house.status(&number).await.parcels.remove(0);
        assert_eq!(seen.carrier, Carrier::Zto);
        assert_eq!(seen.tracking_no.as_deref(), Some("771234567890"));
        assert_eq!(seen.corrected_at, Some(test.shop.now()));
        let kept = "SELECT carrier || ' ' || tracking_no AS answer FROM shipment_corrections";
        assert_eq!(test.ask(kept).await, ["sf SF1234567890"]);
        let log = test
            .ask("SELECT action AS answer FROM audit_log ORDER BY id")
            .await;
        assert_eq!(log, ["order.ship", "order.correct_number"]);
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_on_parcels_of_one_customer_only() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let first = house.tea(1).await;
        house.ship(&first, "1").await;
        // Two orders of one customer may be in one parcel.
        let second = house.tea(1).await;
        house.ship(&second, "1").await;
        let other = test.shopper("other@example.cn").await;
        let theirs = test.order().by(&other).line("TEA", 1).paid().await.number;
        let form = house.form(&theirs, &[("1", "1")]).await;
        let Err(Error::Refused(told)) = house.post(form.clone()).await else {
            panic!("a number on another customer's parcel was taken");
        };
        assert_eq!(told.fields[0].code, ErrorCode::TrackingNoUsed);
        assert_eq!(told.args["order"], first);
        // A parcel that was taken back gives its number free.
        house.void(&first, "1").await.unwrap();
        house.void(&second, "1").await.unwrap();
        house.post(form).await.unwrap();
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_is_taken_back_on_its_day_only() {
    for_both(async |db| {
        let house = House::open(db).await;
        let test = &house.test;
        let number = house.tea(2).await;
        house.ship(&number, "2").await;
        assert!(house.page(&number).await.order.parcels[0].may_void);
        let to_midnight = test
            .shop
            .now()
            .shanghai_midnight()
            .plus(DAY)
            .since(test.shop.now());
        test.after(to_midnight).await;
        assert!(!house.page(&number).await.order.parcels[0].may_void);
        assert_eq!(
            refusal(house.void(&number, "1").await).0,
            ErrorCode::NotVoidable
        );
        test.clock.advance(-1);
        house.void(&number, "1").await.unwrap();
        // A second press changes nothing.
        let before = test.effects().await;
        house.void(&number, "1").await.unwrap();
        assert_eq!(test.effects().await, before);
        assert!(house.status(&number).await.parcels.is_empty());
        assert!(matches!(
            house.void(&number, "2").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            house.void(&number, "0").await,
            Err(Error::NotFound)
        ));
        house.ship(&number, "2").await;
        test.shop
            .confirm_receipt(&test.buyer, order_form(&number))
            .await
            .unwrap();
        assert_eq!(
            refusal(house.void(&number, "2").await).0,
            ErrorCode::NotVoidable
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_with_refunded_units_is_not_taken_back() {
    for_both(async |db| {
        let house = House::open(db).await;
        let number = house.tea(3).await;
        let before = house.refund_form(&number, &[("1", "1", "", "1")]).await;
        house.refund(before).await.unwrap();
        house.ship(&number, "2").await;
        assert!(
            house.page(&number).await.order.parcels[0].may_void,
            "refunded before"
        );
        house.test.clock.advance(5_000);
        let after = house.refund_form(&number, &[("1", "1", "", "")]).await;
        house.refund(after).await.unwrap();
        assert!(!house.page(&number).await.order.parcels[0].may_void);
        assert_eq!(
            refusal(house.void(&number, "1").await).0,
            ErrorCode::NotVoidable
        );
        assert_eq!(house.stock().await, "98 0");
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn units_to_be_sent_back_hold_their_parcel_and_no_other() {
    for_both(async |db| {
        let house = House::open(db).await;
        let (shop, buyer) = (&house.test.shop, &house.test.buyer);
        let number = house.tea(3).await;
        house.ship(&number, "2").await;
        let page = shop.refund_request_page(buyer, &number, None).await;
        let request = RefundRequestForm {
            kind: "return".to_owned(),
            lines: vec![RequestLineForm {
                line_no: "1".to_owned(),
                qty: "2".to_owned(),
            }],
            reason_code: "damaged".to_owned(),
            ..page.unwrap().form
        };
        shop.request_refund(buyer, request).await.unwrap();
        house.ship(&number, "1").await;
        let refused = refusal(house.void(&number, "1").await).0;
        assert_eq!(refused, ErrorCode::NotVoidable);
        house.void(&number, "2").await.unwrap();
        let asked = house.status(&number).await.refunds.remove(0);
        let withdrawn = RefundWithdrawForm {
            number: number.clone(),
            out_request_no: asked.out_request_no,
        };
        shop.withdraw_refund(buyer, withdrawn).await.unwrap();
        house.void(&number, "1").await.unwrap();
        assert_eq!(house.stock().await, "100 3");
        house.test.audit_is_green().await;
    })
    .await;
}
