//! Sheets of goods to download.

use crate::support::{Client, TestApp};
use domain::staff::Role;
use sheets::Goods;
use shop::goods::{Counts, How, Importer, Pictures};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

const PASSWORD: &str = "a quiet tea house";
const LIST: &str = "/admin/products";

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

/// Saves a sheet and reads it.
async fn saved(client: &Client, path: &str, name: &str, mime: &str) -> Goods {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    for (header, wanted) in [
        (
            "content-disposition",
            format!("attachment; filename=\"{name}\"").as_str(),
        ),
        ("content-type", mime),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-robots-tag", "noindex"),
    ] {
        assert_eq!(page.header(header), wanted, "{path}: {header}");
    }
    sheets::read(page.bytes.as_ref()).unwrap()
}

/// What importing the sheet would do.
async fn tried(app: &TestApp, goods: Goods) -> Counts {
    let (by, stop) = (Importer::CommandLine, CancellationToken::new());
    let done = app
        .shop
        .import_goods(
            by,
            &Arc::new(goods),
            &Pictures::default(),
            How::DryRun,
            &stop,
            |_| (),
        )
        .await
        .unwrap();
    assert_eq!(done.wrong, []);
    done.counts
}

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[tokio::test(flavor = "multi_thread")]
async fn an_export_imports_to_no_change() {
    let app = TestApp::new().await;
    let mut staff = member(&app, Role::Catalog).await;
    for (language, heading) in [("zh-CN", "规格编码"), ("en", "Code")] {
        staff.language = language;
        staff.set_cookie("lang", language);
        for (path, name, mime) in [
            ("/admin/products/export.csv", "products-2026-11-22.csv", CSV),
            (
                "/admin/products/export.xlsx",
                "products-2026-11-22.xlsx",
                XLSX,
            ),
        ] {
            let goods = saved(&staff, path, name, mime).await;
            assert!(goods.columns.values().any(|column| column == heading));
            let rows = goods.rows;
            assert!(rows > 100, "{rows}");
            let counts = tried(&app, goods).await;
            assert_eq!((counts.new, counts.changed), (0, 0), "{path} {language}");
            assert_eq!(counts.unchanged, rows, "{path} {language}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_imports_as_it_is() {
    let app = TestApp::new().await;
    let staff = member(&app, Role::Catalog).await;
    for (path, name, mime) in [
        ("/admin/products/template.csv", "products-template.csv", CSV),
        (
            "/admin/products/template.xlsx",
            "products-template.xlsx",
            XLSX,
        ),
    ] {
        let goods = saved(&staff, path, name, mime).await;
        assert_eq!(goods.products.len(), 2, "{path}");
        let counts = tried(&app, goods).await;
        assert_eq!((counts.new, counts.changed, counts.unchanged), (3, 0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_are_for_those_who_keep_the_catalog() {
    let app = TestApp::new().await;
    let staff = member(&app, Role::Catalog).await;
    let clerk = member(&app, Role::Orders).await;
    let links = |list: &str| format!("{list} .sheet-links a");
    assert_eq!(
        staff.get(LIST).await.all(&links("main")),
        ["导出 XLSX", "导出 CSV"]
    );
    assert!(clerk.get(LIST).await.all(&links("main")).is_empty());
    for path in [
        "/admin/products/export.csv",
        "/admin/products/template.xlsx",
    ] {
        let page = clerk.get(path).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.header("content-disposition").is_empty(), "{path}");
        assert!(!page.body.contains("MUG-CELADON"), "{path}");
        let led = app.anonymous().get(path).await;
        assert_eq!(led.status, 303, "{path}");
        assert_eq!(led.location(), "/admin/login?next=%2Fadmin%2Fproducts");
    }
    // A sheet is not a form's address.
    let posted = staff.post("/admin/products/export.csv", "").await;
    assert_eq!(posted.status, 405);
}
