//! Facts about the installation: its address, its mode and its style sheet.

use crate::bundle::Bundle;
use domain::locale::Locale;

/// Facts about this installation that pages and responses need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// How browsers reach the shop, without a slash at the end.
    pub public_url: String,
    /// The gateway is not production: every page shows that.
    pub demo: bool,
    /// True for https: cookies get `Secure`.
    pub secure_cookies: bool,
    /// Other origins that the response to a form may redirect to (the gateway).
    pub form_action_hosts: Vec<String>,
    /// Address of the shop's style sheet.
    pub(crate) stylesheet: String,
}

impl Site {
    /// Collects the facts; `shop` is the bundle of the shop's pages.
    #[must_use]
    pub fn new(
        public_url: &str,
        demo: bool,
        form_action_hosts: Vec<String>,
        shop: &Bundle,
    ) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        let secure_cookies = public_url.starts_with("https://");
        Self {
            public_url,
            demo,
            secure_cookies,
            form_action_hosts,
            stylesheet: shop.stylesheet().to_owned(),
        }
    }

    /// The language cookie, for pages that have one address for both languages.
    #[must_use]
    pub fn language_cookie(&self, locale: Locale) -> String {
        let secure = if self.secure_cookies { "; Secure" } else { "" };
        format!("lang={locale}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}")
    }

    /// Address of the stylesheet, for pages outside the application.
    #[must_use]
    pub fn stylesheet(&self) -> &str {
        &self.stylesheet
    }
}
