//! A shop at work: listener, jobs, and the way to stop both.

use crate::{AppState, listen, router, shutdown};
use anyhow::Context;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How often the job runner looks for what is due, in ms.
const JOBS_EVERY_MS: u64 = 500;

/// A shop that answers.
pub struct Running {
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// Takes the address, so that a port already in use is told before anything else is done.
///
/// # Errors
/// The address is taken or not ours.
pub async fn bind(addr: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(addr)
        .await
        .with_context(|| format!("cannot listen on {addr} (is another program there?)"))
}

/// Starts listening and working.
///
/// # Errors
/// The shop's origin is none that a browser would send.
pub fn start(listener: TcpListener, state: AppState) -> anyhow::Result<Running> {
    let stop = state.edge.stopping.clone();
    let shop = state.shop.clone();
    let terms = listen::Terms::from(&*state.edge);
    let router = router(state).context("public_url")?;
    let tasks = TaskTracker::new();
    tasks.spawn(listen::serve(
        listener,
        router,
        terms,
        tasks.clone(),
        stop.clone(),
    ));
    let jobs_stop = stop.clone();
    tasks.spawn(async move { shop.run_jobs(jobs_stop, JOBS_EVERY_MS).await });
    Ok(Running { tasks, stop })
}

impl Running {
    /// Works until the process is asked to stop, then ends what is under way.
    ///
    /// # Errors
    /// Signals cannot be listened for.
    pub async fn until_asked(self) -> anyhow::Result<()> {
        shutdown::asked(&self.stop)
            .await
            .context("listening for signals")?;
        self.stop().await;
        Ok(())
    }

    /// Stops in order.
    pub async fn stop(self) {
        tracing::info!("stopping");
        self.stop.cancel();
        if shutdown::drain(&self.tasks).await {
            tracing::info!("stopped");
        } else {
            // Nothing is lost: jobs come back by lease, and an unanswered notice is sent again.
            tracing::warn!("stopped with work under way");
        }
    }
}
