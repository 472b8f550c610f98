//! Functions over [`Tx`](crate::Tx), one file per noun. Each runs a few statements and decides
//! nothing about money or stock.

pub mod account;
pub mod admin;
pub mod attempt;
pub mod audit_log;
pub mod bill;
pub mod cart;
pub mod catalog;
pub mod category;
pub mod event;
pub mod goods_import;
pub mod inbox;
pub mod job;
pub mod ledger;
pub mod listing;
pub mod login_tries;
pub mod old_slug;
pub mod opening;
pub mod order;
pub mod pace;
pub mod provider_call;
pub mod recon;
pub mod refund;
pub mod search;
pub mod session;
pub mod setting;
pub mod stock;
pub mod upload;
