//! The job runner: claims due jobs by lease and runs each kind.

use crate::{Error, Shop};
use tokio_util::sync::CancellationToken;

impl Shop {
    /// Runs every job that is due now, once each; returns how many ran. What tests call after moving the clock.
    pub async fn run_due_jobs(&self) -> Result<usize, Error> { todo!() }

    /// Runs jobs until `stop`; asks for due ones every `pause_ms`.
    pub async fn run_jobs(&self, stop: CancellationToken, pause_ms: u64) { todo!() }
}
