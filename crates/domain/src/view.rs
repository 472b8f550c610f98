//! Values for pages and islands: plain, already decided, without internal ids.

pub mod admin;
pub mod cart;
pub mod catalog;
pub mod desk;
pub mod order;
pub mod recon;
pub mod setting;
