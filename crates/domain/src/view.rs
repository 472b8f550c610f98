//! Values for pages and islands: plain, already decided, without internal ids.

pub mod admin;
pub mod cart;
pub mod catalog;
pub mod desk;
pub mod export;
pub mod mail;
pub mod order;
pub mod parcel;
pub mod recon;
pub mod refund;
pub mod sales;
pub mod setting;
pub mod shipping;
pub mod staff;
pub mod watch;
