//! `/admin/recon` in the browser: a bill is uploaded, a difference closed with a reason and opened again.

use crate::support::{
    Client, TestApp,
    app::{MORNING, SELLER_ID},
    files::upload,
    page::Page,
};
use domain::{recon::BillDay, staff::Role, time::Millis};
use test_support::{Bill, bill::Row};

const PASSWORD: &str = "a quiet tea house";
const PAGE: &str = "/admin/recon";
const CLOSE: &str = "/api/admin/close_issue";
const REOPEN: &str = "/api/admin/reopen_issue";

async fn staff(app: &TestApp, login: &str, role: Role) -> Client {
    app.shop
        .create_staff(login, "王芳", PASSWORD, &[role])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

/// Yesterday's bill, with one payment that is not ours.
fn bill() -> Bill {
    let day = BillDay::of(Millis::new(MORNING)).previous();
    let mut bill = Bill::of(day);
    SELLER_ID.clone_into(&mut bill.seller_id);
    bill.rows.push(Row {
        trade_no: "2026112122001400001".to_owned(),
        out_trade_no: "P20261121ELSEWHERE".to_owned(),
        out_request_no: None,
        at: day.from().plus(3_600_000),
        fen: 5_800,
        receipt: 5_800,
        fee: 35,
    });
    bill
}

async fn sent(client: &Client, name: &str, bytes: &[u8]) -> Page {
    let form = client.get(PAGE).await.form(PAGE);
    upload(client, &form, &[(name, bytes)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_of_an_uploaded_bill_is_closed_and_opened_again() {
    let app = TestApp::new().await;
    let finance = staff(&app, "finance@example.com", Role::Finance).await;
    let empty = finance.get(PAGE).await;
    assert_eq!(empty.all("h1"), ["对账"]);
    assert!(empty.text().contains("没有待处理的差异。"));
    let led = sent(&finance, "bill.zip", &bill().zip()).await;
    assert_eq!((led.status.as_u16(), led.location().as_str()), (303, PAGE));
    app.state().shop.run_due_jobs().await.unwrap();

    let page = finance.get(PAGE).await;
    let text = page.text();
    for told in [
        "待处理差异 1",
        "本店没有",
        "¥58.00",
        "P20261121ELSEWHERE",
        "已核对",
        "上传",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let button = page.all(&format!("form[action='{CLOSE}'] button"));
    assert_eq!(button, ["关闭差异 ¥58.00"]);
    let form = page.form(CLOSE);
    let refused = finance
        .submit_and_follow(form.clone().set("reason", "x"))
        .await;
    assert_eq!(refused.all(".errors").len(), 1, "{}", refused.text());
    assert_eq!(refused.form(CLOSE).get("reason"), "x");
    let closed = form.clone().set("reason", "另一家店的收款");
    let closed = finance.submit_and_follow(closed).await;
    assert!(closed.text().contains("差异已关闭"), "{}", closed.text());
    assert!(!closed.has_form(CLOSE) && closed.has_form(REOPEN));
    assert!(closed.text().contains("另一家店的收款"));
    // A second press of an old page closes nothing.
    let again = form.set("reason", "再关一次");
    let again = finance.submit_and_follow(again).await;
    assert!(again.text().contains("刚有变化"), "{}", again.text());

    let reopened = finance.submit_and_follow(closed.form(REOPEN)).await;
    assert!(reopened.has_form(CLOSE), "{}", reopened.text());
    let report = app.shop.audit().await.unwrap();
    assert!(report.breaches.is_empty(), "{:?}", report.breaches);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_a_bill_is_refused_at_its_field() {
    let app = TestApp::new().await;
    let finance = staff(&app, "finance@example.com", Role::Finance).await;
    let mut foreign = bill();
    foreign.seller_id = "2088999999999999".to_owned();
    let torn = Bill {
        off_by: 1,
        ..bill()
    };
    for (bytes, told) in [
        (b"no zip".to_vec(), "这不是支付宝业务账单"),
        (foreign.zip(), "另一个支付宝账号"),
        (torn.zip(), "账单不完整"),
    ] {
        let page = sent(&finance, "bill.zip", &bytes).await;
        assert_eq!(page.status, 422);
        let errors = page.all(".field-error").join("");
        assert!(errors.contains(told), "{told}: {errors}");
    }
    let page = sent(&finance, "", b"").await;
    assert_eq!(
        (page.status.as_u16(), page.all(".field-error").len()),
        (422, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_role_the_page_has_no_forms() {
    let app = TestApp::new().await;
    let clerk = staff(&app, "clerk@example.com", Role::Orders).await;
    let page = clerk.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert!(!page.has_form(PAGE) && page.text().contains("修改需要财务权限"));
    let body = "form[issue]=none&form[version]=0&form[reason]=seen";
    assert_eq!(clerk.post(CLOSE, body).await.status, 403);
}
