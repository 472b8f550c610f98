//! Processes that are killed: a [`Store`] of [`mortal`] stands for one process.

pub use crate::life::{Cut, Life};

use crate::pool::Store;
use std::sync::Arc;

/// The database as a process sees it that is killed at `cut`.
#[must_use]
pub fn mortal(store: &Store, cut: Cut) -> (Store, Arc<Life>) {
    let life = Arc::new(Life::until(cut));
    let mut mortal = store.clone();
    mortal.life = Some(Arc::clone(&life));
    (mortal, life)
}
