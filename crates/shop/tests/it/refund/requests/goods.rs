//! Goods that come back: asked for, sent, received line by line, or not in time.

use super::{super::Desk, shop_set};
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::{JobForm, ReturnAskForm, ReturnLineForm, ReturnReceiveForm, ReturnSendForm},
    job::{JobDuty, JobKind, JobTab},
    money::Fen,
    order::OrderLabel,
    refund::RefundState,
    staff::Role,
    time::{DAY, SECOND},
    view::refund::RefundTab,
};
use shop::{Error, Viewer, refund::Decided};
use test_support::{MailSink, Protection, TestDb, for_both};

/// Where goods are sent in these tests.
pub(super) const ADDRESS: &str = "林掌柜 13800000000\n杭州市西湖区文三路 100 号";

impl Desk {
    /// A desk that has an address for returns, with an order that was shipped.
    pub(crate) async fn shipped(db: TestDb) -> Self {
        let desk = Self::open_set(db, |first| first.return_address = ADDRESS.to_owned()).await;
        desk.ship(2).await;
        desk
    }

    pub(crate) async fn want_goods(&self, request: &str) -> Result<Decided, Error> {
        let form = ReturnAskForm {
            out_request_no: request.to_owned(),
        };
        self.test.shop.ask_return(&self.staff(), form).await
    }

    pub(crate) async fn send_goods(&self, request: &str, parcel: &str) -> Result<String, Error> {
        let form = ReturnSendForm {
            number: self.number.clone(),
            out_request_no: request.to_owned(),
            carrier: "顺丰".to_owned(),
            tracking_no: parcel.to_owned(),
        };
        self.test.shop.send_return(&self.test.buyer, form).await
    }

    pub(crate) async fn goods_came_to(
        &self,
        who: &Viewer,
        request: &str,
        restock: &str,
        write_off: &str,
    ) -> Result<Decided, Error> {
        let form = ReturnReceiveForm {
            out_request_no: request.to_owned(),
            lines: vec![ReturnLineForm {
                line_no: "1".to_owned(),
                restock: restock.to_owned(),
                write_off: write_off.to_owned(),
            }],
            ..ReturnReceiveForm::default()
        };
        let who = self.test.proven(who);
        self.test.shop.receive_return(&who, form).await
    }

    pub(crate) async fn goods_came(
        &self,
        request: &str,
        restock: &str,
        write_off: &str,
    ) -> Result<Decided, Error> {
        self.goods_came_to(&self.staff(), request, restock, write_off)
            .await
    }

