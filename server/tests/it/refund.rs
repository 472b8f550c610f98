//! Refunds through the admin pages, with the gateway simulator over a real socket.

use crate::support::{Client, simulated::Simulated};
use alipay_sim::Running;
use serde_json::Value;

/// Pays at the simulator. There is no notification, so the shop has to query.
pub(crate) async fn pay(sim: &Running, shopper: &Client, number: &str) {
    let page = shopper
        .get(&format!("/change_status?order_id={number}"))
        .await;
    let answer = shopper.submit(&page.form("/api/payment/start")).await;
    let cashier = answer.location();
    let browser = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let opened = browser.get(&cashier).send().await.unwrap();
    assert!(
        opened.status().is_redirection() || opened.status().is_success(),
        "{opened:?}"
    );
    let url = url::Url::parse(&cashier).unwrap();
    let (_, biz) = url
        .query_pairs()
        .find(|(name, _)| name == "biz_content")
        .unwrap();
    let biz: Value = serde_json::from_str(&biz).unwrap();
    let trade = biz["out_trade_no"].as_str().unwrap();
    let pay = format!("{}/trades/{trade}/pay", sim.control_url());
    let paid = browser
        .post(pay)
        .header("content-type", "application/json")
        .body(r#"{"notify": false}"#)
        .send()
        .await
        .unwrap();
    assert!(paid.status().is_success(), "{}", paid.text().await.unwrap());
}

async fn status(shopper: &Client, number: &str) -> String {
    shopper
        .get(&format!("/change_status?order_id={number}"))
        .await
        .text()
}

/// Fills in the refund form and posts its confirmation page.
pub(crate) async fn refund(staff: &Client, number: &str, qty: &str) -> crate::support::page::Page {
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let form = form.set("lines[0][qty]", qty).set("reason_code", "damaged");
    let plan = staff.submit(&form).await;
    assert_eq!(plan.status, 200, "{}", plan.text());
    staff
        .submit_and_follow(plan.form("/api/admin/refund_order"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_refund_in_part_and_then_the_rest() {
    let gateway = Simulated::start().await;
    let app = gateway.shop(gateway.vars(&[])).await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "3").await;

    let staff = app.staff().await;
    let page = refund(&staff, &number, "1").await;
    assert!(page.text().contains("已退款"), "{}", page.text());
    let seen = status(&shopper, &number).await;
    assert!(
        seen.contains("部分退款") && seen.contains("68.00"),
        "{seen}"
    );

    app.clock.advance(5_000);
    refund(&staff, &number, "1").await;
    app.clock.advance(5_000);
    refund(&staff, &number, "1").await;
    let seen = status(&shopper, &number).await;
    assert!(seen.contains("已退款"), "{seen}");
    let address = format!("/admin/orders/{number}/refund");
    assert!(
        !staff.get(&address).await.has_form(&address),
        "nothing is left to refund"
    );
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_form_sent_twice_is_one_refund() {
    let gateway = Simulated::start().await;
    let app = gateway.shop(gateway.vars(&[])).await;
    let shopper = app.shopper().await;
    let number = gateway.paid(&shopper, "2").await;

    let staff = app.staff().await;
    let address = format!("/admin/orders/{number}/refund");
    let form = staff.get(&address).await.form(&address);
    let form = form.set("lines[0][qty]", "1").set("reason_code", "damaged");
    let send = staff.submit(&form).await.form("/api/admin/refund_order");
    let first = staff.submit(&send).await;
    app.clock.advance(5_000);
    let second = staff.submit(&send).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    let trades = gateway.control("GET", "/trades", Value::Null).await;
    assert_eq!(trades[0]["refunded_amount"], "68.00", "{trades}");
    assert_eq!(app.shop.audit().await.unwrap().breaches, vec![]);
}
