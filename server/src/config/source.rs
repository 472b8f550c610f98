//! The sources of values: the environment over a TOML file, merged by figment, which keeps the
//! origin of each.

use super::{
    key::{self, Key},
    mistake::{Mistake, Mistakes},
};
use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};
use std::path::Path;

/// The given values, and the mistakes found so far.
#[derive(Clone)]
pub struct Source {
    figment: Figment,
    mistakes: Vec<Mistake>,
}

/// A value as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Trimmed, not empty.
    pub text: String,
    /// Where it was given.
    pub from: String,
}

impl Source {
    /// Reads `file`, then `environment`, which overrides it.
    #[must_use]
    pub fn new(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut mistakes = Vec::new();
        let mut figment = Figment::new();
        if let Some(path) = file {
            // Read first on its own, so that a broken file does not hide mistakes of the
            // environment.
            let from_file = Figment::from(Toml::file_exact(path));
            match from_file.extract::<Dict>() {
                Ok(tables) => {
                    mistakes.extend(unknown_keys(&tables, path));
                    figment = from_file;
                }
                Err(error) => mistakes.push(unreadable(path, &error)),
            }
        }
        Self {
            figment: figment.merge(Environment(environment.into_iter().collect())),
            mistakes,
        }
    }

    /// The value of `key`, else its default. An empty value counts as not given.
    pub fn text(&mut self, key: &'static Key) -> Option<Given> {
        if let Ok(value) = self.figment.find_value(key.path) {
            let from = self
                .figment
                .find_metadata(key.path)
                .map_or_else(|| "default".to_owned(), origin);
            let Some(text) = scalar(&value) else {
                let remedy = "give a single value in quotes";
                self.coded(&code(key), key, &from, "is a table", remedy);
                return None;
            };
            let text = text.trim().to_owned();
            if !text.is_empty() {
                return Some(Given { text, from });
            }
        }
        key.default_text().map(|text| Given {
            text,
            from: "default".to_owned(),
        })
    }

    /// The value of an optional `key` read by `parse`.
    ///
    /// # Errors
    /// It cannot be read; the mistake is recorded.
    pub fn optional<T, E: std::fmt::Display>(
        &mut self,
        key: &'static Key,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Refused> {
        let Some(given) = self.text(key) else {
            return Ok(None);
        };
        match parse(&given.text) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                self.mistake(key, &given.from, &error.to_string());
                Err(Refused)
            }
        }
    }

    /// The value of a `key` that has a default or is required, read by `parse`. `None` after a
    /// mistake, which is recorded.
    pub fn value<T, E: std::fmt::Display>(
        &mut self,
        key: &'static Key,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match self.optional(key, parse) {
            Ok(Some(value)) => Some(value),
            Ok(None) => {
                self.missing(key);
                None
            }
            Err(Refused) => None,
        }
    }

    /// Records a mistake in the value of `key`.
    pub fn mistake(&mut self, key: &'static Key, from: &str, problem: &str) {
        self.coded(&code(key), key, from, problem, key.remedy);
    }

    /// As [`Source::mistake`], with its own code and remedy.
    pub fn coded(
        &mut self,
        code: &str,
        key: &'static Key,
        from: &str,
        problem: &str,
        remedy: &str,
    ) {
        let (table, name) = key.parts();
        self.mistakes.push(Mistake {
            code: code.to_owned(),
            key: format!("{} ([{table}] {name})", key.variable()),
            source: from.to_owned(),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        });
    }

    /// Records that `key` is required and was not given.
    pub fn missing(&mut self, key: &'static Key) {
        self.mistake(key, NOWHERE, "is not set");
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The mistakes, if there are any.
    pub fn finish(self) -> Result<(), Mistakes> {
        if self.mistakes.is_empty() {
            Ok(())
        } else {
            Err(self.into_mistakes())
        }
    }

    /// The mistakes so far.
    #[must_use]
    pub fn into_mistakes(self) -> Mistakes {
        Mistakes(self.mistakes)
    }
}

