//! A service that is cloned when it is called, not with every clone of its holder.
//!
//! A router clones a route with all its layers for every request, and each layer what is below it.
//! Everything below this one is a counted pointer until a request reaches it.

use std::{
    sync::Arc,
    task::{Context, Poll},
};
use tower::{Layer, Service, ServiceExt as _, util::Oneshot};

/// Wraps a service in [`OnCall`].
#[derive(Debug, Clone, Copy)]
pub struct OnCallLayer;

impl<S> Layer<S> for OnCallLayer {
    type Service = OnCall<S>;

    fn layer(&self, inner: S) -> OnCall<S> {
        OnCall(Arc::new(inner))
    }
}

/// Always ready: `call` waits for its clone.
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
