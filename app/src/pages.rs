//! The pages. Each loads one view from the shop and shows it, without business rules.

pub mod cart;
pub mod category;
pub mod change_status;
pub mod checkout;
pub mod home;
pub mod login;
pub mod orders;
pub mod product;
pub mod refund_request;
pub mod register;
pub mod search;
pub mod trouble;
