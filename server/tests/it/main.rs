//! The HTTP side of the shop, tested through the real router and the real store, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests; figures that are measured are told"
)]

mod support;

mod access;
mod backup;
mod browse;
mod budgets;
mod came_back;
mod certified;
mod commands;
mod config;
mod csrf;
mod demo_orders;
mod desk;
mod doctor;
mod editor;
mod engines;
mod export_rows;
mod first_run;
mod forms;
mod gbk;
mod goods;
mod goods_import;
mod goods_sheet;
mod headers;
mod health;
mod hosts;
mod import;
mod isolated;
mod journey;
mod killed;
mod languages;
mod limits;
mod logo;
mod logs;
mod mail;
mod merchant;
mod notify;
mod page_cache;
mod pains;
mod recon;
mod refund;
mod refund_request;
mod restore;
mod scripts;
mod security;
mod sessions;
mod settings;
mod shipping;
mod sign_type;
mod slow;
mod staff;
mod strangers;
mod watch;
mod watching;
mod wechat;
