//! The history of an order.