    async fn returned(&self) -> String {
        let sql = "SELECT CAST(returned_qty AS TEXT) || ' of ' || CAST(shipped_qty AS TEXT) AS answer \
                   FROM order_details WHERE line_no = 1";
        self.test.one(sql).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_come_back_and_then_the_money() {
    for_both(async |db| {
        let desk = Desk::shipped(db).await;
        let request = desk.asked("return", 2).await;
        assert_eq!(
            desk.last().await.amount,
            Fen::new(8_800),
            "without shipping"
        );
        let view = desk
            .test
            .shop
            .admin_refund(&desk.staff(), &request)
            .await
            .unwrap();
        let may = [
            Action::ApproveRefund,
            Action::RejectRefund,
            Action::AskReturn,
        ];
        assert_eq!(view.actions, may);
        desk.want_goods(&request).await.unwrap();
        desk.want_goods(&request).await.unwrap();
        let seen = desk.last().await;
        assert_eq!(seen.state, RefundState::AwaitingReturn);
        assert_eq!(seen.actions, [Action::WithdrawRefund, Action::SendReturn]);
        let goods = seen.goods.unwrap();
        assert_eq!(goods.address, ADDRESS);
        assert_eq!(goods.until, desk.test.shop.now().plus(14 * DAY));
        let order = desk.status(&desk.number).await;
        assert_eq!(order.label, OrderLabel::AwaitingReturn);
        assert_eq!(
            desk.queue(RefundTab::Return).await,
            std::slice::from_ref(&request)
        );
        desk.test.audit_is_green().await;

        let wrong = desk.send_goods(&request, "SF 12 元").await;
        let field = ("tracking_no".to_owned(), ErrorCode::Format);
        assert_eq!(refusal(wrong).1, [field]);
        desk.send_goods(&request, "SF1234567891").await.unwrap();
        desk.send_goods(&request, "SF1234567890").await.unwrap();
        let parcel = desk.last().await.goods.unwrap().parcel.unwrap();
        assert_eq!(parcel, ("顺丰".to_owned(), "SF1234567890".to_owned()));

        let many = refusal(desk.goods_came(&request, "2", "1").await).1;
        assert_eq!(
            many,
            [("lines[0][restock]".to_owned(), ErrorCode::ReturnUnits)]
        );
        let none = desk.goods_came(&request, "", "").await;
        assert_eq!(refusal(none).0, ErrorCode::ReturnNothing);
        assert_eq!(desk.stock().await, "8 0");
        let done = desk.goods_came(&request, "1", "1").await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.stock().await, "9 0", "one can be sold again");
        assert_eq!(desk.returned().await, "2 of 2");
        assert_eq!(desk.given(), [(request.clone(), 8_800)]);
        let again = desk.goods_came(&request, "1", "1").await.unwrap();
        assert_eq!(again.state, RefundState::Succeeded);
        assert_eq!(desk.stock().await, "9 0");
        assert_eq!(
            desk.log().await,
            ["order.ship", "refund.ask_return", "refund.receive_return"]
        );
        desk.test.after(15 * DAY).await;
        assert_eq!(desk.last().await.state, RefundState::Succeeded);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_units_that_came_are_refunded() {
    for_both(async |db| {
        let desk = Desk::shipped(db).await;
        let request = desk.asked("return", 2).await;
        desk.want_goods(&request).await.unwrap();
        desk.send_goods(&request, "SF1234567890").await.unwrap();
        desk.goods_came(&request, "0", "1").await.unwrap();
        assert_eq!(desk.given(), [(request, 4_400)]);
        assert_eq!(desk.returned().await, "1 of 2");
        assert_eq!(desk.stock().await, "8 0", "it was written off");
        // The other one can still be asked for.
        desk.test.clock.advance(3 * SECOND);
        let rest = desk.asked("return", 1).await;
        desk.approve(&rest).await.unwrap();
        assert_eq!(desk.order_states().await, "open partially_refunded");
        assert_eq!(
            desk.returned().await,
            "1 of 2",
            "it stays with the customer"
        );
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_alone_may_become_a_return() {
    for_both(async |db| {
        let desk = Desk::shipped(db).await;
        let request = desk.asked("money", 1).await;
        desk.want_goods(&request).await.unwrap();
        let done = desk.goods_came(&request, "1", "").await.unwrap();
        assert_eq!(
            done.state,
            RefundState::Succeeded,
            "a parcel without a number came"
        );
        assert_eq!(desk.stock().await, "9 0");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_are_asked_for_only_if_they_left_the_house_and_have_a_way_back() {
    for_both(async |db| {
        let homeless = Desk::open(TestDb::sqlite().await).await;
        homeless.ship(2).await;
        let request = homeless.asked("return", 1).await;
        let refused = refusal(homeless.want_goods(&request).await).0;
        assert_eq!(refused, ErrorCode::ReturnAddressMissing);

        let desk = Desk::open_set(db, |first| first.return_address = ADDRESS.to_owned()).await;
        let unshipped = desk.asked("money", 1).await;
        let refused = refusal(desk.want_goods(&unshipped).await).0;
        assert_eq!(refused, ErrorCode::RefundStateMoved);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_parcel_in_time_the_request_is_declined() {
    for_both(async |db| {
        let desk = Desk::shipped(db).await;
        let silent = desk.asked("return", 1).await;
        desk.want_goods(&silent).await.unwrap();
        desk.receive().await;
        desk.test.after(14 * DAY - SECOND).await;
        assert_eq!(desk.last().await.state, RefundState::AwaitingReturn);
        desk.test.after(SECOND).await;
        let seen = desk.last().await;
        assert_eq!(
            (seen.state, seen.decision_text),
            (RefundState::Rejected, None)
        );
        assert_eq!(desk.order_states().await, "completed paid");
        assert_eq!(
            refusal(desk.send_goods(&silent, "SF1234567890").await).0,
            ErrorCode::RefundStateMoved
        );
        desk.test.audit_is_green().await;

        // Received 14 days ago, so there is a day left to ask again.
        let sent = desk.asked("return", 1).await;
        desk.want_goods(&sent).await.unwrap();
        desk.send_goods(&sent, "SF1234567890").await.unwrap();
        desk.test.after(20 * DAY).await;
        assert_eq!(desk.last().await.state, RefundState::AwaitingReturn);
        desk.reject(&sent).await.unwrap();
        assert_eq!(desk.last().await.state, RefundState::Rejected);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_failed_jobs_of_parcels_and_their_mail_are_not_dropped() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let test = shop_set(db, |first| first.return_address = ADDRESS.to_owned());
        let desk = Desk::with(test.await.with_mail(&sink).await).await;
        desk.ship(2).await;
        let request = desk.asked("return", 1).await;
        desk.want_goods(&request).await.unwrap();
        let owner = desk.test.staff("o@example.cn", &[Role::Owner]).await;
        let shop = &desk.test.shop;
        desk.sql(
            "UPDATE jobs SET state = 'dead', last_error = 'busy' WHERE state = 'ready'
             AND kind IN ('receive_order', 'expire_return', 'send_mail')",
        )
        .await;
        let report = shop.audit().await.unwrap();
        assert!(report.breaches.iter().any(|breach| breach.rule == "A14"));
        let failed = shop.admin_jobs(&owner, JobTab::Failed).await.unwrap().rows;
        for (kind, duty) in [
            (JobKind::ReceiveOrder, JobDuty::Receipt),
            (JobKind::ExpireReturn, JobDuty::Refund),
            (JobKind::SendMail, JobDuty::Mail),
        ] {
            let mut jobs = failed
                .iter()
                .filter(|job| job.kind == Some(kind))
                .peekable();
            assert!(jobs.peek().is_some(), "{kind}");
            for job in jobs {
                assert_eq!(job.duty, Some(duty), "{kind}");
                let form = JobForm {
                    job: job.handle.clone(),
                };
                let dropped = shop.drop_job(&owner, form.clone()).await;
                assert_eq!(refusal(dropped).0, ErrorCode::JobNeeded);
                shop.retry_job(&owner, form).await.unwrap();
            }
        }
        desk.test.audit_is_green().await;
    })
    .await;
}
