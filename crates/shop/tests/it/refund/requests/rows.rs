//! Every row of the refund's transition table, and every label of a refund, is reached by what the shop
//! does. A row that no flow below reaches fails the test.

use super::super::{Desk, REFUND};
use domain::{
    order::OrderLabel,
    refund::{RefundState, step::STEPS},
    time::{DAY, HOUR, SECOND},
};
use std::collections::BTreeSet;
use test_support::{Fault, TestDb, for_both};

/// What a desk has seen: steps of refunds, labels of its order.
#[derive(Default)]
struct Seen {
    steps: BTreeSet<String>,
    labels: BTreeSet<&'static str>,
}

impl Seen {
    async fn look(&mut self, desk: &Desk) {
        let label = desk.status(&desk.number).await.label;
        self.labels.insert(label.as_str());
    }

    async fn end(&mut self, desk: &Desk) {
        self.look(desk).await;
        let steps = "SELECT COALESCE(from_state, '') || '>' || to_state AS answer \
                     FROM order_events WHERE entity = 'refund'";
        self.steps.extend(desk.test.ask(steps).await);
        desk.test.audit_is_green().await;
    }
}

/// Requested, and then approved, withdrawn, declined.
async fn decided(seen: &mut Seen, desk: &Desk) {
    let first = desk.asked("money", 1).await;
    seen.look(desk).await;
    desk.withdraw(&first).await.unwrap();
    let second = desk.asked("money", 1).await;
    desk.reject(&second).await.unwrap();
    let third = desk.asked("money", 1).await;
    desk.approve(&third).await.unwrap();
    // The rest by staff, so that the order closes.
    desk.test.clock.advance(3 * SECOND);
    desk.post(desk.whole().await).await.unwrap();
    seen.end(desk).await;
}

/// Goods are wanted: withdrawn, not sent in time, received.
async fn returned(seen: &mut Seen, desk: &Desk) {
    let first = desk.asked("return", 1).await;
    desk.want_goods(&first).await.unwrap();
    seen.look(desk).await;
    desk.withdraw(&first).await.unwrap();
    let second = desk.asked("return", 1).await;
    desk.want_goods(&second).await.unwrap();
    desk.test.after(14 * DAY).await;
    let third = desk.asked("return", 1).await;
    desk.want_goods(&third).await.unwrap();
    desk.goods_came(&third, "1", "").await.unwrap();
    seen.look(desk).await;
    desk.test.clock.advance(3 * SECOND);
    desk.post(desk.whole().await).await.unwrap();
    seen.end(desk).await;
}

/// The response is lost, the request is lost, Alipay refuses: retried, cancelled, made elsewhere.
async fn doubtful(seen: &mut Seen, desk: &Desk) {
    desk.test.gateway.fail(REFUND, Fault::AnswerLost);
    let lost = desk.asked("money", 1).await;
    desk.approve(&lost).await.unwrap();
    seen.look(desk).await;
    desk.test.after(15 * SECOND).await;
    desk.test.gateway.fail(REFUND, Fault::RequestLost);
    desk.refund(&[("1", "", "1", "")]).await;
    desk.test.after(15 * SECOND).await;
    desk.pass(30).await;
    for retried in [true, false] {
        let refused = Fault::Refused("ACQ.TRADE_NOT_ALLOW_REFUND");
        desk.test.gateway.fail(REFUND, refused);
        let failed = desk.refund(&[("1", "", "1", "")]).await;
        desk.test.after(15 * SECOND).await;
        assert_eq!(desk.state(&failed).await, RefundState::Failed);
        if retried {
            desk.retry(desk.decision(&failed, "")).await.unwrap();
        } else {
            desk.test.clock.advance(5 * SECOND);
            desk.drop_refund(desk.decision(&failed, "不退了"))
                .await
                .unwrap();
        }
        desk.test.after(5 * SECOND).await;
    }
    desk.unheard(&desk.trade, &format!("{}R05", desk.trade), 300);
    // Deciding about the next one finds it.
    drop(desk.post(desk.form(&[("1", "", "1", "")]).await).await);
    desk.test.after(HOUR).await;
    seen.end(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_the_table_is_reached() {
    for_both(async |db: TestDb| {
        let mut seen = Seen::default();
        let (second, third) = (db.another().await, db.another().await);
        decided(&mut seen, &Desk::open(db).await).await;
        returned(&mut seen, &Desk::shipped(second).await).await;
        doubtful(&mut seen, &Desk::open(third).await).await;
        let missing: Vec<String> = STEPS
            .iter()
            .map(|(from, to)| format!("{}>{to}", from.map_or("", RefundState::as_str)))
            .filter(|step| !seen.steps.contains(step))
            .collect();
        assert_eq!(missing, Vec::<String>::new(), "rows that no flow reaches");
        for label in [
            OrderLabel::RefundUnderReview,
            OrderLabel::AwaitingReturn,
            OrderLabel::RefundInProgress,
            OrderLabel::Refunded,
            OrderLabel::ClosedRefunded,
        ] {
            assert!(seen.labels.contains(label.as_str()), "{label}");
        }
    })
    .await;
}
