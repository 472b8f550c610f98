//! The query plans of a query function: the statements that the driver was given, each with its
//! plan.

use crate::{conn::Db, error::StoreError, pool::Store, tx::Tx, url::Engine};
use diesel::{
    RunQueryDsl,
    connection::{Connection, Instrumentation, InstrumentationEvent},
};
use std::sync::{Arc, Mutex, PoisonError};

/// A statement and its plan.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The statement, with its values.
    pub sql: String,
    /// The lines of the plan. PostgreSQL runs the query and reports how many rows it read and discarded.
    pub plan: Vec<String>,
}

#[derive(diesel::QueryableByName)]
struct Detail {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    line: String,
}

/// Runs `work` and explains each SELECT that it sent.
///
/// # Errors
/// Also if a value cannot be written into the statement.
pub async fn plans<F>(store: &Store, work: F) -> Result<Vec<Planned>, StoreError>
where
    F: Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
{
    let engine = store.engine();
    store
        .read(move |tx| {
            let heard = Arc::new(Mutex::new(Vec::new()));
            let ear = Arc::clone(&heard);
            tx.q(|c| {
                c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                    if let InstrumentationEvent::StartQuery { query, .. } = event {
                        let mut heard = ear.lock().unwrap_or_else(PoisonError::into_inner);
                        heard.push(query.to_string());
                    }
                });
                Ok(())
            })?;
            let done = work(tx);
            tx.q(|c| {
                c.set_instrumentation(None::<Box<dyn Instrumentation>>);
                Ok(())
            })?;
            done?;
            let heard = heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
            heard
                .iter()
                .filter(|text| text.trim_start().starts_with("SELECT"))
                .map(|text| {
                    let sql = with_values(text, engine)?;
                    let plan = explain(tx, &sql, engine)?;
                    Ok(Planned { sql, plan })
                })
                .collect()
        })
        .await
}

fn explain(tx: &mut Tx<'_>, sql: &str, engine: Engine) -> Result<Vec<String>, StoreError> {
    let question = match engine {
        Engine::Sqlite => format!("EXPLAIN QUERY PLAN {sql}"),
        Engine::Postgres => format!("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {sql}"),
    };
    tx.q(|c| match c {
        Db::Sqlite(c) => {
            let rows: Vec<Detail> = diesel::sql_query(question).load(c)?;
            Ok(rows.into_iter().map(|row| row.detail).collect())
        }
        Db::Pg(c) => {
            let rows: Vec<Line> = diesel::sql_query(question).load(c)?;
            Ok(rows.into_iter().map(|row| row.line).collect())
        }
    })
}

/// The statement with its values filled in; Diesel appends them as ` -- binds: [..]`.
fn with_values(text: &str, engine: Engine) -> Result<String, StoreError> {
    let (sql, binds) = text.split_once(" -- binds: ").unwrap_or((text, "[]"));
    let odd = || StoreError::broken(format!("values that cannot be read: {text}"));
    // The Debug text is JSON except for nullable values. No value of a test contains a bracket.
    let binds = binds
        .replace("Some(", "")
        .replace(')', "")
        .replace("None", "null");
    let values: Vec<serde_json::Value> = serde_json::from_str(&binds).map_err(|_json| odd())?;
    let written: Vec<String> = values
        .iter()
        .map(|value| literal(value).ok_or_else(odd))
        .collect::<Result<_, _>>()?;
    let mut whole = sql.to_owned();
    match engine {
        Engine::Sqlite => {
            for value in &written {
                whole = whole.replacen('?', value, 1);
            }
        }
        // Starts with the last, because `$1` is the beginning of `$10`.
        Engine::Postgres => {
            for (n, value) in written.iter().enumerate().rev() {
                whole = whole.replace(&format!("${}", n.saturating_add(1)), value);
            }
        }
    }
    Ok(whole)
}

/// A value as SQL text. PostgreSQL gets the values of `= ANY` as one list.
fn literal(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::String(text) => Some(format!("'{}'", text.replace('\'', "''"))),
        serde_json::Value::Null => Some("NULL".to_owned()),
        serde_json::Value::Array(list) if list.is_empty() => Some("'{}'".to_owned()),
        serde_json::Value::Array(list) => {
            let list: Vec<String> = list.iter().map(literal).collect::<Option<_>>()?;
            Some(format!("ARRAY[{}]", list.join(", ")))
        }
        serde_json::Value::Bool(_) | serde_json::Value::Object(_) => None,
    }
}
