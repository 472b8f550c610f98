//! Refund requests through the pages: with photographs, refused files, and what others see.

use crate::support::{
    Client,
    files::{PNG, upload},
    page::{Form, Page},
    simulated::Simulated,
};

const DOOR: &str = "/api/order/request_refund";

fn page_of(number: &str) -> String {
    format!("/refund_request?order_id={number}")
}

/// The form of a request with a reason.
async fn form(shopper: &Client, number: &str) -> Form {
    let mut form = shopper.get(&page_of(number)).await.form(DOOR);
    let reason = ("form[reason_code]".to_owned(), "damaged".to_owned());
    form.fields.push(reason);
    form
}

async fn sent(client: &Client, form: &Form, files: &[(&str, &[u8])]) -> Page {
    let led = upload(client, form, files).await;
    assert_eq!(led.status, 303, "{}", led.text());
    client.get(&led.location()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_a_photograph_is_decided_at_the_desk() {
    let gateway = Simulated::start().await;
    let app = gateway.shop(gateway.vars(&[])).await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "3").await;
    let status = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    let link = format!("main a[href=\"{}\"]", page_of(&number));
    assert_eq!(status.all(&link), ["申请退款"]);

    let typed = form(&shopper, &number).await;
    assert_eq!(typed.get("lines[0][qty]"), "1");
    assert_eq!(typed.get("kind"), "money", "nothing was shipped");
    let page = shopper.get(&page_of(&number)).await;
    assert!(page.text().contains("1 件 ¥68.00"), "{}", page.text());
    let told = sent(&shopper, &typed, &[("IMG.HEIC", b"\0\0\0\x18ftypheic")]).await;
    assert_eq!(told.all("#f-photos-error").len(), 1, "{}", told.text());
    let kept = told.form(DOOR);
    assert_eq!(kept.get("reason_code"), "damaged", "what was chosen stays");

    let done = sent(&shopper, &kept, &[("cup.png", PNG)]).await;
    assert!(done.text().contains("退款待审核"), "{}", done.text());
    assert!(done.has_form("/api/order/withdraw_refund"));
    let picture = done.attr(".refund-photos a", "href").unwrap();
    let own = shopper.get(&picture).await;
    assert_eq!(own.status, 200);
    assert_eq!(own.header("content-type"), "image/webp");
    assert_eq!(own.header("cache-control"), "no-store");
    let stranger = app.anonymous();
    assert_eq!(stranger.get(&picture).await.location(), "/login");

    let staff = app.staff().await;
    let list = staff.get("/admin/refunds").await;
    assert_eq!(list.all("tbody tr").len(), 1, "{}", list.text());
    let one = list.attr("tbody th a", "href").unwrap();
    let page = staff.get(&one).await;
    assert!(
        page.text().contains("将退回 ¥68.00 到支付宝"),
        "{}",
        page.text()
    );
    let theirs = page.attr(".refund-photos a", "href").unwrap();
    assert_eq!(staff.get(&theirs).await.status, 200);

    // Less needs a reason, and a second press.
    let lower = page.forms("/api/admin/approve_refund").pop().unwrap();
    let refused = staff
        .submit_and_follow(lower.set("amount", "50").set("reason", ""))
        .await;
    assert_eq!(
        refused.all("#f-reason-error").len(),
        1,
        "{}",
        refused.text()
    );
    let again = refused.forms("/api/admin/approve_refund").pop().unwrap();
    let asked = staff
        .submit_and_follow(again.set("reason", "只有一处划痕"))
        .await;
    assert!(asked.text().contains("将只退回 ¥50.00"), "{}", asked.text());
    let confirm = asked.forms("/api/admin/approve_refund").pop().unwrap();
    assert_eq!(confirm.get("confirm_fen"), "5000");
    let done = staff.submit_and_follow(confirm).await;
    assert!(done.text().contains("已退款"), "{}", done.text());
    let seen = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await
        .text();
    assert!(
        seen.contains("只有一处划痕") && seen.contains("50.00"),
        "{seen}"
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_posted_twice_is_one_and_can_be_withdrawn() {
    let gateway = Simulated::start().await;
    let app = gateway.shop(gateway.vars(&[])).await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "2").await;
    let typed = form(&shopper, &number).await;
    sent(&shopper, &typed, &[]).await;
    let page = sent(&shopper, &typed, &[]).await;
    assert_eq!(page.all(".refunds > li").len(), 1, "{}", page.text());
    let open = shopper.get(&page_of(&number)).await;
    assert!(!open.has_form(DOOR), "{}", open.text());
    let withdrawn = shopper
        .submit_and_follow(page.form("/api/order/withdraw_refund"))
        .await;
    assert!(withdrawn.text().contains("已撤销"), "{}", withdrawn.text());
    assert!(shopper.get(&page_of(&number)).await.has_form(DOOR));
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}
