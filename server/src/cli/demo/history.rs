//! The shop of the last sixty days: the same database, with the clock and the gateway of then.

use crate::{compose, out};
use alipay::{
    AppConfig, Client,
    bill::download::{Download, DownloadError},
    transport::{BoxFuture, HttpResponse, Transport, TransportError},
};
use alipay_sim::{Past, Running};
use demo::orders::{self, Filled, Seeded, Then};
use domain::time::Millis;
use shop::{Shop, clock::Clock, gateway::AlipayGateway, policy::Policy};
use std::{error::Error, io, sync::Arc};
use store::Store;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Numbers of these orders begin here.
const SEED: u64 = 2026;

/// The shop of then, and the gateway that it talks to.
pub struct History {
    shop: Shop,
    gate: Arc<Gate>,
}

impl History {
    /// A shop on `store` whose gateway is the simulator's of then. It has no address for
    /// notifications, because the shop that listens is the one of today.
    #[must_use]
    pub fn open(sim: &Running, app: AppConfig, store: Store, policy: Policy) -> Self {
        let gate = Arc::new(Gate(sim.past()));
        let app = AppConfig {
            notify_url: None,
            return_url: None,
            ..app
        };
        let gateway =
            AlipayGateway::new(Client::new(app, gate.clone()), sim.info.seller_id.clone())
                .with_downloads(gate.clone());
        let clock = Arc::new(PastClock(gate.0.time()));
        let shop = Shop::new(
            store,
            Arc::new(gateway),
            clock,
            Arc::new(Seeded::new(SEED)),
            policy,
        );
        Self { shop, gate }
    }

    /// The shop on the day it opened, to be filled with products and accounts.
    #[must_use]
    pub fn opened(&self, now: Millis) -> &Shop {
        self.gate.set_clock(orders::opening(now));
        &self.shop
    }

    /// Fills the orders of the days before `now` into a shop without orders.
    ///
    /// # Errors
    /// As [`orders::fill`].
    pub async fn fill(&self, now: Millis, stop: &CancellationToken) -> Result<Filled, shop::Error> {
        orders::fill(&self.shop, &*self.gate, now, stop).await
    }

    /// Fills them if the shop is new `now`, and says on the terminal how many were added. What goes
    /// wrong is logged: the shop works without.
    pub(super) async fn tell(&self, now: Option<Millis>, stop: &CancellationToken) {
        let filled = match now {
            Some(now) => self.fill(now, stop).await,
            None => Ok(Filled::default()),
        };
        match filled {
            Ok(filled) => {
                for refused in &filled.refused {
                    tracing::warn!(%refused, "a step of a demo order was refused");
                }
                out::line(&format!("orders {}", filled.orders));
            }
            Err(error) => {
                let causes = compose::causes(&error);
                tracing::warn!(%causes, "the demo orders are not complete");
            }
        }
    }
}

/// The clock of then.
struct PastClock<F>(F);

impl<F: Fn() -> i64 + Send + Sync> Clock for PastClock<F> {
    fn now(&self) -> Millis {
        Millis::new((self.0)())
    }
}

/// The simulator's door to then, without a network.
struct Gate(Past);

impl Then for Gate {
    fn set_clock(&self, at: Millis) {
        self.0.set_clock_ms(at.get());
    }

    fn pay(&self, url: &str, buyer: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        let url = Url::parse(url)?;
        Ok(self.0.pay(url.query().unwrap_or_default(), buyer)?)
    }
}

impl Transport for Gate {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let query = url.query().unwrap_or_default();
            match self.0.call(query, body.as_bytes()) {
                Ok(body) => Ok(HttpResponse {
                    status: 200,
                    trace_id: None,
                    body,
                }),
                Err(why) => Err(TransportError::Unusable(format!("{why:#}"))),
            }
        })
    }
}

impl Download for Gate {
    fn get<'a>(
        &'a self,
        url: &'a Url,
        into: &'a mut (dyn io::Write + Send),
    ) -> BoxFuture<'a, Result<u64, DownloadError>> {
        Box::pin(async move {
            let token = url.query_pairs().find(|(name, _)| name == "token");
            let token = token.map(|(_, token)| token.into_owned());
            let zip = self
                .0
                .bill(&token.unwrap_or_default())
                .map_err(|why| DownloadError::Unusable(format!("{why:#}")))?;
            into.write_all(&zip)?;
            Ok(u64::try_from(zip.len()).unwrap_or(u64::MAX))
        })
    }
}
