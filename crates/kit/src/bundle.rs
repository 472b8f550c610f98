//! What browsers load: a bundle of islands and a style sheet for the shop's pages, and others for the desk's. A page loads
//! its own side's.

use leptos::config::LeptosOptions;
use std::{fs, path::PathBuf};

/// The bundle of one side.
#[derive(Debug, Clone)]
pub struct Bundle {
    options: LeptosOptions,
    is_built: bool,
    stylesheet: String,
}

impl Bundle {
    /// Reads the names once, and checks whether the bundle exists under them.
    #[must_use]
    pub fn new(options: LeptosOptions) -> Self {
        let is_built = suffix(&options, "js").is_some() && suffix(&options, "wasm").is_some();
        let stylesheet = format!(
            "/{}/{}{}.css",
            options.site_pkg_dir,
            options.output_name,
            suffix(&options, "css").unwrap_or_default(),
        );
        Self {
            options,
            is_built,
            stylesheet,
        }
    }

    /// Address of the style sheet.
    #[must_use]
    pub fn stylesheet(&self) -> &str {
        &self.stylesheet
    }

    /// The options with which Leptos loads it; `None` if it is not built.
    #[must_use]
    pub fn options(&self) -> Option<LeptosOptions> {
        self.is_built.then(|| self.options.clone())
    }
}

/// What stands between the name of a built file and its ending: `.` and its hash, or nothing where names carry none.
/// `None` if no such file was built.
fn suffix(options: &LeptosOptions, kind: &str) -> Option<String> {
    let Some(hashes) = hashes(options) else {
        return Some(String::new());
    };
    hashes
        .iter()
        .find(|(name, _)| name == kind)
        .map(|(_, hash)| format!(".{hash}"))
}

/// The lines `kind: hash` beside the executable; `None` if file names have no hash.
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
