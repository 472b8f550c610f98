//! Refunds that customers ask for: photographs, approved, lowered, declined, withdrawn, goods that come back; refunds of
//! staff, and the order that ends with one.

use super::{at_each_commit, between_commits, done, everywhere, proven, story};
use crate::{refund::requests::shop_set, shipping::House};
use camera::Camera;
use domain::form::{
    RefundApproveForm, RefundForm, RefundRejectForm, RefundRequestForm, RefundWithdrawForm,
    RequestLineForm, ReturnAskForm, ReturnLineForm, ReturnReceiveForm, ReturnSendForm,
};
use shop::{Shop, Viewer};
use std::cell::Cell;
use test_support::{TestDb, TestShop, for_both, order_form};

/// An order of two teas and what its customer fills in.
#[derive(Clone)]
struct Asked {
    number: String,
    /// The number that the request gets.
    request: String,
    buyer: Viewer,
    /// The number of its parcel.
    parcel: String,
    form: RefundRequestForm,
}

/// A house with an address for returns. Each case has a customer of its own, because one may keep few photographs.
struct Refunds {
    house: House,
    cases: Cell<u32>,
}

impl Refunds {
    async fn open(db: TestDb) -> Self {
        let test = shop_set(db, |first| {
            first.return_address = "杭州市西湖区文三路 100 号".to_owned()
        });
        Self::of(test.await).await
    }

    async fn of(test: TestShop) -> Self {
        let house = House::stocked(test, 999).await;
        Self {
            house,
            cases: Cell::new(0),
        }
    }

    /// An order, shipped or not, and the form of a request for both units.
    async fn case(&self, kind: &str, is_shipped: bool) -> Asked {
        let test = &self.house.test;
        self.cases.set(self.cases.get() + 1);
        let login = format!("buyer{}@example.cn", self.cases.get());
        let buyer = test.shopper(&login).await;
        let paid = test.order().by(&buyer).line("TEA", 2).paid().await;
        // Parcels of two customers have two numbers.
        let tracking_no = format!("SF{:010}", self.cases.get());
        if is_shipped {
            let mut parcel = self.house.form(&paid.number, &[("1", "2")]).await;
            parcel.tracking_no.clone_from(&tracking_no);
            self.house.post(parcel).await.unwrap();
        }
        let page = test.shop.refund_request_page(&buyer, &paid.number, None);
        let form = RefundRequestForm {
            kind: kind.to_owned(),
            lines: vec![RequestLineForm {
                line_no: "1".to_owned(),
                qty: "2".to_owned(),
            }],
            reason_code: "damaged".to_owned(),
            reason_text: "杯口有裂".to_owned(),
            ..page.await.unwrap().form
        };
        Asked {
            number: paid.number,
            request: format!("{}R01", paid.trade),
            buyer,
            parcel: tracking_no,
            form,
        }
    }

    async fn told(&self, case: &Asked) -> String {
        let story = story::of(&self.house.test, &case.number).await;
        story.replace(&case.parcel, "SF")
    }
}

async fn photographed(shop: &Shop, case: &Asked, jpeg: &[u8]) -> String {
    let mut photo = shop.receive_photo(&case.buyer).await.unwrap();
    photo.push(jpeg).await.unwrap();
    let key = shop.keep_photo(&case.buyer, "杯口.jpg", photo).await;
    key.unwrap()
}

