//! Measures the released shop and, in turn with the same load, small servers that only sign and
//! commit as often (`limit`). Absolute figures depend on the machine; the ratio between the shop
//! and its limit in the same run can be compared.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::float_arithmetic,
    clippy::as_conversions,
    reason = "a measuring tool: it prints, and its results are ratios"
)]

mod client;
mod growth;
mod limit;
mod load;
mod machine;
mod pages;
mod process;
mod report;
mod run;
mod sheet;
mod stats;
mod work;
mod world;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "bench", about = "Measures the shop beside its limits")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure everything and print the table; exit 1 if a gate does not hold
    Run(Run),
    /// Start a limit server for `run`; prints its address
    Limit {
        /// Kind of server
        #[arg(value_enum)]
        kind: limit::Kind,
        /// Folder of its database
        #[arg(long)]
        dir: PathBuf,
    },
}

/// The arguments of `run`.
#[derive(Debug, clap::Args)]
struct Run {
    /// The shop's executable, with its `site` beside it
    #[arg(long, default_value = "dist/zhanggui")]
    shop: PathBuf,
    /// The built assets
    #[arg(long, default_value = "dist/site")]
    site: PathBuf,
    /// Rounds of each workload, in turn with its limit
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds of a round of pages
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Checkouts and notifications of a round
    #[arg(long, default_value_t = 1_000)]
    orders: usize,
    /// Also write the table to this file
    #[arg(long)]
    out: Option<PathBuf>,
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    let runtime = tokio::runtime::Runtime::new()?;
    match Args::parse().command {
        Command::Limit { kind, dir } => runtime.block_on(limit::serve(kind, &dir))?,
        Command::Run(run) => {
            let report = runtime.block_on(run::all(&run))?;
            let text = report.text();
            println!("{text}");
            if let Some(out) = &run.out {
                std::fs::write(out, &text)?;
            }
            if !report.gates_hold() {
                return Ok(std::process::ExitCode::FAILURE);
            }
        }
    }
    Ok(std::process::ExitCode::SUCCESS)
}
