//! Staff's pages. Each loads one view from the shop and shows it, without business rules.

pub mod admin_audit;
pub mod admin_categories;
pub mod admin_desk;
pub mod admin_doctor;
pub mod admin_first_run;
pub mod admin_import;
pub mod admin_login;
pub mod admin_order;
pub mod admin_orders;
pub mod admin_product;
pub mod admin_products;
pub mod admin_prove;
pub mod admin_recon;
pub mod admin_refund;
pub mod admin_settings;
pub mod admin_stock;
pub mod admin_stock_take;
pub mod trouble;
