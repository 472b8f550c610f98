//! Helpers for tests: a database per test. Nothing here reaches a release.

pub mod db;
