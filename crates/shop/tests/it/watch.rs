//! What staff watch: alarms that they note, and notifications that they replay.

use crate::{books::POSTINGS, desk::refusal};
use alipay::PrivateKey;
use domain::{
    alarm::AlarmCode,
    error::ErrorCode,
    form::{AlarmForm, ReplayForm},
    payment::Verdict,
    staff::{LoggedField, Role},
    time::{DAY, MINUTE},
    view::{
        desk::{DeskCount, TrailFilter},
        watch::{AlarmView, InboxTab},
    },
};
use shop::{Error, Viewer, admin::Page, notify::NotifyAnswer};
use test_support::{TestDb, TestShop, for_both};

fn noting(alarm: &AlarmView) -> AlarmForm {
    AlarmForm {
        code: alarm.word.clone(),
        subject: alarm.subject.clone(),
        version: alarm.version.to_string(),
        back: String::new(),
    }
}

async fn open_alarms(t: &TestShop, who: &Viewer) -> Vec<AlarmView> {
    t.shop.admin_alarms(who).await.unwrap().open
}

/// The words of the latest entry of the activity log: action, subject, and each field with its value.
pub(crate) async fn last_act(t: &TestShop, who: &Viewer) -> String {
    let filter = TrailFilter::default();
    let view = t.shop.admin_audit(who, filter, Page::First).await.unwrap();
    let act = &view.acts[0];
    let changes: Vec<String> = act
        .changes
        .iter()
        .map(|change| {
            let field = change.field.map_or("?", LoggedField::as_str);
            format!("{field} {} > {}", change.before, change.after)
        })
        .collect();
    let name = act.act.unwrap();
    format!("{name} {}: {}", act.target_id, changes.join(", "))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alarm_is_noted_and_comes_back_with_who_noted_it() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 5).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        let staff = t.staff("o@example.cn", &[Role::Orders]).await;
        let reader = t.staff("v@example.cn", &[Role::Viewer]).await;
        let strange = t.gateway.notice(&order.trade).with("out_trade_no", "P0");
        let body = strange.signed();
        let tell = async || {
            let told = t.shop.on_notify(body.as_bytes()).await;
            assert_eq!(told, NotifyAnswer::Failure);
        };
        tell().await;
        let alarms = open_alarms(&t, &reader).await;
        let [alarm] = alarms.as_slice() else {
            panic!("one alarm");
        };
        assert_eq!(alarm.code, Some(AlarmCode::NotifyRefused));
        assert_eq!((alarm.count, alarm.noted.clone()), (1, None));
        assert_eq!(strange.0.get("notify_id"), Some(&alarm.subject));

        // It is raised again while the page is open: noting it would hide that.
        let first_at = alarm.first_at;
        t.clock.advance(MINUTE);
        tell().await;
        let stale = t.shop.note_alarm(&staff, noting(alarm)).await;
        assert_eq!(refusal(stale).0, ErrorCode::AlarmAgain);
        let alarms = open_alarms(&t, &staff).await;
        let [alarm] = alarms.as_slice() else {
            panic!("still one alarm");
        };
        assert_eq!((alarm.count, alarm.first_at), (2, first_at));
        assert_eq!(alarm.last_at, t.shop.now());
        let denied = t.shop.note_alarm(&reader, noting(alarm)).await;
        assert!(matches!(denied, Err(Error::RoleMissing)));
        t.shop.note_alarm(&staff, noting(alarm)).await.unwrap();
        t.shop.note_alarm(&staff, noting(alarm)).await.unwrap();
        assert!(open_alarms(&t, &staff).await.is_empty());
        let told = last_act(&t, &staff).await;
        let subject = &alarm.subject;
        let expected = format!("alarm.note {subject}: alarm  > notify_refused, count  > 2");
        assert_eq!(told, expected);
        let frame = t.shop.desk_frame(&staff, vec![DeskCount::Alarms]).await;
        let frame = frame.unwrap();
        assert_eq!(
            (frame.counts, frame.alarm),
            (vec![(DeskCount::Alarms, 0)], None)
        );

        tell().await;
        let frame = t.shop.desk_frame(&staff, vec![DeskCount::Alarms]).await;
        assert_eq!(frame.unwrap().counts, [(DeskCount::Alarms, 1)]);
        let desk = t.shop.admin_desk(&staff).await.unwrap();
        let [alarm] = desk.alarms.as_slice() else {
            panic!("it came back");
        };
        let (name, at) = alarm.noted.clone().unwrap();
        assert_eq!((name.as_str(), at, alarm.count), ("顾客", t.shop.now(), 3));
        let unknown = AlarmForm {
            subject: "nothing".to_owned(),
            ..noting(alarm)
        };
        let missing = t.shop.note_alarm(&staff, unknown).await;
        assert!(matches!(missing, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alarm_about_a_payment_names_its_order() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 5).await;
        let staff = t.staff("o@example.cn", &[Role::Owner]).await;
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.gateway.log_in(&order.trade);
        for _ in 0..5 {
            t.after(9 * MINUTE).await;
        }
        t.gateway.pay(&order.trade);
        t.notified(&order.trade).await;
        let alarms = open_alarms(&t, &staff).await;
        let late = alarms
            .iter()
            .find(|alarm| alarm.code == Some(AlarmCode::SurplusPayment))
            .unwrap();
        assert_eq!(
            (&late.subject, &late.order),
            (&order.trade, &Some(order.number))
        );
        t.run().await;
        t.audit_is_green().await;
        // Noted alarms are deleted after more than a year.
        t.shop.note_alarm(&staff, noting(late)).await.unwrap();
        let store = t.shop.store();
        let before = t.shop.now().plus(DAY);
        let purged = store.write(move |tx| store::queries::alarm::purge(tx, before, 9));
        assert_eq!(purged.await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_messages_are_one_alarm_with_their_number() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 5).await;
        let order = t.order().line("MUG", 1).paid_unheard().await;
        let staff = t.staff("o@example.cn", &[Role::Owner]).await;
        let forged = t.gateway.notice(&order.trade);
        let forged = forged.signed_by(&PrivateKey::generate().unwrap());
        for _ in 0..3 {
            let told = t.shop.on_notify(forged.as_bytes()).await;
            assert_eq!(told, NotifyAnswer::NotAuthentic);
        }
        let count = async || {
            let alarms = open_alarms(&t, &staff).await;
            let [alarm] = alarms.as_slice() else {
                panic!("one alarm");
            };
            assert_eq!(alarm.code, Some(AlarmCode::NotifyNotAuthentic));
            assert_eq!(alarm.subject, "");
            alarm.count
        };
        assert_eq!(count().await, 1, "the others wait for a minute");
        t.after(MINUTE).await;
        assert_eq!(count().await, 3);
    })
    .await;
}

