#![doc = include_str!("../README.md")]

#[macro_use]
mod text_enum;

pub mod account;
pub mod actions;
pub mod alarm;
pub mod cart;
pub mod catalog;
pub mod day;
pub mod error;
pub mod export;
pub mod form;
pub mod import;
pub mod job;
pub mod ledger;
pub mod limit;
pub mod listing;
pub mod locale;
pub mod mail;
pub mod money;
pub mod number;
pub mod options;
pub mod order;
pub mod payment;
pub mod price;
pub mod recon;
pub mod refund;
pub mod sales;
pub mod session;
pub mod setting;
pub mod shipping;
pub mod staff;
pub mod stock;
pub mod time;
pub mod validate;
pub mod view;
