//! How far a command is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error; nothing where that is not a terminal. It is gone when this is dropped.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar of `all` things, called `what`.
    pub(super) fn new(what: &'static str, all: usize) -> Self {
        let length = u64::try_from(all).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} {msg}, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self(bar.with_message(what))
    }

    /// Shows how many are done.
    pub(super) fn at(&self, done: usize) {
        self.0.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
