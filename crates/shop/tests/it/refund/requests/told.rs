//! Mail about a request: to staff when it is made, to the customer when it is decided.

use super::{super::Desk, goods::ADDRESS, shop_set};
use domain::{
    mail::{MailAbout, RefundDecision},
    money::Fen,
    staff::Role,
    time::SECOND,
};
use test_support::{MailSink, Protection, for_both};

const BUYER: &str = "buyer@example.cn";
const STAFF: &str = "staff@shop.example";

impl Desk {
    /// Recipient and content of the mail about refunds.
    async fn told(&self) -> Vec<(String, MailAbout)> {
        let sql = "SELECT recipient || ' ' || about_json AS answer FROM mails \
                   WHERE kind IN ('staff_request', 'refund_decided', 'refund_arrived') ORDER BY id";
        let rows = self.test.ask(sql).await;
        rows.iter()
            .map(|row| {
                let (to, about) = row.split_once(' ').unwrap();
                (to.to_owned(), serde_json::from_str(about).unwrap())
            })
            .collect()
    }
}

fn asked(fen: i64) -> (String, MailAbout) {
    let about = MailAbout::StaffRequest {
        amount: Fen::new(fen),
        words: "杯口有裂".to_owned(),
    };
    (STAFF.to_owned(), about)
}

fn decided(decision: RefundDecision, fen: i64, words: &str) -> (String, MailAbout) {
    let about = MailAbout::RefundDecided {
        decision,
        amount: Fen::new(fen),
        words: words.to_owned(),
    };
    (BUYER.to_owned(), about)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_hear_of_requests_and_customers_of_decisions() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let test = shop_set(db, |first| first.return_address = ADDRESS.to_owned());
        let desk = Desk::with(test.await.with_mail(&sink).await).await;
        desk.sql(&format!(
            "INSERT INTO settings (name, value, changed_at, version)
             VALUES ('mail_staff', '{STAFF}', 1, 1)"
        ))
        .await;
        let mut all = Vec::new();

        let first = desk.asked("money", 1).await;
        desk.reject(&first).await.unwrap();
        desk.reject(&first).await.unwrap();
        all.push(asked(4_400));
        all.push(decided(RefundDecision::Declined, 4_400, "照片里没有破损"));
        assert_eq!(desk.told().await, all);

        let second = desk.asked("money", 1).await;
        desk.lower_as(&desk.staff(), &second, 4_000).await.unwrap();
        all.push(asked(4_400));
        all.push(decided(RefundDecision::Approved, 4_000, "一只完好"));
        let arrived = MailAbout::RefundArrived {
            amount: Fen::new(4_000),
        };
        all.push((BUYER.to_owned(), arrived));
        assert_eq!(desk.told().await, all);

        desk.ship(1).await;
        desk.test.clock.advance(3 * SECOND);
        let third = desk.asked("return", 1).await;
        let fen = desk.last().await.amount.get();
        desk.want_goods(&third).await.unwrap();
        all.push(asked(fen));
        all.push(decided(RefundDecision::ReturnAsked, fen, ADDRESS));
        assert_eq!(desk.told().await, all);
        desk.withdraw(&third).await.unwrap();
        assert_eq!(desk.told().await, all, "customers know what they did");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_hears_nothing_of_what_staff_ask_each_other() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let test = shop_set(db, |first| first.two_persons_above = Some(Fen::new(1)));
        let desk = Desk::with(test.await.with_mail(&sink).await).await;
        let other = desk.test.staff("other@example.cn", &[Role::Refunds]).await;
        let declined = desk.refund(&[("1", "1", "", "")]).await.out_request_no;
        desk.reject(&declined).await.unwrap();
        assert_eq!(desk.told().await, []);
        let agreed = desk.refund(&[("1", "1", "", "")]).await.out_request_no;
        desk.approve_as(&other, &agreed).await.unwrap();
        let arrived = MailAbout::RefundArrived {
            amount: Fen::new(4_400),
        };
        assert_eq!(
            desk.told().await,
            [
                decided(RefundDecision::Approved, 4_400, ""),
                (BUYER.to_owned(), arrived)
            ]
        );
        desk.test.audit_is_green().await;
    })
    .await;
}
