//! The merchant's settings as the owner saves them, and what they change.

use crate::desk::refusal;
use alipay::form::Charset;
use domain::{
    error::ErrorCode,
    form::{SettingsForm, ShelfForm},
    locale::Locale,
    money::Fen,
    setting::{Section, SettingName, Shelf},
    staff::Role,
    time::SECOND,
    view::setting::SettingsView,
};
use shop::{Error, Shop, Viewer, policy::Policy};
use std::sync::Arc;
use store::{OpenOptions, Store, testing};
use test_support::{FakeGateway, SeededIds, Setup, TestShop, for_both};

/// The form of a section as its page fills it, with some values replaced.
fn form(view: &SettingsView, section: Section, typed: &[(SettingName, &str)]) -> SettingsForm {
    let found = view.sections.iter().find(|found| found.section == section);
    let found = found.unwrap();
    let mut form = SettingsForm {
        section: section.to_string(),
        version: found.version.to_string(),
        shelves: if section == Section::Home {
            view.shelves.clone()
        } else {
            Vec::new()
        },
        ..SettingsForm::default()
    };
    for field in &found.fields {
        if field.name.declared().kind.is_typed() {
            form.values
                .insert(field.name.to_string(), field.stored.clone());
        }
    }
    for (name, value) in typed {
        form.values.insert(name.to_string(), (*value).to_owned());
    }
    form
}

async fn owner(t: &TestShop) -> Viewer {
    t.staff("owner@example.cn", &[Role::Owner]).await
}

