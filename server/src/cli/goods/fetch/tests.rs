//! Against a server on this machine, where a rule of the test allows it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test")]

use super::{Fetched, Fetcher, Rule};
use camera::Camera;
use shop::doctor::public::is_public;
use std::{net::IpAddr, time::Duration};
use test_support::{TestDb, TestShop};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;

/// This machine under one of its addresses only.
fn here(ip: IpAddr) -> bool {
    ip == IpAddr::from([127, 0, 0, 1])
}

async fn answer(mut stream: TcpStream) {
    let mut head = vec![0; 4096];
    let count = stream.read(&mut head).await.unwrap_or_default();
    let head = String::from_utf8_lossy(&head[..count]).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let redirect = |to: &str| format!("302 Found\r\nlocation: {to}\r\ncontent-length: 0");
    let mut body = Vec::new();
    let status = match path {
        "/mug.jpg" => {
            body = Camera::new(60, 40).jpeg();
            format!("200 OK\r\ncontent-length: {}", body.len())
        }
        // Without a length, and longer than any picture.
        "/endless.jpg" => {
            body = Camera::new(60, 40).jpeg();
            body.resize(16 << 20, 0);
            "200 OK".to_owned()
        }
        "/page.html" => {
            body = b"<html>not a picture</html>".to_vec();
            "200 OK".to_owned()
        }
        "/3" => redirect("/2"),
        "/2" => redirect("/1"),
        "/1" => redirect("/mug.jpg"),
        "/4" => redirect("/3"),
        "/inside" => redirect("http://127.0.0.2/mug.jpg"),
        "/named" => redirect("http://localhost.invalid/mug.jpg"),
        "/file" => redirect("file:///etc/passwd"),
        "/slow" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            return;
        }
        _ => "404 Not Found\r\ncontent-length: 0".to_owned(),
    };
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n");
    drop(stream.write_all(head.as_bytes()).await);
    drop(stream.write_all(&body).await);
    drop(stream.shutdown().await);
}

/// A server, and a shop.
struct Bench {
    port: u16,
    test: TestShop,
}

impl Bench {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        });
        Self {
            port,
            test: TestShop::new(TestDb::sqlite().await).await.with_media(),
        }
    }

    async fn fetch(&self, rule: Rule, addresses: &[&str]) -> Vec<Fetched> {
        let stop = CancellationToken::new();
        let mut fetcher = Fetcher::new(rule).unwrap();
        fetcher.total = Duration::from_secs(2);
        let addresses = addresses.iter().map(|one| {
            let path = one.starts_with('/');
            let here = format!("http://127.0.0.1:{}", self.port);
            if path {
                format!("{here}{one}")
            } else {
                (*one).replace("PORT", &self.port.to_string())
            }
        });
        fetcher
            .all(&self.test.shop, addresses.collect(), &stop, |_| ())
            .await
    }

    async fn why(&self, rule: Rule, address: &str) -> String {
        let fetched = self.fetch(rule, &[address]).await;
        fetched[0].1.clone().unwrap().unwrap_err()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_fetched_and_kept_once() {
    let bench = Bench::new().await;
    let fetched = bench.fetch(here, &["/mug.jpg", "/3"]).await;
    let hashes: Vec<_> = fetched
        .into_iter()
        .map(|one| one.1.unwrap().unwrap())
        .collect();
    assert_eq!(hashes[0], hashes[1], "by redirects too");
    let rows = bench.test.ask("SELECT sha256 AS answer FROM uploads").await;
    assert!(rows.contains(&hashes[0]), "{rows:?}");
    assert!(rows.len() <= 2, "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_allowed_addresses_are_connected_to() {
    let bench = Bench::new().await;
    for address in [
        "/mug.jpg",
        "http://localhost:PORT/mug.jpg",
        "http://[::1]:PORT/mug.jpg",
        "http://[::ffff:127.0.0.1]:PORT/mug.jpg",
        "http://2130706433:PORT/mug.jpg",
        "http://0x7f.1:PORT/mug.jpg",
        "http://169.254.169.254/latest/meta-data",
    ] {
        let why = bench.why(is_public, address).await;
        assert!(why.contains("not a public address"), "{address}: {why}");
    }
    let why = bench.why(here, "/inside").await;
    assert!(why.contains("not a public address"), "a redirect: {why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_fetched_says_why() {
    let bench = Bench::new().await;
    for (address, wanted) in [
        ("/4", "more than 3 times"),
        ("/file", "not an address of http"),
        ("ftp://127.0.0.1/mug.jpg", "not an address of http"),
        ("/nothing.jpg", "status 404"),
        ("/slow", "too long"),
        ("/endless.jpg", "15 MB"),
        ("/page.html", "only JPEG, PNG and WebP"),
    ] {
        let why = bench.why(here, address).await;
        assert!(why.contains(wanted), "{address}: {why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_ends_what_is_fetched() {
    let bench = Bench::new().await;
    let stop = CancellationToken::new();
    stop.cancel();
    let fetcher = Fetcher::new(here).unwrap();
    let address = format!("http://127.0.0.1:{}/slow", bench.port);
    let fetched = fetcher.all(&bench.test.shop, vec![address.clone()], &stop, |_| ());
    assert_eq!(fetched.await, [(address, None)]);
}
