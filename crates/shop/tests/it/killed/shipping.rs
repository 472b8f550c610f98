//! Shipping whole, in parts, in bulk; correcting, taking back; receipt and completion.

use super::{at_each_commit, between_commits, done, story};
use crate::shipping::House;
use domain::{
    form::{CorrectNumberForm, ShipManyForm, VoidParcelForm},
    time::DAY,
};
use test_support::{TestShop, for_both, order_form};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_and_the_rest_after_it() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let packer = house.packer.clone();
        let open = async || {
            let number = house.tea(3).await;
            let part = house.form(&number, &[("1", "1")]).await;
            let rest = house.form(&number, &[("1", "2")]).await;
            (number, part, rest)
        };
        let act = |shop: shop::Shop, (_, part, rest)| {
            let packer = packer.clone();
            async move {
                done(shop.ship_order(&packer, part).await);
                done(shop.ship_order(&packer, rest).await);
            }
        };
        let told = async |(number, ..): &(String, _, _)| story::of(&house.test, number).await;
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        let lines = [
            "order open paid shipped -",
            "line 1: reserved 0 shipped 3 returned 0 refunded 0 for 0",
            "parcel sf SF1234567890 1 sent corrected 0",
            "parcel sf SF1234567890 2 sent corrected 0",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_of_orders() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let packer = house.packer.clone();
        let open = async || {
            let orders = [house.tea(1).await, house.tea(2).await, house.tea(1).await];
            let line = |number: &String| format!("{number},顺丰,SF1234567890\n");
            let lines: String = orders.iter().map(line).collect();
            (orders, format!("订单号,物流公司,运单号\n{lines}"))
        };
        let act = |shop: shop::Shop, (_, sheet): (_, String)| {
            let packer = packer.clone();
            async move {
                let lines = shop.ship_sheet(&packer, sheet.into_bytes()).await.unwrap();
                let typed = ShipManyForm {
                    lines,
                    ..ShipManyForm::default()
                };
                let view = shop.admin_ship_many(&packer, Vec::new(), Some(typed)).await;
                let sent = shop.ship_many(&packer, view.unwrap().form).await.unwrap();
                assert_eq!(sent.shipped + sent.skipped, 3, "{sent:?}");
            }
        };
        let told = async |(orders, _): &([String; 3], _)| {
            let mut all = String::new();
            for number in orders {
                all.push_str(&story::of(&house.test, number).await);
            }
            all
        };
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        assert_eq!(end.matches("order open paid shipped").count(), 3, "{end}");
        assert_eq!(end.matches("log order.ship").count(), 3, "{end}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ticked_orders() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let packer = house.packer.clone();
        let open = async || {
            let orders = [house.tea(1).await, house.tea(1).await];
            let shop = &house.test.shop;
            let ticked = shop.admin_ship_many(&packer, orders.to_vec(), None).await;
            let typed = ShipManyForm {
                lines: "SF1234567890\nSF1234567891".to_owned(),
                ..ticked.unwrap().form
            };
            let checked = shop.admin_ship_many(&packer, Vec::new(), Some(typed)).await;
            (orders, checked.unwrap().form)
        };
        let act = |shop: shop::Shop, (_, form)| {
            let packer = packer.clone();
            async move {
                let sent = shop.ship_many(&packer, form).await.unwrap();
                assert_eq!(sent.shipped + sent.skipped, 2, "{sent:?}");
            }
        };
        let told = async |(orders, _): &([String; 2], _)| {
            let [first, second] = orders;
            story::of(&house.test, first).await + &story::of(&house.test, second).await
        };
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        let lines = [
            "parcel sf SF1234567890 1 sent corrected 0",
            "parcel sf SF1234567891 1 sent corrected 0",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corrected_number_and_a_parcel_taken_back() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let packer = house.packer.clone();
        let open = async || {
            let number = house.tea(2).await;
            house.ship(&number, "2").await;
            number
        };
        let act = |shop: shop::Shop, number: String| {
            let packer = packer.clone();
            async move {
                let seen = shop.admin_order(&packer, &number).await.unwrap();
                let version = seen
                    .order
                    .parcels
                    .first()
                    .map_or(0, |parcel| parcel.version);
                let correct = CorrectNumberForm {
                    number: number.clone(),
                    parcel: "1".to_owned(),
                    version: version.to_string(),
                    carrier: "zto".to_owned(),
                    tracking_no: "771234567890".to_owned(),
                };
                done(shop.correct_number(&packer, correct).await);
                let parcel = "1".to_owned();
                let void = VoidParcelForm { number, parcel };
                done(shop.void_parcel(&packer, void).await);
            }
        };
        let told = async |number: &String| story::of(&house.test, number).await;
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        let lines = [
            "order open paid none -",
            "line 1: reserved 2 shipped 0 returned 0 refunded 0 for 0",
            "parcel zto 771234567890 2 taken back corrected 1",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_receipt_that_a_buyer_confirms() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let buyer = house.test.buyer.clone();
        let open = async || {
            let number = house.tea(1).await;
            house.ship(&number, "1").await;
            number
        };
        let act = |shop: shop::Shop, number: String| {
            let buyer = buyer.clone();
            async move {
                done(shop.extend_receipt(&buyer, order_form(&number)).await);
                done(shop.confirm_receipt(&buyer, order_form(&number)).await);
            }
        };
        let told = async |number: &String| story::of(&house.test, number).await;
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        let completed = "step lifecycle open>completed confirm_receipt shopper";
        story::has(&end, &["order completed paid received -", completed]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_receipt_by_the_clock() {
    for_both(async |db| {
        let house = House::stocked(TestShop::new(db).await, 999).await;
        let open = async || {
            let number = house.tea(1).await;
            house.ship(&number, "1").await;
            house.test.run().await;
            house.test.clock.advance(10 * DAY);
            number
        };
        let act = |shop: shop::Shop, _: String| async move {
            shop.run_due_jobs().await.unwrap();
        };
        let told = async |number: &String| story::of(&house.test, number).await;
        let (_, end) = at_each_commit(&house.test, between_commits(), open, act, told).await;
        let completed = "step lifecycle open>completed receipt_due system";
        story::has(&end, &["order completed paid received -", completed]);
        let sales = "posting complete SALES -5200";
        assert_eq!(end.matches(sales).count(), 1, "{end}");
    })
    .await;
}
