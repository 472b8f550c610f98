//! What pages and islands receive: plain values, already decided, without any internal id.

pub mod admin;
pub mod cart;
pub mod catalog;
pub mod desk;
pub mod order;
