//! Two processes on one database, many rounds: shipping against refund, receipt against request, two members of staff who
//! decide at once. Whoever comes first, one decision stands, units and money are counted once, and `audit` is green.

use crate::{
    killed::{done, proven},
    shipping::House,
};
use domain::{
    form::{
        OrderForm, RefundApproveForm, RefundRejectForm, RefundRequestForm, RequestLineForm,
        ShipManyForm, ShipOrderForm, VoidParcelForm,
    },
    staff::Role,
    time::{DAY, SECOND},
};
use futures::future::{BoxFuture, join_all};
use shop::{Error, Shop, Viewer};
use std::{fmt::Debug, future::Future, sync::Arc, time::Duration};
use test_support::{TestDb, for_both};
use tokio::sync::Barrier;

const ROUNDS: u32 = 16;

type Work = BoxFuture<'static, bool>;

/// Work that ends with true if it was done, and with false if it was refused.
fn work<T: Debug + Send + 'static>(
    ends: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Work {
    Box::pin(async move { done(ends.await).is_some() })
}

/// Runs them at the same moment, each in a task of its own; in each round another one is late by another moment.
async fn at_once(round: u32, works: Vec<Work>) -> Vec<bool> {
    let start = Arc::new(Barrier::new(works.len()));
    let tasks = works.into_iter().zip(0_u32..).map(|(work, place)| {
        let start = start.clone();
        let late = Duration::from_micros(u64::from(300 * ((round * 5 + place * 7) % 13)));
        tokio::spawn(async move {
            start.wait().await;
            tokio::time::sleep(late).await;
            work.await
        })
    });
    let ended = join_all(tasks).await;
    ended.into_iter().map(Result::unwrap).collect()
}

/// A house with two processes and two persons in each role.
struct Houses {
    house: House,
    one: Shop,
    other: Shop,
    packer: Viewer,
    refunds: Viewer,
}

impl Houses {
    async fn open(db: TestDb) -> Self {
        let house = House::open(db).await;
        let (one, other) = (house.test.shop.clone(), house.test.beside().await);
        let packer = house.test.staff("second@example.cn", &[Role::Orders]);
        let packer = packer.await;
        let refunds = house.test.staff("judge@example.cn", &[Role::Refunds]).await;
        Self {
            house,
            one,
            other,
            packer,
            refunds,
        }
    }

    /// Refunds that are under way end.
    async fn settle(&self) {
        for _ in 0..3 {
            self.house.test.after(20 * SECOND).await;
        }
    }

    /// An open request for a unit of this order; returns its number.
    async fn asked(&self, number: &str) -> String {
        let form = self.request(number).await;
        let (test, buyer) = (&self.house.test, &self.house.test.buyer);
        test.shop.request_refund(buyer, form).await.unwrap();
        let mut order = self.house.status(number).await;
        order.refunds.pop().unwrap().out_request_no
    }

    async fn request(&self, number: &str) -> RefundRequestForm {
        let test = &self.house.test;
        let page = test.shop.refund_request_page(&test.buyer, number, None);
        RefundRequestForm {
            kind: "money".to_owned(),
            lines: vec![RequestLineForm {
                line_no: "1".to_owned(),
                qty: "1".to_owned(),
            }],
            reason_code: "damaged".to_owned(),
            ..page.await.unwrap().form
        }
    }

    fn approves(&self, shop: &Shop, who: &Viewer, request: &str) -> Work {
        let (shop, who) = (shop.clone(), proven(who, shop));
        let form = RefundApproveForm {
            out_request_no: request.to_owned(),
            ..RefundApproveForm::default()
        };
        work(async move { shop.approve_refund(&who, form).await })
    }

    fn receives(&self, number: &str) -> Work {
        let (shop, buyer) = (self.one.clone(), self.house.test.buyer.clone());
        let form = OrderForm {
            number: number.to_owned(),
        };
        work(async move { shop.confirm_receipt(&buyer, form).await })
    }

