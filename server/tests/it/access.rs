//! Access control: every route and server function, requested by every kind of user. A route that
//! is not in the table fails the test, so a new one cannot be forgotten.
//!
//! The forms are valid and concern the order of the first shopper. Permitted users are redirected
//! by 303, to the next page or back to the form with its errors. All others learn nothing and
//! change nothing.

mod table;

use crate::headers::protected;
use crate::support::{Client, TestApp, books, page::Page};
use domain::staff::Role;
use table::{Row, Sees, rows};

/// Every kind of viewer.
const EVERYBODY: [(&str, Who); 10] = [
    ("somebody new", Who::Stranger(false)),
    ("a guest with a cart", Who::Stranger(true)),
    ("the order's shopper", Who::Buyer),
    ("another shopper", Who::Shopper),
    ("staff: viewer", Who::Staff(Role::Viewer)),
    ("staff: catalogue", Who::Staff(Role::Catalog)),
    ("staff: orders", Who::Staff(Role::Orders)),
    ("staff: refunds", Who::Staff(Role::Refunds)),
    ("staff: finance", Who::Staff(Role::Finance)),
    ("staff: owner", Who::Staff(Role::Owner)),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Not signed in. `true`: with a cart, and so with a session.
    Stranger(bool),
    /// The shopper who placed the order.
    Buyer,
    /// Another signed-in shopper.
    Shopper,
    /// A member of staff with one role.
    Staff(Role),
}

impl Who {
    /// What this user should see according to the row.
    fn sees(self, row: &Row) -> Sees {
        match self {
            Self::Stranger(_) => row.stranger,
            Self::Buyer => row.buyer,
            Self::Shopper => row.shopper,
            Self::Staff(role) if role == Role::Owner || row.roles.contains(&role) => row.staff,
            Self::Staff(_) => row.other_staff,
        }
    }

    /// A client with an IP address of its own, because rate limits count by address.
    async fn arrives(self, app: &TestApp, place: usize) -> Client {
        let client = app.anonymous().from(&format!("10.7.{place}.1"));
        match self {
            Self::Stranger(with_cart) => {
                if with_cart {
                    client.add("/p/canvas-tote", "1").await;
                }
            }
            Self::Buyer => {
                let account = &app.accounts.shopper;
                client
                    .sign_in("/login", &account.login, &account.password)
                    .await;
            }
            Self::Shopper => {
                client.sign_in("/login", OTHER, PASSWORD).await;
            }
            Self::Staff(role) => {
                let login = format!("role-{role}@example.com");
                client.sign_in("/admin/login", &login, PASSWORD).await;
            }
        }
        client
    }
}

const PASSWORD: &str = "a quiet tea house";
/// The login of the other shopper.
const OTHER: &str = "other@example.com";

/// Routes that are neither pages nor server functions.
const DOORS: [&str; 21] = [
    "POST /alipay/notify",
    "POST /come_back",
    "GET /come_back",
    "GET /alipay/return",
    "GET /media/{sha256}",
    "GET /healthz",
    "GET /readyz",
    "GET /speculation-rules.json",
    "GET /robots.txt",
    "GET /sitemap.xml",
    "GET /sitemap/{file}",
    "GET /admin/products/export.csv",
    "GET /admin/products/export.xlsx",
    "GET /admin/products/template.csv",
    "GET /admin/products/template.xlsx",
    "GET /admin/products/import/{key}/wrong.csv",
    "GET /refund_photo/{request}/{place}",
    "GET /admin/refund_photo/{request}/{place}",
    "GET /admin/sales/export.csv",
    "GET /admin/sales/export.xlsx",
    "POST /admin/exports/rows",
];

/// The outcome that a response shows.
fn seen(answer: &Page) -> String {
    let to = answer.location();
    let place = to.split(['?', '#']).next().unwrap_or_default();
    match (answer.status.as_u16(), place) {
        (303, "/login") => "Login".to_owned(),
        (303, "/admin/login") => "Desk".to_owned(),
        (303, _) => "Led".to_owned(),
        (200, _) => "Shown".to_owned(),
        (403, _) => "Forbidden".to_owned(),
        (404, _) => "Missing".to_owned(),
        (400, _) => "Refused".to_owned(),
        (422, _) => "Told".to_owned(),
        (status, place) => format!("{status} {place}"),
    }
}

