//! The opening checklist: each step is derived from data, and the list disappears when all are
//! done.

use domain::{
    form::SettingsForm,
    setting::Section,
    staff::Role,
    view::setting::{OpeningStep, OpeningView},
};
use shop::{
    Viewer,
    doctor::{Examination, Finding, Report},
};
use store::testing;
use test_support::{TestShop, for_both};

async fn list(t: &TestShop, who: &Viewer) -> Option<OpeningView> {
    t.shop.admin_desk(who).await.unwrap().opening
}

/// The steps that are done.
async fn done(t: &TestShop, who: &Viewer) -> Vec<OpeningStep> {
    let list = list(t, who).await.unwrap();
    let steps = list.steps.iter().filter(|(_, done)| *done);
    steps.map(|(step, _)| *step).collect()
}

/// Saves a section without changes.
async fn save(t: &TestShop, who: &Viewer, section: Section) {
    let view = t.shop.admin_settings(who).await.unwrap();
    let found = view.sections.iter().find(|found| found.section == section);
    let found = found.unwrap();
    let values = found
        .fields
        .iter()
        .filter(|field| field.name.declared().kind.is_typed())
        .map(|field| (field.name.to_string(), field.stored.clone()));
    let form = SettingsForm {
        section: section.to_string(),
        version: found.version.to_string(),
        values: values.collect(),
        ..SettingsForm::default()
    };
    t.shop.change_settings(who, form).await.unwrap();
}

fn report(has_error: bool, is_complete: bool) -> Report {
    let mut examination = Examination::default();
    if has_error {
        examination.note("keys", vec![Finding::error("keys.pair", "a key", "b", "c")]);
    }
    if !is_complete {
        examination.skip("gateway", "skipped by a test");
    }
    examination.finish(None)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_opens_step_by_step() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let who = t.staff("owner@example.cn", &[Role::Owner]).await;
        let store = t.shop.store().clone();
        let put = async |sql: &str| testing::batch(&store, sql).await.unwrap();
        assert!(done(&t, &who).await.is_empty());
        let first = list(&t, &who).await.unwrap();
        assert_eq!((first.done(), first.next()), (0, Some(OpeningStep::Name)));

        save(&t, &who, Section::Shop).await;
        assert_eq!(done(&t, &who).await, [OpeningStep::Name]);
        put("INSERT INTO categories \
             (slug, name_zh, name_en, position, hidden, created_at, updated_at, version) \
             VALUES ('mugs', '杯子', 'Mugs', 1, 0, 1, 1, 1)")
        .await;
        t.sell("MUG", 1_000, 1).await;
        put("UPDATE products SET status = 'draft'").await;
        let so_far = [
            OpeningStep::Name,
            OpeningStep::Category,
            OpeningStep::Product,
        ];
        assert_eq!(done(&t, &who).await, so_far);
        put("UPDATE products SET status = 'active'").await;
        assert_eq!(
            list(&t, &who).await.unwrap().next(),
            Some(OpeningStep::Picture)
        );
        put("INSERT INTO product_images \
             (product_id, sha256, mime, width, height, alt_zh, alt_en, position) \
             SELECT id, 'aa', 'image/svg+xml', 1, 1, '', '', 1 FROM products")
        .await;
        save(&t, &who, Section::Orders).await;
        let left = list(&t, &who).await.unwrap();
        assert_eq!(
            (left.done(), left.next()),
            (6, Some(OpeningStep::SelfCheck))
        );

        t.shop.keep_self_check(&report(true, true)).await.unwrap();
        assert!(list(&t, &who).await.is_some());
        t.shop.keep_self_check(&report(false, true)).await.unwrap();
        assert_eq!(list(&t, &who).await, None, "a complete list is not shown");
        put("UPDATE products SET status = 'archived'").await;
        assert_eq!(
            list(&t, &who).await.unwrap().next(),
            Some(OpeningStep::Publish),
            "the list returns with the missing step"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_in_part_does_not_hide_what_a_complete_one_found() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let who = t.staff("viewer@example.cn", &[Role::Viewer]).await;
        let last = async || t.shop.admin_self_check(&who).await.unwrap();
        assert_eq!(last().await, None);
        for (has_error, is_complete, kept) in [
            (false, false, (true, false, 0)),
            (true, true, (false, true, 1)),
            // A restart without network access keeps the stored error.
            (false, false, (false, true, 1)),
            (true, false, (false, false, 1)),
            (false, false, (true, false, 0)),
            (false, true, (true, true, 0)),
        ] {
            let report = report(has_error, is_complete);
            t.shop.keep_self_check(&report).await.unwrap();
            let view = last().await.unwrap();
            assert_eq!((view.is_ready, view.is_complete, view.found.len()), kept);
            assert_eq!(view.at, t.shop.now());
        }
        let found = list(&t, &who).await.unwrap();
        assert!(found.steps.contains(&(OpeningStep::SelfCheck, true)));
    })
    .await;
}
