//! The list of products: bulk actions, prices and stock of many variants, the stock history.

use crate::support::{Client, TestApp};
use domain::staff::Role;

const PASSWORD: &str = "a quiet tea house";

async fn member(app: &TestApp, login: &str, roles: &[Role]) -> Client {
    app.shop
        .create_staff(login, "店员", PASSWORD, roles)
        .await
        .unwrap();
    let client = app.anonymous();
    client.sign_in("/admin/login", login, PASSWORD).await;
    client
}

const LIST: &str = "/admin/products";
const MUG: &str = "/admin/products?q=MUG-CELADON&edit=1";

#[tokio::test(flavor = "multi_thread")]
async fn ticked_products_are_named_before_an_act_is_done_to_them() {
    let app = TestApp::new().await;
    let staff = member(&app, "ticks@example.com", &[Role::Catalog]).await;
    let list = staff.get("/admin/products?tab=active").await;
    let mut ticks = list.form(LIST);
    // The first form may be the search; the selection form is the one with buttons.
    if ticks.buttons.is_empty() {
        ticks
            .buttons
            .push(("下架".to_owned(), "do".to_owned(), "archive".to_owned()));
        ticks.fields.retain(|(name, _)| name == "tab");
    }
    assert!(!ticks.is_post, "the selection is sent in the URL");
    for slug in ["stoneware-mug", "spring-tea"] {
        assert!(list.all(&format!("input[name=pick][value={slug}]")).len() == 1);
        ticks.fields.push(("pick".to_owned(), slug.to_owned()));
    }
    let told = staff.submit(&ticks.press("下架")).await;
    assert!(told.text().contains("将下架 2 件"), "{}", told.text());
    let form = told.form("/api/admin/change_goods");
    assert_eq!(
        told.all("form[action='/api/admin/change_goods'] button"),
        ["下架 2 件"]
    );
    let mug = app.anonymous();
    assert_eq!(
        mug.get("/p/stoneware-mug").await.status,
        200,
        "nothing changes before the confirmation"
    );

    let done = staff.submit_and_follow(form.clone()).await;
    assert!(done.text().contains("已下架 2 件。"), "{}", done.text());
    assert_eq!(
        done.all("nav.tabs a[aria-current]"),
        ["在售"],
        "returns to the list it came from"
    );
    assert_eq!(mug.get("/p/stoneware-mug").await.status, 410);
    // Posted twice: the products are listed with the reason, without a button.
    let again = staff.submit_and_follow(form).await;
    assert!(again.text().contains("2 件不变："), "{}", again.text());
    assert!(!again.has_form("/api/admin/change_goods"));
    let none = staff.get("/admin/products?do=publish").await;
    assert!(none.text().contains("没有选中商品。"));

    let viewer = member(&app, "reads@example.com", &[Role::Viewer]).await;
    let list = viewer.get(LIST).await;
    assert!(list.all("input[name=pick]").is_empty());
    assert!(list.text().contains("修改需要商品权限"));
    assert_eq!(viewer.get("/admin/products?edit=1").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_row_stays_with_its_reason_and_the_others_are_saved() {
    let app = TestApp::new().await;
    let staff = member(&app, "sheet@example.com", &[Role::Catalog]).await;
    let form = staff.get(MUG).await.form(MUG);
    assert!(form.is_post);
    let price = form.get("rows[0][price]").to_owned();
    assert_eq!(price, "68.00");
    let form = form
        .set("rows[0][on_hand]", "50")
        .set("rows[1][price]", "40")
        .set("rows[1][low_at]", "36")
        .set("reason", "月末盘点");
    let plan = staff.submit(&form).await;
    assert_eq!((plan.status.as_u16(), plan.at.as_str()), (200, MUG));
    assert!(plan.text().contains("48 → 50"), "{}", plan.text());
    assert!(
        plan.text().contains("¥68.00 → ¥40.00 降价超过 30%"),
        "{}",
        plan.text()
    );
    assert_eq!(plan.all(".plan button"), ["保存 2 项"]);
    let save = plan.form("/api/admin/save_stock");

    let buyer = app.shopper().await;
    buyer.add("/p/stoneware-mug?o=celadon", "1").await;
    buyer.check_out().await;
    let back = staff.submit_and_follow(save.clone()).await;
    assert!(back.text().contains("已保存 1 项。"), "{}", back.text());
    let told = "刚售出 1 件，现为 47。";
    assert!(back.all("#errors a[href='#f-rows-0-on_hand']")[0].contains(told));
    assert_eq!(back.all("#f-rows-0-on_hand-error"), [told]);
    let form = back.form(MUG);
    assert_eq!(
        (form.get("rows[0][on_hand]"), form.get("reason")),
        ("50", "月末盘点")
    );
    assert_eq!(form.get("rows[1][price]"), "40.00");
    // Sending it again after seeing the new figure confirms it.
    let plan = staff.submit(&form).await;
    let done = staff
        .submit_and_follow(plan.form("/api/admin/save_stock"))
        .await;
    assert!(done.text().contains("已保存 1 项。"), "{}", done.text());
    assert!(done.all("#errors").is_empty());
    // The first confirmation posted again from the browser history changes nothing.
    staff.submit_and_follow(save).await;
    let history = staff.get("/admin/stock/MUG-CELADON").await;
    let moves = history.all(".move");
    assert_eq!(moves.len(), 3, "{moves:?}");
    assert!(
        moves[0].contains("盘点") && moves[0].contains("+2 → 50"),
        "{}",
        moves[0]
    );
    assert!(
        moves[0].contains("月末盘点") && moves[0].contains("店员"),
        "{}",
        moves[0]
    );
    assert!(moves[1].contains("订单占用"), "{}", moves[1]);

    let low = staff.get("/admin/products?tab=low").await;
    assert!(low.text().contains("炻器马克杯"), "{}", low.text());
    let figure = staff.get("/admin").await;
    let figures = figure.all(".todo a[href='/admin/products?tab=low']");
    assert_eq!(figures.len(), 1, "{figures:?}");
    assert!(figures[0].contains("库存不足") && figures[0].contains('1'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_by_sheet_saves_its_differences() {
    let app = TestApp::new().await;
    let staff = member(&app, "counts@example.com", &[Role::Catalog]).await;
    let page = "/admin/stock";
    let lines = "规格编码,件数\nMUG-CELADON\t47\nMUG-MOON，36\nMUG-NOTHING,1";
    let form = staff.get(page).await.form(page).set("lines", lines);
    let plan = staff.submit(&form).await;
    assert_eq!(plan.status, 200);
    assert!(plan.text().contains("48 → 47"), "{}", plan.text());
    assert!(plan.text().contains("1 项与库存一致。"), "{}", plan.text());
    assert!(plan.text().contains("2 行不能用："), "{}", plan.text());
    assert_eq!(
        plan.form(page).get("lines"),
        lines,
        "the typed lines are kept"
    );
    assert_eq!(plan.all(".plan button"), ["盘点 1 项"]);
    let done = staff
        .submit_and_follow(plan.form("/api/admin/save_stock"))
        .await;
    assert!(done.text().contains("已保存 1 项。"), "{}", done.text());
    let history = staff.get("/admin/stock/MUG-CELADON").await;
    assert!(history.all(".move")[0].contains("-1 → 47"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_lost_when_a_cell_cannot_be_read() {
    let app = TestApp::new().await;
    let staff = member(&app, "typing@example.com", &[Role::Catalog]).await;
    let form = staff.get(MUG).await.form(MUG);
    let wrong = form
        .clone()
        .set("rows[0][on_hand]", "fifty")
        .set("rows[1][price]", "40");
    let page = staff.submit(&wrong).await;
    assert_eq!(page.status, 200);
    assert!(!page.has_form("/api/admin/save_stock"));
    assert_eq!(page.all(".field-error").len(), 1);
    let again = page.form(MUG);
    assert_eq!(
        (again.get("rows[0][on_hand]"), again.get("rows[1][price]")),
        ("fifty", "40")
    );
    let unchanged = staff.submit(&form).await;
    assert!(
        unchanged.text().contains("没有改动。"),
        "{}",
        unchanged.text()
    );
    for (cell, most) in [("price", "12"), ("on_hand", "8"), ("low_at", "8")] {
        let field = format!("[name='form[rows][0][{cell}]']");
        assert_eq!(page.attr(&field, "maxlength").as_deref(), Some(most));
    }
}
