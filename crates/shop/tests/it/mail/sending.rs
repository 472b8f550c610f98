//! The job: refusals for now and for good, a server that is down, a worker that dies, and a lane of its own.

use super::{open_shop, rows};
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::MailForm,
    mail::{MailState, RESET_FOR},
    staff::Role,
    time::{DAY, HOUR, MINUTE, SECOND},
    view::mail::{MailTab, MailView},
};
use shop::{
    Error, Viewer,
    mail::{Event, queue},
};
use store::testing;
use test_support::{MailSink, Protection, TestShop, Trouble, for_both};
use tokio_util::sync::CancellationToken;

const GREY: Trouble = Trouble::Says("RCPT", "450 4.2.0 come back later");
const GONE: Trouble = Trouble::Says("RCPT", "550 5.1.1 <buyer@example.cn> no such user");

async fn clerk(t: &TestShop) -> Viewer {
    t.staff("orders@example.cn", &[Role::Orders]).await
}

async fn list(t: &TestShop, who: &Viewer, tab: MailTab) -> Vec<MailView> {
    t.shop.admin_mails(who, tab).await.unwrap().rows
}

async fn again(t: &TestShop, who: &Viewer, mail: &MailView) -> Result<Option<String>, Error> {
    let form = MailForm {
        mail: mail.key.clone(),
        ..MailForm::default()
    };
    t.shop.send_mail_again(who, form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_delays_strangers_gets_the_mail_minutes_later() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        let who = clerk(&t).await;
        t.order().line("MUG", 1).paid().await;
        sink.trouble(GREY);
        sink.trouble(GREY);
        t.run().await;
        let put_off = list(&t, &who, MailTab::Undelivered).await;
        assert_eq!(put_off.len(), 1);
        assert_eq!(put_off[0].state, MailState::Waiting);
        assert_eq!((put_off[0].tries, put_off[0].code), (1, Some(450)));
        assert_eq!(put_off[0].words, "4.2.0 come back later");
        t.after(59 * SECOND).await;
        assert_eq!(sink.connections(), 1, "not before its time");
        t.after(SECOND).await;
        t.after(5 * MINUTE).await;
        assert_eq!((sink.connections(), sink.mails().len()), (3, 1));
        let sent = list(&t, &who, MailTab::All).await;
        assert_eq!((sent[0].state, sent[0].tries), (MailState::Sent, 3));
        assert_eq!(list(&t, &who, MailTab::Undelivered).await, []);
        t.after(DAY).await;
        assert_eq!(sink.connections(), 3);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_for_good_is_shown_and_not_repeated() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        let who = clerk(&t).await;
        let paid = t.order().line("MUG", 1).paid().await;
        sink.trouble(GONE);
        t.run().await;
        t.after(DAY).await;
        assert_eq!(sink.connections(), 1);
        let found = list(&t, &who, MailTab::Undelivered).await;
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].state, found[0].code),
            (MailState::Refused, Some(550))
        );
        assert_eq!(found[0].order.as_deref(), Some(paid.number.as_str()));
        assert_eq!(t.shop.admin_desk(&who).await.unwrap().undelivered, 1);
        let on_order = t.shop.admin_order(&who, &paid.number).await.unwrap().mails;
        assert_eq!(on_order[0].words, "5.1.1 <b***@example.cn> no such user");

        // Once the reason is gone, staff send it again.
        let viewer = t.staff("viewer@example.cn", &[Role::Viewer]).await;
        let refused = again(&t, &viewer, &found[0]).await;
        assert!(matches!(refused, Err(Error::RoleMissing)));
        let number = again(&t, &who, &found[0]).await.unwrap();
        assert_eq!(number.as_ref(), Some(&paid.number));
        let twice = again(&t, &who, &found[0]).await;
        assert_eq!(refusal(twice).0, ErrorCode::MailNotSendable);
        t.run().await;
        assert_eq!(sink.mails().len(), 1);
        assert_eq!(rows(&t).await, ["order_paid buyer@example.cn sent"]);
        let log = "SELECT action || ' ' || target_id AS answer FROM audit_log ORDER BY id DESC";
        assert_eq!(t.one(log).await, format!("mail.again {}", paid.number));
        let sent = again(&t, &who, &found[0]).await;
        assert_eq!(refusal(sent).0, ErrorCode::MailNotSendable);
        let strange = MailForm {
            mail: "nothing".to_owned(),
            ..MailForm::default()
        };
        let strange = t.shop.send_mail_again(&who, strange).await;
        assert!(matches!(strange, Err(Error::NotFound)));
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_is_left_alone_for_minutes() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        for _ in 0..5 {
            t.order().line("MUG", 1).paid().await;
        }
        sink.trouble(Trouble::Says("HELLO", "421 closing for lunch"));
        t.run().await;
        assert_eq!(sink.connections(), 1, "the others wait without asking");
        sink.trouble(Trouble::Says("HELLO", "421 closing for lunch"));
        t.after(MINUTE).await;
        assert_eq!(sink.connections(), 2);
        // That says nothing about a mail, so none is delayed for longer.
        let tries = "SELECT CAST(SUM(tries) AS TEXT) AS answer FROM mails";
        assert_eq!(t.one(tries).await, "0");
        let who = clerk(&t).await;
        let put_off = list(&t, &who, MailTab::Undelivered).await;
        assert!(
            put_off.iter().any(|mail| mail.code == Some(421)),
            "{put_off:?}"
        );
        t.after(MINUTE).await;
        assert_eq!(sink.connections(), 2, "two minutes this time");
        t.after(MINUTE).await;
        assert_eq!(sink.mails().len(), 5);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_that_is_of_no_use_any_more_is_not_sent() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        let who = clerk(&t).await;
        t.order().line("MUG", 1).paid().await;
        let user_id = t.buyer.user.as_ref().unwrap().user_id;
        let now = t.shop.now();
        let reset = Event::PasswordReset {
            user_id,
            key: "secret",
        };
        let queued = t.shop.store().write(move |tx| queue(tx, &reset, now));
        queued.await.unwrap();
        sink.trouble(GREY);
        sink.trouble(GREY);
        t.run().await;
        t.clock.advance(RESET_FOR);
        sink.trouble(GREY);
        t.run().await;
        let expected = [
            "order_paid buyer@example.cn waiting",
            "password_reset buyer@example.cn expired",
        ];
        assert_eq!(rows(&t).await, expected);
        let kept = "SELECT about_json AS answer FROM mails WHERE kind = 'password_reset'";
        assert_eq!(t.one(kept).await, "{}", "the key is not kept");
        let asked = sink.connections();
        t.after(5 * DAY).await;
        assert_eq!(sink.connections(), asked);
        let late = list(&t, &who, MailTab::Undelivered).await;
        assert!(late.iter().all(|mail| mail.state == MailState::Expired));
        assert_eq!(late[1].code, Some(450), "the last answer stays");
        let link = again(&t, &who, &late[0]).await;
        assert_eq!(
            refusal(link).0,
            ErrorCode::MailNotSendable,
            "its link has ended"
        );
        again(&t, &who, &late[1]).await.unwrap();
        t.run().await;
        assert_eq!(sink.mails().len(), 1);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_dies_before_recording_sends_it_again() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        t.order().line("MUG", 1).paid().await;
        t.run().await;
        let until = t.shop.now().plus(-SECOND).get();
        let died = format!(
            "UPDATE mails SET state = 'waiting', ended_at = NULL, tries = 0; \
             UPDATE jobs SET state = 'running', lease_owner = 'gone', lease_until = {until} \
             WHERE kind = 'send_mail'"
        );
        testing::batch(t.shop.store(), &died).await.unwrap();
        t.run().await;
        let mails = sink.mails();
        let ids: Vec<String> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
        assert_eq!(ids.len(), 2, "twice is allowed, lost is not");
        assert_eq!(ids[0], ids[1], "and recipients can tell");
        // A finished job that runs again sends nothing.
        let replay = "UPDATE jobs SET state = 'ready', dedupe_key = NULL WHERE kind = 'send_mail'";
        testing::batch(t.shop.store(), replay).await.unwrap();
        t.run().await;
        assert_eq!(sink.mails().len(), 2);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_mail_server_holds_up_no_other_job() {
    for_both(async |db| {
        let sink = MailSink::start(Protection::Nothing).await;
        let t = open_shop(db, &sink).await;
        for _ in 0..8 {
            t.order().line("MUG", 1).paid().await;
        }
        for _ in 0..200 {
            sink.trouble(Trouble::Stalls("RCPT"));
        }
        let unheard = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.pay(&unheard);
        t.order().line("MUG", 1).placed().await;
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (shop, stop) = (t.shop.clone(), stop.clone());
            async move { shop.run_jobs(stop, 1).await }
        });
        let patience = std::time::Duration::from_secs(60);
        let stalled = async {
            while sink.connections() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(patience, stalled).await.unwrap();
        t.clock.advance(HOUR);
        // The order that was not paid expires, and the payment that nobody told of is found.
        let done = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders \
                    WHERE lifecycle = 'cancelled' OR pay_state = 'paid'";
        let seen = async { while t.one(done).await != "10" {} };
        tokio::time::timeout(patience, seen).await.unwrap();
        assert_eq!(sink.mails(), [], "while mail still waits for an answer");
        running.abort();
    })
    .await;
}
