#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod bill;
mod books;
mod cashier;
mod certificates;
mod clock;
mod config;
mod content;
mod control;
mod faults;
mod gateway;
mod host;
mod keyring;
mod listener;
mod notify;
mod past;
mod random;
mod refusal;
mod return_url;
mod seal;
mod server;
mod simulator;

pub use config::{Config, SimInfo};
pub use past::Past;
pub use server::{Running, start};
