//! Network requests: name resolution, the gateway's time, and the response of our own address.

use crate::compose;
use domain::time::Millis;
use jiff::fmt::rfc2822;
use reqwest::{Client, header, redirect::Policy};
use shop::doctor::notify::Heard;
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};
use tokio::net::lookup_host;
use url::{Host, Url};

const CONNECT: Duration = Duration::from_secs(3);
const TOTAL: Duration = Duration::from_secs(8);
/// How much of a body is read.
const MOST: usize = 1024;

/// A client without redirects and without proxies.
fn client() -> Result<Client, String> {
    Client::builder()
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .redirect(Policy::none())
        .no_proxy()
        .user_agent(concat!("zhanggui-doctor/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| compose::causes(&error))
}

/// The addresses of a URL's host; empty if it does not resolve, or the name server does not
/// respond.
pub(super) async fn resolve(address: &str) -> Vec<IpAddr> {
    let Ok(url) = Url::parse(address) else {
        return Vec::new();
    };
    match url.host() {
        Some(Host::Ipv4(ip)) => vec![IpAddr::V4(ip)],
        Some(Host::Ipv6(ip)) => vec![IpAddr::V6(ip)],
        Some(Host::Domain(name)) => {
            let asked = tokio::time::timeout(TOTAL, lookup_host((name, 443))).await;
            match asked {
                Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
                Ok(Err(_)) | Err(_) => Vec::new(),
            }
        }
        None => Vec::new(),
    }
}

/// The gateway's time, and how long the response took in ms. Any response has the header Date.
pub(super) async fn date(gateway: &Url) -> Result<(Millis, i64), String> {
    let started = Instant::now();
    let answer = client()?
        .get(gateway.clone())
        .send()
        .await
        .map_err(|error| compose::causes(&error.without_url()))?;
    let took = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    let text = answer
        .headers()
        .get(header::DATE)
        .and_then(|value| value.to_str().ok())
        .ok_or("its response has no header Date")?;
    let date = rfc2822::parse(text).map_err(|error| error.to_string())?;
    Ok((Millis::new(date.timestamp().as_millisecond()), took))
}

/// Posts an unsigned message, as a stranger could, and reads the response.
pub(super) async fn post_unsigned(address: &str) -> Result<Heard, String> {
    let mut answer = client()?
        .post(address)
        .header(
            header::CONTENT_TYPE,
            "application/x-www-form-urlencoded; charset=utf-8",
        )
        .body("notify_type=zhanggui_doctor")
        .send()
        .await
        .map_err(|error| compose::causes(&error.without_url()))?;
    let status = answer.status().as_u16();
    let location = answer
        .headers()
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let mut body = Vec::new();
    while let Some(chunk) = answer
        .chunk()
        .await
        .map_err(|error| compose::causes(&error))?
    {
        body.extend_from_slice(&chunk);
        if body.len() > MOST {
            break;
        }
    }
    Ok(Heard {
        status,
        location,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}
