//! Where values come from: the environment over a TOML file, merged by figment, which remembers the origin of each.

use super::{
    KEYS,
    mistake::{Mistake, Mistakes},
};
use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};
use std::path::Path;

/// The values given, and the mistakes found so far.
pub struct Source {
    figment: Figment,
    mistakes: Vec<Mistake>,
}

/// A value as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Trimmed, not empty.
    pub text: String,
    /// Where it was given, in words.
    pub from: String,
}

impl Source {
    /// Puts `environment` over `file`.
    #[must_use]
    pub fn new(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut mistakes = Vec::new();
        let mut figment = Figment::new();
        if let Some(path) = file {
            // Read apart first: a broken file must not hide the mistakes of the environment.
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

    /// The value of `path`, e.g. `alipay.app_id`; what is empty counts as not given.
    pub fn text(&mut self, path: &'static str) -> Option<Given> {
        debug_assert!(KEYS.contains(&path), "{path} is not in KEYS");
        let value = self.figment.find_value(path).ok()?;
        let from = self
            .figment
            .find_metadata(path)
            .map_or_else(|| "default".to_owned(), origin);
        let Some(text) = scalar(&value) else {
            self.mistake(path, &from, "is a table", "give a single value in quotes");
            return None;
        };
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Given { text, from })
    }

    /// The value of `path` read by `parse`; a value that cannot be read is a mistake. `Err(())` if there was one.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        path: &'static str,
        remedy: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Refused> {
        let Some(given) = self.text(path) else {
            return Ok(None);
        };
        match parse(&given.text) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                self.mistake(path, &given.from, &error.to_string(), remedy);
                Err(Refused)
            }
        }
    }

    /// Notes a mistake in a value that was given.
    pub fn mistake(&mut self, path: &'static str, from: &str, problem: &str, remedy: &str) {
        self.coded(&format!("config.{path}"), path, from, problem, remedy);
    }

    /// As [`Source::mistake`], for one that has a name of its own.
    pub fn coded(
        &mut self,
        code: &str,
        path: &'static str,
        from: &str,
        problem: &str,
        remedy: &str,
    ) {
        self.mistakes.push(Mistake {
            code: code.to_owned(),
            key: both_spellings(path),
            source: from.to_owned(),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        });
    }

    /// Notes that a value is needed and was not given.
    pub fn missing(&mut self, path: &'static str, remedy: &str) {
        self.mistake(
            path,
            "neither the environment nor the file",
            "is not set",
            remedy,
        );
    }

    /// Refuses a key this version cannot honour yet, instead of pretending.
    pub fn unsupported(&mut self, path: &'static str, what: &str, remedy: &str) {
        if let Some(given) = self.text(path) {
            self.mistake(
                path,
                &given.from,
                &format!("this version has no {what}"),
                remedy,
            );
        }
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

/// A value was given and refused; the mistake is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// `ALIPAY_APP_ID ([alipay] app_id)`.
fn both_spellings(path: &str) -> String {
    let (table, key) = path.split_once('.').unwrap_or(("", path));
    format!("{} ([{table}] {key})", variable(path))
}

fn variable(path: &str) -> String {
    path.replace('.', "_").to_uppercase()
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
        // A list is read as its items with commas, the way a variable writes it.
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
        .filter(|path| !KEYS.contains(&path.as_str()))
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
    let (table, key) = path.split_once('.').unwrap_or(("", path));
    if let Some(found) = KEYS
        .iter()
        .find(|known| known.split_once('.').is_some_and(|k| k.1 == key))
    {
        let home = found.split_once('.').map_or("", |k| k.0);
        return format!("write {key} below [{home}]");
    }
    let siblings: Vec<_> = KEYS
        .iter()
        .filter_map(|known| known.split_once('.').filter(|k| k.0 == table).map(|k| k.1))
        .collect();
    if siblings.is_empty() {
        "remove it; the tables are [zhanggui], [database] and [alipay]".to_owned()
    } else {
        format!(
            "remove it or correct the name; [{table}] knows {}",
            siblings.join(", ")
        )
    }
}

/// The known variables as text: an application number must not become a rounded or shortened figure on its way.
struct Environment(Vec<(String, String)>);

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut tables = Dict::new();
        for path in KEYS {
            let name = variable(path);
            let Some((_, text)) = self.0.iter().find(|(given, _)| *given == name) else {
                continue;
            };
            // An empty variable is how a shell unsets one: it must not hide the file's value.
            if text.trim().is_empty() {
                continue;
            }
            let (table, key) = path.split_once('.').unwrap_or(("", path));
            let entry = tables
                .entry(table.to_owned())
                .or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, keys) = entry {
                keys.insert(key.to_owned(), Value::from(text.clone()));
            }
        }
        Ok(Profile::Default.collect(tables))
    }
}
