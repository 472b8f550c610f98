//! The edge of the shop: HTTP, sessions, configuration, commands. No business decision is made here.
#![recursion_limit = "512"]

pub mod assets;
pub mod cache;
pub mod cli;
pub mod compose;
pub mod config;
pub mod csp;
pub mod csrf;
pub mod doctor;
pub mod entrance;
pub mod error_page;
pub mod headers;
pub mod health;
pub mod host;
pub mod limit;
pub mod listen;
pub mod locale;
pub mod media;
pub mod net;
pub mod notify;
pub mod offline;
pub mod on_call;
pub mod out;
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
