use super::*;

#[test]
fn every_first_value_is_read_back_from_its_text() {
    let first = Settings::default();
    for name in SettingName::ALL {
        let mut settings = Settings {
            shop_name: "x".to_owned(),
            postage: Fen::ZERO,
            postage_free_from: None,
            pay_minutes: 5,
            mail_staff_locale: Locale::En,
            mail_staff_paid: false,
            mail_staff_request: false,
            mail_staff_alarm: false,
            ..Settings::default()
        };
        settings.set(*name, &first.text(*name)).unwrap();
        assert_eq!(settings.text(*name), first.text(*name), "{name}");
    }
}

#[test]
fn every_section_has_settings_and_every_setting_is_in_one() {
    let sections = Section::ALL
        .iter()
        .map(|section| section.settings().count());
    let counts: Vec<usize> = sections.collect();
    assert!(!counts.contains(&0), "{counts:?}");
    assert_eq!(counts.iter().sum::<usize>(), SettingName::ALL.len());
}

#[test]
fn only_a_setting_that_may_be_empty_is_set_to_nothing() {
    for name in SettingName::ALL {
        let mut settings = Settings::default();
        let is_set = settings.set(*name, " ").is_ok();
        assert_eq!(is_set, name.declared().blank != Blank::No, "{name}");
        if is_set {
            assert_eq!(settings.text(*name), "", "{name}");
        } else {
            assert_eq!(
                settings,
                Settings::default(),
                "{name}: a refused value changes nothing"
            );
        }
    }
}

#[test]
fn texts_are_read_by_their_kind() {
    let read = |name: SettingName, text: &str| {
        let mut settings = Settings::default();
        settings.set(name, text).map(|()| settings.text(name))
    };
    let ok = |text: &str| Ok(text.to_owned());
    for (name, typed, kept) in [
        (SettingName::ShopName, " 小 \n店 ", ok("小 店")),
        (
            SettingName::ShopName,
            &"茶".repeat(238),
            Err(ErrorCode::TooLong),
        ),
        (
            SettingName::Slogan,
            &"挑".repeat(61),
            Err(ErrorCode::TooLong),
        ),
        (
            SettingName::Address,
            "杭州\r\n9:00–18:00",
            ok("杭州\n9:00–18:00"),
        ),
        (SettingName::Phone, "４００-820-8820", ok("400-820-8820")),
        (
            SettingName::Phone,
            "+86 (571) 8888 8888",
            ok("+86 (571) 8888 8888"),
        ),
        (SettingName::Phone, "call me", Err(ErrorCode::Phone)),
        (SettingName::Phone, "12", Err(ErrorCode::Phone)),
        (
            SettingName::Email,
            "Shop@Example.com",
            ok("shop@example.com"),
        ),
        (SettingName::Email, "13800138000", Err(ErrorCode::Email)),
        (SettingName::Email, "shop@", Err(ErrorCode::Email)),
        (SettingName::Postage, "8", ok("8.00")),
        (SettingName::Postage, "0", ok("0.00")),
        (SettingName::Postage, "-1", Err(ErrorCode::Amount)),
        (SettingName::PostageFreeFrom, "", ok("")),
        (SettingName::PostageFreeFrom, "99.9", ok("99.90")),
        (SettingName::PayMinutes, "５", ok("5")),
        (SettingName::PayMinutes, "4", Err(ErrorCode::Range)),
        (SettingName::PayMinutes, "1441", Err(ErrorCode::Range)),
        (
            SettingName::PayMinutes,
            "half an hour",
            Err(ErrorCode::Range),
        ),
        (
            SettingName::UnpaidOrdersPerAccount,
            "0",
            Err(ErrorCode::Range),
        ),
        (SettingName::MailStaffPaid, "off", ok("off")),
        (
            SettingName::MailStaffPaid,
            "perhaps",
            Err(ErrorCode::Format),
        ),
        (SettingName::MailStaffLocale, "en", ok("en")),
        (SettingName::MailStaffLocale, "fr", Err(ErrorCode::Format)),
        (
            SettingName::LicenceLink,
            "https://shop.example/licence.pdf",
            ok("https://shop.example/licence.pdf"),
        ),
        (SettingName::LicenceLink, "https://", Err(ErrorCode::Link)),
        (
            SettingName::LicenceLink,
            "http://shop.example",
            Err(ErrorCode::Link),
        ),
        (
            SettingName::LicenceLink,
            "javascript:alert(1)",
            Err(ErrorCode::Link),
        ),
        (
            SettingName::LicenceLink,
            "https://a b",
            Err(ErrorCode::Link),
        ),
    ] {
        assert_eq!(read(name, typed), kept, "{name}: {typed}");
    }
}

#[test]
fn a_slogan_is_shown_only_where_the_shop_has_one() {
    let shown = |zh: &str, en: &str, locale| {
        let settings = Settings {
            slogan: zh.to_owned(),
            slogan_en: en.to_owned(),
            ..Settings::default()
        };
        settings
            .slogan(locale)
            .map(|words| (words.text, words.lang))
    };
    let zh = |text: &str| Some((text.to_owned(), Locale::ZhCn));
    for locale in [Locale::ZhCn, Locale::En] {
        assert_eq!(shown("", "", locale), None);
        assert_eq!(shown("慢慢挑。", "", locale), zh("慢慢挑。"));
    }
    assert_eq!(shown("", "Take your time.", Locale::ZhCn), None);
    assert_eq!(
        shown("慢慢挑。", "Take your time.", Locale::En),
        Some(("Take your time.".to_owned(), Locale::En))
    );
}