/// A shop whose books lack the attempt of a payment, as after a restore; the notification about it
/// waits in the inbox.
async fn unknown_trade(db: TestDb) -> (TestShop, String, ReplayForm) {
    let t = TestShop::new(db).await;
    t.sell("MUG", 9_900, 5).await;
    let trade = t.order().line("MUG", 1).paid_unheard().await.trade;
    rename(&t, &trade, "P0").await;
    assert_eq!(t.notified(&trade).await, NotifyAnswer::Failure);
    let reader = t.staff("v@example.cn", &[Role::Viewer]).await;
    let view = t
        .shop
        .admin_inbox(&reader, InboxTab::Open, Page::First)
        .await;
    let row = view.unwrap().rows.remove(0);
    assert_eq!(
        (&row.out_trade_no, row.verdict),
        (&trade, Verdict::UnknownTrade)
    );
    let form = ReplayForm {
        key: row.key,
        verdict: row.verdict.to_string(),
    };
    (t, trade, form)
}

async fn rename(t: &TestShop, from: &str, to: &str) {
    let sql =
        format!("UPDATE payment_attempts SET out_trade_no = '{to}' WHERE out_trade_no = '{from}'");
    store::testing::batch(t.shop.store(), &sql).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notification_is_replayed_once_its_attempt_is_back() {
    for_both(async |db| {
        let (t, trade, form) = unknown_trade(db).await;
        let staff = t.staff("f@example.cn", &[Role::Finance]).await;
        let clerk = t.staff("o@example.cn", &[Role::Orders]).await;
        let denied = t.shop.admin_replay(&clerk, form.clone()).await;
        assert!(matches!(denied, Err(Error::RoleMissing)));
        let before = t.money().await;
        let replayed = t.shop.admin_replay(&staff, form.clone()).await.unwrap();
        assert_eq!(
            replayed,
            Verdict::UnknownTrade,
            "its attempt is still missing"
        );
        assert_eq!(t.money().await, before);

        rename(&t, "P0", &trade).await;
        let (one, two) = tokio::join!(
            t.shop.admin_replay(&staff, form.clone()),
            t.shop.admin_replay(&staff, form.clone()),
        );
        let mut ends: Vec<String> = [one, two]
            .into_iter()
            .map(|end| match end {
                Ok(verdict) => verdict.to_string(),
                Err(Error::Refused(refusal)) => refusal.code.to_string(),
                Err(other) => panic!("{other}"),
            })
            .collect();
        ends.sort();
        assert_eq!(
            ends,
            ["applied", "notify.decided"],
            "compare-and-set on the verdict"
        );
        assert_eq!(t.one(POSTINGS).await, "1");
        assert_eq!(
            t.one("SELECT pay_state AS answer FROM orders").await,
            "paid"
        );
        let told = last_act(&t, &staff).await;
        assert!(told.starts_with("notify.replay 2026"), "{told}");
        assert!(told.ends_with("verdict unknown_trade > applied"), "{told}");
        let again = t.shop.admin_replay(&staff, form.clone()).await;
        assert_eq!(refusal(again).0, ErrorCode::NotifyDecided);
        let applied = ReplayForm {
            verdict: "applied".to_owned(),
            ..form.clone()
        };
        let applied = t.shop.admin_replay(&staff, applied).await;
        assert_eq!(
            refusal(applied).0,
            ErrorCode::NotifyDecided,
            "it is booked already"
        );
        let view = t.shop.admin_notify(&staff, &form.key).await.unwrap();
        assert_eq!(
            (view.row.verdict, view.may_replay),
            (Verdict::Applied, false)
        );
        assert!(view.order.is_some());
        assert_eq!(view.row.deliveries, 1, "a replay is not a delivery");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_message_that_still_verifies_is_replayed() {
    for_both(async |db| {
        let (t, trade, form) = unknown_trade(db).await;
        let staff = t.staff("f@example.cn", &[Role::Finance]).await;
        rename(&t, "P0", &trade).await;
        let before = t.money().await;
        let set = async |value: &str| {
            let sql = format!("UPDATE notify_inbox SET raw_body = {value}");
            store::testing::batch(t.shop.store(), &sql).await.unwrap();
            refusal(t.shop.admin_replay(&staff, form.clone()).await).0
        };
        let edited = set("REPLACE(raw_body, 'TRADE_SUCCESS', 'TRADE_FINISHED')").await;
        assert_eq!(edited, ErrorCode::NotifyNotAuthentic);
        assert_eq!(set("NULL").await, ErrorCode::NotifyDeleted);
        let view = t.shop.admin_notify(&staff, &form.key).await.unwrap();
        assert_eq!((view.fields, view.may_replay), (Vec::new(), false));
        for key in ["nothing", "nothing~x", "\0~x", "~"] {
            let missing = ReplayForm {
                key: key.to_owned(),
                ..form.clone()
            };
            let missing = t.shop.admin_replay(&staff, missing).await;
            assert!(matches!(missing, Err(Error::NotFound)), "{key:?}");
        }
        assert_eq!(t.money().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_of_notifications_have_their_verdicts_and_pages() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        let staff = t.staff("v@example.cn", &[Role::Viewer]).await;
        let trade = t.order().line("MUG", 1).paid().await.trade;
        for n in 0..52 {
            let body = t
                .gateway
                .notice(&trade)
                .with("out_trade_no", &format!("P{n}"));
            t.shop.on_notify(body.signed().as_bytes()).await;
        }
        let foreign = t.gateway.notice(&trade).with("app_id", "2021000000000009");
        t.shop.on_notify(foreign.signed().as_bytes()).await;
        let ask = async |tab, page| t.shop.admin_inbox(&staff, tab, page).await.unwrap();
        let rows = async |tab| ask(tab, Page::First).await.rows.len();
        assert_eq!(rows(InboxTab::Applied).await, 1);
        assert_eq!(rows(InboxTab::Rejected).await, 1);
        assert_eq!(rows(InboxTab::Error).await, 0);
        let first = ask(InboxTab::All, Page::First).await;
        assert_eq!(
            (first.rows.len(), first.rows[0].verdict),
            (50, Verdict::Rejected)
        );
        let second = ask(InboxTab::All, Page::Before(first.older.clone().unwrap())).await;
        assert_eq!((second.rows.len(), second.older.clone()), (4, None));
        let back = ask(InboxTab::All, Page::After(second.newer.unwrap())).await;
        assert_eq!((back.rows, back.newer), (first.rows, None));
        let open = ask(InboxTab::Open, Page::First).await;
        assert_eq!((open.rows.len(), open.older.is_some()), (50, true));
        let desk = t.shop.admin_desk(&staff).await.unwrap();
        assert_eq!(desk.count(DeskCount::Inbox), 52);
        let nowhere = Page::Before("nothing".to_owned());
        let nowhere = t.shop.admin_inbox(&staff, InboxTab::All, nowhere).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}
