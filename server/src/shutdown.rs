//! Stopping in order: no new work, what is in progress ends, then the process.

use std::time::Duration;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Work in progress is cut off after this time; its jobs are taken over when their lease expires.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Completes when the process is asked to stop (SIGINT, SIGTERM), or `stop` is cancelled.
///
/// # Errors
/// Signals cannot be received.
pub async fn asked(stop: &CancellationToken) -> std::io::Result<()> {
    tokio::select! {
        () = stop.cancelled() => Ok(()),
        signal = signal() => signal,
    }
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupt = tokio::signal::ctrl_c() => interrupt,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Waits until every task is done, but no longer than [`PATIENCE`]. True if all were.
pub async fn drain(tasks: &TaskTracker) -> bool {
    tasks.close();
    tokio::time::timeout(PATIENCE, tasks.wait()).await.is_ok()
}
