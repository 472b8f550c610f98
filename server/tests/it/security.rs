//! The tests that `docs/SECURITY.md` names exist.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Collects all source files of a crate with their paths.
fn sources(root: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// True for `module::test`, `module::*` and `module::tests` of some crate.
fn exists(name: &str, all: &[(PathBuf, String)]) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    let (Some(module), Some(last)) = (parts.iter().rev().nth(1).copied(), parts.last().copied())
    else {
        return false;
    };
    all.iter().any(|(path, text)| {
        let at = path.to_string_lossy();
        let of_module =
            at.ends_with(&format!("/{module}.rs")) || at.contains(&format!("/{module}/"));
        let of_tests = module == "tests" || of_module;
        match last {
            "*" => of_module && text.contains("test"),
            "tests" => of_module && text.contains("mod tests"),
            test => of_tests && text.contains(&format!("fn {test}(")),
        }
    })
}

#[test]
fn each_rule_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/SECURITY.md")).unwrap();
    let mut all = Vec::new();
    for part in ["app/src", "crates", "server/src", "server/tests"] {
        sources(&root.join(part), &mut all);
    }
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| **"))
        .map(|line| line.trim_matches('|').split(" | ").collect())
        .collect();
    assert!(rows.len() > 20, "{} rules", rows.len());
    let mut missing = Vec::new();
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
        let names: Vec<&str> = row[2]
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| name.contains("::"))
            .collect();
        if names.is_empty() && !row[2].contains("tests") {
            missing.push(format!("{} has no proof", row[0]));
        }
        missing.extend(
            names
                .into_iter()
                .filter(|name| !exists(name, &all))
                .map(|name| format!("{}: {name}", row[0])),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(!exists("forms::a_test_that_nobody_wrote", &all));
}
