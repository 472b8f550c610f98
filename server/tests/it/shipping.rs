//! Shipping through the pages, without scripts: in bulk, in parts, corrected, taken back, received.

use crate::support::{
    Client, TestApp,
    files::upload,
    notice::{encode, paid, post, signed},
};
use domain::staff::Role;

const PASSWORD: &str = "a quiet tea house";
const LIST: &str = "/admin/orders?tab=to-ship";
const SHIP: &str = "/admin/orders/ship";

async fn packer(app: &TestApp) -> Client {
    app.shop
        .create_staff("pack@example.com", "店员", PASSWORD, &[Role::Orders])
        .await
        .unwrap();
    let client = app.anonymous();
    client
        .sign_in("/admin/login", "pack@example.com", PASSWORD)
        .await;
    client
}

/// A paid order of so many mugs.
async fn order(app: &TestApp, shopper: &Client, mugs: &str) -> String {
    shopper.add("/p/stoneware-mug", mugs).await;
    let number = shopper.check_out().await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    // Each payment has numbers of its own.
    let digit = |letter: u8| char::from(b'0' + letter % 10);
    let own: String = out_trade_no.bytes().map(digit).collect();
    let mut notice = paid(&out_trade_no, &amount);
    notice.insert("trade_no".to_owned(), own.clone());
    notice.insert("notify_id".to_owned(), own);
    post(&app.router, encode(&signed(notice))).await;
    number
}

