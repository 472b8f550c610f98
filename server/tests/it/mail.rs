//! Mail as staff see it, how it is configured, and where its links lead.

use crate::support::{
    Client, TestApp,
    bench::{Bench, codes, examine, set},
    page::Page,
};
use domain::{locale::Locale, staff::Role};
use server::{
    config::{Parts, Source},
    mail::path,
};
use shop::mail::Page as To;
use test_support::{MailSink, Protection};

const PASSWORD: &str = "a quiet tea house";
const OFF: &str = "邮件未设置，买家收不到通知";
const DOOR: &str = "/api/admin/send_mail_again";

async fn member(app: &TestApp, role: Role) -> Client {
    let login = format!("role-{role}@example.com");
    let roles = [role];
    let created = app.shop.create_staff(&login, "王芳", PASSWORD, &roles);
    created.await.unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", &login, PASSWORD).await;
    client
}

/// What another process with a mail server wrote.
async fn plant(app: &TestApp, rows: &str) {
    let other = app.other_process().await;
    let at = app.shop.now().get();
    let sql = format!(
        "INSERT INTO settings (name, value, changed_at, version) VALUES ('mail', 'on', {at}, 1); \
         INSERT INTO mails (event_key, mail_key, kind, recipient, locale, about_json, state, tries, \
         smtp_code, smtp_words, queued_at, tried_at, ended_at, version) VALUES {}",
        rows.replace("AT", &at.to_string())
    );
    store::testing::batch(&other, &sql).await.unwrap();
}

fn mistakes(vars: &[(&str, &str)]) -> Vec<String> {
    let vars = vars
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let (_, mistakes) = Parts::read(Source::new(None, vars));
    mistakes
        .into_iter()
        .filter(|mistake| mistake.key.contains("SMTP") || mistake.key.contains("MAIL"))
        .map(|mistake| format!("{} {}", mistake.key, mistake.problem))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_the_desk_says_so_and_leads_to_the_settings() {
    let app = TestApp::new().await;
    let owner = member(&app, Role::Owner).await;
    for at in ["/admin", "/admin/mail"] {
        let page = owner.get(at).await;
        assert!(page.text().contains(OFF), "{at}: {}", page.text());
        let href = page.attr(".note-box a", "href");
        assert_eq!(href.as_deref(), Some("/admin/settings#mail"), "{at}");
    }
    let settings = owner.get("/admin/settings").await;
    let section = settings.all("#mail").join(" ");
    assert!(section.contains("ZHANGGUI_SMTP_URL"), "{section}");
    plant(
        &app,
        "('e', 'k', 'staff_paid', 'a@example.com', 'en', '{}', 'sent', 1, 250, 'ok', AT, AT, AT, 1)",
    )
    .await;
    let on: Page = owner.get("/admin").await;
    assert!(!on.text().contains(OFF), "{}", on.text());
    let settings = owner.get("/admin/settings").await;
    assert!(
        settings
            .all("#mail")
            .join(" ")
            .contains("邮件服务器已设置。")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_mail_is_shown_and_sent_again_by_a_press() {
    let app = TestApp::new().await;
    let hostile = "<script>alert(1)</script>";
    plant(
        &app,
        &format!(
            "('e1', 'k1', 'staff_paid', 'staff@example.com', 'en', '{{}}', 'refused', 2, 550, '{hostile}', AT, AT, AT, 1), \
             ('e2', 'k2', 'password_reset', 'who@example.com', 'en', '{{}}', 'expired', 0, NULL, 'network error', AT, AT, AT, 1), \
             ('e3', 'k3', 'staff_alarm', 'x@example.com', 'en', '{{}}', 'sent', 1, 250, 'ok', AT, AT, AT, 1)"
        ),
    )
    .await;
    let clerk = member(&app, Role::Orders).await;
    let desk = clerk.get("/admin").await;
    assert!(desk.text().contains("未送达的邮件"), "{}", desk.text());
    let page = clerk.get("/admin/mail").await;
    for words in [
        "s***@example.com",
        "550",
        hostile,
        "被拒收",
        "超时未发出",
        "邮件服务器没有答复",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.body.contains(hostile), "it stays text");
    assert_eq!(
        page.forms(DOOR).len(),
        1,
        "a link that has ended is not sent again"
    );
    let viewer = member(&app, Role::Viewer).await;
    assert!(!viewer.get("/admin/mail").await.has_form(DOOR));
    assert_eq!(
        clerk.get("/admin/mail?tab=all").await.all("tbody tr").len(),
        3
    );

    let done = clerk.submit_and_follow(page.form(DOOR)).await;
    assert_eq!(done.at, "/admin/mail");
    assert!(done.text().contains("邮件会重新发送。"), "{}", done.text());
    assert!(!done.has_form(DOOR), "it waits now");
    let twice = clerk.submit_and_follow(page.form(DOOR)).await;
    assert!(
        twice.text().contains("这封邮件不能重新发送"),
        "{}",
        twice.text()
    );
}

#[test]
fn server_and_sender_are_configured_together_and_a_password_is_not_repeated() {
    let good = ("ZHANGGUI_SMTP_URL", "smtps://shop:hunter2@mail.example");
    let from = ("ZHANGGUI_MAIL_FROM", "shop@shop.example");
    assert_eq!(mistakes(&[]), Vec::<String>::new());
    assert_eq!(mistakes(&[good, from]), Vec::<String>::new());
    let (parts, _) = Parts::read(Source::new(
        None,
        [good, from].map(|(name, value)| (name.to_owned(), value.to_owned())),
    ));
    let shown = format!("{:?}", parts.mail.unwrap());
    assert!(shown.contains("mail.example:465"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
    for (vars, expected) in [
        (vec![good], "MAIL_FROM"),
        (vec![from], "SMTP_URL"),
        (
            vec![("ZHANGGUI_SMTP_URL", "https://hunter2@mail.example"), from],
            "neither smtp:// nor smtps://",
        ),
        (
            vec![good, ("ZHANGGUI_MAIL_FROM", "Shop <shop@shop.example>")],
            "is not an email address",
        ),
    ] {
        let told = mistakes(&vars);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(expected), "{told:?}");
        assert!(!told[0].contains("hunter2"), "{told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_self_check_asks_the_mail_server() {
    let bench = Bench::new().await;
    let sink = MailSink::start(Protection::Nothing).await;
    let vars = |url: &str| {
        let vars = set(bench.vars(), "ZHANGGUI_SMTP_URL", url);
        set(vars, "ZHANGGUI_MAIL_FROM", "shop@shop.example")
    };
    let good = examine(vars(&sink.url(Protection::Nothing))).await;
    assert!(good.passed.contains(&"mail"), "{good:?}");
    let demanded = examine(vars(&sink.url(Protection::StartTls))).await;
    assert!(codes(&demanded).contains(&"mail.unusable"), "{demanded:?}");
    assert_eq!(sink.mails(), [], "nothing is sent");
}

#[test]
fn links_lead_to_the_pages_they_name() {
    let number = "20261122ABCDEFGHJK";
    for (page, expected) in [
        (To::Home(Locale::ZhCn), "/".to_owned()),
        (To::Home(Locale::En), "/en/".to_owned()),
        (
            To::Order(number),
            format!("/change_status?order_id={number}"),
        ),
        (To::StaffOrder(number), format!("/admin/orders/{number}")),
        (To::Staff, "/admin".to_owned()),
        (To::Reset("a b"), "/account/reset?key=a%20b".to_owned()),
    ] {
        assert_eq!(path(page), expected);
    }
}
