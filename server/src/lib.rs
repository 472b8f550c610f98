//! The outer layer of the shop: HTTP, sessions, configuration, commands. It makes no business
//! decision.
#![recursion_limit = "512"]

pub mod assets;
pub mod bare;
pub mod body;
pub mod cache;
pub mod cli;
pub mod compose;
pub mod config;
pub(crate) mod cookie;
pub mod csp;
pub mod csrf;
pub mod doctor;
pub mod door;
pub mod entrance;
pub mod error_page;
pub(crate) mod etag;
pub mod first_run;
pub mod headers;
pub mod health;
pub mod host;
pub mod hosts;
pub mod kept_pages;
pub mod limit;
pub mod listen;
pub mod locale;
pub mod media;
pub mod net;
pub mod notify;
pub mod offline;
pub mod on_call;
pub mod out;
pub mod pace;
pub mod page_cache;
pub mod private;
pub mod render;
pub mod router;
pub mod running;
pub mod session;
pub mod shutdown;
pub mod state;
pub mod telemetry;
pub mod viewer;

pub use router::router;
pub use state::AppState;
