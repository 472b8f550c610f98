//! The product editor: create, copy, publish, and what it refuses.

mod conflict;
mod covers;
mod options;
mod stock;
mod twice;

use crate::{counter::keeper, desk::refusal};
use domain::{
    catalog::{EditorAct, ProductStatus},
    error::{ErrorCode, Notice},
    form::ProductForm,
    locale::Locale,
    staff::Role,
    view::catalog::desk::Missing,
    view::catalog::desk::ProductTab,
};
use shop::{Error, Viewer, admin::Saved};
use test_support::{TestShop, for_both};

/// The form as the page fills it: for a new product if the slug is empty.
pub(crate) async fn open(test: &TestShop, staff: &Viewer, slug: &str) -> ProductForm {
    test.shop.admin_product(staff, slug).await.unwrap().form
}

/// The form as submitted by this button.
pub(crate) fn press(form: &ProductForm, act: EditorAct) -> ProductForm {
    ProductForm {
        act: act.to_string(),
        ..form.clone()
    }
}

/// Submits the form with a button that saves.
pub(crate) async fn save(
    test: &TestShop,
    staff: &Viewer,
    form: &ProductForm,
    act: EditorAct,
) -> Result<Saved, Error> {
    test.shop.save_product(staff, press(form, act)).await
}

/// Submits the form with a button that saves nothing; returns the form that the page shows next.
pub(crate) async fn edit(
    test: &TestShop,
    staff: &Viewer,
    form: &ProductForm,
    act: EditorAct,
) -> ProductForm {
    let view = test.shop.edit_product(staff, press(form, act)).await;
    view.unwrap().form
}

/// A new product with a title and one variant with a price and stock.
pub(crate) async fn mug(test: &TestShop, staff: &Viewer) -> ProductForm {
    let mut form = open(test, staff, "").await;
    "炻器马克杯".clone_into(&mut form.title_zh);
    "58".clone_into(&mut form.skus[0].price);
    "12".clone_into(&mut form.skus[0].stock);
    form
}

