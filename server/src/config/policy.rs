//! The merchant's choices, with defaults a small shop can live with.

use super::{key, source::Source};
use domain::money::Fen;
use shop::policy::Policy;

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
    Some(Policy {
        shop_name: shop_name?,
        postage: postage?,
        postage_free_from: postage_free_from?,
        pay_minutes: pay_minutes?,
        reinstate_late: reinstate_late?,
        ..Policy::default()
    })
}
