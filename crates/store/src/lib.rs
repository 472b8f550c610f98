//! The only crate that knows SQL. [`Store::write`] opens the transactions that write,
//! [`Store::read`] those that read. Inside them the functions of [`queries`] work on [`Tx`] and
//! return the plain rows of [`models`]. The same statements run on SQLite and PostgreSQL.
//!
//! Every query may fail with [`StoreError::Busy`] (try again) or [`StoreError::Broken`] (log it). An `# Errors`
//! section names only what a caller can act on besides these two.

#[macro_use]
mod both;

mod backup;
pub mod bug;
mod conn;
mod error;
pub mod invariants;
#[cfg(any(test, feature = "testing"))]
mod life;
pub mod migrate;
pub mod models;
mod pool;
pub mod queries;
mod room;
pub mod scale;
mod schema;
mod settings;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text;
mod tx;
mod url;
mod waits;

pub use crate::error::{BoxError, StoreError};
pub use crate::migrate::SchemaState;
pub use crate::pool::{OpenOptions, Store};
pub use crate::tx::Tx;
pub use crate::url::{DatabaseUrl, Engine, UrlError};
pub use crate::waits::PoolFigures;