/// A given value cannot be used; the mistake is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// The source of a value that was not given.
pub(super) const NOWHERE: &str = "neither the environment nor the file";

fn code(key: &Key) -> String {
    format!("config.{}", key.path)
}

fn origin(metadata: &Metadata) -> String {
    match metadata
        .source
        .as_ref()
        .and_then(figment::Source::file_path)
    {
        Some(path) => format!("file {}", path.display()),
        None => metadata.name.to_string(),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(_, text) => Some(text.clone()),
        Value::Char(_, letter) => Some(letter.to_string()),
        Value::Bool(_, claim) => Some(claim.to_string()),
        Value::Num(_, number) => number
            .to_i128()
            .map(|n| n.to_string())
            .or_else(|| number.to_u128().map(|n| n.to_string()))
            .or_else(|| number.to_f64().map(|n| n.to_string())),
        // A list is read as its items with commas, as in a variable.
        Value::Array(_, items) => items
            .iter()
            .map(scalar)
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join(",")),
        Value::Empty(..) => Some(String::new()),
        Value::Dict(..) => None,
    }
}

fn unreadable(path: &Path, error: &figment::Error) -> Mistake {
    Mistake {
        code: "config.file".to_owned(),
        key: format!("file {}", path.display()),
        source: "--config".to_owned(),
        problem: error.to_string(),
        remedy: "name an existing file in TOML: [table], then key = \"value\"".to_owned(),
    }
}

fn unknown_keys(tables: &Dict, file: &Path) -> Vec<Mistake> {
    let mut paths = Vec::new();
    for (table, value) in tables {
        match value {
            Value::Dict(_, keys) => paths.extend(keys.keys().map(|key| format!("{table}.{key}"))),
            Value::String(..)
            | Value::Char(..)
            | Value::Bool(..)
            | Value::Num(..)
            | Value::Empty(..)
            | Value::Array(..) => paths.push(table.clone()),
        }
    }
    paths
        .into_iter()
        .filter(|path| key::find(path).is_none())
        .map(|path| Mistake {
            code: "config.unknown-key".to_owned(),
            remedy: remedy_for_unknown(&path),
            key: path,
            source: format!("file {}", file.display()),
            problem: "no such key".to_owned(),
        })
        .collect()
}

fn remedy_for_unknown(path: &str) -> String {
    let (table, name) = path.split_once('.').unwrap_or(("", path));
    let known = || key::ALL.iter().map(|key| key.parts());
    if let Some((home, _)) = known().find(|(_, known)| *known == name) {
        return format!("write {name} below [{home}]");
    }
    let siblings: Vec<_> = known()
        .filter(|(home, _)| *home == table)
        .map(|(_, name)| name)
        .collect();
    if siblings.is_empty() {
        let mut tables: Vec<String> = Vec::new();
        for (home, _) in known() {
            let table = format!("[{home}]");
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
        format!("remove it; the tables are {}", tables.join(", "))
    } else {
        format!(
            "remove it or correct the name; [{table}] has {}",
            siblings.join(", ")
        )
    }
}

/// The variables of known settings, as text: figment would read an application number as a number and lose digits.
struct Environment(Vec<(String, String)>);

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut tables = Dict::new();
        for key in key::ALL {
            let variable = key.variable();
            let Some((_, text)) = self.0.iter().find(|(given, _)| *given == variable) else {
                continue;
            };
            // Shells unset a variable by making it empty, so an empty one must not hide the file's
            // value.
            if text.trim().is_empty() {
                continue;
            }
            let (table, name) = key.parts();
            let entry = tables
                .entry(table.to_owned())
                .or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, names) = entry {
                names.insert(name.to_owned(), Value::from(text.clone()));
            }
        }
        Ok(Profile::Default.collect(tables))
    }
}
