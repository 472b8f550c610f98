//! The merchant's choices, with defaults a small shop can live with.

use super::{
    key::{self, Key},
    source::Source,
};
use domain::money::Fen;
use shop::policy::{Policy, UnpaidCap};

pub(super) fn read(source: &mut Source) -> Option<Policy> {
    let shop_name = source.value(key::SHOP_NAME, str::parse::<String>);
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
        postage: postage?,
        postage_free_from: postage_free_from?,
        pay_minutes: pay_minutes?,
        reinstate_late: reinstate_late?,
        unpaid_per_account: unpaid_per_account?,
        unpaid_per_network: unpaid_per_network?,
        ..Policy::default()
    })
}

/// Both figures are read before either is refused, so that all mistakes are told at once.
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
