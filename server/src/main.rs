//! `zhanggui`: a web shop in one executable.

use clap::Parser;
use server::{cli::Cli, shutdown::run_and_cut_off};
use std::{process::ExitCode, time::Duration};

/// Threads that still run after their command are ended then, e.g. the copy of a large database
/// that was stopped.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> std::io::Result<ExitCode> {
    run_and_cut_off(Cli::parse().run(), PATIENCE)
}
