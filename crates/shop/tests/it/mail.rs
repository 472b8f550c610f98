//! Mail: who gets what, and that its row and its job are committed with its event.

mod sending;

use crate::{refund::Desk, shipping::House};
use domain::{
    locale::Locale,
    mail::{RefundDecision, Units},
    money::Fen,
    staff::Role,
    time::Millis,
};
use shop::{
    Error, Viewer,
    mail::{Event, queue},
};
use store::testing;
use test_support::{MailSink, Protection, Received, TestDb, TestShop, for_both};

/// A shop with a mail server, one product and no orders.
pub(crate) async fn open_shop(db: TestDb, sink: &MailSink) -> TestShop {
    let t = TestShop::new(db).await.with_mail(sink).await;
    t.sell("MUG", 9_900, 99).await;
    t
}

async fn sink() -> MailSink {
    MailSink::start(Protection::Nothing).await
}

/// Kind, recipient and state of each mail.
pub(crate) async fn rows(t: &TestShop) -> Vec<String> {
    t.ask("SELECT kind || ' ' || recipient || ' ' || state AS answer FROM mails ORDER BY id")
        .await
}

/// Recipient and subject of each mail that arrived.
fn arrived(sink: &MailSink) -> Vec<(String, String)> {
    let line = |mail: &Received| (mail.to.join(" "), mail.header("Subject"));
    sink.mails().iter().map(line).collect()
}

/// Staff want notices at this address, in English.
async fn tell_staff(t: &TestShop) {
    let sql = "INSERT INTO settings (name, value, changed_at, version) VALUES \
               ('mail_staff', 'staff@shop.example', 1, 1), ('mail_staff_locale', 'en', 1, 1), \
               ('mail_staff_request', 'off', 1, 1)";
    testing::batch(t.shop.store(), sql).await.unwrap();
}

async fn tell(t: &TestShop, event: Event<'static>) {
    let now = t.shop.now();
    let queued = t.shop.store().write(move |tx| queue(tx, &event, now)).await;
    queued.unwrap();
}

