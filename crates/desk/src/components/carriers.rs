//! The carriers as options of a list.

use crate::text::{Text, label};
use domain::shipping::Carrier;

/// Words and names of all carriers, the most used first.
#[must_use]
pub fn carriers(t: &'static Text) -> Vec<(String, String)> {
    Carrier::ALL
        .iter()
        .map(|carrier| {
            (
                carrier.to_string(),
                label::carrier(t.locale, *carrier).to_owned(),
            )
        })
        .collect()
}
