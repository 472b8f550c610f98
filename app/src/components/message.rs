//! What a page tells once: a notice, or a refusal with links to the fields at fault.

use crate::{
    flash::Flash,
    text::{Text, error, notice},
};
use leptos::prelude::*;

/// The element id of a field; field names of lists keep their digits (`lines[0][qty]` becomes `f-lines-0-qty`).
#[must_use]
pub fn field_id(name: &str) -> String {
    let mut id = String::from("f");
    let mut gap = true;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if gap {
                id.push('-');
            }
            gap = false;
            id.push(c);
        } else {
            gap = true;
        }
    }
    id
}

/// The refusal at the top of a page. The redirect targets `#errors`, so it takes the focus.
#[component]
pub fn ErrorSummary(
    /// Words.
    t: &'static Text,
    /// The refusal, if any.
    flash: Flash,
    /// Names of the fields of this page's form.
    #[prop(optional)]
    labels: Vec<(String, String)>,
) -> Option<impl IntoView> {
    let refusal = flash.error?;
    let title = if refusal.fields.is_empty() {
        error::sentence(t.locale, refusal.code, &refusal.args)
    } else {
        t.frame.errors_title.to_owned()
    };
    let colon = if t.lang == "en" { ": " } else { "：" };
    let items: Vec<_> = refusal
        .fields
        .iter()
        .map(|found| {
            let told = error::sentence(t.locale, found.code, &refusal.args);
            let id = field_id(&found.field);
            let label = labels.iter().find(|(name, _)| field_id(name) == id);
            let words = match label {
                Some((_, label)) => format!("{label}{colon}{told}"),
                None => told,
            };
            view! {
                <li>
                    <a href=format!("#{id}")>{words}</a>
                </li>
            }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    Some(view! {
        <div id="errors" class="errors" role="alert" tabindex="-1">
            <h2>{title}</h2>
            {list}
        </div>
    })
}

/// The notice at the top of a page, said once by a screen reader.
#[component]
pub fn Messages(
    /// Words.
    t: &'static Text,
    /// The message, if any.
    flash: Flash,
    /// A next step beside the notice: address and name.
    #[prop(optional_no_strip)]
    step: Option<(String, &'static str)>,
) -> impl IntoView {
    let told = flash
        .notice
        .map(|found| notice::sentence(t.locale, found, &flash.args));
    told.map(|told| {
        let step = step.map(|(href, name)| view! { <a href=href>{name}</a> });
        view! {
            <p class="notice" role="status">
                <span>{told}</span>
                {step}
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::field_id;

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(field_id("login"), "f-login");
        assert_eq!(field_id("contact_name"), "f-contact_name");
        assert_eq!(field_id("lines[0][qty]"), "f-lines-0-qty");
        assert_eq!(field_id("lines.0.qty"), "f-lines-0-qty");
    }
}
