//! Facts about the installation: its address, its mode and the names of its built files.

use domain::locale::Locale;
use leptos::config::LeptosOptions;
use std::{fs, path::PathBuf};

/// Facts about this installation that pages and responses need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// How browsers reach the shop, without a slash at the end.
    pub public_url: String,
    /// The gateway is not production: every page says so.
    pub demo: bool,
    /// Cookies get `Secure`; true for https.
    pub secure_cookies: bool,
    /// Other origins that the response to a form may redirect to (the gateway).
    pub form_action_hosts: Vec<String>,
    /// Address of the stylesheet.
    pub(crate) stylesheet: String,
    /// The bundle of the islands exists under the names that pages use.
    pub(crate) has_bundle: bool,
}

impl Site {
    /// Collects the facts and reads the names of hashed files once.
    #[must_use]
    pub fn new(
        public_url: &str,
        demo: bool,
        form_action_hosts: Vec<String>,
        options: &LeptosOptions,
    ) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        let secure_cookies = public_url.starts_with("https://");
        let hashes = hashes(options);
        let suffix = |kind: &str| match &hashes {
            None => Some(String::new()),
            Some(found) => found
                .iter()
                .find(|(name, _)| name == kind)
                .map(|(_, hash)| format!(".{hash}")),
        };
        let stylesheet = format!(
            "/{}/{}{}.css",
            options.site_pkg_dir,
            options.output_name,
            suffix("css").unwrap_or_default(),
        );
        let has_bundle = suffix("js").is_some() && suffix("wasm").is_some();
        Self {
            public_url,
            demo,
            secure_cookies,
            form_action_hosts,
            stylesheet,
            has_bundle,
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

/// The lines `kind: hash` beside the executable; `None` where file names carry no hash.
fn hashes(options: &LeptosOptions) -> Option<Vec<(String, String)>> {
    if !options.hash_files {
        return None;
    }
    let folder = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(PathBuf::from))
        .unwrap_or_default();
    let text = fs::read_to_string(folder.join(options.hash_file.as_ref())).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    Some(
        pairs
            .map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned()))
            .collect(),
    )
}
