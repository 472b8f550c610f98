//! A sheet of goods in the browser: from the file to the products on sale.

use crate::support::{
    Client, TestApp,
    files::{upload, upload_as},
    page::Page,
};
use camera::Camera;
use domain::staff::Role;
use test_support::zip::Zip;

const PASSWORD: &str = "a quiet tea house";
const PAGE: &str = "/admin/products/import";
const START: &str = "/api/admin/start_import";
const STOP: &str = "/api/admin/stop_import";
const SHEET: &str = "网址名,中文名称,规格编码,价格（元）,库存,状态\n\
                     import-bowl,导入的碗,IMP-1,58.00,3,在售\n\
                     import-cup,导入的杯,IMP-2,free,3,在售\n";

async fn keeper(app: &TestApp) -> Client {
    let login = "import@example.com";
    app.shop
        .create_staff(login, "王芳", PASSWORD, &[Role::Catalog])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

async fn sent(client: &Client, name: &str, bytes: &[u8]) -> Page {
    let form = client.get(PAGE).await.form(PAGE);
    upload(client, &form, &[(name, bytes)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_uploaded_checked_and_imported() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let led = sent(&staff, "goods.csv", SHEET.as_bytes()).await;
    assert_eq!(led.status, 303, "{}", led.text());
    let page = led.location();
    let running = staff.get(&page).await;
    assert!(running.has_form(STOP), "{}", running.text());
    assert!(running.text().contains("检查中"), "{}", running.text());
    app.state().shop.run_due_jobs().await.unwrap();

    let found = staff.get(&page).await;
    assert!(found.text().contains("价格（元）"), "{}", found.text());
    let start = found.form(START);
    assert_eq!(
        found.all(&format!("form[action='{START}'] button")),
        ["导入 1 行，跳过 1 行"]
    );
    let wrong = staff.get(&format!("{page}/wrong.csv")).await;
    assert_eq!(wrong.status, 200);
    let text = String::from_utf8(wrong.bytes.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].ends_with("状态,原因"), "{text}");
    assert!(
        lines[1].starts_with("import-cup,导入的杯,IMP-2,free,3,在售,"),
        "{text}"
    );

    let led = staff.submit(&start).await;
    assert_eq!(led.status, 303);
    assert_eq!(led.location(), page);
    app.state().shop.run_due_jobs().await.unwrap();
    let done = staff.get(&page).await;
    assert!(done.text().contains("已导入 1 行。"), "{}", done.text());
    let shopper = app.anonymous().get("/p/import-bowl").await;
    assert_eq!(shopper.all("h1"), ["导入的碗"]);
    assert_eq!(app.anonymous().get("/p/import-cup").await.status, 404);
    // A reader of English sees what the sheet says in English words.
    let listed = staff.get(PAGE).await;
    assert!(listed.text().contains("goods.csv"), "{}", listed.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_sheet_is_refused_at_its_field() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let much = vec![b'a'; 20 * 1024 * 1024 + 1];
    for (name, bytes, told) in [
        (
            "picture.png",
            &b"\x89PNG\r\n\x1a\n\0\0\0"[..],
            "CSV 或 XLSX",
        ),
        ("other.csv", b"a,b\n1,2\n", "认不出表头"),
        ("empty.csv", b"", "没有内容"),
        ("much.csv", &much, "表格太大了"),
    ] {
        let page = sent(&staff, name, bytes).await;
        assert_eq!(page.status, 422, "{name}");
        let errors = page.all(".field-error").join("");
        assert!(errors.contains(told), "{name}: {errors}");
    }
    let page = sent(&staff, "", b"").await;
    assert_eq!(page.status, 422);
    assert_eq!(page.all(".field-error").len(), 1);
}

const WITH_PICTURES: &str = "网址名,中文名称,规格编码,价格（元）,图片,状态\n\
                             zip-bowl,压缩的碗,ZIP-1,58.00,bowl.jpg | gone.jpg | https://a.example/b.jpg,在售\n";

fn pictures() -> Vec<u8> {
    Zip::default()
        .file("goods/bowl.jpg", &Camera::new(60, 40).jpeg())
        .file("goods/notes.txt", b"for the printer")
        .bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_comes_with_its_sheet_in_one_upload() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let form = staff.get(PAGE).await.form(PAGE);
    let (sheet, zip) = (WITH_PICTURES.as_bytes(), pictures());
    let files = [
        ("form[files][sheet]", "goods.csv", sheet),
        ("form[files][zip]", "goods.zip", zip.as_slice()),
    ];
    let led = upload_as(&staff, &form, &files).await;
    assert_eq!(led.status, 303, "{}", led.text());
    let page = led.location();
    let running = staff.get(&page).await;
    assert!(
        running.text().contains("0 / 2 张图片"),
        "{}",
        running.text()
    );
    app.state().shop.run_due_jobs().await.unwrap();
    let found = staff.get(&page).await;
    assert!(found.text().contains("已收图片 1 张。"), "{}", found.text());
    let names = found.all(".import-names li");
    for told in ["gone.jpg", "goods/notes.txt", "https://a.example/b.jpg"] {
        assert!(
            names.iter().any(|name| name.contains(told)),
            "{told}: {names:?}"
        );
    }
    let led = staff.submit(&found.form(START)).await;
    assert_eq!(led.status, 303);
    app.state().shop.run_due_jobs().await.unwrap();
    let shopper = app.anonymous().get("/p/zip-bowl").await;
    assert!(
        shopper.attr("main img", "src").is_some(),
        "{}",
        shopper.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_arrived_stays_when_the_other_one_is_refused() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let form = staff.get(PAGE).await.form(PAGE);
    let sheet = ("form[files][sheet]", "goods.csv", WITH_PICTURES.as_bytes());
    let broken = ("form[files][zip]", "goods.zip", &b"a page"[..]);
    let refused = upload_as(&staff, &form, &[sheet, broken]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.all(".field-error").len(), 1);
    assert!(refused.text().contains("goods.csv"), "{}", refused.text());
    let form = refused.form(PAGE);
    assert_eq!(form.get("sheet").len(), 32);
    let zip = pictures();
    let led = upload_as(
        &staff,
        &form,
        &[("form[files][zip]", "goods.zip", zip.as_slice())],
    )
    .await;
    assert_eq!(led.status, 303, "{}", led.text());
    assert!(led.location().ends_with(form.get("sheet")));
    // Another sheet comes in place of the one that arrived.
    let other = ("form[files][sheet]", "other.csv", SHEET.as_bytes());
    let led = upload_as(&staff, &form, &[other]).await;
    assert_eq!(led.status, 303, "{}", led.text());
    assert!(!led.location().ends_with(form.get("sheet")));
}
