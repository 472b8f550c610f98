//! The same on the pages of parcels, requests, returns, staff and what staff watch.

use super::{NAME, TITLE, buy, owner, seen, set_up_product};
use crate::support::{
    Client, TestApp,
    files::upload,
    notice::{encode, paid, post, signed},
    page::{Form, Page},
};
use std::collections::BTreeSet;

/// Texts to type, a different one for each field.
const WORDS: &str = "קרוע";
const DECLINED: &str = "נדחה";
const ADDRESS: &str = "מחסן";
const CARRIER: &str = "שליח";
const SENDER: &str = "חנות";
const GUEST: &str = "אורי";
const LINE: &str = "שורה";
const REQUEST: &str = "/api/order/request_refund";

/// Changes one setting.
async fn set(owner: &Client, name: &str, value: &str) {
    let field = format!("form[values][{name}]");
    let page = owner.get("/admin/settings").await;
    let mut forms = page.forms("/api/admin/change_settings").into_iter();
    let form = forms
        .find(|form| form.fields.iter().any(|(name, _)| *name == field))
        .unwrap();
    let form = form.set(&format!("values[{name}]"), value);
    owner.submit_and_follow(form).await;
}

/// Asks for a refund of what `kind` says; returns the order's page.
async fn ask(shopper: &Client, number: &str, kind: &str) -> Page {
    let address = format!("/refund_request?order_id={number}");
    let mut form: Form = shopper
        .get(&address)
        .await
        .form(REQUEST)
        .set("reason_text", WORDS);
    form.fields
        .retain(|(name, _)| !["form[kind]", "form[reason_code]"].contains(&name.as_str()));
    for (name, value) in [("form[kind]", kind), ("form[reason_code]", "damaged")] {
        form.fields.push((name.to_owned(), value.to_owned()));
    }
    let led = upload(shopper, &form, &[]).await;
    assert_eq!(led.status, 303, "{}", led.text());
    shopper.get(&led.location()).await
}

/// The page of the refund that waits longest in a tab.
async fn refund(owner: &Client, tab: &str) -> Page {
    let list = owner.get(&format!("/admin/refunds?tab={tab}")).await;
    seen(&list);
    let href = list.attr("tbody th a", "href").unwrap();
    owner.get(&href).await
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_of_parcels_and_returns_keeps_its_own_direction() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    set_up_product(&owner).await;
    set(&owner, "return_address", ADDRESS).await;
    set(&owner, "mail_sender", SENDER).await;
    let shopper = app.anonymous();
    let number = buy(&shopper).await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    post(&app.router, encode(&signed(paid(&out_trade_no, &amount)))).await;
    let status = format!("/change_status?order_id={number}");
    let order = format!("/admin/orders/{number}");

    let mut typed = BTreeSet::new();
    let many = format!("/admin/orders/ship?pick={number}");
    for path in [
        "/admin/orders?tab=to-ship",
        &many,
        &format!("/admin/orders/pick-list?pick={number}"),
        &format!("/admin/orders/packing-slips?pick={number}"),
    ] {
        typed.extend(seen(&owner.get(path).await));
    }
    let form = owner.get(&many).await.form("/admin/orders/ship");
    let checked = owner.submit(&form.set("lines", LINE)).await;
    typed.extend(seen(&checked));
    let ship = owner.get(&order).await.form("/api/admin/ship_order");
    owner
        .submit_and_follow(ship.set("tracking_no", "SF1234567890"))
        .await;

    let asked = ask(&shopper, &number, "money").await;
    typed.extend(seen(&asked));
    let page = refund(&owner, "decide").await;
    typed.extend(seen(&page));
    let decline = page.form("/api/admin/reject_refund");
    let declined = owner
        .submit_and_follow(decline.set("reason", DECLINED))
        .await;
    typed.extend(seen(&declined));
    typed.extend(seen(&shopper.get(&status).await));

    ask(&shopper, &number, "return").await;
    let page = refund(&owner, "decide").await;
    typed.extend(seen(&page));
    owner
        .submit_and_follow(page.form("/api/admin/ask_return"))
        .await;
    let waits = shopper.get(&status).await;
    typed.extend(seen(&waits));
    let form = waits.form("/api/order/send_return").set("carrier", CARRIER);
    // A refused number: the carrier is in its field.
    let refused = shopper
        .submit_and_follow(form.clone().set("tracking_no", "?"))
        .await;
    typed.extend(seen(&refused));
    let sent = shopper
        .submit_and_follow(form.set("tracking_no", "73100099887766"))
        .await;
    typed.extend(seen(&sent));
    typed.extend(seen(&refund(&owner, "return").await));

    let mut invite = owner.get("/admin/staff").await.form("/api/admin/invite");
    assert_eq!(invite.get("roles[5][role]"), "viewer");
    let tick = ("form[roles][5][on]".to_owned(), "1".to_owned());
    invite.fields.push(tick);
    let link = owner.submit_and_follow(invite).await.all("main code.once");
    let (_, path) = link[0].split_once("/admin/join").unwrap();
    let guest = app.anonymous();
    let join = guest.get(&format!("/admin/join{path}")).await;
    let join = join
        .form("/api/admin/join")
        .set("login", "guest@example.com")
        .set("display_name", GUEST)
        .set("password", "a quiet tea house");
    typed.extend(seen(&guest.submit_and_follow(join).await));
    typed.extend(seen(&guest.get("/admin/me").await));

    for path in [
        "/admin",
        &order,
        "/admin/refunds?tab=return",
        "/admin/refunds?tab=closed",
        "/admin/staff",
        "/admin/settings",
        "/admin/sales?range=today&by=product",
        "/admin/sales?range=today&by=sku",
        "/admin/exports",
        "/admin/recon",
        "/admin/mail?tab=all",
        "/admin/inbox?tab=all",
        "/admin/jobs?tab=ready",
        "/admin/alarms",
        "/admin/audit",
    ] {
        typed.extend(seen(&owner.get(path).await));
    }
    let request = format!("/refund_request?order_id={number}");
    for path in [status.as_str(), &request, "/orders?tab=to_receive"] {
        typed.extend(seen(&shopper.get(path).await));
    }
    let all = typed.into_iter().collect::<Vec<_>>().join(" ");
    for text in [WORDS, DECLINED, ADDRESS, CARRIER, GUEST, LINE, NAME, TITLE] {
        assert!(all.contains(text), "{text} is not shown on any page: {all}");
    }
}