#[test]
fn every_route_has_a_row() {
    let mut routes: Vec<String> = server::render::routes()
        .iter()
        .map(|listing| format!("GET {}", listing.path()))
        .collect();
    server::door::register();
    routes.extend(
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}")),
    );
    routes.extend(
        desk::ASKED_BY_POST
            .iter()
            .map(|path| format!("POST {path}")),
    );
    routes.extend(DOORS.iter().map(|door| (*door).to_owned()));
    routes.sort();
    let mut listed: Vec<String> = rows().map(|row| row.route.to_owned()).collect();
    listed.sort();
    let missing: Vec<_> = routes.iter().filter(|r| !listed.contains(r)).collect();
    let stale: Vec<_> = listed.iter().filter(|r| !routes.contains(r)).collect();
    assert!(missing.is_empty(), "routes without a row: {missing:#?}");
    assert!(stale.is_empty(), "rows without a route: {stale:#?}");
    // axum cannot list its routes, so count the calls: two are loops over the lists above, one has
    // two methods, and `/en` redirects to the English front page.
    let written = include_str!("../../src/router.rs")
        .matches(".route(")
        .count();
    assert_eq!(written, DOORS.len() - 1 + 3, "a route without a row");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_is_theirs_and_nothing_else() {
    let app = TestApp::new().await;
    for (_, who) in EVERYBODY {
        if let Who::Staff(role) = who {
            let login = format!("role-{role}@example.com");
            app.shop
                .create_staff(&login, "店员", PASSWORD, &[role])
                .await
                .unwrap();
        }
    }
    let form = app.anonymous().get("/register").await;
    let form = form.form("/api/account/sign_up").set("login", OTHER);
    let form = form.set("display_name", "别人").set("password", PASSWORD);
    app.anonymous().submit_and_follow(form).await;
    let buyer = app.shopper().await;
    buyer.add("/p/stoneware-mug", "1").await;
    let number = buyer.check_out().await;
    let before = books::digest(&app.shop, std::slice::from_ref(&number)).await;

    let mut wrong = Vec::new();
    // First the users without access, who must change nothing, then those with access.
    for allowed in [false, true] {
        for (place, (name, who)) in EVERYBODY.into_iter().enumerate() {
            let mut client = who.arrives(&app, place).await;
            for row in rows() {
                let want = who.sees(row);
                if matches!(want, Sees::Shown | Sees::Led | Sees::Told) != allowed {
                    continue;
                }
                let answer = row.ask(&client, &number).await;
                let got = seen(&answer);
                if got != format!("{want:?}") {
                    wrong.push(format!("{}: {name} got {got}, not {want:?}", row.route));
                }
                let told = answer.body.contains("林夏") || answer.body.contains("13800138000");
                // Whoever placed the order knows that.
                if told && !allowed && !matches!(who, Who::Buyer) {
                    wrong.push(format!("{}: {name} was told who ordered", row.route));
                }
                if row.ends_session {
                    client = who.arrives(&app, place).await;
                }
            }
        }
        if !allowed {
            let after = books::digest(&app.shop, std::slice::from_ref(&number)).await;
            assert_eq!(after, before, "a user without access changed something");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A form with an unknown, a duplicate or an additional field is refused as a whole.
#[tokio::test(flavor = "multi_thread")]
async fn no_form_takes_a_field_it_does_not_know() {
    let app = TestApp::new().await;
    let mut wrong = Vec::new();
    let forms = rows()
        .filter(|row| row.route.starts_with("POST /api/") || row.route.starts_with("POST /admin/"));
    for (place, row) in forms.enumerate() {
        let owner = app.anonymous().from(&format!("10.8.{place}.1"));
        let mut strange = vec![
            "form[strange]=1".to_owned(),
            "strange=1".to_owned(),
            "form=1".to_owned(),
            "__err=1".to_owned(),
        ];
        if let Some((name, _)) = row
            .body
            .split('&')
            .next()
            .and_then(|pair| pair.split_once('='))
        {
            strange.push(format!("{name}=1"));
        }
        for extra in strange {
            let answer = row.ask_with(&owner, "20261122AAAAAAAAAA", &extra).await;
            if answer.status != 400 || answer.headers.contains_key("location") {
                wrong.push(format!("{} {extra}: {}", row.route, answer.status));
            }
            assert!(!answer.body.contains("__err"), "{}", row.route);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Headers, cookies and URLs of every response, for every kind of user.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_to_everybody_is_protected() {
    let app = TestApp::at("https://shop.example").await;
    app.shop
        .create_staff("desk-owner@example.com", "店主", PASSWORD, &[Role::Owner])
        .await
        .unwrap();
    let buyer = app.shopper().await;
    buyer.add("/p/stoneware-mug", "1").await;
    let number = buyer.check_out().await;
    let owner = app.anonymous().from("10.9.1.1");
    owner
        .sign_in("/admin/login", "desk-owner@example.com", PASSWORD)
        .await;
    let people = [
        ("somebody new", app.anonymous().from("10.9.2.1")),
        ("the order's shopper", buyer),
        ("the owner", owner),
    ];
    for (name, client) in people {
        // These rows end the session, so they come last.
        for last in [false, true] {
            for row in rows().filter(|row| row.ends_session == last) {
                let mut page = row.ask(&client, &number).await;
                page.at = format!("{} ({name})", row.route);
                protected(&page);
                assert!(
                    page.header("strict-transport-security").contains("max-age"),
                    "{}",
                    page.at
                );
                for cookie in page.headers.get_all("set-cookie") {
                    let cookie = cookie.to_str().unwrap();
                    // The language is not a secret, so its cookie needs no `__Host-` prefix.
                    let bound = cookie.starts_with("__Host-") || cookie.starts_with("lang=");
                    assert!(bound, "{}: {cookie}", page.at);
                    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                        assert!(cookie.contains(part), "{}: {cookie}", page.at);
                    }
                    assert!(!cookie.contains("Domain"), "{}: {cookie}", page.at);
                }
                let location = page.location();
                let local = location.starts_with('/') && !location.starts_with("//");
                let cashier = location.starts_with("http://127.0.0.1:8090/gateway.do?");
                assert!(
                    location.is_empty() || local || cashier,
                    "{}: {location}",
                    page.at
                );
                assert!(!location.contains("__err"), "{}: {location}", page.at);
                let path = row.route.split_once(' ').unwrap().1;
                let private = path.starts_with("/admin")
                    || path.starts_with("/api/")
                    || ["/cart", "/checkout", "/orders", "/change_status"].contains(&path);
                if private {
                    assert_eq!(page.header("cache-control"), "no-store", "{}", page.at);
                }
            }
        }
    }
}

/// Without the tables of orders and users, no request gets another user's rights, no page shows the
/// cause, and every response is a complete page.
#[tokio::test(flavor = "multi_thread")]
async fn a_broken_database_tells_nobody_why() {
    // The walk posts more forms than a client may in a minute.
    let app = TestApp::unpaced().await;
    app.shop
        .create_staff("desk-owner@example.com", "店主", PASSWORD, &[Role::Owner])
        .await
        .unwrap();
    let buyer = app.shopper().await;
    buyer.add("/p/stoneware-mug", "1").await;
    let number = buyer.check_out().await;
    let owner = app.anonymous();
    owner
        .sign_in("/admin/login", "desk-owner@example.com", PASSWORD)
        .await;
    let break_down = |sql: &'static str| {
        let app = &app;
        async move {
            let other = app.other_process().await;
            store::testing::batch(&other, sql).await.unwrap();
        }
    };
    break_down("ALTER TABLE orders RENAME TO gone_orders").await;
    for client in [&buyer, &owner] {
        walk_broken(client, &number, false).await;
    }
    for (client, path) in [
        (&buyer, "/orders".to_owned()),
        (&buyer, format!("/change_status?order_id={number}")),
        (&owner, "/admin".to_owned()),
        (&owner, "/admin/orders".to_owned()),
        (&owner, format!("/admin/orders/{number}")),
    ] {
        let page = client.get(&path).await;
        assert_eq!(page.status, 500, "{path}");
        assert!(page.body.contains(page.header("x-request-id")), "{path}");
    }
    break_down("ALTER TABLE users RENAME TO gone_users").await;
    for client in [&buyer, &owner] {
        walk_broken(client, &number, true).await;
    }
}

async fn walk_broken(client: &Client, number: &str, nobody_known: bool) {
    for row in rows().filter(|row| !row.ends_session) {
        let mut page = row.ask(client, number).await;
        page.at = row.route.to_owned();
        protected(&page);
        for cause in ["no such table", "SQL", "gone_", "diesel", "panicked"] {
            assert!(!page.body.contains(cause), "{}: {cause}", page.at);
        }
        let personal = ["/admin", "/orders", "/checkout", "/change_status"];
        let path = row.route.split_once(' ').unwrap().1;
        if nobody_known
            && personal.iter().any(|start| path.starts_with(start))
            && !path.ends_with("/login")
            // Without a key these make no query and show no personal data.
            && !["/admin/first-run", "/admin/join"].contains(&path)
        {
            // An unreadable session is an error, not a missing session.
            assert!(
                page.status.is_server_error() || page.status == 303,
                "{}: {}",
                page.at,
                page.status
            );
        }
    }
}
