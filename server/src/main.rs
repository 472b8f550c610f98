//! `zhanggui`: a web shop in one executable.

use clap::Parser;
use server::cli::Cli;
use std::{process::ExitCode, time::Duration};

/// Threads that still run after their command are ended then, e.g. the copy of a large database
/// that was stopped.
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