async fn save(t: &TestShop, who: &Viewer, section: Section, typed: &[(SettingName, &str)]) {
    let view = t.shop.admin_settings(who).await.unwrap();
    let saved = t.shop.change_settings(who, form(&view, section, typed));
    assert_eq!(saved.await.unwrap(), section);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postage_and_time_to_pay_count_for_the_next_order_alone() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("PEN", 1_000, 9).await;
        let who = owner(&t).await;
        t.order().line("PEN", 1).placed().await;
        let before = t.shop.catalog_version().await.unwrap();
        let typed = [
            (SettingName::Postage, "12.5"),
            (SettingName::PostageFreeFrom, ""),
            (SettingName::PayMinutes, "45"),
        ];
        save(&t, &who, Section::Orders, &typed).await;
        assert!(t.shop.catalog_version().await.unwrap() > before);
        let product = t.shop.product(Locale::ZhCn, "pen", None).await.unwrap();
        assert_eq!(
            (product.postage.flat, product.postage.free_from),
            (Fen::new(1_250), None)
        );
        t.order().line("PEN", 1).placed().await;
        let placed = "SELECT CAST(postage_fen AS TEXT) || ' ' || \
                      CAST((pay_deadline - placed_at) / 60000 AS TEXT) AS answer FROM orders ORDER BY id";
        assert_eq!(t.ask(placed).await, ["800 30", "1250 45"]);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_name_is_in_the_subject_of_the_next_payment() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("PEN", 1_000, 9).await;
        let who = owner(&t).await;
        save(
            &t,
            &who,
            Section::Shop,
            &[(SettingName::ShopName, " 山 茶 ")],
        )
        .await;
        let number = t.order().line("PEN", 1).at_cashier().await.number;
        let frozen = t
            .one("SELECT biz_content AS answer FROM payment_attempts")
            .await;
        assert!(frozen.contains(&format!("\"山 茶 {number}\"")), "{frozen}");
        let named = t.shop.settings().await.unwrap();
        assert_eq!(named.name(Locale::En).text, "山 茶");
        save(
            &t,
            &who,
            Section::Shop,
            &[(SettingName::ShopNameEn, "Camellia")],
        )
        .await;
        let named = t.shop.settings().await.unwrap();
        assert_eq!(named.name(Locale::En).text, "Camellia");
        assert_eq!(named.name(Locale::ZhCn).text, "山 茶");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_edit_a_section_at_once_do_not_overwrite_each_other() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let (one, two) = (
            owner(&t).await,
            t.staff("two@example.cn", &[Role::Owner]).await,
        );
        let seen = t.shop.admin_settings(&one).await.unwrap();
        let first = form(&seen, Section::Orders, &[(SettingName::Postage, "6.00")]);
        t.shop.change_settings(&one, first.clone()).await.unwrap();
        let typed = [
            (SettingName::Postage, "7.00"),
            (SettingName::PayMinutes, "60"),
        ];
        let late = refusal(
            t.shop
                .change_settings(&two, form(&seen, Section::Orders, &typed))
                .await,
        );
        assert_eq!(late.0, ErrorCode::ChangedMeanwhile);
        let fields: Vec<_> = late.1.iter().map(|field| field.0.as_str()).collect();
        assert_eq!(fields, ["values[postage]", "values[pay_minutes]"]);
        // The same form again, or another section, does not conflict.
        t.shop.change_settings(&one, first).await.unwrap();
        let other = form(
            &seen,
            Section::Shop,
            &[(SettingName::Phone, "400-820-8820")],
        );
        t.shop.change_settings(&two, other).await.unwrap();

        let now = t.shop.admin_settings(&two).await.unwrap();
        let said: Vec<_> = now
            .sections
            .iter()
            .flat_map(|section| &section.fields)
            .filter(|field| {
                [
                    SettingName::Postage,
                    SettingName::PayMinutes,
                    SettingName::Phone,
                    SettingName::Icp,
                ]
                .contains(&field.name)
            })
            .map(|field| {
                let who = field
                    .saved
                    .as_ref()
                    .map_or("nobody", |(_, who)| who.as_str());
                format!("{} {} {who}", field.name, field.stored)
            })
            .collect();
        assert_eq!(
            said,
            [
                "contact_phone 400-820-8820 顾客",
                "postage 6.00 顾客",
                "pay_minutes 30 顾客",
                "filing_icp  nobody",
            ]
        );
        // Only changed values are logged.
        let log = "SELECT target || ' ' || target_id || ' ' || before_json || after_json AS answer \
                   FROM audit_log WHERE action = 'setting.change' ORDER BY id";
        assert_eq!(
            t.ask(log).await,
            [
                r#"setting postage {"value":"8.00"}{"value":"6.00"}"#,
                r#"setting contact_phone {"value":""}{"value":"400-820-8820"}"#,
            ]
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_owner_changes_settings_and_all_staff_read_them() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
            let who = t.staff(&format!("{role}@example.cn"), &[*role]).await;
            let view = t.shop.admin_settings(&who).await.unwrap();
            assert!(!view.may_change, "{role}");
            let form = form(&view, Section::Orders, &[(SettingName::Postage, "0")]);
            let no = t.shop.change_settings(&who, form).await;
            assert!(matches!(no, Err(Error::RoleMissing)), "{role}");
        }
        let buyer = t.buyer.clone();
        let no = t
            .shop
            .change_settings(&buyer, SettingsForm::default())
            .await;
        assert!(matches!(no, Err(Error::LoginRequired)));
        assert!(matches!(
            t.shop.admin_settings(&buyer).await,
            Err(Error::LoginRequired)
        ));
        assert_eq!(t.one("SELECT name AS answer FROM settings").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mistake_is_told_at_once_and_nothing_is_saved() {
    for_both(async |db| {
        let setup = Setup {
            charset: Charset::Gbk,
            ..Setup::default()
        };
        let t = TestShop::with(db, setup).await;
        let who = owner(&t).await;
        let view = t.shop.admin_settings(&who).await.unwrap();
        let told = async |section, typed: &[(SettingName, &str)]| {
            refusal(
                t.shop
                    .change_settings(&who, form(&view, section, typed))
                    .await,
            )
            .1
        };
        let wrong = [
            (SettingName::Postage, "eight"),
            (SettingName::PayMinutes, "3"),
            (SettingName::UnpaidOrdersPerAccount, "0"),
        ];
        let fields = [
            ("values[postage]".to_owned(), ErrorCode::Amount),
            ("values[pay_minutes]".to_owned(), ErrorCode::Range),
            (
                "values[unpaid_orders_per_account]".to_owned(),
                ErrorCode::Range,
            ),
        ];
        assert_eq!(told(Section::Orders, &wrong).await, fields);
        for (name, code) in [
            ("", ErrorCode::Required),
            ("茶🍵", ErrorCode::ShopName),
            (&"茶".repeat(238), ErrorCode::TooLong),
        ] {
            let fields = told(Section::Shop, &[(SettingName::ShopName, name)]).await;
            assert_eq!(fields, [("values[shop_name]".to_owned(), code)], "{name}");
        }
        let link = told(
            Section::Filings,
            &[(SettingName::LicenceLink, "javascript:alert(1)")],
        );
        assert_eq!(
            link.await,
            [("values[filing_licence_link]".to_owned(), ErrorCode::Link)]
        );
        // A form that no page sends: a field of another section, or a missing field.
        let mut strange = form(&view, Section::Filings, &[(SettingName::Postage, "1")]);
        let refused = async |form| refusal(t.shop.change_settings(&who, form).await).0;
        assert_eq!(refused(strange.clone()).await, ErrorCode::FormInvalid);
        strange.values.clear();
        assert_eq!(refused(strange).await, ErrorCode::FormInvalid);
        let unknown = SettingsForm {
            section: "mail".to_owned(),
            ..SettingsForm::default()
        };
        assert_eq!(refused(unknown).await, ErrorCode::FormInvalid);
        assert_eq!(t.one("SELECT name AS answer FROM settings").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shelves_show_what_there_is() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("PEN", 1_000, 9).await;
        let category = "INSERT INTO categories \
            (slug, name_zh, name_en, position, hidden, created_at, updated_at, version) \
            VALUES ('desk', '书桌', 'Desk', 1, 0, 1, 1, 1), ('home', '居家', '', 2, 1, 1, 1, 1)";
        testing::batch(t.shop.store(), category).await.unwrap();
        let below = "INSERT INTO categories \
            (parent_id, slug, name_zh, name_en, position, hidden, created_at, updated_at, version) \
            SELECT id, 'lamps', '灯具', '', 1, 0, 1, 1, 1 FROM categories WHERE slug = 'home'";
        testing::batch(t.shop.store(), below).await.unwrap();
        let who = owner(&t).await;
        let view = t.shop.admin_settings(&who).await.unwrap();
        let slugs: Vec<_> = view.categories.iter().map(|(slug, _)| slug).collect();
        assert_eq!(slugs, ["desk"], "none that is hidden, or below one");
        let mut typed = form(&view, Section::Home, &[]);
        let picked = |products: &str| ShelfForm {
            title_zh: "新到".to_owned(),
            products: products.to_owned(),
            ..ShelfForm::default()
        };
        typed.shelves[1] = ShelfForm {
            category: "lamps".to_owned(),
            ..ShelfForm::default()
        };
        typed.shelves[3] = picked("pen pencil");
        let told = refusal(t.shop.change_settings(&who, typed.clone()).await).1;
        assert_eq!(
            told,
            [
                ("shelves[1][category]".to_owned(), ErrorCode::NotFound),
                ("shelves[3][products]".to_owned(), ErrorCode::NotFound),
            ],
            "errors name the rows of the form"
        );
        "desk".clone_into(&mut typed.shelves[1].category);
        typed.shelves[3] = picked("pen");
        t.shop.change_settings(&who, typed).await.unwrap();
        let shelves = &t.shop.settings().await.unwrap().shelves;
        assert_eq!(
            *shelves,
            [
                Shelf::Category {
                    slug: "desk".to_owned()
                },
                Shelf::Picked {
                    title_zh: "新到".to_owned(),
                    title_en: String::new(),
                    products: vec!["pen".to_owned()],
                },
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process_knows_a_change_within_a_second() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let who = owner(&t).await;
        let gateway = FakeGateway::in_charset(t.clock.clone(), Charset::default());
        let store = Store::open(t.db().url(), OpenOptions::default())
            .await
            .unwrap();
        let other = Shop::new(
            store,
            gateway.gateway(),
            t.clock.clone(),
            Arc::new(SeededIds::new(9)),
            Policy::default(),
        );
        assert_eq!(other.settings().await.unwrap().pay_minutes, 30);
        save(
            &t,
            &who,
            Section::Orders,
            &[(SettingName::PayMinutes, "45")],
        )
        .await;
        assert_eq!(
            t.shop.settings().await.unwrap().pay_minutes,
            45,
            "this process sees it immediately"
        );
        t.clock.advance(SECOND);
        assert_eq!(
            other.known_settings().pay_minutes,
            30,
            "known_settings makes no query"
        );
        assert_eq!(other.settings().await.unwrap().pay_minutes, 45);
        assert_eq!(other.known_settings().pay_minutes, 45);
    })
    .await;
}
