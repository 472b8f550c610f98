//! Rows as plain structs, one file per noun. Money is in fen, time in epoch milliseconds UTC, flags
//! are 0 or 1, states are the texts that the CHECKs list.

pub mod account;
pub mod admin;
pub mod alarm;
pub mod attempt;
pub mod audit_log;
pub mod cart;
pub mod catalog;
pub mod category;
pub mod event;
pub mod export;
pub mod goods_import;
pub mod goods_return;
pub mod inbox;
pub mod job;
pub mod listing;
pub mod mail;
pub mod order;
pub mod picture;
pub mod provider_call;
pub mod recon;
pub mod refund;
pub mod sales;
pub mod session;
pub mod setting;
pub mod shipment;
pub mod staff;
pub mod stock;
pub mod upload;
mod word;
