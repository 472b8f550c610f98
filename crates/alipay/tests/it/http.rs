//! The real transport against a misbehaving local server.

use alipay::TransportError;
use alipay::transport::{HttpTransport, Transport as _};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;

/// Responds to one request with these bytes, then closes. With no bytes the connection stays open.
async fn server(answer: &'static [u8]) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !request.ends_with(b"biz_content=x") {
            let read = stream.read(&mut buffer).await.unwrap();
            assert_ne!(read, 0, "the request was cut");
            request.extend_from_slice(&buffer[..read]);
        }
        if answer.is_empty() {
            std::future::pending::<()>().await;
        }
        stream.write_all(answer).await.unwrap();
    });
    Url::parse(&format!("http://{address}/gateway.do?method=m")).unwrap()
}

async fn post(url: &Url) -> Result<alipay::transport::HttpResponse, TransportError> {
    HttpTransport::new(url)
        .unwrap()
        .post(url, "biz_content=x".to_owned())
        .await
}

#[tokio::test]
async fn an_answer_is_taken_as_it_is() {
    let url = server(b"HTTP/1.1 200 OK\r\ntrace_id: 0a1b\r\nContent-Length: 2\r\n\r\n{}").await;
    let answer = post(&url).await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.trace_id.as_deref(), Some("0a1b"));
    assert_eq!(answer.body, b"{}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let url = server(
        b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
    )
    .await;
    assert_eq!(post(&url).await.unwrap().status, 302);
}

#[tokio::test]
async fn a_cut_body_is_an_interruption() {
    let url = server(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"a").await;
    assert!(matches!(
        post(&url).await,
        Err(TransportError::Interrupted(_))
    ));
}

#[tokio::test]
async fn no_http_is_an_interruption() {
    let url = server(b"SSH-2.0-OpenSSH_9.6\r\n").await;
    assert!(matches!(
        post(&url).await,
        Err(TransportError::Interrupted(_))
    ));
}

#[tokio::test]
async fn a_silent_gateway_times_out() {
    let url = server(b"").await;
    let limit = Duration::from_millis(50);
    let transport = HttpTransport::with_limits(&url, limit, limit).unwrap();
    let answer = transport.post(&url, "biz_content=x".to_owned()).await;
    assert!(
        matches!(answer, Err(TransportError::Timeout(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn nobody_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!(
        "http://{}/?sign=planted",
        listener.local_addr().unwrap()
    ))
    .unwrap();
    drop(listener);
    let error = post(&url).await.unwrap_err();
    assert!(matches!(error, TransportError::Connect(_)), "{error:?}");
    assert!(
        !format!("{error:?}").contains("planted"),
        "an error must not contain the request"
    );
}

#[tokio::test]
async fn one_host_only_and_no_plain_http_on_the_net() {
    let gateway = Url::parse("https://openapi.alipay.com/gateway.do").unwrap();
    let transport = HttpTransport::new(&gateway).unwrap();
    for other in [
        "https://openapi.alipay.com:8443/",
        "http://openapi.alipay.com/",
        "https://evil.example/",
    ] {
        let other = Url::parse(other).unwrap();
        let answer = transport.post(&other, String::new()).await;
        assert!(
            matches!(answer, Err(TransportError::Unusable(_))),
            "{other}"
        );
    }
    for plain in [
        "http://openapi.alipay.com/",
        "http://127.0.0.1.example/",
        "ftp://127.0.0.1/",
    ] {
        let plain = Url::parse(plain).unwrap();
        assert!(
            matches!(HttpTransport::new(&plain), Err(TransportError::Unusable(_))),
            "{plain}"
        );
    }
    for local in [
        "http://127.0.0.1:8090/",
        "http://localhost:8090/",
        "http://[::1]:8090/",
    ] {
        assert!(
            HttpTransport::new(&Url::parse(local).unwrap()).is_ok(),
            "{local}"
        );
    }
}
