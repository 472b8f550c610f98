//! Whether the database keeps payments safe.

use super::Finding;
use store::{Engine, SchemaState};

const SUBJECT: &str = "DATABASE_URL";

/// The database cannot be opened. `words`: the error, without the password.
#[must_use]
pub fn unusable(words: &str, exists: bool) -> Vec<Finding> {
    if !exists {
        return vec![Finding::error(
            "database.missing",
            SUBJECT,
            words,
            "Run zhanggui migrate once, with the same configuration and as the same user.",
        )];
    }
    vec![Finding::error(
        "database.unusable",
        SUBJECT,
        words,
        "Check address, name, user and password, and that the server runs; a SQLite file must be writable by this user, \
         with its folder.",
    )]
}

/// Judges the schema.
#[must_use]
pub fn schema(state: &SchemaState) -> Vec<Finding> {
    match state {
        SchemaState::Current => Vec::new(),
        SchemaState::Behind(missing) => vec![Finding::error(
            "database.behind",
            SUBJECT,
            format!("The schema lacks {missing} migrations."),
            "Make a backup (zhanggui backup), then run zhanggui migrate.",
        )],
        SchemaState::Unknown => vec![Finding::error(
            "database.newer",
            SUBJECT,
            "The schema was made by a newer version of zhanggui.",
            "Run that version.",
        )],
    }
}

/// Judges the database's settings: name and value.
#[must_use]
pub fn settings(engine: Engine, settings: &[(String, String)]) -> Vec<Finding> {
    settings
        .iter()
        .filter(|(name, value)| !is_safe(engine, name, value))
        .map(|(name, value)| {
            Finding::error(
                "database.not-durable",
                SUBJECT,
                format!("{name} is {value}: a payment that was confirmed to Alipay could be lost when the power fails."),
                match engine {
                    Engine::Sqlite => "Run zhanggui migrate on a local disk; WAL does not work on network file systems.",
                    Engine::Postgres => "Set it to on in postgresql.conf, for the database and for its user.",
                },
            )
        })
        .collect()
}

fn is_safe(engine: Engine, name: &str, value: &str) -> bool {
    match (engine, name) {
        (Engine::Sqlite, "journal_mode") => value == "wal",
        // FULL or EXTRA.
        (Engine::Sqlite, "synchronous") => matches!(value, "2" | "3"),
        (Engine::Postgres, _) => value != "off",
        (Engine::Sqlite, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{schema, settings, unusable};
    use store::{Engine, SchemaState};

    #[test]
    fn only_a_durable_database_passes() {
        let of = |engine, name: &str, value: &str| {
            settings(engine, &[(name.to_owned(), value.to_owned())]).len()
        };
        assert_eq!(of(Engine::Sqlite, "journal_mode", "wal"), 0);
        assert_eq!(of(Engine::Sqlite, "journal_mode", "delete"), 1);
        assert_eq!(of(Engine::Sqlite, "synchronous", "2"), 0);
        assert_eq!(of(Engine::Sqlite, "synchronous", "1"), 1);
        assert_eq!(of(Engine::Postgres, "fsync", "on"), 0);
        assert_eq!(
            of(Engine::Postgres, "synchronous_commit", "remote_apply"),
            0
        );
        assert_eq!(of(Engine::Postgres, "full_page_writes", "off"), 1);
    }

    #[test]
    fn the_schema_must_be_ours() {
        assert!(schema(&SchemaState::Current).is_empty());
        assert_eq!(schema(&SchemaState::Behind(2)).len(), 1);
        assert_eq!(schema(&SchemaState::Unknown).len(), 1);
        let code = |exists| {
            unusable("x", exists)
                .first()
                .map(|found| found.code.clone())
        };
        assert_eq!(code(false).as_deref(), Some("database.missing"));
        assert_eq!(code(true).as_deref(), Some("database.unusable"));
    }
}