fn status(number: &str) -> String {
    format!("/change_status?order_id={number}")
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_orders_are_checked_shipped_and_received() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let first = order(&app, &shopper, "1").await;
    let second = order(&app, &shopper, "2").await;
    let staff = packer(&app).await;
    let list = staff.get(LIST).await;
    assert_eq!(list.all("nav.tabs a[aria-current]"), ["待发货"]);
    assert_eq!(
        list.all(".bulk-bar button"),
        ["批量发货", "打印配货单", "打印发货单"]
    );
    let mut ticks = list.form(SHIP);
    assert!(!ticks.is_post, "the ticks ride in the address");
    for number in [&first, &second] {
        assert_eq!(
            list.all(&format!("input[name=pick][value='{number}']"))
                .len(),
            1
        );
        ticks.fields.push(("pick".to_owned(), number.clone()));
    }
    let every = staff.get(&format!("{LIST}&all=1")).await;
    assert_eq!(every.all("input[name=pick][checked]").len(), 2);

    for (page, words) in [
        ("/admin/orders/pick-list", "MUG-CELADON"),
        ("/admin/orders/packing-slips", "138****8000"),
    ] {
        let printed = staff
            .get(&format!("{page}?pick={first}&pick={second}"))
            .await;
        assert!(printed.text().contains(words), "{}", printed.text());
        assert!(printed.text().contains("2 单"), "{}", printed.text());
    }

    let page = staff.submit(&ticks).await;
    let form = page.form(SHIP);
    assert_eq!(form.get("rows[1][order]"), second);
    let short = staff
        .submit(&form.clone().set("lines", "SF1234567890"))
        .await;
    assert!(
        short.text().contains("粘贴了 1 个，选了 2 单。"),
        "{}",
        short.text()
    );
    assert_eq!(short.form(SHIP).get("lines"), "SF1234567890");
    let wrong = form.clone().set("lines", "SF1234567890\n1.2E+13");
    let told = staff.submit(&wrong).await;
    assert!(told.text().contains("可发 1 · 有误 1"), "{}", told.text());
    assert!(told.text().contains("不是运单号"), "{}", told.text());
    let fixed = told.form(SHIP).set("rows[1][tracking_no]", "SF1234567891");
    let found = staff.submit(&fixed).await;
    assert!(found.text().contains("可发 2 · 有误 0"), "{}", found.text());
    assert_eq!(found.all(".plan button"), ["发货 2 单"]);
    let send = found.form("/api/admin/ship_many");
    let done = staff.submit_and_follow(send.clone()).await;
    assert!(done.text().contains("已发货 2 单。"), "{}", done.text());
    assert!(done.text().contains("都发完了。"), "{}", done.text());
    // The same press from the history, then the same sheet.
    staff.submit_and_follow(send).await;
    let sheet = format!("{first},顺丰,SF1234567890\n{second},顺丰,SF1234567891");
    let again = staff.get(SHIP).await.form(SHIP).set("lines", &sheet);
    let again = staff.submit(&again).await;
    assert!(again.text().contains("已发货，跳过"), "{}", again.text());
    assert!(!again.has_form("/api/admin/ship_many"));

    let seen = shopper.get(&status(&first)).await;
    let parcel = seen.all(".parcel");
    assert_eq!(parcel.len(), 1);
    assert!(parcel[0].contains("SF1234567890") && parcel[0].contains("顺丰速运"));
    let link = seen.attr(".parcel a", "href").unwrap();
    assert!(link.ends_with("com=shunfeng&nu=SF1234567890"), "{link}");
    assert!(seen.text().contains("自动确认收货"), "{}", seen.text());
    let waiting = shopper.get("/orders?tab=to_receive").await;
    assert_eq!(waiting.all(".order").len(), 2);
    let later = shopper
        .submit_and_follow(seen.form("/api/order/extend_receipt"))
        .await;
    assert!(
        later.text().contains("收货时间已延长 3 天。"),
        "{}",
        later.text()
    );
    assert!(!later.has_form("/api/order/extend_receipt"));
    let received = later.form("/api/order/confirm_receipt");
    let ended = shopper.submit_and_follow(received).await;
    assert!(ended.text().contains("已完成"), "{}", ended.text());
    let waiting = shopper.get("/orders?tab=to_receive").await;
    assert_eq!(waiting.all(".order").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_uploaded_and_a_number_that_lost_its_digits_is_refused() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let first = order(&app, &shopper, "1").await;
    let second = order(&app, &shopper, "1").await;
    let staff = packer(&app).await;
    let form = staff.get(SHIP).await.form(SHIP);
    let sheet =
        format!("订单号,物流公司,运单号\n{first},中通,771234567890\n{second},中通,7.7E+11\n");
    let found = upload(&staff, &form, &[("运单.csv", sheet.as_bytes())]).await;
    assert!(found.text().contains("可发 1 · 有误 1"), "{}", found.text());
    assert!(found.text().contains("不是运单号"), "{}", found.text());
    assert_eq!(found.form(SHIP).get("rows[0][carrier]"), "zto");
    let done = staff
        .submit_and_follow(found.form("/api/admin/ship_many"))
        .await;
    assert!(done.text().contains("已发货 1 单。"), "{}", done.text());
    // An unknown carrier stays as it was written, so that the next check refuses it too.
    let odd = format!("{second},中中,771234567891\n");
    let mut told = upload(&staff, &form, &[("运单.csv", odd.as_bytes())]).await;
    for _ in 0..2 {
        assert!(told.text().contains("可发 0 · 有误 1"), "{}", told.text());
        assert!(told.text().contains("没有这家物流公司"), "{}", told.text());
        let again = told.form(SHIP);
        assert_eq!(again.get("rows[0][carrier]"), "中中");
        told = staff.submit(&again).await;
    }
    let refused = upload(&staff, &form, &[("photo.jpg", b"\x89PNG\r\n\x1a\n\0\0")]).await;
    assert!(
        refused.text().contains("不是 CSV 或 XLSX"),
        "{}",
        refused.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_shipped_in_parts_from_its_page() {
    let app = TestApp::new().await;
    let shopper = app.shopper().await;
    let number = order(&app, &shopper, "3").await;
    let staff = packer(&app).await;
    let page = format!("/admin/orders/{number}");
    let form = staff.get(&page).await.form("/api/admin/ship_order");
    assert_eq!(
        (form.get("lines[0][qty]"), form.get("carrier")),
        ("3", "sf")
    );
    let wrong = form.clone().set("lines[0][qty]", "4");
    let told = staff.submit_and_follow(wrong).await;
    assert!(told.text().contains("最多可发 3 件。"), "{}", told.text());
    assert_eq!(told.form("/api/admin/ship_order").get("lines[0][qty]"), "4");
    let part = form
        .set("lines[0][qty]", "1")
        .set("carrier", "zto")
        .set("tracking_no", "77 1234 5678");
    let done = staff.submit_and_follow(part).await;
    assert!(done.text().contains("已发货。"), "{}", done.text());
    let seen = shopper.get(&status(&number)).await;
    assert!(seen.text().contains("还有 2 件待发货"), "{}", seen.text());
    assert!(!seen.has_form("/api/order/confirm_receipt"));

    let correct = done
        .form("/api/admin/correct_number")
        .set("tracking_no", "7712345679");
    let corrected = staff.submit_and_follow(correct).await;
    assert!(
        corrected.text().contains("运单号已更正"),
        "{}",
        corrected.text()
    );
    let seen = shopper.get(&status(&number)).await;
    assert!(seen.text().contains("7712345679") && seen.text().contains("更正"));
    assert!(corrected.text().contains("撤销后 1 件回到待发货。"));
    let void = corrected.form("/api/admin/void_parcel");
    let voided = staff.submit_and_follow(void).await;
    assert!(voided.text().contains("已撤销发货"), "{}", voided.text());
    assert!(
        shopper
            .get(&status(&number))
            .await
            .all(".parcel")
            .is_empty()
    );
    let log = staff.get("/admin/audit").await.text();
    for words in ["发货", "改运单号", "撤销发货", "中通快递", "7712345679"] {
        assert!(log.contains(words), "{words}: {log}");
    }
    let narrowed = staff
        .get("/admin/orders?from=2000-01-01&to=2000-01-02")
        .await;
    assert!(narrowed.text().contains("没有符合条件的订单。"));
}
