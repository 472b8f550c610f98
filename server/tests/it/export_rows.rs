//! The page of sales, and files of figures and rows.

use crate::support::{Client, TestApp};
use domain::staff::Role;

const PASSWORD: &str = "a quiet tea house";
const SALES: &str = "/admin/sales";
const EXPORTS: &str = "/admin/exports";
const ROWS: &str = "/admin/exports/rows";
/// The days of the test's clock.
const DAYS: &str = "from=2026-11-01&to=2026-11-30";

async fn member(app: &TestApp, role: Role) -> Client {
    let login = format!("role-{role}@example.com");
    app.shop
        .create_staff(&login, "店员", PASSWORD, &[role])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", &login, PASSWORD).await;
    client
}

/// A shop with one order that is placed, and its number.
async fn ordered(app: &TestApp) -> String {
    let buyer = app.shopper().await;
    buyer.add("/p/stoneware-mug", "1").await;
    buyer.check_out().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_six_figures_a_chart_and_its_table() {
    let app = TestApp::new().await;
    ordered(&app).await;
    let finance = member(&app, Role::Finance).await;
    let page = finance.get(SALES).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.all("main .figure-name"),
        ["下单", "已付款", "件数", "销售额", "退款", "净额"]
    );
    assert_eq!(
        page.all("main .figure-count").first().map(String::as_str),
        Some("1")
    );
    // Nothing is paid: no chart, and a table of thirty days with their total.
    assert!(page.all("svg[role=img]").is_empty());
    assert_eq!(page.all("main tbody tr").len(), 31);
    assert!(page.text().contains("数据到 09:00。"), "{}", page.text());
    assert!(!page.body.contains("style="), "no inline style");
    let links = page.all("main .sheet-links a");
    assert_eq!(links, ["导出 XLSX", "导出 CSV", "导出订单、退款和账目"]);
    // A viewer reads, and exports nothing but the table.
    let viewer = member(&app, Role::Viewer).await;
    assert_eq!(viewer.get(SALES).await.all("main .sheet-links a").len(), 2);
    assert_eq!(
        viewer.get(SALES).await.all(".rail a[href='/admin/sales']"),
        ["销售"]
    );
    let clerk = member(&app, Role::Orders).await;
    assert_eq!(clerk.get(SALES).await.status, 403);
    assert!(
        clerk
            .get("/admin")
            .await
            .all("a[href='/admin/sales']")
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_cannot_be_read_stay_in_their_fields() {
    let app = TestApp::new().await;
    let finance = member(&app, Role::Finance).await;
    for page in [SALES, EXPORTS] {
        let page = finance
            .get(&format!("{page}?from=2026-11-30&to=2026-11-01"))
            .await;
        assert_eq!(page.status, 200);
        assert_eq!(page.all("#days-wrong").len(), 1);
        assert_eq!(page.attr("#from", "value").as_deref(), Some("2026-11-30"));
        assert!(!page.has_form(ROWS));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_posted_and_come_as_a_file() {
    let app = TestApp::new().await;
    let number = ordered(&app).await;
    let owner = member(&app, Role::Owner).await;
    let page = owner.get(&format!("{EXPORTS}?{DAYS}")).await;
    assert!(page.text().contains("共 1 行。"), "{}", page.text());
    let saved = owner
        .post(ROWS, &format!("kind=orders&{DAYS}&file=csv"))
        .await;
    assert_eq!(saved.status, 200);
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"orders-2026-11-01-2026-11-30.csv\""
    );
    assert_eq!(saved.header("cache-control"), "no-store");
    let text = String::from_utf8(saved.bytes.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("\u{feff}订单号,下单时间,"), "{text}");
    assert_eq!(lines.len(), 2, "{text}");
    assert!(
        lines[1].contains(&number) && lines[1].contains("未付款"),
        "{text}"
    );

    let book = owner
        .post(ROWS, &format!("kind=lines&{DAYS}&file=xlsx"))
        .await;
    assert_eq!(book.status, 200);
    let table = sheets::read_table(book.bytes.as_ref()).unwrap();
    assert!(table.rows.iter().any(|row| row.cells[0].text == number));

    // What cannot be read leads back to the page, which says so.
    let led = owner.post(ROWS, "kind=orders&from=x&to=y&file=csv").await;
    assert_eq!(led.status, 303);
    assert_eq!(led.location(), format!("{EXPORTS}?kind=orders&from=x&to=y"));
    for strange in ["&strange=1", "&kind=orders"] {
        let body = format!("kind=orders&{DAYS}&file=csv{strange}");
        assert_eq!(owner.post(ROWS, &body).await.status, 400, "{strange}");
    }
    // Opening the address saves nothing.
    assert_eq!(owner.get(ROWS).await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_is_a_file_of_the_same_figures() {
    let app = TestApp::new().await;
    ordered(&app).await;
    let finance = member(&app, Role::Finance).await;
    let saved = finance.get("/admin/sales/export.csv?range=7d").await;
    assert_eq!(saved.status, 200);
    let text = String::from_utf8(saved.bytes.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 9, "a heading, seven days, the total: {text}");
    assert_eq!(lines[7], "2026-11-22,2026-11-22,1,0,0,0.00,0.00,0.00");
    assert_eq!(lines[8], "合计,,1,0,0,0.00,0.00,0.00");
    let book = finance
        .get("/admin/sales/export.xlsx?range=7d&by=sku")
        .await;
    assert_eq!(book.status, 200);
    assert!(sheets::read_table(book.bytes.as_ref()).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_lead_to_the_exports_that_a_role_may_make() {
    let app = TestApp::new().await;
    let lists = [
        "/admin/orders",
        "/admin/orders?tab=to-ship",
        "/admin/refunds",
        "/admin/recon",
    ];
    let (orders, refunds, ledger) = (
        vec!["导出订单", "导出订单明细"],
        vec!["导出退款"],
        vec!["导出账目"],
    );
    let all = [orders.clone(), orders.clone(), refunds.clone(), ledger];
    for (role, links) in [
        (Role::Owner, all.clone()),
        (Role::Finance, all),
        (
            Role::Orders,
            [orders.clone(), orders, Vec::new(), Vec::new()],
        ),
        (Role::Refunds, [Vec::new(), Vec::new(), refunds, Vec::new()]),
        (
            Role::Viewer,
            [Vec::new(), Vec::new(), Vec::new(), Vec::new()],
        ),
    ] {
        let client = member(&app, role).await;
        for (list, links) in lists.iter().zip(links) {
            let page = client.get(list).await;
            assert_eq!(page.all("main .sheet-links a"), links, "{role} {list}");
            // The export of the days that are shown.
            let Some(href) = page.attr("main .sheet-links a", "href") else {
                continue;
            };
            assert_eq!(client.get(&href).await.status, 200, "{href}");
        }
    }
    let owner = app.anonymous();
    owner
        .sign_in("/admin/login", "role-owner@example.com", PASSWORD)
        .await;
    let page = owner.get(&format!("/admin/orders?{DAYS}")).await;
    assert_eq!(
        page.attr("main .sheet-links a", "href").as_deref(),
        Some("/admin/exports?kind=orders&time=placed&from=2026-11-01&to=2026-11-30")
    );
}
