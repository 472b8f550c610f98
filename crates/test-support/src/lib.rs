//! Helpers for tests: a database per test, a clock that stands still, seeded randomness, a gateway with books of its
//! own, and a shop put together from them. Nothing here reaches a release.

pub mod clock;
pub mod db;
pub mod gateway;
pub mod ids;
pub mod shop;

pub use clock::FrozenClock;
pub use db::{TestDb, for_both};
pub use gateway::{FakeGateway, Fault};
pub use ids::SeededIds;
pub use shop::{Setup, TestShop};
