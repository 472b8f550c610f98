//! The product editor without JavaScript: one form with many buttons.

use crate::{
    scripts::scripts,
    support::{
        Client, TestApp,
        files::{PNG, upload},
        page::Form,
    },
};
use domain::staff::Role;

const NEW: &str = "/admin/products/new";

async fn keeper(app: &TestApp) -> Client {
    let (login, password) = ("keeper@example.com", "a quiet tea house");
    app.shop
        .create_staff(login, "王芳", password, &[Role::Catalog])
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, password).await;
    client
}

/// The form of a new product with a title and two colours.
async fn typed(staff: &Client) -> Form {
    let page = staff.get(NEW).await;
    page.form(NEW)
        .set("title_zh", "炻器马克杯")
        .set("body_zh", "手作。\n\n**耐热**")
        .set("axes[0][zh]", "颜色")
        .set("axes[0][values_zh]", "青瓷绿，月白")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_made_filled_and_published() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let index = staff.get("/admin/products").await;
    assert!(index.all("a.button").contains(&"新建商品".to_owned()));

    let page = staff.submit(&typed(&staff).await.press("生成规格")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("新增 2，保留 0，停用 0。"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("未保存"));
    let form = page
        .form(NEW)
        .set("fill_price", "58")
        .set("fill_stock", "7");
    let page = staff.submit(&form.press("填入")).await;
    let form = page.form(NEW);
    assert_eq!(form.get("skus[1][price]"), "58");
    assert_eq!(form.get("title_zh"), "炻器马克杯");

    let page = staff.submit(&page.form(NEW).press("预览")).await;
    assert_eq!(page.all(".editor-preview strong"), ["耐热"]);
    let page = staff.submit_and_follow(page.form(NEW).press("发布")).await;
    assert!(page.at.starts_with("/admin/products/ma-ke-bei") || page.at.contains("shi-qi"));
    assert!(page.text().contains("已发布"), "{}", page.text());
    let shown = app.anonymous().get("/p/shi-qi-ma-ke-bei").await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.all(".prose strong"), ["耐热"]);
    assert!(shown.text().contains("58"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_keeps_everything_that_was_typed() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let page = staff.submit(&typed(&staff).await.press("生成规格")).await;
    let form = page
        .form(NEW)
        .set("title_zh", "")
        .set("skus[0][price]", "cheap")
        .set("skus[1][weight]", "350");
    let page = staff.submit(&form.press("保存")).await;
    assert_eq!(page.status, 422);
    let errors = page.all("#errors li a");
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors[1].contains("价格（元）：青瓷绿"), "{errors:?}");
    assert_eq!(
        page.attr("#errors li a", "href").as_deref(),
        Some("#f-title_zh")
    );
    let form = page.form(NEW);
    for (name, typed) in [
        ("title_zh", ""),
        ("body_zh", "手作。\n\n**耐热**"),
        ("skus[0][price]", "cheap"),
        ("skus[1][weight]", "350"),
        ("axes[0][values_zh]", "青瓷绿，月白"),
    ] {
        assert_eq!(form.get(name), typed, "{name}");
    }
    assert_eq!(
        page.attr("#f-skus-0-price", "aria-invalid").as_deref(),
        Some("true")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_button_saves_and_names_are_those_of_the_contract() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let page = staff.get("/admin/products/stoneware-mug").await;
    let buttons = page.form("/admin/products/stoneware-mug").buttons;
    assert_eq!(buttons[0].0, "保存");
    let words: Vec<&str> = buttons.iter().map(|(words, ..)| words.as_str()).collect();
    for button in ["复制商品", "预览", "下架", "生成规格", "填入"] {
        assert!(words.contains(&button), "{button} in {words:?}");
    }
    let copy = page.form("/admin/products/stoneware-mug").press("复制商品");
    let copied = staff
        .submit(&Form {
            action: NEW.to_owned(),
            ..copy
        })
        .await;
    assert_eq!(copied.status, 200);
    assert_eq!(copied.form(NEW).get("product"), "");
    assert_eq!(copied.form(NEW).get("slug"), "");
    assert!(copied.text().contains("未保存"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_address_leads_on_for_good_in_both_languages() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let page = staff.get("/admin/products/stoneware-mug").await;
    let form = page
        .form("/admin/products/stoneware-mug")
        .set("slug", "clay-mug")
        .press("保存");
    let page = staff.submit_and_follow(form).await;
    assert_eq!(page.at.split('#').next(), Some("/admin/products/clay-mug"));
    let reader = app.anonymous();
    for (old, new) in [
        ("/p/stoneware-mug", "/p/clay-mug"),
        ("/en/p/stoneware-mug", "/en/p/clay-mug"),
        ("/p/stoneware-mug?o=sand", "/p/clay-mug?o=sand"),
    ] {
        let led = reader.get(old).await;
        assert_eq!((led.status.as_u16(), led.location().as_str()), (301, new));
        assert_eq!(reader.get(new).await.status, 200, "{new}");
    }
    assert_eq!(reader.get("/p/never-there").await.status, 404);
}

/// A product with 200 variants has the largest form of the admin pages.
#[tokio::test(flavor = "multi_thread")]
async fn the_longest_form_fits() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let values = |n: usize| {
        let values: Vec<String> = (0..n).map(|n| format!("值{n}")).collect();
        values.join("，")
    };
    let form = typed(&staff)
        .await
        .set("axes[0][values_zh]", &values(20))
        .set("axes[1][zh]", "容量")
        .set("axes[1][values_zh]", &values(10))
        .set("body_zh", &"字".repeat(4_000))
        .set("body_en", &"字".repeat(4_000));
    let page = staff.submit(&form.press("生成规格")).await;
    let form = page
        .form(NEW)
        .set("fill_price", "9.90")
        .set("fill_stock", "100000");
    let page = staff.submit(&form.press("填入")).await;
    let form = page.form(NEW).press("保存");
    assert!(form.body().len() > 96 * 1024, "{}", form.body().len());
    let page = staff.submit_and_follow(form).await;
    assert!(page.text().contains("已保存"), "{}", page.status);
    let (fields, length) = {
        let form = page.form(&page.at);
        (form.fields.len(), form.body().len())
    };
    assert!(
        fields < 3_000 && length < server::limit::EDITOR_FORM_BYTES / 2,
        "{fields} {length}"
    );
}

/// Typed values are restored after a sign-in, and saved only by the button.
#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_loses_no_typing() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let form = typed(&staff).await.press("保存");
    let out = staff.get("/admin").await.form("/api/admin/sign_out");
    staff.submit(&out).await;
    let led = staff.submit(&form).await;
    assert_eq!(led.status, 303, "{}", led.text());
    assert!(
        led.location().starts_with("/admin/login?next="),
        "{}",
        led.location()
    );
    let page = staff
        .sign_in(&led.location(), "keeper@example.com", "a quiet tea house")
        .await;
    assert_eq!(page.form(NEW).get("title_zh"), "炻器马克杯");
    let index = staff.get("/admin/products").await;
    assert!(
        !index.text().contains("炻器马克杯 草稿"),
        "nothing may be saved"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_arrive_with_the_typing_and_bad_files_are_named() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1";
    let form = typed(&staff).await.press("上传图片");
    let files: [(&str, &[u8]); 4] = [
        ("a.png", PNG),
        ("IMG_7.HEIC", heic),
        ("b.png", PNG),
        ("", b""),
    ];
    let page = upload(&staff, &form, &files).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("IMG_7.HEIC"), "{}", page.text());
    let form = page.form(NEW);
    assert_eq!(form.get("title_zh"), "炻器马克杯");
    assert_eq!(form.get("body_zh"), "手作。\n\n**耐热**");
    let (first, second) = (form.get("pictures[0][key]"), form.get("pictures[1][key]"));
    assert!(first.len() == 32 && second.len() == 32, "{first} {second}");

    // Save with another file in the same post.
    let form = form
        .clone()
        .set("pictures[0][alt_zh]", "杯口")
        .set("skus[0][price]", "58")
        .press("发布");
    let led = upload(&staff, &form, &[("c.png", PNG)]).await;
    assert_eq!(led.status, 303, "{}", led.text());
    let page = staff.get(&led.location()).await;
    let form = page.form(&page.at);
    assert_eq!(form.get("pictures[2][alt_zh]"), "");
    assert_eq!(
        form.get("pictures[0][key]").len(),
        64,
        "the key is a hash once the picture is saved"
    );
    let shown = app.anonymous().get("/p/shi-qi-ma-ke-bei").await;
    assert_eq!(shown.attr(".gallery img", "alt").as_deref(), Some("杯口"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_for_those_who_may_and_have_limits() {
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let form = typed(&staff).await.press("上传图片");
    let stranger = app.anonymous();
    let led = upload(&stranger, &form, &[("a.png", PNG)]).await;
    assert_eq!(led.status, 303);
    assert!(
        led.location().starts_with("/admin/login"),
        "{}",
        led.location()
    );
    let many: Vec<(&str, &[u8])> = (0..13).map(|_| ("a.png", PNG)).collect();
    let page = upload(&staff, &form, &many).await;
    assert_eq!(page.all(".editor-picture").len(), 12);
    let long = Form {
        fields: vec![("form[body_zh]".to_owned(), "x".repeat(600 * 1024))],
        ..form
    };
    let page = upload(&staff, &long, &[]).await;
    assert_eq!(page.status, 400);
}

/// The mark of the island is on the page before a script runs. Who may only read the product gets no script.
#[tokio::test(flavor = "multi_thread")]
async fn scripts_come_with_a_form_that_can_be_changed() {
    const MUG: &str = "/admin/products/stoneware-mug";
    const MARK: &str = ".editor-mark:not([hidden])";
    let app = TestApp::new().await;
    let staff = keeper(&app).await;
    let page = staff.get(MUG).await;
    assert!(scripts(&page) > 0);
    assert!(page.all(MARK).is_empty(), "{}", page.body);
    let page = staff.submit(&page.form(MUG).press("预览")).await;
    assert!(scripts(&page) > 0);
    assert_eq!(page.all(MARK), ["未保存"]);
    let page = app.staff().await.get(MUG).await;
    assert_eq!(page.status, 200);
    assert_eq!(scripts(&page), 0);
}
