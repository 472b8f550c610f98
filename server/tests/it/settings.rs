//! Settings are declared once, in `config::key`; the help and the documents must match.

use crate::support::tool::{fed, zhanggui};
use server::config::{BooksConfig, Parts, Source, key};
use std::{fs, path::Path};

fn document(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(name)).unwrap()
}

#[test]
fn the_readme_lists_each_setting_as_it_is_declared() {
    let wanted = key::markdown();
    assert!(
        document("README.md").contains(&wanted),
        "README.md should hold this table:\n{wanted}"
    );
}

#[test]
fn the_help_of_serve_lists_each_setting() {
    let (code, help, _) = fed(zhanggui().args(["serve", "--help"]), b"");
    assert_eq!(code, 0);
    for key in key::ALL {
        let is_listed = help.contains(&format!("  {} ", key.variable()));
        assert!(is_listed, "{}", key.path);
    }
}

/// The variables and keys that a document names.
fn named(text: &str) -> Vec<String> {
    let variables = text
        .split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))
        .filter(|word| {
            word.starts_with("ZHANGGUI_") || word.starts_with("ALIPAY_") || *word == "DATABASE_URL"
        })
        .map(str::to_owned);
    let mut found: Vec<_> = variables.collect();
    let (mut is_toml, mut table) = (false, "");
    for line in text.lines() {
        if line.starts_with("```") {
            is_toml = line.starts_with("```toml");
        } else if let Some(head) = line.strip_prefix('[').filter(|_| is_toml) {
            table = head.trim_end_matches(']');
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_toml) {
            found.push(format!("{table}_{name}").to_uppercase());
        }
    }
    found
}

#[test]
fn documents_name_no_other_setting() {
    for name in ["README.md", "docs/OPERATIONS.md", "docs/SECURITY.md"] {
        for variable in named(&document(name)) {
            let is_known = key::ALL.iter().any(|key| key.variable() == variable);
            assert!(is_known, "{name} names {variable}");
        }
    }
    assert!(named(&document("docs/OPERATIONS.md")).contains(&"ZHANGGUI_POSTAGE".to_owned()));
}

#[test]
fn every_default_is_read_as_if_it_had_been_given() {
    let given: Vec<_> = key::ALL
        .iter()
        .filter_map(|key| Some((key.variable(), key.default_text()?)))
        .collect();
    let mistakes = |environment: Vec<(String, String)>| -> Vec<String> {
        let (_, mistakes) = Parts::read(Source::new(None, environment));
        mistakes.into_iter().map(|mistake| mistake.code).collect()
    };
    assert!(given.len() >= 10, "{given:?}");
    assert_eq!(mistakes(given.clone()), mistakes(Vec::new()));
    let policy = |environment| {
        BooksConfig::load(Source::new(None, environment))
            .unwrap()
            .policy
    };
    assert_eq!(policy(given), policy(Vec::new()));
    assert_eq!(policy(Vec::new()), shop::policy::Policy::default());
}
