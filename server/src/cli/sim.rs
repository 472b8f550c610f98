//! `zhanggui sim`.

use super::Outcome;
use crate::{config::http::listen_addr, out, shutdown, telemetry};
use alipay_sim::Config;
use clap::Args;
use std::{net::SocketAddr, path::PathBuf};
use tokio_util::sync::CancellationToken;

/// Run the gateway simulator alone: pages, notifications, refunds, and faults on demand
#[derive(Debug, Args)]
#[command(
    after_help = "When it is ready it writes DIR/sim.json (address, numbers, key and certificate files) and prints \
                  `ready <url>`."
)]
pub struct Sim {
    /// Where to listen; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8090", value_parser = listen_addr)]
    addr: SocketAddr,
    /// Folder for keys and journal
    #[arg(long, value_name = "DIR", default_value = "./sim-data")]
    data: PathBuf,
    /// Shortens deadlines and the notification schedule: at 60 a minute passes in a second
    #[arg(long, value_name = "N", default_value_t = 1)]
    time_scale: u32,
    /// The merchant's number in notifications and returns
    #[arg(long, value_name = "2088…")]
    seller_id: Option<String>,
    /// The only application that may call
    #[arg(long, value_name = "NUMBER")]
    app_id: Option<String>,
}

impl Sim {
    /// Runs until SIGINT or SIGTERM.
    ///
    /// # Errors
    /// The address is taken or the folder cannot be used.
    pub async fn run(&self) -> anyhow::Result<Outcome> {
        telemetry::install(telemetry::Form::Plain, None, None)?;
        let mut config = Config::local(&self.data);
        config.addr = self.addr;
        config.time_scale = self.time_scale;
        if let Some(seller_id) = &self.seller_id {
            config.seller_id.clone_from(seller_id);
        }
        if let Some(app_id) = &self.app_id {
            config.app_id.clone_from(app_id);
        }
        let sim = alipay_sim::start(config).await?;
        out::line(&format!("ready {}", sim.url()));
        shutdown::asked(&CancellationToken::new()).await?;
        sim.shutdown().await;
        Ok(Outcome::Done)
    }
}
