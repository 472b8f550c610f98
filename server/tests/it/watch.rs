//! Alarms on every page of the desk, the navigation, the overview, and a notification replayed by
//! hand.

use crate::support::{
    Client, TestApp,
    notice::{encode, paid, post, signed, with},
    page::Page,
};
use domain::{staff::Role, time::MINUTE};

const PASSWORD: &str = "a quiet tea house";
const NOTE: &str = "/api/admin/note_alarm";
const REPLAY: &str = "/api/admin/replay_notify";

async fn member(app: &TestApp, role: Role) -> Client {
    let login = format!("role-{role}@example.com");
    app.shop
        .create_staff(&login, "王芳", PASSWORD, &[role])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", &login, PASSWORD).await;
    client
}

async fn sql(app: &TestApp, text: &str) {
    let other = app.other_process().await;
    store::testing::batch(&other, text).await.unwrap();
}

fn strip(page: &Page) -> Vec<String> {
    page.all(".alarm-strip")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_alarm_is_on_every_page_until_it_is_noted() {
    let app = TestApp::new().await;
    let (owner, reader) = (
        member(&app, Role::Owner).await,
        member(&app, Role::Viewer).await,
    );
    let quiet = owner.get("/admin").await;
    assert!(strip(&quiet).is_empty());
    assert!(quiet.text().contains("没有待办。"), "{}", quiet.text());
    assert!(
        owner
            .get("/admin/alarms")
            .await
            .text()
            .contains("没有警报。")
    );

    let strange = signed(with(paid("P0", "1.00"), "app_id", "2021000000000009"));
    post(&app.router, encode(&strange)).await;
    for path in [
        "/admin",
        "/admin/products",
        "/admin/alarms",
        "/admin/settings",
    ] {
        let page = owner.get(path).await;
        assert_eq!(strip(&page).len(), 1, "{path}");
        assert!(strip(&page)[0].contains("没有被接受"), "{path}");
        let links = page.all(".rail a[href='/admin/alarms']").join("");
        assert!(
            links.contains("1 个待查看"),
            "the count belongs to the link: {links}"
        );
    }
    assert!(strip(&app.shopper().await.get("/cart").await).is_empty());
    let page = reader.get("/admin/alarms").await;
    assert!(!page.has_form(NOTE), "{}", page.text());
    assert!(page.text().contains("你可以查看警报"), "{}", page.text());

    let page = owner.get("/admin").await;
    let stale = page.form(NOTE);
    let noted = owner.submit_and_follow(page.form(NOTE)).await;
    assert_eq!(noted.at, "/admin");
    assert!(noted.text().contains("已记下。"), "{}", noted.text());
    assert!(strip(&noted).is_empty());
    let list = owner.get("/admin/alarms").await;
    assert!(list.text().contains("已知道的警报"), "{}", list.text());
    assert!(list.text().contains("王芳"), "{}", list.text());
    // Pressed once more in another tab.
    assert_eq!(owner.submit_and_follow(stale).await.status, 200);
    let log = owner.get("/admin/audit").await.all("tbody tr").remove(0);
    assert!(
        log.contains("记下警报") && !log.contains("notify_refused"),
        "{log}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_is_looked_at_and_replayed() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let number = shopper.check_out().await;
    let (trade, amount) = shopper.start_to_pay(&number).await;
    sql(&app, "UPDATE payment_attempts SET out_trade_no = 'P0'").await;
    let (status, answer) = post(&app.router, encode(&signed(paid(&trade, &amount)))).await;
    assert_eq!((status, answer.as_str()), (200, "failure"));
    let back = format!("UPDATE payment_attempts SET out_trade_no = '{trade}'");
    sql(&app, &back).await;

    let clerk = member(&app, Role::Orders).await;
    let list = clerk.get("/admin/inbox").await;
    let door = list.attr("tbody th a", "href").unwrap();
    let seen = clerk.get(&door).await;
    assert_eq!(seen.status, 200, "{door}");
    assert!(!seen.has_form(REPLAY), "only finance replays");
    assert!(seen.text().contains("未知交易"), "{}", seen.text());
    assert!(
        seen.text().contains("拾光杂货 100% & more"),
        "{}",
        seen.text()
    );
    assert!(
        !seen.body.contains("RSA2"),
        "its proof says nothing to staff"
    );

    let finance = member(&app, Role::Finance).await;
    let form = finance.get(&door).await.form(REPLAY);
    let done = finance.submit_and_follow(form.clone()).await;
    assert!(done.text().contains("已重放"), "{}", done.text());
    assert!(done.text().contains("已入账"), "{}", done.text());
    assert!(!done.has_form(REPLAY));
    let again = finance.submit_and_follow(form).await;
    assert!(again.text().contains("已经处理过了"), "{}", again.text());
    let order = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    assert!(order.all("h1").join("").contains("待发货"));
    let tabs = finance.get("/admin/inbox?tab=applied").await;
    assert_eq!(tabs.all("tbody tr").len(), 1);
    // Alipay says that it was paid a minute after this clock began.
    app.clock.advance(2 * MINUTE);
    let overview = finance.get("/admin").await;
    assert!(overview.text().contains("待发货"), "{}", overview.text());
    assert!(
        overview.text().contains(&format!("¥{amount} · ¥0.00")),
        "{}",
        overview.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_is_retried_or_dropped_by_the_owner() {
    let app = TestApp::new().await;
    let at = app.shop.now().get();
    let plant = format!(
        "INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, last_error, created_at)
         VALUES ('sweep', '{{}}', {at}, 5, 'dead', 5, 'busy', {at}),
           ('count_sales', '{{}}', {at}, 5, 'dead', 5, 'busy', {at})"
    );
    sql(&app, &plant).await;
    let reader = member(&app, Role::Viewer).await;
    let page = reader.get("/admin/jobs").await;
    assert!(!page.has_form("/api/admin/retry_job"), "{}", page.text());
    assert!(page.text().contains("你可以查看任务"), "{}", page.text());
    let owner = member(&app, Role::Owner).await;
    let page = owner.get("/admin/jobs").await;
    let (retry, drop) = (
        page.forms("/api/admin/retry_job"),
        page.forms("/api/admin/drop_job"),
    );
    assert_eq!((retry.len(), drop.len()), (2, 2));
    let done = owner.submit_and_follow(retry[0].clone()).await;
    assert!(done.text().contains("已重新排队"), "{}", done.text());
    let done = owner.submit_and_follow(drop[1].clone()).await;
    assert!(done.text().contains("任务已丢弃。"), "{}", done.text());
    let gone = owner.submit_and_follow(drop[0].clone()).await;
    assert!(gone.text().contains("这个任务已经变了"), "{}", gone.text());
    assert!(owner.get("/admin/jobs").await.all("tbody tr").is_empty());
    let waiting = owner.get("/admin/jobs?tab=ready").await;
    assert!(!waiting.all("tbody tr").is_empty());
    let log = owner.get("/admin/audit").await.all("tbody tr").remove(0);
    assert!(
        log.contains("丢弃任务") && !log.contains("count_sales"),
        "{log}"
    );
}
