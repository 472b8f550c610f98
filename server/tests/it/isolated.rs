//! Text typed by users is isolated in its writing direction, so that a right-to-left name does not
//! reorder the phone number beside it.

mod returns;

use crate::support::{
    Client, TestApp,
    notice::{encode, paid, post, signed},
    page::Page,
};
use domain::staff::Role;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

const PASSWORD: &str = "a quiet tea house";
/// Texts to type, a different one for each field.
const NAME: &str = "נורה";
const CONTACT: &str = "נועה";
const REGION: &str = "חיפה";
const STREET: &str = "הרצל";
const NOTE: &str = "תודה";
const STAFF: &str = "דליה";
const INNER: &str = "פנימי";
const REASON: &str = "שבור";
const COUNTED: &str = "ספירה";
const TITLE: &str = "ספל";
const BODY: &str = "חרס";

fn is_hebrew(text: &str) -> bool {
    text.chars().any(|c| ('\u{590}'..='\u{5ff}').contains(&c))
}

/// True if the text is in an element with its own direction, or isolated within a sentence.
fn is_isolated(node: ElementRef<'_>, text: &str) -> bool {
    let sentence = text
        .split(['\u{2068}', '\u{2069}'])
        .step_by(2)
        .all(|outside| !is_hebrew(outside));
    sentence
        || std::iter::once(node)
            .chain(node.ancestors().filter_map(ElementRef::wrap))
            .any(|e| e.value().name() == "bdi" || e.value().attr("dir") == Some("auto"))
}

/// Panics if typed text on the page is not isolated; returns all typed text on it.
fn seen(page: &Page) -> BTreeSet<String> {
    assert_eq!(page.status, 200, "{}", page.at);
    let html = Html::parse_document(&page.body);
    let mut found = BTreeSet::new();
    let mut wrong = Vec::new();
    for node in html.root_element().descendants() {
        let (Some(text), Some(parent)) = (
            node.value().as_text(),
            node.parent().and_then(ElementRef::wrap),
        ) else {
            continue;
        };
        // Structured data is read by machines.
        let unseen = ["title", "script"].contains(&parent.value().name())
            || parent.value().classes().any(|class| class == "vh");
        if unseen || !is_hebrew(text) {
            continue;
        }
        found.insert(text.trim().to_owned());
        if !is_isolated(parent, text) {
            wrong.push(format!("<{}> {}", parent.value().name(), &**text));
        }
    }
    for input in html.select(&Selector::parse("input:not([type=hidden])").unwrap()) {
        let value = input.value().attr("value").unwrap_or_default();
        if is_hebrew(value) && input.value().attr("dir") != Some("auto") {
            wrong.push(format!("<input> {value}"));
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", page.at);
    found
}

async fn owner(app: &TestApp) -> Client {
    app.shop
        .create_staff("rtl-owner@example.com", STAFF, PASSWORD, &[Role::Owner])
        .await
        .unwrap();
    let client = app.anonymous();
    client
        .sign_in("/admin/login", "rtl-owner@example.com", PASSWORD)
        .await;
    client
}

async fn set_up_product(owner: &Client) {
    let product = owner.get("/admin/products/stoneware-mug").await;
    let form = product
        .form("/admin/products/stoneware-mug")
        .set("title_zh", TITLE)
        .set("title_en", TITLE)
        .set("body_zh", BODY)
        .set("body_en", BODY)
        .set("skus[0][stock]", "+1")
        .set("why", COUNTED)
        .press("保存");
    owner.submit_and_follow(form).await;
}

async fn buy(shopper: &Client) -> String {
    let form = shopper
        .get("/register")
        .await
        .form("/api/account/sign_up")
        .set("login", "nora@example.com")
        .set("display_name", NAME)
        .set("password", PASSWORD);
    shopper.submit_and_follow(form).await;
    shopper.add("/p/stoneware-mug", "2").await;
    let form = shopper
        .checkout()
        .await
        .set("contact_name", CONTACT)
        .set("region", REGION)
        .set("street", STREET)
        .set("buyer_note", NOTE);
    let page = shopper.submit_and_follow(form).await;
    let (_, number) = page.at.split_once("order_id=").unwrap();
    number.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_keeps_its_own_direction_everywhere() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    set_up_product(&owner).await;
    let shopper = app.anonymous();
    let number = buy(&shopper).await;
    let (out_trade_no, amount) = shopper.start_to_pay(&number).await;
    post(&app.router, encode(&signed(paid(&out_trade_no, &amount)))).await;

    let order = owner.get(&format!("/admin/orders/{number}")).await;
    let form = order.form("/api/admin/note").set("staff_note", INNER);
    owner.submit_and_follow(form).await;
    let refund = format!("/admin/orders/{number}/refund");
    let form = owner.get(&refund).await.form(&refund);
    let form = form
        .set("lines[0][qty]", "1")
        .set("reason_code", "damaged")
        .set("reason_text", REASON)
        .set("staff_note", INNER);
    let plan = owner.submit(&form).await;
    let mut typed = seen(&plan);
    owner
        .submit_and_follow(plan.form("/api/admin/refund_order"))
        .await;
    shopper.add("/p/stoneware-mug", "1").await;

    for path in [
        "/",
        "/en/",
        "/p/stoneware-mug",
        "/cart",
        "/checkout",
        "/orders",
        "/login",
        &format!("/change_status?order_id={number}"),
    ] {
        typed.extend(seen(&shopper.get(path).await));
    }
    for path in [
        "/admin/login",
        "/admin/orders",
        &format!("/admin/orders/{number}"),
        &refund,
        "/admin/products",
        "/admin/products/stoneware-mug",
        "/admin/audit",
        &format!("/admin/audit?actor={STAFF}"),
    ] {
        typed.extend(seen(&owner.get(path).await));
    }
    let all = typed.into_iter().collect::<Vec<_>>().join(" ");
    for text in [
        NAME, CONTACT, REGION, STREET, NOTE, STAFF, INNER, REASON, COUNTED, TITLE, BODY,
    ] {
        assert!(all.contains(text), "{text} is not shown on any page: {all}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_in_a_sentence_keeps_its_own_direction() {
    let app = TestApp::new().await;
    let owner = owner(&app).await;
    set_up_product(&owner).await;
    let shopper = app.shopper().await;
    shopper.add("/p/stoneware-mug", "1").await;
    let form = shopper
        .checkout()
        .await
        .set("contact_name", CONTACT)
        .set("region", REGION)
        .set("street", STREET);
    let product = owner.get("/admin/products/stoneware-mug").await;
    let archived = product
        .form("/admin/products/stoneware-mug")
        .set("skus[0][status]", "archived")
        .press("保存");
    owner.submit_and_follow(archived).await;
    // Nothing can be ordered now: the checkout redirects to the cart, which says why.
    let checkout = shopper.submit_and_follow(form).await;
    let page = shopper.get(&checkout.location()).await;
    let told = page.all("#errors").join(" ");
    assert!(told.contains(TITLE), "{} {}", page.at, page.text());
    seen(&page);
}
