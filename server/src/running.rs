//! A running shop: listener, jobs, and how to stop both.

use crate::{AppState, listen, router, scrape, shutdown};
use anyhow::Context;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Interval at which the job runner looks for due jobs, in ms.
const JOBS_EVERY_MS: u64 = 500;

/// A shop that is listening.
pub struct Running {
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// Binds the address first, so that a port in use is reported before anything else happens.
///
/// # Errors
/// The address is in use or not this machine's.
pub async fn bind(addr: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(addr)
        .await
        .with_context(|| format!("cannot listen on {addr} (is another program there?)"))
}

/// Starts the listener, the jobs, and the making of pictures' widths that are missing, e.g. after `seed`.
///
/// # Errors
/// The shop's origin is not one that a browser would send.
pub fn start(listener: TcpListener, state: AppState) -> anyhow::Result<Running> {
    start_after(listener, state, std::future::ready(()))
}

/// As [`start`]; the jobs begin when `first` has ended.
///
/// # Errors
/// As [`start`].
pub fn start_after(
    listener: TcpListener,
    state: AppState,
    first: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<Running> {
    let stop = state.edge.stopping.clone();
    let shop = state.shop.clone();
    let media = state.edge.media_dir.clone();
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
    let (jobs, jobs_stop) = (shop.clone(), stop.clone());
    tasks.spawn(async move {
        first.await;
        jobs.run_jobs(jobs_stop, JOBS_EVERY_MS).await;
    });
    let widths_stop = stop.clone();
    tasks.spawn(async move {
        match shop.make_missing_widths(&media, &widths_stop).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "made the widths of pictures"),
            Err(error) => tracing::warn!(%error, "no widths of pictures were made"),
        }
    });
    Ok(Running { tasks, stop })
}

impl Running {
    /// Tells the figures of the process at `listener`.
    pub fn tell_metrics(&self, listener: TcpListener, state: AppState) {
        let terms = listen::Terms::from(&*state.edge);
        self.tasks.spawn(listen::serve(
            listener,
            scrape::router(state),
            terms,
            self.tasks.clone(),
            self.stop.clone(),
        ));
    }

    /// Runs until the process is asked to stop, then drains what is in progress.
    ///
    /// # Errors
    /// Signals cannot be received.
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
            // Nothing is lost: jobs are taken over when their lease expires, and an unanswered
            // notification is sent again.
            tracing::warn!("stopped with work in progress");
        }
    }
}
