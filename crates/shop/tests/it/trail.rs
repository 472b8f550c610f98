//! The activity log of staff.

use crate::{desk::refusal, editor, shelves::Stand};
use domain::{
    catalog::EditorAct,
    error::ErrorCode,
    form::{NoteForm, SignInForm},
    locale::Locale,
    staff::{LoggedField, Role},
    time::SECOND,
    view::desk::{ActView, TrailFilter},
};
use shop::{Error, Viewer, admin::Page};
use test_support::{TestShop, for_both, order_form};

/// The note's form as its page sends it.
async fn noting(test: &TestShop, who: &Viewer, number: &str, text: &str) -> NoteForm {
    let page = test.shop.admin_order(who, number).await.unwrap();
    NoteForm {
        number: number.to_owned(),
        seen: page.note_seen,
        staff_note: text.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_paged_both_ways_and_filtered() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 50).await;
        let one = test.staff("one@example.cn", &[Role::Orders]).await;
        let two = test.staff("two@example.cn", &[Role::Owner]).await;
        let number = test.order().line("PEN", 1).placed().await;
        for n in 0..52 {
            let form = noting(&test, &one, &number, &format!("note {n}")).await;
            test.shop.admin_note(&one, form).await.unwrap();
        }
        let form = order_form(&number);
        let phone = test.shop.admin_phone(&two, form).await.unwrap();
        assert_eq!(phone, "13800138000");

        let ask = async |filter: TrailFilter, page| {
            test.shop.admin_audit(&two, filter, page).await.unwrap()
        };
        let first = ask(TrailFilter::default(), Page::First).await;
        assert_eq!(
            (first.acts.len(), first.acts[0].act.unwrap().as_str()),
            (50, "order.unmask")
        );
        assert_eq!(first.acts[1].changes[0].before, "note 50");
        assert_eq!(first.acts[1].changes[0].after, "note 51");
        assert_eq!(
            (first.chain.checked, first.chain.broken.clone()),
            (53, None)
        );
        let second = ask(
            TrailFilter::default(),
            Page::Before(first.older.clone().unwrap()),
        )
        .await;
        assert_eq!((second.acts.len(), second.older), (3, None));
        let back = ask(TrailFilter::default(), Page::After(second.newer.unwrap())).await;
        assert_eq!((back.acts, back.newer), (first.acts, None));

        let by = |actor: &str, action: &str, target: &str| TrailFilter {
            actor: actor.to_owned(),
            action: action.to_owned(),
            target: target.to_owned(),
        };
        for (filter, count) in [
            (by("two@example.cn", "", ""), 1),
            (by("one@example.cn", "order.unmask", ""), 0),
            (by("", "order.unmask", &number), 1),
            (
                by("", "order.unmask", &format!("#{}", number.to_lowercase())),
                1,
            ),
            (by("nobody@example.cn", "", ""), 0),
            (by("", "", "elsewhere"), 0),
        ] {
            assert_eq!(
                ask(filter.clone(), Page::First).await.acts.len(),
                count,
                "{filter:?}"
            );
        }
        let nowhere = test
            .shop
            .admin_audit(&two, TrailFilter::default(), Page::Before("x".to_owned()))
            .await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_out_and_failing_to_stand_in_the_log() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.shop
            .create_staff("w@example.cn", "王芳", "a quiet tea house", &[Role::Viewer])
            .await
            .unwrap();
        let nobody = Viewer {
            ip_prefix: "203.0.113.0/24".to_owned(),
            ..Viewer::anonymous(Locale::ZhCn)
        };
        let form = |login: &str, password: &str| SignInForm {
            login: login.to_owned(),
            password: password.to_owned(),
            next: String::new(),
        };
        for (login, password) in [
            ("w@example.cn", "wrong password"),
            ("no\0body", "x"),
            ("w@example.cn", "wrong password"),
        ] {
            test.clock.advance(30 * SECOND);
            let told = refusal(
                test.shop
                    .staff_sign_in(&nobody, form(login, password))
                    .await,
            );
            assert_eq!(told.0, ErrorCode::WrongLogin);
        }
        let staff = test
            .shop
            .staff_sign_in(&nobody, form("w@example.cn", "a quiet tea house"))
            .await
            .unwrap();
        let viewer = Viewer {
            staff: Some(staff),
            ..nobody
        };
        test.shop.staff_sign_out(&viewer).await.unwrap();
        let view = test
            .shop
            .admin_audit(&viewer, TrailFilter::default(), Page::First)
            .await
            .unwrap();
        let acts: Vec<_> = view
            .acts
            .iter()
            .map(|act| (act.act.unwrap().as_str(), act.actor.as_str()))
            .collect();
        assert_eq!(
            acts,
            [
                ("staff.sign_out", "王芳"),
                ("staff.sign_in", "王芳"),
                ("staff.sign_in_failed", ""),
                ("staff.sign_in_failed", ""),
            ],
            "one failed sign-in a minute is logged, so that strangers cannot fill the log"
        );
    })
    .await;
}

