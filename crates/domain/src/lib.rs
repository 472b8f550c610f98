//! What is true of a shop without a computer: money, states, rules and the shapes that pages receive.
//!
//! No IO, no clock, no database: everything here is a pure function or a value, and it compiles to wasm.

#[macro_use]
mod text_enum;

pub mod actions;
pub mod cart;
pub mod error;
pub mod form;
pub mod ledger;
pub mod locale;
pub mod money;
pub mod number;
pub mod order;
pub mod payment;
pub mod price;
pub mod refund;
pub mod staff;
pub mod time;
pub mod validate;
pub mod view;
