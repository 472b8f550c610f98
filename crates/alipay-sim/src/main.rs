//! The simulator as a program, for tests of other shops.
//!
//! `alipay-sim DIR [ADDRESS]`: prints `ready <url>` once it responds; `DIR/sim.json` has the keys.

use std::{env, io, io::Write, path::PathBuf};

use alipay_sim::{Config, start};
use anyhow::Context;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let folder: PathBuf = arguments
        .next()
        .context("usage: alipay-sim DIR [ADDRESS], e.g. alipay-sim ./sim-data 127.0.0.1:8090")?
        .into();
    let mut config = Config::local(folder);
    if let Some(address) = arguments.next() {
        let address = address.to_str().context("the address is not text")?;
        config.addr = address.parse().context("the address is not IP:PORT")?;
    }
    let simulator = start(config).await?;
    writeln!(io::stdout().lock(), "ready {}", simulator.url())?;
    tokio::signal::ctrl_c().await.context("wait for the end")?;
    simulator.shutdown().await;
    Ok(())
}
