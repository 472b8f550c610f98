//! The policy of pages without islands: no inline script, nothing from other sites. Pages with
//! islands set their own.

use http::HeaderValue;
use kit::site::Site;

/// The header's value. `form-action` names the gateway, because browsers apply it to the redirect after a form.
#[must_use]
pub fn without_scripts(site: &Site) -> HeaderValue {
    let gateway = site.form_action_hosts.join(" ");
    let text = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self' {gateway}; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'; manifest-src 'self'"
    );
    // Origins from the configuration are plain ASCII; otherwise forms may only be submitted to the
    // shop.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(STRICT))
}

const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
