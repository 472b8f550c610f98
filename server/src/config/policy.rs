//! The merchant's choices, with defaults a small shop can live with.

use super::source::Source;
use domain::money::Fen;
use shop::policy::Policy;

const YUAN: &str = "write yuan with at most two decimals, e.g. 8.00";

pub(super) fn read(source: &mut Source) -> Option<Policy> {
    let name = source.text("zhanggui.shop_name").map(|given| given.text);
    let postage = source.parsed("zhanggui.postage", YUAN, Fen::parse_yuan);
    let free_from = source.parsed(
        "zhanggui.postage_free_from",
        "write yuan, or never",
        |text| {
            if text == "never" {
                Ok(None)
            } else {
                Fen::parse_yuan(text).map(Some)
            }
        },
    );
    let minutes =
        source.parsed(
            "zhanggui.pay_minutes",
            "write minutes, 5 to 1440",
            |text| match text.parse::<i64>() {
                Ok(minutes @ 5..=1440) => Ok(minutes),
                Ok(minutes) => Err(format!("{minutes} minutes are too few or too many")),
                Err(error) => Err(format!("{text:?}: {error}")),
            },
        );
    let reinstate = source.parsed(
        "zhanggui.reinstate_late",
        "write true or false",
        str::parse::<bool>,
    );
    let (Ok(postage), Ok(free_from), Ok(minutes), Ok(reinstate)) =
        (postage, free_from, minutes, reinstate)
    else {
        return None;
    };
    let mut policy = Policy::default();
    policy.shop_name = name.unwrap_or(policy.shop_name);
    policy.postage = postage.unwrap_or(policy.postage);
    policy.postage_free_from = free_from.unwrap_or(policy.postage_free_from);
    policy.pay_minutes = minutes.unwrap_or(policy.pay_minutes);
    policy.reinstate_late = reinstate.unwrap_or(policy.reinstate_late);
    Some(policy)
}
