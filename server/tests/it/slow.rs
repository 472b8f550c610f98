//! Slow clients over real sockets are disconnected and do not delay other clients.

use crate::support::{TestApp, app::ORIGIN};
use server::{
    AppState,
    limit::Patience,
    listen::{self, Terms},
    net::Proxies,
    state::{Edge, Parts},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The timeout in these tests: much shorter than in production, but enough for a client that does
/// not wait.
const SOON: Duration = Duration::from_millis(400);
/// A connection open for this long counts as not disconnected.
const NEVER: Duration = Duration::from_secs(8);

/// The shop on a port, with the short timeout.
async fn listening(app: &TestApp) -> (SocketAddr, CancellationToken) {
    listening_with(app, |_| ()).await
}

async fn listening_with(
    app: &TestApp,
    change: impl FnOnce(&mut Terms),
) -> (SocketAddr, CancellationToken) {
    let state = app.state();
    let state = AppState::from(Parts {
        edge: Arc::new(impatient(&state)),
        ..Parts::clone(&state)
    });
    let mut terms = Terms::from(&*state.edge);
    terms.per_address = 10_000;
    change(&mut terms);
    let router = server::router(state).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (addr, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    tokio::spawn(listen::serve(
        listener,
        router,
        terms,
        TaskTracker::new(),
        stop.clone(),
    ));
    (addr, stop)
}

fn impatient(state: &AppState) -> Edge {
    let edge = &state.edge;
    Edge {
        origin: edge.origin.clone(),
        secure: edge.secure,
        media_dir: edge.media_dir.clone(),
        hosts: edge.hosts.clone(),
        proxies: edge.proxies.clone(),
        limits: server::limit::Limits::default(),
        patience: Patience {
            headers: SOON,
            body: SOON,
            answer: SOON,
        },
        policy: edge.policy.clone(),
        pages: server::page_cache::PageCache::new(1),
        sitemap: server::sitemap::Sitemap::default(),
        metrics: None,
        stopping: CancellationToken::new(),
    }
}

/// Sends `text` and waits until the server closes the connection.
async fn talk(addr: SocketAddr, text: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    // The server may disconnect before everything is sent.
    drop(stream.write_all(text.as_bytes()).await);
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(NEVER, stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "still open after {NEVER:?}: {text}");
    String::from_utf8_lossy(&answer).into_owned()
}

fn form(length: usize, sent: &str) -> String {
    format!(
        "POST /api/cart/add HTTP/1.1\r\nhost: 127.0.0.1:8080\r\norigin: {ORIGIN}\r\naccept: text/html\r\n\
         content-type: application/x-www-form-urlencoded\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{sent}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_finish_is_let_go() {
    let app = TestApp::new().await;
    let (addr, stop) = listening(&app).await;
    for unfinished in [
        "",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ",
    ] {
        let answer = talk(addr, unfinished).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
    let answer = talk(addr, &form(64, "form%5Bslug")).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(
        answer.to_lowercase().contains("content-security-policy"),
        "{answer}"
    );
    // An idle keep-alive connection is closed too.
    let answer = talk(
        addr,
        "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:8080\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    stop.cancel();
}

/// Even with more slow senders than concurrent requests, a page is served.
#[tokio::test(flavor = "multi_thread")]
async fn slow_senders_take_nobodys_place() {
    let app = TestApp::new().await;
    let (addr, stop) = listening(&app).await;
    let mut slow = Vec::new();
    for _ in 0..=server::limit::IN_FLIGHT {
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream
            .write_all(form(64, "form%5B").as_bytes())
            .await
            .unwrap();
        slow.push(stream);
    }
    let answer = talk(
        addr,
        "GET /login HTTP/1.1\r\nhost: 127.0.0.1:8080\r\naccept: text/html\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(slow);
    stop.cancel();
}

/// Connections whose responses are not read are closed.
#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_let_go() {
    const ASKED: usize = 4_000;
    let app = TestApp::new().await;
    let (addr, stop) = listening(&app).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(addr).await.unwrap();
    let (mut read, mut write) = stream.split();
    let asking = async {
        for _ in 0..ASKED {
            let sent = write
                .write_all(b"GET / HTTP/1.1\r\nhost: 127.0.0.1:8080\r\n\r\n")
                .await;
            if sent.is_err() {
                return;
            }
        }
        std::future::pending().await
    };
    let reading = async {
        tokio::time::sleep(4 * SOON).await;
        let mut answers = Vec::new();
        let mut chunk = vec![0; 65_536];
        while let Ok(length) = read.read(&mut chunk).await
            && length > 0
        {
            answers.extend_from_slice(&chunk[..length]);
        }
        String::from_utf8_lossy(&answers)
            .matches("HTTP/1.1 200")
            .count()
    };
    let answered = tokio::select! {
        () = asking => 0,
        answered = tokio::time::timeout(3 * NEVER, reading) => answered.unwrap(),
    };
    assert!(
        answered < ASKED,
        "{answered} responses although the client does not read"
    );
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_holds_so_many_connections_and_no_more() {
    let app = TestApp::new().await;
    let (addr, stop) = listening_with(&app, |terms| {
        terms.per_address = 2;
        terms.patience = Patience::default();
    })
    .await;
    let healthy = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";
    let first = TcpStream::connect(addr).await.unwrap();
    let _second = TcpStream::connect(addr).await.unwrap();
    let mut third = TcpStream::connect(addr).await.unwrap();
    // Send a request, so that it is refused and not closed for being idle.
    drop(third.write_all(healthy.as_bytes()).await);
    let mut nothing = Vec::new();
    drop(third.read_to_end(&mut nothing).await);
    assert_eq!(nothing, b"");
    // Another IP address is served, and so is the same one after it closes a connection.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let mut other = socket.connect(addr).await.unwrap();
    other.write_all(healthy.as_bytes()).await.unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(first);
    let again = async {
        while !talk(addr, healthy).await.starts_with("HTTP/1.1 200") {
            tokio::time::sleep(SOON / 20).await;
        }
    };
    tokio::time::timeout(NEVER, again).await.unwrap();
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_proxy_holds_any_number_of_connections() {
    let app = TestApp::new().await;
    let (addr, stop) = listening_with(&app, |terms| {
        terms.per_address = 1;
        terms.proxies = Proxies(vec!["127.0.0.1".parse().unwrap()]);
    })
    .await;
    let _idle = TcpStream::connect(addr).await.unwrap();
    let answer = talk(
        addr,
        "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:8080\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    stop.cancel();
}

/// The head of a request is limited, because 4,096 connections may send one at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_head_may_be_so_long_and_no_longer() {
    let app = TestApp::new().await;
    let (addr, stop) = listening(&app).await;
    for (bytes, status) in [(32 * 1024, "HTTP/1.1 200"), (128 * 1024, "HTTP/1.1 431")] {
        let cookie = "c".repeat(bytes);
        let text = format!(
            "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:8080\r\nconnection: close\r\ncookie: {cookie}\r\n\r\n"
        );
        let answer = talk(addr, &text).await;
        assert!(answer.starts_with(status), "{bytes}: {answer}");
    }
    stop.cancel();
}

/// With ambiguous lengths, a proxy and the shop could disagree on where a request ends (request
/// smuggling).
#[tokio::test(flavor = "multi_thread")]
async fn a_length_told_twice_ends_the_line() {
    let app = TestApp::new().await;
    let (addr, stop) = listening(&app).await;
    let hidden = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:8080\r\n\r\n";
    for lengths in [
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: 5, 6\r\n",
        "content-length: +5\r\n",
        "transfer-encoding: chunked, identity\r\n",
    ] {
        let text = format!(
            "POST /api/cart/add HTTP/1.1\r\nhost: 127.0.0.1:8080\r\norigin: {ORIGIN}\r\n{lengths}\r\n0\r\n\r\n{hidden}"
        );
        let answer = talk(addr, &text).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{lengths}: {answer}");
        assert!(!answer.contains("HTTP/1.1 200"), "{lengths}: {answer}");
    }
    stop.cancel();
}
