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

/// Runs `work` to its end on a runtime of its own. Threads that still run then, which nobody waits
/// for, are left behind after `patience`, so that the process can end.
///
/// # Errors
/// The runtime cannot be started.
pub fn run_and_cut_off<F: Future>(work: F, patience: Duration) -> std::io::Result<F::Output> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(work);
    runtime.shutdown_timeout(patience);
    Ok(ended)
}

/// Waits until every task is done, but no longer than [`PATIENCE`]. True if all were.
pub async fn drain(tasks: &TaskTracker) -> bool {
    tasks.close();
    tokio::time::timeout(PATIENCE, tasks.wait()).await.is_ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::run_and_cut_off;
    use std::{sync::mpsc, time::Duration};

    /// A blocking thread cannot be cancelled, e.g. SQLite's copy of a large database.
    #[test]
    fn a_thread_that_does_not_stop_holds_no_command_up() {
        let (free, held) = mpsc::channel::<()>();
        let work = async {
            tokio::task::spawn_blocking(move || held.recv_timeout(Duration::from_secs(20)).is_ok());
            "ended"
        };
        let ended = run_and_cut_off(work, Duration::from_millis(50)).unwrap();
        assert_eq!(ended, "ended");
        assert!(
            free.send(()).is_ok(),
            "the shutdown must not wait for the thread"
        );
    }
}
