//! For tests only: the life of a process that is killed. At its cut it stops for good, as after `kill -9`, while other handles
//! on the database go on.

use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::watch;

/// When a process is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// After so many commits, when it begins to write again: what it did between the two has happened.
    Before(u32),
    /// Right after so many commits: nothing of what comes next has happened.
    After(u32),
}

impl Cut {
    /// All moments of a process with at most so many commits, in their order.
    pub fn all(commits: u32) -> impl Iterator<Item = Self> {
        (0..commits).flat_map(|count| [Self::Before(count), Self::After(count.saturating_add(1))])
    }

    /// Those that differ in the database alone, for work that does nothing outside of it between two commits.
    pub fn stored(commits: u32) -> impl Iterator<Item = Self> {
        (0..commits).map(Self::Before)
    }
}

/// The life of one process.
#[derive(Debug)]
pub struct Life {
    cut: Cut,
    commits: AtomicU32,
    is_over: watch::Sender<bool>,
}

impl Life {
    /// A process that is killed at `cut`.
    pub(crate) fn until(cut: Cut) -> Self {
        Self {
            cut,
            commits: AtomicU32::new(0),
            is_over: watch::Sender::new(false),
        }
    }

    /// Waits until the process is killed.
    pub async fn ended(&self) {
        let mut seen = self.is_over.subscribe();
        // The sender lives as long as `self`.
        drop(seen.wait_for(|over| *over).await);
    }

    /// A transaction begins.
    pub(crate) async fn begin(&self, writes: bool) {
        let is_cut = match self.cut {
            Cut::Before(commits) => writes && self.commits.load(Ordering::SeqCst) >= commits,
            Cut::After(_) => false,
        };
        self.go_on_unless(is_cut).await;
    }

    /// A transaction has ended.
    pub(crate) async fn end(&self, committed: bool) {
        let is_cut = committed && {
            let commits = self
                .commits
                .fetch_add(1, Ordering::SeqCst)
                .saturating_add(1);
            match self.cut {
                Cut::Before(_) => false,
                Cut::After(last) => commits >= last,
            }
        };
        self.go_on_unless(is_cut).await;
    }

    /// Returns, or never if the process is dead.
    async fn go_on_unless(&self, is_cut: bool) {
        if is_cut {
            self.is_over.send_replace(true);
        }
        if *self.is_over.borrow() {
            std::future::pending::<()>().await;
        }
    }
}
