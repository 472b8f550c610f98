//! First values of the merchant's settings, which count until they are saved in the browser; with defaults for a small
//! shop.

use super::{
    key::{self, Key},
    source::Source,
};
use ::alipay::form::Charset;
use domain::{
    limit,
    money::Fen,
    setting::{Kind, SettingName, Settings},
};
use shop::policy::{self, BadShopName, Policy};

/// Refuses a name that the gateway would truncate or change, because it is part of each payment.
pub(super) fn check_shop_name(source: &mut Source, name: &str, charset: Charset) {
    let Err(bad) = policy::check_shop_name(name, charset) else {
        return;
    };
    let from = source
        .text(key::SHOP_NAME)
        .map_or_else(String::new, |given| given.from);
    let remedy = match bad {
        BadShopName::Unwritable(..) => {
            "leave the character out, or write ALIPAY_CHARSET=utf-8 if the application was built on it"
        }
        BadShopName::TooLong | BadShopName::Control(_) => "write a shorter name in one line",
    };
    let problem = format!("{name:?} {bad}");
    source.coded("shop-name", key::SHOP_NAME, &from, &problem, remedy);
}

pub(super) fn read(source: &mut Source) -> Option<Policy> {
    let shop_name = source.value(key::SHOP_NAME, str::parse::<String>);
    let slogan = source.optional(key::SLOGAN, line);
    let slogan_en = source.optional(key::SLOGAN_EN, line);
    let postage = source.value(key::POSTAGE, Fen::parse_yuan);
    let postage_free_from = source.value(key::POSTAGE_FREE_FROM, |text| {
        if text == "never" {
            Ok(None)
        } else {
            Fen::parse_yuan(text).map(Some)
        }
    });
    let pay_minutes = source.value(key::PAY_MINUTES, |text| {
        count(SettingName::PayMinutes, text)
    });
    let reinstate_late = source.value(key::REINSTATE_LATE, str::parse::<bool>);
    let orders_account = cap(
        source,
        key::UNPAID_ORDERS_PER_ACCOUNT,
        SettingName::UnpaidOrdersPerAccount,
    );
    let units_account = cap(
        source,
        key::UNPAID_UNITS_PER_ACCOUNT,
        SettingName::UnpaidUnitsPerAccount,
    );
    let orders_network = cap(
        source,
        key::UNPAID_ORDERS_PER_NETWORK,
        SettingName::UnpaidOrdersPerNetwork,
    );
    let units_network = cap(
        source,
        key::UNPAID_UNITS_PER_NETWORK,
        SettingName::UnpaidUnitsPerNetwork,
    );
    let first = Settings {
        shop_name: shop_name?,
        slogan: slogan.ok()?.unwrap_or_default(),
        slogan_en: slogan_en.ok()?.unwrap_or_default(),
        postage: postage?,
        postage_free_from: postage_free_from?,
        pay_minutes: pay_minutes?,
        unpaid_orders_per_account: orders_account?,
        unpaid_units_per_account: units_account?,
        unpaid_orders_per_network: orders_network?,
        unpaid_units_per_network: units_network?,
        ..Settings::default()
    };
    Some(Policy {
        first,
        reinstate_late: reinstate_late?,
        ..Policy::default()
    })
}

/// A text that fits in one line of a page.
fn line(text: &str) -> Result<String, String> {
    let most = limit::SLOGAN.max;
    if text.chars().count() > usize::from(most) {
        return Err(format!("is longer than {most} characters"));
    }
    match text.chars().find(|c| c.is_control()) {
        Some(control) => Err(format!("contains the control character {control:?}")),
        None => Ok(text.to_owned()),
    }
}

/// A whole number within the range of its setting.
fn count(name: SettingName, text: &str) -> Result<i64, String> {
    let number = text
        .parse::<i64>()
        .map_err(|error| format!("{text:?}: {error}"))?;
    match name.declared().kind {
        Kind::Whole(least, most) if !(least..=most).contains(&number) => {
            Err(format!("{number} is not from {least} to {most}"))
        }
        Kind::Whole(..)
        | Kind::Line(_)
        | Kind::Lines(_)
        | Kind::Email
        | Kind::Phone
        | Kind::Link
        | Kind::Money
        | Kind::Choice(_)
        | Kind::Shelves
        | Kind::Picture => Ok(number),
    }
}

/// A limit, or `unlimited`.
fn cap(source: &mut Source, key: &'static Key, name: SettingName) -> Option<Option<i64>> {
    source.value(key, |text| match text {
        "unlimited" => Ok(None),
        text => count(name, text).map(Some),
    })
}
