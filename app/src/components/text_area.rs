//! A field of several lines that cannot be broken out of.

use leptos::{html, prelude::*};

/// Writes `text` so that the parser of `<textarea>` reads exactly it back.
///
/// Leptos 0.8 puts the content of this element into the page raw, so a typed `</textarea><script>` would run.
fn escape(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    // The parser drops one line end right behind the start tag.
    if text.starts_with(['\n', '\r']) {
        format!("\n{text}")
    } else {
        text
    }
}

/// The only door to `<textarea>`.
#[component]
pub fn TextArea(
    /// Element id.
    id: String,
    /// Field name as sent.
    name: String,
    /// As typed.
    value: String,
    /// Lines shown.
    rows: i64,
    /// Longest text a browser should take.
    maxlength: i64,
    /// Ids of what describes it.
    described: Option<String>,
    /// Its value was refused.
    invalid: bool,
) -> impl IntoView {
    html::textarea()
        .id(id)
        .name(name)
        .rows(rows.to_string())
        .maxlength(maxlength.to_string())
        .attr("aria-describedby", described)
        .attr("aria-invalid", invalid.then_some("true"))
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
                maxlength: 200,
                described: None,
                invalid: false,
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