async fn order_id(t: &TestShop, number: &str) -> i64 {
    let sql = format!("SELECT CAST(id AS TEXT) AS answer FROM orders WHERE number = '{number}'");
    t.one(&sql).await.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paid_order_tells_its_buyer_in_the_orders_language() {
    for_both(async |db| {
        let sink = sink().await;
        let t = open_shop(db, &sink).await;
        let english = Viewer {
            locale: Locale::En,
            ..t.buyer.clone()
        };
        let zh = t.order().line("MUG", 2).paid().await;
        let en = t.order().by(&english).line("MUG", 1).paid().await;
        let phone = t.shopper("13800138001").await;
        t.order().by(&phone).line("MUG", 1).paid().await;
        assert_eq!(
            rows(&t).await,
            ["order_paid buyer@example.cn waiting"; 2],
            "no address, no mail; and nobody asked for notices to staff"
        );
        t.audit_is_green().await;
        t.run().await;
        let to = |subject: String| ("buyer@example.cn".to_owned(), subject);
        assert_eq!(
            arrived(&sink),
            [
                to(format!("付款成功：订单 {}", zh.number)),
                to(format!("Payment received: order {}", en.number)),
            ]
        );
        let mails = sink.mails();
        for (mail, words) in [
            (&mails[0], ["商品 MUG：× 2  ¥198.00", "拾光杂货"]),
            (&mails[1], ["Product MUG: × 1  ¥99.00", "拾光杂货"]),
        ] {
            let text = mail.text();
            assert!(words.iter().all(|said| text.contains(said)), "{text}");
        }
        let link = format!("https://shop.example/order/{}", zh.number);
        assert!(mails[0].text().contains(&link));
        assert!(mails[0].html().contains(&format!("href=\"{link}\"")));
        assert!(mails[0].header("From").contains("拾光杂货"));
        assert_eq!(rows(&t).await, ["order_paid buyer@example.cn sent"; 2]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_nothing_is_queued() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 9).await;
        tell_staff(&t).await;
        t.order().line("MUG", 1).paid().await;
        assert_eq!(rows(&t).await, Vec::<String>::new());
        // A mail server that is taken away leaves no trace either.
        let sink = sink().await;
        let t = t.with_mail(&sink).await;
        let mut without = TestShop::new(TestDb::sqlite().await)
            .await
            .with_mail(&sink)
            .await;
        without.sell("MUG", 9_900, 9).await;
        let bare = TestShop::new(TestDb::sqlite().await).await;
        without.shop = shop::Shop::new(
            without.db().store(),
            bare.gateway.gateway(),
            without.clock.clone(),
            std::sync::Arc::new(test_support::SeededIds::new(9)),
            without.shop.policy().clone(),
        );
        without.shop.mark_mail().await.unwrap();
        let order = Event::Alarm {
            code: "refund_unknown",
            subject: "x",
        };
        tell_staff(&without).await;
        tell(&without, order.clone()).await;
        assert_eq!(rows(&without).await, Vec::<String>::new());
        tell(&t, order).await;
        assert_eq!(rows(&t).await, ["staff_alarm staff@shop.example waiting"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_is_committed_with_its_event_and_once() {
    for_both(async |db| {
        let sink = sink().await;
        let t = open_shop(db, &sink).await;
        let placed = t.order().line("MUG", 1).placed().await;
        let id = order_id(&t, &placed).await;
        let now = t.shop.now();
        let undone: Result<(), Error> = t
            .shop
            .store()
            .write(move |tx| {
                queue(tx, &Event::Paid { order_id: id }, now)?;
                Err(Error::internal("undone"))
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(rows(&t).await, Vec::<String>::new());
        let jobs = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM jobs WHERE kind = 'send_mail'";
        assert_eq!(t.one(jobs).await, "0");
        for _ in 0..2 {
            tell(&t, Event::Paid { order_id: id }).await;
        }
        assert_eq!(rows(&t).await, ["order_paid buyer@example.cn waiting"]);
        assert_eq!(t.one(jobs).await, "1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_is_told_when_it_is_decided_and_when_it_arrives() {
    for_both(async |db| {
        let sink = sink().await;
        let desk = Desk::with(TestShop::new(db).await.with_mail(&sink).await).await;
        let mut form = desk.form(&[("1", "1", "", "1")]).await;
        form.reason_text = "<b>对不起</b>".to_owned();
        desk.post(form).await.unwrap();
        desk.test.run().await;
        let number = &desk.number;
        let subjects: Vec<String> = arrived(&sink).into_iter().map(|(_, said)| said).collect();
        assert_eq!(
            subjects,
            [
                format!("付款成功：订单 {number}"),
                format!("退款已同意：订单 {number}"),
                format!("退款成功：订单 {number}"),
            ]
        );
        let decided = &sink.mails()[1];
        assert!(
            decided.text().contains("> <b>对不起</b>"),
            "{}",
            decided.text()
        );
        assert!(decided.html().contains("&lt;b&gt;对不起&lt;/b&gt;"));
        assert!(sink.mails()[2].text().contains("¥44.00"), "the amount");
        let page = desk.page(number).await;
        assert_eq!(page.mails.len(), 3);
        assert_eq!(page.mails[0].recipient, "b***@example.cn");
        assert_eq!(page.mails[0].words, "2.0.0 queued");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_parcel_is_told_once_with_what_is_in_it() {
    for_both(async |db| {
        let sink = sink().await;
        let house = House::of(TestShop::new(db).await.with_mail(&sink).await).await;
        let number = house.tea(3).await;
        house.ship(&number, "2").await;
        let mut last = house.form(&number, &[("1", "1")]).await;
        last.carrier = "shop".to_owned();
        last.tracking_no.clear();
        house.post(last.clone()).await.unwrap();
        house.post(last).await.unwrap();
        house.test.run().await;
        let subjects: Vec<String> = arrived(&sink).into_iter().map(|(_, said)| said).collect();
        let shipped = format!("已发货：订单 {number}");
        assert_eq!(
            subjects,
            [format!("付款成功：订单 {number}"), shipped.clone(), shipped]
        );
        let (first, last) = (sink.mails()[1].text(), sink.mails()[2].text());
        for words in [
            "你的部分商品已经发出",
            "物流公司：顺丰速运",
            "运单号：SF1234567890",
            "商品 TEA：× 2",
        ] {
            assert!(first.contains(words), "{first}");
        }
        for words in ["你的商品已经发出", "物流公司：商家配送", "商品 TEA：× 1"]
        {
            assert!(last.contains(words), "{last}");
        }
        assert!(!last.contains("运单号"), "{last}");
        house.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_get_the_notices_that_they_want() {
    for_both(async |db| {
        let sink = sink().await;
        let t = open_shop(db, &sink).await;
        tell_staff(&t).await;
        let paid = t.order().line("MUG", 1).paid().await;
        let id = order_id(&t, &paid.number).await;
        tell(
            &t,
            Event::RefundRequested {
                order_id: id,
                refund: "r1",
                amount: Fen::new(100),
                words: "",
            },
        )
        .await;
        for code in ["refund_unknown", "refund_unknown", "mail_down"] {
            let subject = "P1";
            tell(&t, Event::Alarm { code, subject }).await;
        }
        t.run().await;
        let to_staff: Vec<String> = arrived(&sink)
            .into_iter()
            .filter(|(to, _)| to == "staff@shop.example")
            .map(|(_, subject)| subject)
            .collect();
        assert_eq!(
            to_staff,
            [
                format!("New order, ¥99.00: order {}", paid.number),
                "Refund alarm: 拾光杂货".to_owned(),
            ],
            "no request, one alarm a day, none about mail"
        );
        let link = format!("https://shop.example/staff/{}", paid.number);
        let told = sink
            .mails()
            .into_iter()
            .any(|mail| mail.text().contains(&link));
        assert!(told, "the notice leads to the page of staff");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_of_other_desks_have_their_mail() {
    for_both(async |db| {
        let sink = sink().await;
        let t = open_shop(db, &sink).await;
        let placed = t.order().line("MUG", 3).placed().await;
        let id = order_id(&t, &placed).await;
        tell(
            &t,
            Event::Shipped {
                order_id: id,
                parcel: "p1",
                carrier: "顺丰速运",
                tracking_no: "SF100200",
                lines: vec![Units { line_no: 1, qty: 2 }],
                is_last: false,
            },
        )
        .await;
        for decision in RefundDecision::ALL {
            tell(
                &t,
                Event::RefundDecided {
                    order_id: id,
                    refund: "r1",
                    decision: *decision,
                    amount: Fen::new(100),
                    words: "好的",
                },
            )
            .await;
        }
        let user_id = t.buyer.user.as_ref().unwrap().user_id;
        tell(
            &t,
            Event::PasswordReset {
                user_id,
                key: "secret-key",
            },
        )
        .await;
        t.run().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 5);
        let shipped = mails[0].text();
        for words in ["物流公司：顺丰速运", "运单号：SF100200", "商品 MUG：× 2"] {
            assert!(shipped.contains(words), "{shipped}");
        }
        assert!(
            mails[4]
                .text()
                .contains("https://shop.example/reset/secret-key")
        );
        let kept = "SELECT about_json AS answer FROM mails WHERE kind = 'password_reset'";
        assert_eq!(t.one(kept).await, "{}", "the key is not kept");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_mail_is_deleted() {
    for_both(async |db| {
        let sink = sink().await;
        let t = open_shop(db, &sink).await;
        t.staff("owner@example.cn", &[Role::Owner]).await;
        t.order().line("MUG", 1).paid().await;
        t.run().await;
        let old = Millis::new(1).get();
        let sql = format!("UPDATE mails SET queued_at = {old}");
        testing::batch(t.shop.store(), &sql).await.unwrap();
        let stop = tokio_util::sync::CancellationToken::new();
        stop.cancel();
        t.shop.run_jobs(stop, 1).await;
        t.run().await;
        assert_eq!(rows(&t).await, Vec::<String>::new());
    })
    .await;
}
