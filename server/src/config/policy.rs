//! The merchant's settings, with defaults for a small shop.

use super::{
    key::{self, Key},
    source::Source,
};
use ::alipay::form::Charset;
use domain::money::Fen;
use shop::policy::{self, BadShopName, MAX_SLOGAN, Policy, UnpaidCap};

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
    let pay_minutes = source.value(key::PAY_MINUTES, |text| match text.parse::<i64>() {
        Ok(minutes @ 5..=1440) => Ok(minutes),
        Ok(minutes) => Err(format!("{minutes} minutes are too few or too many")),
        Err(error) => Err(format!("{text:?}: {error}")),
    });
    let reinstate_late = source.value(key::REINSTATE_LATE, str::parse::<bool>);
    let unpaid_per_account = unpaid(
        source,
        key::UNPAID_ORDERS_PER_ACCOUNT,
        key::UNPAID_UNITS_PER_ACCOUNT,
    );
    let unpaid_per_network = unpaid(
        source,
        key::UNPAID_ORDERS_PER_NETWORK,
        key::UNPAID_UNITS_PER_NETWORK,
    );
    Some(Policy {
        shop_name: shop_name?,
        slogan: slogan.ok()?.unwrap_or_default(),
        slogan_en: slogan_en.ok()?.unwrap_or_default(),
        postage: postage?,
        postage_free_from: postage_free_from?,
        pay_minutes: pay_minutes?,
        reinstate_late: reinstate_late?,
        unpaid_per_account: unpaid_per_account?,
        unpaid_per_network: unpaid_per_network?,
        ..Policy::default()
    })
}

/// A text that fits in one line of a page.
fn line(text: &str) -> Result<String, String> {
    if text.chars().count() > MAX_SLOGAN {
        return Err(format!("is longer than {MAX_SLOGAN} characters"));
    }
    match text.chars().find(|c| c.is_control()) {
        Some(control) => Err(format!("contains the control character {control:?}")),
        None => Ok(text.to_owned()),
    }
}

/// Both numbers are read before either is refused, so that all mistakes are reported at once.
fn unpaid(source: &mut Source, orders: &'static Key, units: &'static Key) -> Option<UnpaidCap> {
    let count = |text: &str| match text {
        "unlimited" => Ok(i64::MAX),
        text => match text.parse::<i64>() {
            Ok(count) if count >= 1 => Ok(count),
            Ok(count) => Err(format!("{count} would refuse every order")),
            Err(error) => Err(format!("{text:?}: {error}")),
        },
    };
    let (orders, units) = (source.value(orders, count), source.value(units, count));
    Some(UnpaidCap {
        orders: orders?,
        units: units?,
    })
}
