//! Values for pages and islands: plain, already decided, without internal ids.

pub mod admin;
pub mod cart;
pub mod catalog;
pub mod desk;
pub mod mail;
pub mod order;
pub mod refund;
pub mod export;
pub mod order;
pub mod sales;
pub mod recon;
pub mod setting;
pub mod shipping;
pub mod watch;
pub mod staff;
