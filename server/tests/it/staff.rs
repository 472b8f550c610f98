//! Members of staff through the real router: what waits for the second step, and who is gone at once.

use crate::support::{
    Client, TestApp,
    app::Setup,
    page::Page,
    tool::{fed, zhanggui},
};
use domain::{
    staff::{Role, factor::Demand},
    time::{MINUTE, SECOND},
};
use shop::policy::Policy;
use store::{DatabaseUrl, OpenOptions, Store};
use totp_rs::TOTP;

const PASSWORD: &str = "a quiet tea house";
const CLERK: &str = "chen@example.com";

async fn hire(app: &TestApp, login: &str, roles: &[Role]) -> Client {
    let made = app.shop.create_staff(login, "陈晨", PASSWORD, roles).await;
    made.unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

/// The authenticator that scans this page.
fn scan(page: &Page) -> TOTP {
    let address = page.attr("a[href^='otpauth:']", "href").unwrap();
    TOTP::from_url(address).unwrap()
}

fn code(app: &TestApp, totp: &TOTP) -> String {
    totp.generate(u64::try_from(app.shop.now().get() / SECOND).unwrap())
}

/// Sets up two-step sign-in. Returns the authenticator and the page with the recovery codes.
async fn protect(app: &TestApp, client: &Client) -> (TOTP, Page) {
    let page = client.get("/admin/two-step").await;
    let totp = scan(&page);
    let form = page.form("/api/admin/set_factor");
    let form = form.set("code", &code(app, &totp));
    let done = client.submit_and_follow(form).await;
    assert_eq!(done.status, 200);
    (totp, done)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_leads_to_the_code_and_what_was_typed_waits() {
    let app = TestApp::new().await;
    let first = hire(&app, CLERK, &[Role::Catalog]).await;
    let (totp, shown) = protect(&app, &first).await;
    let codes = shown.all(".codes code");
    assert_eq!(codes.len(), 10);
    let again = first.get("/admin/two-step").await;
    assert!(again.all(".codes code").is_empty(), "shown once");
    let stored = app.other_process().await;
    let records = store::testing::answers(&stored, "SELECT record AS answer FROM sessions").await;
    for record in records.unwrap() {
        assert!(codes.iter().all(|code| !record.contains(code.as_str())));
    }

    // A form is typed while the session ends; it waits for password and code.
    let page = first.get("/admin/categories").await;
    let form = page.form("/api/admin/save_category");
    let form = form.set("name_zh", "planted-name").set("slug", "!");
    app.clock.advance(31 * MINUTE);
    let led = first.submit(&form).await;
    assert!(
        led.location().starts_with("/admin/login"),
        "{}",
        led.location()
    );
    let login = first.get(&led.location()).await;
    let typed = login.form("/api/admin/sign_in");
    let typed = typed.set("login", CLERK).set("password", PASSWORD);
    let led = first.submit(&typed).await;
    assert!(
        led.location().starts_with("/admin/code?next="),
        "{}",
        led.location()
    );
    let step = first.get(&led.location()).await;
    for address in ["/admin", "/admin/me", "/admin/two-step", "/admin/orders"] {
        let closed = first.get(address).await;
        assert!(closed.location().starts_with("/admin/code"), "{address}");
    }
    let wrong = step.form("/api/admin/step_up").set("code", "no code");
    let told = first.submit_and_follow(wrong).await;
    assert!(told.has_form("/api/admin/step_up"), "{}", told.at);
    assert!(!told.body.contains("no code"), "a code is not repeated");
    let right = told.form("/api/admin/step_up");
    let page = first
        .submit_and_follow(right.set("code", &code(&app, &totp)))
        .await;
    assert!(page.at.starts_with("/admin/categories"), "{}", page.at);
    assert!(page.body.contains("planted-name"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_needs_it_is_led_to_set_it_up_first() {
    let setup = Setup {
        policy: Policy {
            second_factor: Demand::Always,
            ..Policy::default()
        },
        ..Setup::default()
    };
    let app = TestApp::with(setup).await;
    let member = hire(&app, CLERK, &[Role::Refunds, Role::Catalog]).await;
    for address in ["/admin", "/admin/orders", "/admin/staff"] {
        let led = member.get(address).await;
        assert!(led.location().starts_with("/admin/two-step"), "{address}");
    }
    assert_eq!(member.get("/admin/me").await.status, 200);
    // A file to save cannot lead on.
    let sheet = member.get("/admin/products/export.csv").await;
    assert_eq!(sheet.status, 403);
    protect(&app, &member).await;
    assert_eq!(member.get("/admin/orders").await.status, 200);
    let clerk = hire(&app, "li@example.com", &[Role::Orders]).await;
    assert_eq!(clerk.get("/admin").await.status, 200, "moves no money");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_member_is_out_with_the_next_request() {
    let app = TestApp::new().await;
    let owner = hire(&app, "keeper@example.com", &[Role::Owner]).await;
    let clerk = hire(&app, CLERK, &[Role::Catalog]).await;
    let page = clerk.get("/admin/categories").await;
    let form = page.form("/api/admin/save_category");
    let form = form.set("name_zh", "晚到").set("name_en", "Late");

    let list = owner.get("/admin/staff").await;
    let row = list
        .body
        .split("<tr")
        .find(|row| row.contains(CLERK))
        .unwrap();
    let member = row.split("/admin/staff/").nth(1).unwrap();
    let handle = member.split('"').next().unwrap();
    let press = list.forms("/api/admin/disable_member");
    let press = press.into_iter().find(|form| form.get("member") == handle);
    let told = owner.submit_and_follow(press.unwrap()).await;
    let told = told.text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        told.contains("陈晨已停用：角色收回，1 处登录已退出，记录保留。"),
        "{told}"
    );
    let late = clerk.submit(&form).await;
    assert!(
        late.location().starts_with("/admin/login"),
        "{}",
        late.location()
    );
    let page = owner.get("/admin/categories").await;
    assert!(!page.body.contains("晚到"), "nothing was saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_for_all_staff_and_its_forms_for_the_owner() {
    let app = TestApp::new().await;
    hire(&app, CLERK, &[Role::Orders]).await;
    let reader = hire(&app, "reader@example.com", &[Role::Viewer]).await;
    let page = reader.get("/admin/staff").await;
    assert!(page.body.contains("c***@example.com") && !page.body.contains(CLERK));
    assert!(page.body.contains("reader@example.com"), "their own");
    for door in ["invite", "disable_member", "restore_member", "drop_invite"] {
        assert!(!page.has_form(&format!("/api/admin/{door}")), "{door}");
    }
    let owner = hire(&app, "keeper@example.com", &[Role::Owner]).await;
    let page = owner.get("/admin/staff").await;
    let mut ticks = page.form("/api/admin/invite");
    assert_eq!(ticks.get("roles[3][role]"), "orders");
    let tick = ("form[roles][3][on]".to_owned(), "1".to_owned());
    ticks.fields.push(tick);
    let told = owner.submit_and_follow(ticks).await;
    let link = told.all("main code.once").pop().unwrap();
    let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();
    let stranger = app.anonymous();
    let form = stranger.get(path).await.form("/api/admin/join");
    let form = form
        .set("login", "new@example.com")
        .set("display_name", "小周");
    let joined = stranger
        .submit_and_follow(form.set("password", PASSWORD))
        .await;
    assert_eq!(
        (joined.status.as_u16(), joined.at.as_str()),
        (200, "/admin")
    );
    assert_eq!(app.anonymous().get(path).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_helps_after_a_loss() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str], input: &[u8]| {
        let mut command = zhanggui();
        command.args(args).env("ZHANGGUI_DATA_DIR", dir.path());
        fed(&mut command, input)
    };
    assert_eq!(run(&["migrate"], b"").0, 0);
    let create = ["admin", "create", "--email", CLERK, "--role", "refunds"];
    assert_eq!(run(&create, PASSWORD.as_bytes()).0, 0);
    let off = ["staff", "two-step-off", "--email", CLERK];
    let (code, _, stderr) = run(&off, b"");
    assert!(
        code == 2 && stderr.contains("nothing was changed"),
        "{stderr}"
    );

    let database = DatabaseUrl::sqlite(dir.path().join("zhanggui.db"));
    let store = Store::open(&database, OpenOptions::default())
        .await
        .unwrap();
    let sql = "UPDATE users SET totp_secret_enc = 'sealed'";
    store::testing::batch(&store, sql).await.unwrap();
    let (code, _, stderr) = run(&off, b"");
    assert_eq!(code, 0, "{stderr}");
    let sql = "SELECT action || ' ' || actor_role AS answer FROM audit_log
               UNION ALL SELECT COALESCE(totp_secret_enc, 'none') FROM users";
    let left = store::testing::answers(&store, sql).await.unwrap();
    assert_eq!(left, ["staff.factor_off command", "none"]);
}