/// Fills in options: the name and values of each.
pub(crate) fn options(form: &mut ProductForm, typed: &[(&str, &str)]) {
    for (axis, (name, values)) in form.axes.iter_mut().zip(typed) {
        (*name).clone_into(&mut axis.zh);
        (*values).clone_into(&mut axis.values_zh);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_created_published_and_taken_down() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let form = mug(&test, &staff).await;
        let saved = save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        assert_eq!(saved.slug, "shi-qi-ma-ke-bei");
        let shown = async || test.shop.product(Locale::ZhCn, &saved.slug, None).await;
        assert!(
            matches!(shown().await, Err(Error::NotFound)),
            "a draft is not public"
        );

        let view = test.shop.admin_product(&staff, &saved.slug).await.unwrap();
        assert_eq!(
            view.missing,
            [Missing::Category, Missing::Picture],
            "advised"
        );
        assert_eq!(view.form.skus[0].code, "SQMKB");
        let before = test.shop.catalog_version().await.unwrap();
        let done = save(&test, &staff, &view.form, EditorAct::Publish).await;
        assert_eq!(done.unwrap().notice, Notice::ProductPublished);
        assert!(test.shop.catalog_version().await.unwrap() > before);
        let sku = shown().await.unwrap().sku.unwrap();
        assert_eq!((sku.price.yuan().as_str(), sku.free), ("58.00", 12));

        let form = open(&test, &staff, &saved.slug).await;
        let done = save(&test, &staff, &form, EditorAct::TakeDown).await;
        assert_eq!(done.unwrap().notice, Notice::ProductTakenDown);
        assert!(matches!(shown().await, Err(Error::Gone)));
        let acts: Vec<_> = test
            .shop
            .admin_product(&staff, &saved.slug)
            .await
            .unwrap()
            .acts
            .iter()
            .map(|act| act.act.unwrap().as_str())
            .collect();
        assert_eq!(
            acts,
            [
                "product.change",
                "product.change",
                "sku.create",
                "product.create"
            ]
        );
        test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_price_a_product_stays_a_draft() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let mut form = open(&test, &staff, "").await;
        "茶".clone_into(&mut form.title_zh);
        let saved = save(&test, &staff, &form, EditorAct::Publish)
            .await
            .unwrap();
        assert_eq!(saved.notice, Notice::ProductStillDraft);
        let view = test.shop.admin_product(&staff, &saved.slug).await.unwrap();
        assert_eq!(
            (view.status, view.missing[0]),
            (ProductStatus::Draft, Missing::Price)
        );
        assert_eq!(view.variants[0].on_hand, None, "no SKU without a price");

        // Other cells of the row require a price.
        let mut form = view.form;
        "3".clone_into(&mut form.skus[0].stock);
        let told = refusal(save(&test, &staff, &form, EditorAct::Save).await);
        assert_eq!(told.1, [("skus[0][price]".to_owned(), ErrorCode::Price)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_read_strictly_and_refused_together() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let staff = keeper(&test).await;
        let form = open(&test, &staff, "pen").await;
        for (bad, code) in [
            ("", ErrorCode::Price),
            ("0", ErrorCode::Price),
            ("-1", ErrorCode::Price),
            ("1.005", ErrorCode::Price),
            ("1,000", ErrorCode::Price),
            ("１２", ErrorCode::AmountDigits),
            ("100000000.01", ErrorCode::AmountTooLarge),
        ] {
            let mut form = form.clone();
            bad.clone_into(&mut form.skus[0].price);
            let told = refusal(save(&test, &staff, &form, EditorAct::Save).await);
            assert_eq!(told.1[0], ("skus[0][price]".to_owned(), code), "{bad}");
        }
        let mut all = form.clone();
        all.title_zh.clear();
        "9.99".clone_into(&mut all.skus[0].compare_at);
        "heavy".clone_into(&mut all.skus[0].weight);
        "many".clone_into(&mut all.skus[0].stock);
        "A B".clone_into(&mut all.skus[0].code);
        "Ä".clone_into(&mut all.slug);
        let told = refusal(save(&test, &staff, &all, EditorAct::Save).await);
        let fields: Vec<_> = told.1.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "title_zh",
                "skus[0][code]",
                "skus[0][compare_at]",
                "skus[0][weight]",
                "skus[0][stock]",
                "slug"
            ]
        );
        let now = open(&test, &staff, "pen").await;
        assert_eq!(now.skus, form.skus, "nothing was saved");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_slug_leads_on_and_can_be_taken_over() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        test.sell("INK", 1_000, 5).await;
        let staff = keeper(&test).await;
        let rename = async |from: &str, to: &str| {
            let mut form = open(&test, &staff, from).await;
            to.clone_into(&mut form.slug);
            save(&test, &staff, &form, EditorAct::Save).await
        };
        let taken = refusal(rename("pen", "ink").await);
        assert_eq!(taken.1, [("slug".to_owned(), ErrorCode::SlugTaken)]);
        assert_eq!(
            rename("pen", "lacquer-pen").await.unwrap().slug,
            "lacquer-pen"
        );
        let leads = async |slug: &str| test.shop.product_moved(slug).await.unwrap();
        assert_eq!(leads("pen").await.as_deref(), Some("lacquer-pen"));
        rename("lacquer-pen", "fine-pen").await.unwrap();
        assert_eq!(
            leads("pen").await.as_deref(),
            Some("fine-pen"),
            "old slugs redirect to the current one directly"
        );
        assert_eq!(leads("lacquer-pen").await.as_deref(), Some("fine-pen"));
        // Another product may take over a former slug; a generated slug never does.
        rename("ink", "pen").await.unwrap();
        assert_eq!(leads("pen").await, None);
        assert_eq!(leads("ink").await.as_deref(), Some("pen"));
        rename("fine-pen", "lacquer-pen").await.unwrap();
        assert_eq!(
            leads("lacquer-pen").await,
            None,
            "a slug in use does not redirect"
        );
        let mut form = mug(&test, &staff).await;
        "ink".clone_into(&mut form.title_zh);
        let saved = save(&test, &staff, &form, EditorAct::Save).await.unwrap();
        assert_eq!(saved.slug, "ink-2");
        assert_eq!(leads("never").await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_a_new_product_once_it_is_saved() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = keeper(&test).await;
        let mut form = mug(&test, &staff).await;
        options(&mut form, &[("颜色", "青瓷绿，月白")]);
        let saved = save(&test, &staff, &form, EditorAct::Publish)
            .await
            .unwrap();
        let form = open(&test, &staff, &saved.slug).await;
        let copy = edit(&test, &staff, &form, EditorAct::Copy).await;
        assert_eq!((copy.product.as_str(), copy.slug.as_str()), ("", ""));
        assert_eq!(copy.skus[0].price, "58.00");
        assert_eq!(
            (copy.skus[0].stock.as_str(), copy.skus[0].sku.as_str()),
            ("", "")
        );
        assert_ne!(copy.skus[0].code, form.skus[0].code, "codes are unique");
        assert_ne!(copy.form_key, form.form_key);
        let listed = async || {
            let index =
                test.shop
                    .admin_products(&staff, ProductTab::All, "", shop::admin::Page::First);
            index.await.unwrap().rows.len()
        };
        assert_eq!(listed().await, 1, "nothing is written");
        let second = save(&test, &staff, &copy, EditorAct::Save).await.unwrap();
        assert_eq!(
            (second.slug.as_str(), listed().await),
            ("shi-qi-ma-ke-bei-2", 2)
        );
        let second = open(&test, &staff, &second.slug).await;
        assert_eq!(second.axes[0].values_zh, "青瓷绿，月白");
        assert_eq!(second.skus[0].stock, "0");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_catalog_role_edits() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let owner = keeper(&test).await;
        let form = open(&test, &owner, "pen").await;
        for (n, role) in [Role::Viewer, Role::Orders, Role::Refunds, Role::Finance]
            .into_iter()
            .enumerate()
        {
            let who = test.staff(&format!("s{n}@example.cn"), &[role]).await;
            let seen = test.shop.admin_product(&who, "pen").await.unwrap();
            assert!(!seen.may_change);
            let saved = save(&test, &who, &form, EditorAct::Save).await;
            assert!(matches!(saved, Err(Error::RoleMissing)));
            let edited = test.shop.edit_product(&who, form.clone()).await;
            assert!(matches!(edited, Err(Error::RoleMissing)));
            let new = test.shop.admin_product(&who, "").await;
            assert!(matches!(new, Err(Error::RoleMissing)));
        }
        let stranger = test.shop.admin_product(&test.buyer, "pen").await;
        assert!(matches!(stranger, Err(Error::LoginRequired)));
        let unknown = test.shop.admin_product(&owner, "nothing").await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    })
    .await;
}
