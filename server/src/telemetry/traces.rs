//! Traces by OTLP over HTTP, if an endpoint is named. The spans are those of the log: a request with its route pattern, never
//! its address.

use anyhow::Context;
use async_trait::async_trait;
use http::{Request, Response};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use std::time::Duration;
use tokio::runtime::Handle;
use tracing_subscriber::{Layer, Registry};
use url::Url;

/// Who sends them.
const SERVICE: &str = "zhanggui";
/// Where an endpoint takes traces, as the protocol says.
const PATH: &str = "v1/traces";
/// Time of one delivery.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends traces until it is ended.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Begins to send to `endpoint`. Call it within the runtime.
    ///
    /// # Errors
    /// The client cannot be set up.
    pub fn to(endpoint: &Url) -> anyhow::Result<Self> {
        let mut address = endpoint.clone();
        let below = format!("{}/{PATH}", endpoint.path().trim_end_matches('/'));
        address.set_path(&below);
        let client = Client {
            http: reqwest::Client::builder()
                .timeout(PATIENCE)
                .build()
                .context("setting up the client of traces")?,
            runtime: Handle::current(),
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(address)
            .with_timeout(PATIENCE)
            .build()
            .context("setting up the exporter of traces")?;
        let resource = Resource::builder().with_service_name(SERVICE).build();
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource)
            .build();
        Ok(Self(provider))
    }

    /// The layer that makes traces of spans.
    #[must_use]
    pub fn layer(&self) -> Box<dyn Layer<Registry> + Send + Sync> {
        let tracer = self.0.tracer(SERVICE);
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_filter(super::filter(None))
            .boxed()
    }

    /// Sends what is left.
    pub async fn end(self) {
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown()).await;
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the last traces were not sent"),
            Err(error) => tracing::warn!(%error, "the last traces were not sent"),
        }
    }
}

/// Sends from the shop's runtime, wherever it is called.
#[derive(Debug)]
struct Client {
    http: reqwest::Client,
    runtime: Handle,
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let http = self.http.clone();
        let sent = self.runtime.spawn(async move {
            let request = reqwest::Request::try_from(request)?;
            let response = http.execute(request).await?;
            let mut answer = Response::builder().status(response.status());
            if let Some(headers) = answer.headers_mut() {
                headers.clone_from(response.headers());
            }
            Ok::<_, HttpError>(answer.body(response.bytes().await?)?)
        });
        sent.await?
    }
}
