//! The amount of a refund request while its units are chosen. The options say what each line gives.

use leptos::prelude::*;

/// Shows the sum in the element that has its figures, from the start and after each choice.
///
/// It shows nothing of its own, and has no props.
#[island]
pub fn RequestSum() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    sum::start();
}

#[cfg(feature = "hydrate")]
mod sum {
    use domain::{money::Fen, refund::request};
    use kit::page;
    use leptos::{ev, prelude::*};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlFormElement};

    pub(super) fn start() {
        let _listening = window_event_listener(ev::input, |_chosen| show());
        show();
    }

    fn show() {
        if let Some(place) = document().get_element_by_id("request-sum")
            && let Some(words) = words(&place)
        {
            place.set_text_content(Some(&words));
        }
    }

    /// The sentence with the sum; nothing while no unit is chosen.
    fn words(place: &Element) -> Option<String> {
        let form = place.closest("form").ok().flatten()?;
        let fields = page::fields(form.dyn_ref::<HtmlFormElement>()?, None).ok()?;
        let told = |name: &str| place.get_attribute(name).unwrap_or_default();
        let fen = |text: &str| Fen::new(text.parse().unwrap_or_default());
        let amounts: Vec<Vec<Fen>> = told("data-amounts")
            .split(';')
            .map(|line| line.split(' ').map(fen).collect())
            .collect();
        let chosen = |line: usize| {
            let units = fields.get(&format!("form[lines][{line}][qty]"))?;
            units.parse().ok()
        };
        let units: Vec<usize> = (0..amounts.len())
            .map(|line| chosen(line).unwrap_or_default())
            .collect();
        let (postage, cap) = (fen(&told("data-postage")), fen(&told("data-cap")));
        let sum = request::total(&amounts, &units, postage, cap).ok()?;
        Some(if sum == Fen::ZERO {
            String::new()
        } else {
            told("data-words").replacen('#', &sum.yuan(), 1)
        })
    }
}
