//! A keep-alive connection, as browsers use.

use anyhow::Context;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A connection.
pub(crate) struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    /// Opens a connection.
    pub(crate) async fn open(to: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(to).await.context("connecting")?;
        stream.set_nodelay(true)?;
        let (sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                eprintln!("connection: {error}");
            }
        });
        Ok(Self(sender))
    }

    /// Sends a request and reads the whole response.
    pub(crate) async fn ask(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> anyhow::Result<Response<Bytes>> {
        self.0.ready().await?;
        let (parts, body) = self.0.send_request(request).await?.into_parts();
        let bytes = body.collect().await?.to_bytes();
        Ok(Response::from_parts(parts, bytes))
    }
}

/// `GET path` with the headers of a phone.
pub(crate) fn get(path: &str) -> anyhow::Result<Request<Full<Bytes>>> {
    Ok(Request::get(path)
        .header("host", "127.0.0.1")
        .header("accept", "text/html")
        .header("accept-language", "zh-CN")
        .header("accept-encoding", "br, gzip")
        .body(Full::default())?)
}

/// `POST path` with a form, as a page of the shop sends it; `from`: the client's IP address
/// according to the proxy.
pub(crate) fn post(
    path: &str,
    origin: &str,
    cookie: &str,
    from: &str,
    form: String,
) -> anyhow::Result<Request<Full<Bytes>>> {
    Ok(Request::post(path)
        .header("host", origin.trim_start_matches("http://"))
        .header("origin", origin)
        .header("sec-fetch-site", "same-origin")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .header("x-forwarded-for", from)
        .body(Full::new(Bytes::from(form)))?)
}
