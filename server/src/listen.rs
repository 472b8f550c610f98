//! The socket: HTTP/1.1 connections with limits on slow clients and on connections, drained when
//! the process stops.

mod seats;

use crate::{
    limit::{HEAD_BYTES, Patience},
    net::Proxies,
    state::Edge,
};
use axum::{Router, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use seats::Seats;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_io_timeout::TimeoutStream;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

/// Open connections; more wait in the system's queue.
const CONNECTIONS: usize = 4_096;

/// The limits of a listener.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Time limits of a client.
    pub patience: Patience,
    /// Open connections of one address.
    pub per_address: usize,
    /// Open connections of one network.
    pub per_network: usize,
    /// Peers that may have any number of connections.
    pub proxies: Proxies,
}

impl From<&Edge> for Terms {
    fn from(edge: &Edge) -> Self {
        Self {
            patience: edge.patience,
            per_address: PER_ADDRESS,
            per_network: PER_NETWORK,
            proxies: edge.proxies.clone(),
        }
    }
}

/// Far more than a household's browsers open, and a small part of [`CONNECTIONS`].
pub const PER_ADDRESS: usize = 256;
/// A quarter of [`CONNECTIONS`], so that one network cannot use all of them.
pub const PER_NETWORK: usize = 1_024;

/// Accepts connections until `stop`. Each is a task of `tasks` and ends after the response in
/// progress.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    terms: Terms,
    tasks: TaskTracker,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let seats = Seats::new(terms.per_address, terms.per_network, terms.proxies);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(seat) = seats.seat(peer.ip()) else {
                    tracing::debug!("connection refused: its address or network has too many");
                    continue;
                };
                let connection =
                    connection(stream, peer, router.clone(), terms.patience, stop.clone());
                tasks.spawn(async move {
                    connection.await;
                    drop((seat, place));
                });
            }
            Err(error) => {
                // Mostly out of file handles; an immediate retry would spin.
                tracing::error!(error = %error, "connection not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Patience,
    stop: CancellationToken,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %error, "nodelay not set");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.answer));
    let stream = Box::pin(stream);
    let service = router.map_request(move |mut request: http::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.headers)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Clients often close connections.
        tracing::debug!(error = %error, "connection ended early");
    }
}
