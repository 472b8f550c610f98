//! A service that is copied when it is called, not whenever somebody holds it.
//!
//! A router clones a route with all its layers for every request, and each layer its rest. What lies behind this one is a
//! counted pointer until a request gets as far.

use std::{
    sync::Arc,
    task::{Context, Poll},
};
use tower::{Layer, Service, ServiceExt as _, util::Oneshot};

/// Puts [`OnCall`] around a service.
#[derive(Debug, Clone, Copy)]
pub struct OnCallLayer;

impl<S> Layer<S> for OnCallLayer {
    type Service = OnCall<S>;

    fn layer(&self, inner: S) -> OnCall<S> {
        OnCall(Arc::new(inner))
    }
}

/// The service; always ready, since its copy waits to be.
#[derive(Debug)]
pub struct OnCall<S>(Arc<S>);

impl<S> Clone for OnCall<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S, R> Service<R> for OnCall<S>
where
    S: Service<R> + Clone,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Oneshot<S, R>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> Self::Future {
        S::clone(&self.0).oneshot(request)
    }
}