    /// What the gateway gave back for all orders, in fen.
    fn given(&self) -> i64 {
        let trades = self.house.test.gateway.trades();
        let refunds = trades.values().flat_map(|trade| &trade.refunds);
        refunds.map(|(_, fen)| fen).sum()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn shipping_against_a_refund() {
    for_both(async |db| {
        let all = Houses::open(db).await;
        let house = &all.house;
        let mut shipped_whole = 0;
        for round in 0..ROUNDS {
            let number = house.tea(2).await;
            let parcel = house.form(&number, &[("1", "2")]).await;
            let refund = house.refund_form(&number, &[("1", "1", "", "1")]).await;
            let (one, packer) = (all.one.clone(), house.packer.clone());
            let (other, judge) = (all.other.clone(), proven(&all.refunds, &all.other));
            let works = vec![
                work(async move { one.ship_order(&packer, parcel).await }),
                work(async move { other.refund_order(&judge, refund).await }),
            ];
            let ended = at_once(round, works).await;
            assert!(ended[1], "a refund is possible before and after");
            let line = house.page(&number).await.order.lines.remove(0);
            assert_eq!(line.shipped, if ended[0] { 2 } else { 0 });
            shipped_whole += i64::from(ended[0]);
        }
        all.settle().await;
        assert_eq!(all.given(), i64::from(ROUNDS) * 4_400);
        // A unit that was shipped did not come back; one that was not is on the shelf again.
        let left = 100 - 2 * shipped_whole;
        let reserved = i64::from(ROUNDS) - shipped_whole;
        assert_eq!(house.stock().await, format!("{left} {reserved}"));
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_sheet_from_two_desks() {
    for_both(async |db| {
        let all = Houses::open(db).await;
        let house = &all.house;
        for round in 0..6 {
            let mut rows = Vec::new();
            for _ in 0..4 {
                rows.push(ShipOrderForm {
                    order: house.tea(1).await,
                    carrier: "sf".to_owned(),
                    tracking_no: "SF1234567890".to_owned(),
                });
            }
            let mut works = Vec::new();
            for (shop, packer) in [(&all.one, &house.packer), (&all.other, &all.packer)] {
                let typed = ShipManyForm {
                    rows: rows.clone(),
                    ..ShipManyForm::default()
                };
                let view = shop.admin_ship_many(packer, Vec::new(), Some(typed)).await;
                let (shop, packer, form) = (shop.clone(), packer.clone(), view.unwrap().form);
                works.push(work(async move {
                    let sent = shop.ship_many(&packer, form).await?;
                    assert_eq!((sent.shipped + sent.skipped, sent.refused.len()), (4, 0));
                    Ok(())
                }));
            }
            at_once(round, works).await;
        }
        assert_eq!(house.parcels().await, "24");
        assert_eq!(house.stock().await, "76 0");
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_receipt_against_a_request_and_its_approval() {
    for_both(async |db| {
        let all = Houses::open(db).await;
        let house = &all.house;
        let mut given = 0;
        for round in 0..ROUNDS {
            let number = house.tea(2).await;
            house.ship(&number, "2").await;
            if round % 2 == 0 {
                let (other, buyer) = (all.other.clone(), house.test.buyer.clone());
                let form = all.request(&number).await;
                let asks = work(async move { other.request_refund(&buyer, form).await });
                let ended = at_once(round, vec![all.receives(&number), asks]).await;
                assert_eq!(ended, [true, true], "both are possible in any order");
                // Nobody decides: staff decline at last, and the order is completed.
                let order = house.status(&number).await;
                let form = RefundRejectForm {
                    out_request_no: order.refunds[0].out_request_no.clone(),
                    reason: "照片里没有破损".to_owned(),
                };
                all.one.reject_refund(&all.refunds, form).await.unwrap();
            } else {
                let request = all.asked(&number).await;
                let approves = all.approves(&all.other, &all.refunds, &request);
                let ended = at_once(round, vec![all.receives(&number), approves]).await;
                assert_eq!(ended, [true, true], "both are possible in any order");
                given += 4_400;
            }
            all.settle().await;
            assert_eq!(house.states(&number).await, "completed received");
        }
        assert_eq!(all.given(), given);
        let posted =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM ledger_txns WHERE kind = 'complete'";
        assert_eq!(house.test.one(posted).await, ROUNDS.to_string());
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_receipt_against_the_clock_and_a_parcel_taken_back() {
    for_both(async |db| {
        let all = Houses::open(db).await;
        let house = &all.house;
        for round in 0..ROUNDS {
            let number = house.tea(1).await;
            house.ship(&number, "1").await;
            let other = all.other.clone();
            if round % 2 == 0 {
                house.test.clock.advance(10 * DAY);
                let jobs = work(async move { other.run_due_jobs().await });
                at_once(round, vec![all.receives(&number), jobs]).await;
                assert_eq!(house.states(&number).await, "completed received");
            } else {
                let packer = all.packer.clone();
                let form = VoidParcelForm {
                    number: number.clone(),
                    parcel: "1".to_owned(),
                };
                let void = work(async move { other.void_parcel(&packer, form).await });
                let ended = at_once(round, vec![all.receives(&number), void]).await;
                assert_ne!(ended[0], ended[1], "received or taken back");
                let states = if ended[0] {
                    "completed received"
                } else {
                    "open none"
                };
                assert_eq!(house.states(&number).await, states);
            }
        }
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_members_of_staff_decide_at_once() {
    for_both(async |db| {
        let all = Houses::open(db).await;
        let house = &all.house;
        let mut given = 0;
        for round in 0..ROUNDS {
            let number = house.tea(2).await;
            let request = all.asked(&number).await;
            let (one, first) = (all.one.clone(), proven(&house.refunds, &all.one));
            let declines = RefundRejectForm {
                out_request_no: request.clone(),
                reason: "照片里没有破损".to_owned(),
            };
            let lowers = RefundApproveForm {
                out_request_no: request.clone(),
                amount: "10".to_owned(),
                reason: "一只完好".to_owned(),
                confirm_fen: "1000".to_owned(),
                ..RefundApproveForm::default()
            };
            let first_does = if round % 2 == 0 {
                work(async move { one.reject_refund(&first, declines).await })
            } else {
                work(async move { one.approve_refund(&first, lowers).await })
            };
            let approves = all.approves(&all.other, &all.refunds, &request);
            let ended = at_once(round, vec![first_does, approves]).await;
            assert_ne!(ended[0], ended[1], "one decision stands");
            given += match (ended[1], round % 2) {
                (true, _) => 4_400,
                (false, 0) => 0,
                (false, _) => 1_000,
            };
            let decided = format!(
                "SELECT action AS answer FROM audit_log WHERE target_id = '{request}' ORDER BY id"
            );
            assert_eq!(house.test.ask(&decided).await.len(), 1);
        }
        all.settle().await;
        assert_eq!(all.given(), given);
        house.test.audit_is_green().await;
    })
    .await;
}