async fn approve(shop: &Shop, staff: &Viewer, form: RefundApproveForm) {
    done(shop.approve_refund(&proven(staff, shop), form).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_with_a_photograph_that_is_approved() {
    for_both(async |db| {
        let test = TestShop::new(db).await.with_media();
        let desk = Refunds::of(test).await;
        let (staff, jpeg) = (desk.house.refunds.clone(), Camera::new(64, 48).jpeg());
        let act = |shop: Shop, case: Asked| {
            let (staff, jpeg) = (staff.clone(), jpeg.clone());
            async move {
                let photo = photographed(&shop, &case, &jpeg).await;
                let form = RefundRequestForm {
                    photos: vec![photo],
                    ..case.form
                };
                done(shop.request_refund(&case.buyer, form).await);
                let whole = RefundApproveForm {
                    out_request_no: case.request,
                    ..RefundApproveForm::default()
                };
                approve(&shop, &staff, whole).await;
            }
        };
        let open = async || desk.case("money", false).await;
        let told = async |case: &Asked| desk.told(case).await;
        let (_, end) = at_each_commit(&desk.house.test, between_commits(), open, act, told).await;
        let lines = [
            "order cancelled refunded none refunded",
            "refund succeeded shopper 9600 order 2 2",
            "photographs 1",
            "given back 9600",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_lowered() {
    for_both(async |db| {
        let desk = Refunds::open(db).await;
        let staff = desk.house.refunds.clone();
        let act = |shop: Shop, case: Asked| {
            let staff = staff.clone();
            async move {
                done(shop.request_refund(&case.buyer, case.form).await);
                let less = RefundApproveForm {
                    out_request_no: case.request,
                    amount: "50".to_owned(),
                    reason: "一只完好".to_owned(),
                    confirm_fen: "5000".to_owned(),
                    ..RefundApproveForm::default()
                };
                approve(&shop, &staff, less).await;
            }
        };
        let open = async || desk.case("money", true).await;
        let told = async |case: &Asked| desk.told(case).await;
        let (_, end) = at_each_commit(&desk.house.test, everywhere(), open, act, told).await;
        let lines = ["order open partially_refunded shipped -", "given back 5000"];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_declined_and_one_that_is_withdrawn() {
    for_both(async |db| {
        let desk = Refunds::open(db).await;
        let staff = desk.house.refunds.clone();
        let act = |shop: Shop, case: Asked| {
            let staff = staff.clone();
            async move {
                done(shop.request_refund(&case.buyer, case.form.clone()).await);
                let decline = RefundRejectForm {
                    out_request_no: case.request.clone(),
                    reason: "照片里没有破损".to_owned(),
                };
                done(shop.reject_refund(&staff, decline).await);
                // The same page again, which has another key.
                let again = RefundRequestForm {
                    form_key: case.form.form_key.chars().rev().collect(),
                    ..case.form
                };
                done(shop.request_refund(&case.buyer, again).await);
                let withdraw = RefundWithdrawForm {
                    number: case.number,
                    out_request_no: format!("{}R02", case.request.trim_end_matches("R01")),
                };
                done(shop.withdraw_refund(&case.buyer, withdraw).await);
            }
        };
        let open = async || desk.case("money", false).await;
        let told = async |case: &Asked| desk.told(case).await;
        let (_, end) = at_each_commit(&desk.house.test, between_commits(), open, act, told).await;
        let lines = [
            "order open paid none -",
            "refund rejected shopper 9600 - 2 2",
            "refund withdrawn shopper 9600 - 2 2",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn goods_that_come_back() {
    for_both(async |db| {
        let desk = Refunds::open(db).await;
        let staff = desk.house.refunds.clone();
        let act = |shop: Shop, case: Asked| {
            let staff = staff.clone();
            async move {
                done(shop.request_refund(&case.buyer, case.form).await);
                let out_request_no = case.request.clone();
                let want = ReturnAskForm { out_request_no };
                done(shop.ask_return(&staff, want).await);
                let send = ReturnSendForm {
                    number: case.number,
                    out_request_no: case.request.clone(),
                    carrier: "顺丰".to_owned(),
                    tracking_no: "SF1234567891".to_owned(),
                };
                done(shop.send_return(&case.buyer, send).await);
                let came = ReturnReceiveForm {
                    out_request_no: case.request,
                    lines: vec![ReturnLineForm {
                        line_no: "1".to_owned(),
                        restock: "1".to_owned(),
                        write_off: "1".to_owned(),
                    }],
                    ..ReturnReceiveForm::default()
                };
                done(shop.receive_return(&proven(&staff, &shop), came).await);
            }
        };
        let open = async || desk.case("return", true).await;
        let told = async |case: &Asked| desk.told(case).await;
        let (_, end) = at_each_commit(&desk.house.test, between_commits(), open, act, told).await;
        let lines = [
            "line 1: reserved 0 shipped 2 returned 2 refunded 2 for 8800",
            "refund succeeded shopper 8800 order 2 1",
            "stock return 1 0",
            "given back 8800",
        ];
        story::has(&end, &lines);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_of_staff_and_the_receipt_that_waits_for_it() {
    for_both(async |db| {
        let desk = Refunds::open(db).await;
        let house = &desk.house;
        let (staff, buyer) = (house.refunds.clone(), house.test.buyer.clone());
        let open = async || {
            let number = house.tea(2).await;
            house.ship(&number, "2").await;
            let form = house.refund_form(&number, &[("1", "1", "", "")]).await;
            (number, form)
        };
        let act = |shop: Shop, (number, form): (String, RefundForm)| {
            let (staff, buyer) = (staff.clone(), buyer.clone());
            async move {
                done(shop.refund_order(&proven(&staff, &shop), form).await);
                done(shop.confirm_receipt(&buyer, order_form(&number)).await);
                shop.run_due_jobs().await.unwrap();
            }
        };
        let told = async |(number, _): &(String, _)| story::of(&house.test, number).await;
        let (_, end) = at_each_commit(&house.test, everywhere(), open, act, told).await;
        let lines = [
            "order completed partially_refunded received -",
            "given back 4400",
        ];
        story::has(&end, &lines);
    })
    .await;
}
