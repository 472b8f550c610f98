//! `zhanggui`: a web shop in one executable.

use clap::Parser;
use server::cli::Cli;
use std::{process::ExitCode, time::Duration};

/// What a thread still does after its command has ended is cut off then: a copy of a large database, say, that was stopped.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> std::io::Result<ExitCode> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(cli.run());
    runtime.shutdown_timeout(PATIENCE);
    Ok(ended)
}
