//! Limit servers: they sign and commit as often as the shop and do nothing else. The shop cannot be
//! faster on the same machine, so results are given relative to them.

use crate::world;
use alipay::{AlipayKeys, PrivateKey};
use anyhow::Context;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use rusqlite::Connection;
use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// The kind of a limit server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kind {
    /// Responds from memory: the speed of axum alone.
    Plain,
    /// Commits and signs, with the shop's durability.
    Durable,
}

/// A single writer to a database with the durability of the shop's.
#[derive(Clone)]
pub(crate) struct Commits(Arc<Mutex<Connection>>);

impl Commits {
    /// Opens `dir/limit.db`: WAL, `synchronous=FULL`.
    pub(crate) fn open(dir: &Path) -> anyhow::Result<Self> {
        let db = Connection::open(dir.join("limit.db"))?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, owner BIGINT NOT NULL, text TEXT NOT NULL);
             CREATE INDEX IF NOT EXISTS rows_owner ON rows (owner);",
        )?;
        Ok(Self(Arc::new(Mutex::new(db))))
    }

    /// Commits a transaction of `rows` rows of 300 bytes, each with an index entry.
    pub(crate) fn commit(&self, rows: usize) -> anyhow::Result<()> {
        let mut db = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        {
            let mut insert = tx.prepare_cached("INSERT INTO rows (owner, text) VALUES (?1, ?2)")?;
            let text = "0123456789".repeat(30);
            for owner in 0..rows {
                insert.execute((i64::try_from(owner)?, &text))?;
            }
        }
        tx.commit()?;
        Ok(())
    }
}

/// Rows that the shop writes for a placed order: order, two lines, two events, stock move, stock,
/// cart, job.
pub(crate) const ORDER_ROWS: usize = 9;
/// Rows of a payment attempt: attempt, event, job.
const ATTEMPT_ROWS: usize = 3;
/// Rows of a notification that pays an order: inbox, attempt, order, three events, ledger
/// transaction with two entries, job.
const NOTIFY_ROWS: usize = 9;

#[derive(Clone)]
struct Limit {
    commits: Commits,
    key: PrivateKey,
    keys: AlipayKeys,
}

/// Prints its address and serves until it is killed.
pub(crate) async fn serve(kind: Kind, dir: &Path) -> anyhow::Result<()> {
    let routes = match kind {
        Kind::Plain => Router::new().route("/", get(|| async { "Hello, world" })),
        Kind::Durable => {
            let (key, keys) = world::keys(dir)?;
            let limit = Limit {
                commits: Commits::open(dir)?,
                key,
                keys,
            };
            Router::new()
                .route("/order", post(order))
                .route("/pay", post(pay))
                .route("/notify", post(notify))
                .with_state(limit)
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

async fn order(State(limit): State<Limit>, _form: Bytes) -> Result<Response, Failed> {
    off_the_loop(move || limit.commits.commit(ORDER_ROWS)).await?;
    Ok(see_other("/pay"))
}

async fn pay(State(limit): State<Limit>, form: Bytes) -> Result<Response, Failed> {
    let sign = off_the_loop(move || {
        limit.commits.commit(ATTEMPT_ROWS)?;
        Ok(alipay::sign::sign_rsa2(&limit.key, &form)?)
    })
    .await?;
    Ok(see_other(&format!("/gateway?sign={}", sign.len())))
}

async fn notify(State(limit): State<Limit>, body: Bytes) -> Result<Response, Failed> {
    off_the_loop(move || {
        alipay::verify_notify(&body, &limit.keys)?;
        limit.commits.commit(NOTIFY_ROWS)
    })
    .await?;
    Ok("success".into_response())
}

fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> Result<T, Failed> {
    let done = tokio::task::spawn_blocking(work).await;
    done.context("a blocking task")
        .and_then(|done| done)
        .map_err(Failed)
}

/// 500 with the reason, because the figures of a failing limit server mean nothing.
struct Failed(anyhow::Error);

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}", self.0)).into_response()
    }
}
