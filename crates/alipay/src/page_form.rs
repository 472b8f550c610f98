//! The cashier as a form, for contents too long for an address.
//!
//! It works under a strict Content-Security-Policy: without a script the buyer presses its button;
//! a script with the page's nonce submits it. `form-action` must contain the gateway's host.

use crate::form::Charset;
use url::Url;

/// A signed form, to be sent unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageForm {
    action: Url,
    biz_content: String,
    charset: Charset,
}

impl PageForm {
    pub(crate) fn new(action: Url, biz_content: &str, charset: Charset) -> Self {
        Self {
            action,
            biz_content: biz_content.to_owned(),
            charset,
        }
    }

    /// The form's target: the gateway with the common parameters and the signature.
    #[must_use]
    pub fn action(&self) -> &Url {
        &self.action
    }

    /// The fields: names and values, not escaped.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 1] {
        [("biz_content", &self.biz_content)]
    }

    /// The form in HTML with a button labelled `label`, without a script: the buyer presses the
    /// button.
    #[must_use]
    pub fn html(&self, label: &str) -> String {
        let fields: String = self
            .fields()
            .iter()
            .map(|(name, value)| {
                format!(
                    "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                    escaped(name),
                    escaped(value)
                )
            })
            .collect();
        format!(
            "<form id=\"alipay\" method=\"post\" action=\"{}\" accept-charset=\"{}\">{fields}<button type=\"submit\">{}</button></form>",
            escaped(self.action.as_str()),
            self.charset,
            escaped(label)
        )
    }

    /// As [`PageForm::html`], followed by a script that submits the form at once. `nonce`: that of
    /// the page's policy, letters, digits and `+/=-_`; with any other the script is left out, and
    /// the button remains.
    #[must_use]
    pub fn html_submitting(&self, label: &str, nonce: &str) -> String {
        let mut html = self.html(label);
        let is_nonce = !nonce.is_empty()
            && nonce
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(&b));
        if is_nonce {
            html.push_str(&format!(
                "<script nonce=\"{nonce}\">document.getElementById(\"alipay\").submit()</script>"
            ));
        }
        html
    }
}

/// Escapes for an attribute or a text. Existing references are escaped too, so that the browser
/// posts exactly the signed bytes.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html
}
