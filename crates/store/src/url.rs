//! The database URL. Its scheme alone decides which database is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The kind of database a [`DatabaseUrl`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, one node.
    Sqlite,
    /// A server, any number of nodes.
    Postgres,
}

/// Where the data lives: `sqlite:PATH`, `postgres://..` or `postgresql://..`.
///
/// `Display` and `Debug` never show a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Target);

#[derive(Clone, PartialEq, Eq)]
enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

/// Why a text is not a database URL. Never contains the text, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// The text does not start with a known scheme.
    #[error("a database URL starts with sqlite:, postgres:// or postgresql://")]
    Scheme,
    /// `sqlite:` without a path.
    #[error("sqlite: needs the path of a file, as in sqlite:/var/lib/zhanggui/shop.db")]
    NoPath,
    /// An in-memory database: each pooled connection would see a database of its own.
    #[error("sqlite: needs a file; an in-memory database cannot be shared by connections")]
    Memory,
    /// A control character, which no valid path or URL contains.
    #[error("the database URL contains a control character")]
    Control,
}

impl DatabaseUrl {
    /// Reads a URL.
    ///
    /// # Errors
    /// [`UrlError`] for an unknown scheme, a missing path, or an in-memory SQLite.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(UrlError::Control);
        }
        if let Some(path) = text.strip_prefix("sqlite:") {
            // Other programs write `sqlite:///var/x.db` for `/var/x.db`.
            let path = path.strip_prefix("//").unwrap_or(path);
            return match path {
                "" => Err(UrlError::NoPath),
                _ if path.contains(":memory:") || path.starts_with('?') => Err(UrlError::Memory),
                _ => Ok(Self(Target::Sqlite(PathBuf::from(path)))),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self(Target::Postgres(text.to_owned())));
        }
        Err(UrlError::Scheme)
    }

    /// The URL of a SQLite file at `path`.
    #[must_use]
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self(Target::Sqlite(path.into()))
    }

    /// The database this URL names.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0 {
            Target::Sqlite(_) => Engine::Sqlite,
            Target::Postgres(_) => Engine::Postgres,
        }
    }

    /// The file, for SQLite.
    #[must_use]
    pub fn sqlite_path(&self) -> Option<&Path> {
        match &self.0 {
            Target::Sqlite(path) => Some(path),
            Target::Postgres(_) => None,
        }
    }

    /// The full URL, password included, for the driver only.
    pub(crate) fn postgres_secret(&self) -> Option<&str> {
        match &self.0 {
            Target::Sqlite(_) => None,
            Target::Postgres(url) => Some(url),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Target::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Target::Postgres(url) => f.write_str(&redact(url)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// Hides the password, in `user:password@host` and in `?password=`. The user part ends at the last
/// `@` before the path, so that no part of a password with an unescaped `@` is shown.
fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "***".to_owned();
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (rest, None),
    };
    let shown = match rest.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:***@{host}"),
            None => rest.to_owned(),
        },
        None => rest.to_owned(),
    };
    let Some(query) = query else {
        return format!("{scheme}://{shown}");
    };
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((key, _)) if key.contains("password") => format!("{key}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    // A password may hold an unescaped `?`, and the `@` may follow it.
    if query.contains('@') {
        return format!("{scheme}://***");
    }
    format!("{scheme}://{shown}?{}", pairs.join("&"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{DatabaseUrl, Engine, UrlError};

    #[test]
    fn schemes_decide() {
        let url = DatabaseUrl::parse("sqlite:data/shop.db").unwrap();
        assert_eq!(url.engine(), Engine::Sqlite);
        assert_eq!(url.to_string(), "sqlite:data/shop.db");
        let url = DatabaseUrl::parse("sqlite:///var/shop.db").unwrap();
        assert_eq!(url.to_string(), "sqlite:/var/shop.db");
        for text in ["postgres://h/d", "postgresql://h/d"] {
            assert_eq!(DatabaseUrl::parse(text).unwrap().engine(), Engine::Postgres);
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (text, error) in [
            ("", UrlError::Scheme),
            ("shop.db", UrlError::Scheme),
            ("mysql://h/d", UrlError::Scheme),
            ("postgres:h", UrlError::Scheme),
            ("SQLITE:shop.db", UrlError::Scheme),
            ("sqlite:", UrlError::NoPath),
            ("sqlite://", UrlError::NoPath),
            ("sqlite::memory:", UrlError::Memory),
            ("sqlite:a\nb", UrlError::Control),
        ] {
            assert_eq!(DatabaseUrl::parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn passwords_stay_hidden() {
        for text in [
            "postgres://shop:s3cret@db.example/shop",
            "postgres://shop:s3cret@s3cret@db.example/shop",
            "postgres://shop@db.example/shop?sslmode=require&password=s3cret",
            "postgresql://shop:a?s3cret@db.example/shop",
        ] {
            let url = DatabaseUrl::parse(text).unwrap();
            assert!(!url.to_string().contains("s3cret"), "{url}");
            assert!(!format!("{url:?}").contains("s3cret"), "{url}");
        }
        let url = DatabaseUrl::parse("postgres://shop:x@db.example/shop").unwrap();
        assert_eq!(url.to_string(), "postgres://shop:***@db.example/shop");
    }
}
