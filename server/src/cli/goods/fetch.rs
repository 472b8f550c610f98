//! Fetches the pictures that a sheet names by their addresses. A sheet may come from anybody, and this machine may reach more
//! than they can: so only addresses on the internet are connected to, those of redirects too.

use crate::compose::causes;
use domain::locale::Locale;
use futures::StreamExt;
use kit::text::error::sentence;
use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header,
    redirect::Policy,
};
use shop::{Shop, goods::Importer};
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::{net::lookup_host, time::timeout};
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

const CONNECT: Duration = Duration::from_secs(5);
/// For a picture with its redirects.
const TOTAL: Duration = Duration::from_secs(30);
/// Redirects that are followed.
const REDIRECTS: usize = 3;
/// Pictures that are fetched side by side.
const AT_ONCE: usize = 4;

/// Which addresses are connected to.
pub(super) type Rule = fn(IpAddr) -> bool;

/// A client of pictures.
pub(super) struct Fetcher {
    client: Client,
    rule: Rule,
    total: Duration,
}

/// Why a picture was not fetched.
#[derive(Debug, thiserror::Error)]
enum Unfetched {
    #[error("it is not an address of http or https")]
    Address,
    #[error("{0}")]
    Private(#[from] NotPublic),
    #[error("it answered with status {0}")]
    Status(u16),
    #[error("it redirects more than {REDIRECTS} times")]
    Redirects,
    #[error("it took too long")]
    Slow,
    #[error("{0}")]
    Failed(String),
    #[error("{0}")]
    Refused(#[from] shop::Error),
}

/// The address is inside.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("it is not a public address of the internet")]
struct NotPublic;

/// Resolves names to the addresses that the rule allows, so that no other one is connected to.
struct Checked(Rule);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let rule = self.0;
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<_> = found.filter(|one| rule(one.ip())).collect();
            if allowed.is_empty() {
                return Err(NotPublic.into());
            }
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

/// A picture by its address, and its hash or why there is none; neither if it was stopped.
pub(super) type Fetched = (String, Option<Result<String, String>>);

impl Fetcher {
    /// A client that connects where `rule` allows it.
    pub(super) fn new(rule: Rule) -> anyhow::Result<Self> {
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .redirect(Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(Checked(rule)))
            .user_agent(concat!("zhanggui/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            client,
            rule,
            total: TOTAL,
        })
    }

    /// Fetches pictures and prepares them. `seen` is told how many are done.
    pub(super) async fn all(
        &self,
        shop: &Shop,
        addresses: Vec<String>,
        stop: &CancellationToken,
        mut seen: impl FnMut(usize),
    ) -> Vec<Fetched> {
        let fetching = addresses.into_iter().map(|address| async move {
            let ended = tokio::select! {
                ended = self.one(shop, &address) => Some(ended.map_err(told)),
                () = stop.cancelled() => None,
            };
            (address, ended)
        });
        let mut fetching =
            std::pin::pin!(futures::stream::iter(fetching).buffer_unordered(AT_ONCE));
        let mut done = Vec::new();
        while let Some(one) = fetching.next().await {
            done.push(one);
            seen(done.len());
        }
        done.sort();
        done
    }

    async fn one(&self, shop: &Shop, address: &str) -> Result<String, Unfetched> {
        let by = Importer::CommandLine;
        let arriving = async {
            let mut receiving = shop.receive_import(by).await?;
            let mut answer = self.open(address).await?;
            while let Some(chunk) = answer.chunk().await.map_err(failed)? {
                let pushed = receiving.push(&chunk).await;
                pushed.map_err(|error| Shop::picture_refused(address, error))?;
            }
            Ok::<_, Unfetched>(receiving)
        };
        let arrived = timeout(self.total, arriving).await;
        let receiving = arrived.map_err(|_late| Unfetched::Slow)??;
        Ok(shop.import_picture(by, address, receiving).await?)
    }

    /// The response that is not a redirect.
    async fn open(&self, address: &str) -> Result<Response, Unfetched> {
        let mut url = Url::parse(address).map_err(|_text| Unfetched::Address)?;
        for _ in 0..=REDIRECTS {
            self.check(&url)?;
            let asked = self.client.get(url.clone()).send().await;
            let answer = asked.map_err(failed)?;
            let status = answer.status();
            if status == reqwest::StatusCode::OK {
                return Ok(answer);
            }
            let location = answer.headers().get(header::LOCATION);
            let location = location.and_then(|value| value.to_str().ok());
            let Some(location) = location.filter(|_| status.is_redirection()) else {
                return Err(Unfetched::Status(status.as_u16()));
            };
            url = url.join(location).map_err(|_text| Unfetched::Address)?;
        }
        Err(Unfetched::Redirects)
    }

    /// An address in figures is connected to as it is; of a name the resolver decides.
    fn check(&self, url: &Url) -> Result<(), Unfetched> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Unfetched::Address);
        }
        let figures = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(_)) => None,
            None => return Err(Unfetched::Address),
        };
        match figures {
            Some(ip) if !(self.rule)(ip) => Err(NotPublic.into()),
            _ => Ok(()),
        }
    }
}

fn failed(error: reqwest::Error) -> Unfetched {
    Unfetched::Failed(causes(&error.without_url()))
}

/// For the person at the terminal, who sees the address before it.
fn told(error: Unfetched) -> String {
    match error {
        Unfetched::Refused(shop::Error::Refused(refusal)) => {
            sentence(Locale::En, refusal.code, &refusal.args)
        }
        other @ (Unfetched::Address
        | Unfetched::Private(_)
        | Unfetched::Status(_)
        | Unfetched::Redirects
        | Unfetched::Slow
        | Unfetched::Failed(_)
        | Unfetched::Refused(_)) => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
