//! The only use of `<textarea>`: it escapes its text.

use leptos::{html, prelude::*};

/// Escapes `text` so that a browser reads exactly it back.
///
/// Leptos 0.8 does not escape the content of this element, so a typed `</textarea><script>` would run.
fn escape(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    // HTML parsers drop one line break directly after the start tag.
    if text.starts_with(['\n', '\r']) {
        format!("\n{text}")
    } else {
        text
    }
}

/// A `<textarea>`. `.ci/lint` refuses one elsewhere.
#[component]
pub fn TextArea(
    /// Element id.
    id: String,
    /// Name in the request.
    name: String,
    /// Its text.
    value: String,
    /// Number of lines shown.
    rows: u16,
    /// Maximum length.
    maxlength: Option<u16>,
    /// Value of `aria-describedby`.
    described: Option<String>,
    /// Value of `aria-invalid`.
    invalid: Option<&'static str>,
) -> impl IntoView {
    html::textarea()
        .id(id)
        .name(name)
        .rows(rows.to_string())
        .dir("auto")
        .maxlength(maxlength.map(|most| most.to_string()))
        .attr("aria-describedby", described)
        .attr("aria-invalid", invalid)
        .child(escape(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(value: &str) -> String {
        Owner::new().with(|| {
            TextArea(TextAreaProps {
                id: "f-note".to_owned(),
                name: "form[note]".to_owned(),
                value: value.to_owned(),
                rows: 2,
                maxlength: Some(200),
                described: None,
                invalid: None,
            })
            .to_html()
        })
    }

    #[test]
    fn typed_markup_stays_text() {
        let html = rendered("</textarea><script>alert(1)</script>&lt;b");
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b"));
    }

    #[test]
    fn attributes_stay_inside_their_quotes() {
        let html = Owner::new().with(|| {
            let value = "\" autofocus onfocus=\"alert(1)";
            view! { <input value=value /> }.to_html()
        });
        assert!(!html.contains("\" autofocus"), "{html}");
    }

    #[test]
    fn a_leading_line_end_survives() {
        assert_eq!(escape("\na"), "\n\na");
        assert_eq!(escape("a\nb"), "a\nb");
    }
}
