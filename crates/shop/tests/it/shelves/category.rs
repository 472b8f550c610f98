//! Changes to the category tree by staff.

use super::{Stand, slugs, ware};
use crate::desk::refusal;
use domain::{
    error::ErrorCode,
    form::{BulkForm, CategoryDropForm, CategoryForm, CategoryMoveForm},
    listing::Asked,
    locale::Locale,
    staff::Role,
    view::{catalog::stock::BulkAct, desk::ActView},
};
use shop::{Error, catalog::browse::Found};
use test_support::for_both;

#[tokio::test(flavor = "multi_thread")]
async fn a_category_is_created_once_with_a_slug_of_its_name() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        assert_eq!(stand.category("杯子", "").await, "bei-zi");
        assert_eq!(
            stand.category("杯子", "").await,
            "bei-zi",
            "posted twice, created once"
        );
        assert_eq!(stand.category("杯籽", "").await, "bei-zi-2");
        let form = |name: &str, slug: &str, parent: &str| CategoryForm {
            name_zh: name.to_owned(),
            slug: slug.to_owned(),
            parent: parent.to_owned(),
            ..CategoryForm::default()
        };
        for (form, field, code) in [
            (form("", "", ""), "name_zh", ErrorCode::Required),
            (form("茶", "bei-zi", ""), "slug", ErrorCode::SlugTaken),
            (form("茶", "茶 叶", ""), "slug", ErrorCode::Slug),
            (form("🍵", "", ""), "slug", ErrorCode::Required),
            (form("茶", "", "nowhere"), "parent", ErrorCode::NotFound),
            (
                form(&"茶".repeat(41), "", ""),
                "name_zh",
                ErrorCode::TooLong,
            ),
        ] {
            let told = refusal(stand.test.shop.save_category(&stand.staff, form).await);
            assert_eq!(told.1, [(field.to_owned(), code)]);
        }
        let view = stand
            .test
            .shop
            .admin_categories(&stand.staff)
            .await
            .unwrap();
        assert_eq!((view.rows.len(), view.may_change), (2, true));
        let viewer = stand.test.staff("v@example.cn", &[Role::Viewer]).await;
        let shop = &stand.test.shop;
        assert!(!shop.admin_categories(&viewer).await.unwrap().may_change);
        let barred = shop.save_category(&viewer, form("茶", "", "")).await;
        assert!(matches!(barred, Err(Error::RoleMissing)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tree_has_three_levels_and_no_loops() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        for (name, parent) in [("一", ""), ("二", "yi"), ("三", "er"), ("外", "")] {
            stand.category(name, parent).await;
        }
        let deep = |slug: &'static str, parent: &'static str| {
            let stand = &stand;
            async move {
                let put = stand
                    .change(slug, |form| parent.clone_into(&mut form.parent))
                    .await;
                refusal(put).1
            }
        };
        let too_deep = [("parent".to_owned(), ErrorCode::CategoryTooDeep)];
        assert_eq!(deep("wai", "san").await, too_deep, "a fourth level");
        assert_eq!(deep("yi", "wai").await, too_deep, "a subtree must fit too");
        assert_eq!(deep("yi", "er").await, too_deep, "not below its own child");
        assert_eq!(deep("yi", "yi").await, too_deep);
        let moved = stand
            .change("san", |form| "wai".clone_into(&mut form.parent))
            .await;
        assert_eq!(moved.unwrap(), "san");
        let tree = stand.test.shop.categories(Locale::ZhCn).await.unwrap();
        assert_eq!(tree[1].below[0].link.slug, "san");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_slug_leads_to_the_new_one() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        stand.category("杯子", "").await;
        stand.sell(ware("mug", "马克杯", "Mug", "bei-zi")).await;
        let renamed = stand
            .change("bei-zi", |form| {
                "cups".clone_into(&mut form.slug);
                "器物".clone_into(&mut form.name_zh);
            })
            .await;
        assert_eq!(renamed.unwrap(), "cups");
        let shop = &stand.test.shop;
        let old = shop
            .category(Locale::ZhCn, "bei-zi", Asked::default())
            .await;
        assert_eq!(old.unwrap(), Found::Moved("cups".to_owned()));
        assert_eq!(stand.found("器物").await, ["mug"], "found by the new name");
        assert_eq!(stand.found("子").await, Vec::<String>::new());
        // A new category may take over the slug.
        stand.category("杯子", "").await;
        assert_eq!(stand.listed("bei-zi", &[]).await.cards, []);
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_shows_nowhere_and_comes_back() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        stand.category("器皿", "").await;
        stand.category("杯子", "qi-min").await;
        stand.sell(ware("mug", "马克杯", "Mug", "bei-zi")).await;
        let shop = &stand.test.shop;
        let hide = async |slug: &str, hidden: &str| {
            let done = stand
                .change(slug, |form| hidden.clone_into(&mut form.hidden))
                .await;
            done.unwrap();
        };
        hide("bei-zi", "1").await;
        assert_eq!(stand.listed("qi-min", &[]).await.cards, []);
        assert_eq!(stand.found("杯子").await, Vec::<String>::new());
        assert_eq!(stand.found("马克杯").await, ["mug"], "still for sale");
        let hidden = shop
            .category(Locale::ZhCn, "bei-zi", Asked::default())
            .await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        assert_eq!(
            shop.product(Locale::ZhCn, "mug", None).await.unwrap().trail,
            []
        );
        stand.sound().await;
        hide("bei-zi", "").await;
        hide("qi-min", "1").await;
        let below = shop
            .category(Locale::ZhCn, "bei-zi", Asked::default())
            .await;
        assert!(
            matches!(below, Err(Error::NotFound)),
            "hidden with its subcategories"
        );
        assert!(shop.categories(Locale::ZhCn).await.unwrap().is_empty());
        stand.sound().await;
        hide("qi-min", "").await;
        assert_eq!(slugs(&stand.listed("qi-min", &[]).await.cards), ["mug"]);
        let trail = shop.product(Locale::ZhCn, "mug", None).await.unwrap().trail;
        assert_eq!(trail.len(), 2);
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_products_follow_by_a_job() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        stand.category("杯子", "").await;
        stand.category("器皿", "").await;
        for n in 0..120 {
            stand
                .sell(ware(&format!("m{n}"), "马克杯", "", "bei-zi"))
                .await;
        }
        let moved = stand
            .change("bei-zi", |form| "qi-min".clone_into(&mut form.parent))
            .await;
        moved.unwrap();
        assert!(
            !stand.test.shop.audit().await.unwrap().breaches.is_empty(),
            "a rebuild is needed"
        );
        stand.test.run().await;
        stand.sound().await;
        assert!(stand.listed("qi-min", &[]).await.next.is_some());
        assert_eq!(stand.test.shop.rebuild_listing().await.unwrap(), 3);
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_edit_do_not_overwrite_each_other_and_only_the_empty_is_deleted() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        for name in ["一", "二", "三"] {
            stand.category(name, "").await;
        }
        stand.sell(ware("mug", "马克杯", "Mug", "yi")).await;
        let shop = &stand.test.shop;
        let seen = shop
            .admin_category(&stand.staff, "er")
            .await
            .unwrap()
            .stored;
        let named = |name: &str| CategoryForm {
            name_zh: name.to_owned(),
            ..seen.clone()
        };
        shop.save_category(&stand.staff, named("贰")).await.unwrap();
        shop.save_category(&stand.staff, named("贰")).await.unwrap();
        let late = refusal(shop.save_category(&stand.staff, named("两")).await);
        assert_eq!(late.0, ErrorCode::ChangedMeanwhile);
        assert_eq!(
            late.1,
            [("name_zh".to_owned(), ErrorCode::ChangedMeanwhile)]
        );

        let go = |to: &str| CategoryMoveForm {
            category: "san".to_owned(),
            to: to.to_owned(),
        };
        for to in ["up", "up", "up", "down"] {
            shop.move_category(&stand.staff, go(to)).await.unwrap();
        }
        let rows = shop.admin_categories(&stand.staff).await.unwrap().rows;
        let order: Vec<_> = rows.iter().map(|row| row.slug.as_str()).collect();
        assert_eq!(order, ["yi", "san", "er"]);

        let drop = |slug: &str, version: &str| CategoryDropForm {
            category: slug.to_owned(),
            version: version.to_owned(),
        };
        let full = refusal(shop.delete_category(&stand.staff, drop("yi", "1")).await);
        assert_eq!(full.0, ErrorCode::CategoryNotEmpty);
        let late = refusal(shop.delete_category(&stand.staff, drop("er", "1")).await);
        assert_eq!(late.0, ErrorCode::ChangedMeanwhile);
        shop.delete_category(&stand.staff, drop("er", "2"))
            .await
            .unwrap();
        let gone = shop.delete_category(&stand.staff, drop("er", "2")).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        stand.sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_shows_what_was_done_to_it_and_to_nothing_else() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        for name in ["一", "二"] {
            stand.category(name, "").await;
        }
        // A product with the slug of the category.
        stand.sell(ware("er", "二", "Two", "yi")).await;
        let shop = &stand.test.shop;
        let form = BulkForm {
            act: BulkAct::Archive.to_string(),
            back: String::new(),
            slugs: vec!["er".to_owned()],
        };
        assert_eq!(shop.change_goods(&stand.staff, form).await.unwrap().done, 1);
        let up = CategoryMoveForm {
            category: "er".to_owned(),
            to: "up".to_owned(),
        };
        shop.move_category(&stand.staff, up).await.unwrap();
        let hidden = stand
            .change("er", |form| "1".clone_into(&mut form.hidden))
            .await;
        hidden.unwrap();
        let acts = |acts: Vec<ActView>| -> Vec<_> {
            acts.iter().map(|act| act.act.unwrap().as_str()).collect()
        };
        let view = shop.admin_category(&stand.staff, "er").await.unwrap();
        assert_eq!(
            acts(view.acts),
            ["category.change", "category.move", "category.create"],
            "newest first"
        );
        let view = shop.admin_product(&stand.staff, "er").await.unwrap();
        assert_eq!(acts(view.acts), ["product.change"]);
    })
    .await;
}