/// After a downgrade the log may contain actions that this version does not know.
#[tokio::test(flavor = "multi_thread")]
async fn an_act_of_a_newer_version_is_listed_without_a_word() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        let staff = test.staff("one@example.cn", &[Role::Viewer]).await;
        let newer = "INSERT INTO audit_log (id, at, actor_id, actor_role, ip_prefix, action, target, target_id,
                         before_json, after_json, prev_hash, hash)
                     VALUES (1, 1, 0, 'owner', '', 'product.split', 'product', 'pen', '{}', '{}', 'x', 'y')";
        store::testing::batch(test.shop.store(), newer).await.unwrap();
        let ask = async |action: &str| {
            let filter = TrailFilter {
                action: action.to_owned(),
                ..TrailFilter::default()
            };
            let view = test.shop.admin_audit(&staff, filter, Page::First).await;
            view.unwrap().acts
        };
        let all = ask("").await;
        assert_eq!((all.len(), all[0].act), (1, None));
        assert_eq!(all[0].target_id, "pen");
        assert!(ask("product.split").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_notes_is_told_who_was_first() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("PEN", 1_000, 5).await;
        let one = test.staff("one@example.cn", &[Role::Orders]).await;
        let two = test.staff("two@example.cn", &[Role::Orders]).await;
        let number = test.order().line("PEN", 1).placed().await;
        let first = noting(&test, &one, &number, "call first").await;
        let second = noting(&test, &two, &number, "wrap it").await;
        test.shop.admin_note(&one, first.clone()).await.unwrap();
        let told = refusal(test.shop.admin_note(&two, second.clone()).await);
        assert_eq!(told.0, ErrorCode::ChangedMeanwhile);
        assert_eq!(told.1[0].0, "staff_note");
        let page = test.shop.admin_order(&two, &number).await.unwrap();
        assert_eq!(
            page.staff_note.as_deref(),
            Some("call first"),
            "nothing is lost"
        );
        let (name, at) = page.note_by.unwrap();
        assert_eq!((name.as_str(), at), ("顾客", test.shop.now()));
        // The same form again, as a double click sends it.
        test.shop.admin_note(&one, first).await.unwrap();
        // The page shows the present note now, so saving again is a decision.
        let decided = noting(&test, &two, &number, "wrap it").await;
        test.shop.admin_note(&two, decided).await.unwrap();
        let page = test.shop.admin_order(&two, &number).await.unwrap();
        assert_eq!(page.staff_note.as_deref(), Some("wrap it"));
        // What is stored already is saved, whatever was shown.
        test.shop.admin_note(&one, second).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn products_and_categories_are_told_by_their_names_of_today() {
    for_both(async |db| {
        let stand = Stand::new(db).await;
        let (test, staff) = (&stand.test, &stand.staff);
        let cups = stand.category("杯子", "").await;
        let tea = stand.category("茶叶", &cups).await;
        let form = editor::mug(test, staff).await;
        let saved = editor::save(test, staff, &form, EditorAct::Save).await;
        let mut form = editor::open(test, staff, &saved.unwrap().slug).await;
        form.category.clone_from(&tea);
        "mug".clone_into(&mut form.slug);
        let saved = editor::save(test, staff, &form, EditorAct::Save).await;
        assert_eq!(saved.unwrap().slug, "mug");
        let renamed = stand.change(&tea, |form| {
            "茶".clone_into(&mut form.name_zh);
            "Tea".clone_into(&mut form.name_en);
            "tea".clone_into(&mut form.slug);
        });
        renamed.await.unwrap();

        let told = async |locale| {
            let reader = Viewer {
                locale,
                ..staff.clone()
            };
            let page = test
                .shop
                .admin_audit(&reader, TrailFilter::default(), Page::First);
            page.await.unwrap().acts
        };
        let acts = told(Locale::ZhCn).await;
        let named: Vec<_> = acts
            .iter()
            .map(|act| {
                let name = act.target_name.as_ref();
                let name = name.map(|name| name.text.as_str());
                (act.act.unwrap().as_str(), name.unwrap_or_default())
            })
            .collect();
        assert_eq!(
            named,
            [
                ("category.change", "茶"),
                ("product.change", "炻器马克杯"),
                ("sku.create", "炻器马克杯"),
                ("product.create", "炻器马克杯"),
                ("category.create", "茶"),
                ("category.create", "杯子"),
            ]
        );
        let after = |acts: &[ActView], at: usize, field: LoggedField| {
            let mut changes = acts[at].changes.iter();
            let found = changes.find(|change| change.field == Some(field));
            found.map(|change| change.after.clone())
        };
        let category = |acts: &[ActView]| after(acts, 1, LoggedField::Category);
        assert_eq!(category(&acts).as_deref(), Some("茶"));
        assert_eq!(
            after(&acts, 4, LoggedField::Parent).as_deref(),
            Some("杯子")
        );
        let english = told(Locale::En).await;
        assert_eq!(category(&english).as_deref(), Some("Tea"));
        // What the editor compares with are still the slugs.
        let stored = editor::open(test, staff, "mug").await;
        assert_eq!(stored.category, "tea");
    })
    .await;
}
