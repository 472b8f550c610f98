//! Stopping in order: no new work, what is under way ends, then the process.

use std::time::Duration;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// What is not done by then is cut off; its jobs come back when their lease runs out.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Completes when the process is asked to stop (SIGINT, SIGTERM), or `stop` is cancelled by somebody else.
///
/// # Errors
/// The signal cannot be listened for.
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
