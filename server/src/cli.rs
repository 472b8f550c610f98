//! The commands. Exit 0: done; 1: a check failed or the work failed; 2: wrong usage or
//! configuration.

pub mod admin;
pub mod alipay;
pub mod audit;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod goods;
pub mod migrate;
pub mod reconcile;
pub mod reindex;
pub mod sales;
pub mod seed;
pub mod serve;
pub mod sim;
pub mod staff;

use crate::{
    config::{Mistakes, Source},
    out,
};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Zhanggui: a web shop you host yourself, paid through Alipay.
#[derive(Debug, Parser)]
#[command(
    name = "zhanggui",
    version,
    propagate_version = true,
    after_help = "Start with `zhanggui demo`: a seeded shop and a gateway simulator, nothing to configure.\n\n\
                  Exit codes: 0 done; 1 a check failed or the work could not be done; 2 wrong usage or configuration.\n\
                  Configuration: environment variables over the TOML file of --config; `zhanggui serve --help` lists them."
)]
pub struct Cli {
    /// TOML file; environment variables win over it
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a seeded demo shop with its own gateway simulator
    Demo(demo::Demo),
    /// Run the shop
    Serve(serve::Serve),
    /// Run the gateway simulator alone
    Sim(sim::Sim),
    /// Bring the database's schema up to date
    Migrate,
    /// Fill an empty shop with the demo products
    Seed(seed::Seed),
    /// Manage staff accounts
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Help members of staff who lost something
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Check the books: exit 1 and every offending row on a breach
    Audit(audit::Audit),
    /// Make shelves and search anew from products and categories
    Reindex,
    /// Figures of sales
    #[command(subcommand)]
    Sales(sales::Sales),
    /// Copy database and pictures of a running shop
    Backup(backup::Backup),
    /// Compare Alipay's bill of a day with the books
    Reconcile(reconcile::Reconcile),
    /// Goods to and from spreadsheets
    #[command(subcommand)]
    Goods(goods::Goods),
    /// Is this shop ready to take money? Each finding with what to do
    Doctor(doctor::Doctor),
    /// Sign, verify and read what is sent to and from Alipay
    #[command(subcommand)]
    Alipay(alipay::Alipay),
}

/// The result of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// A check it made failed.
    CheckFailed,
}

impl Cli {
    /// Runs the command, and prints the error if it fails.
    pub async fn run(self) -> ExitCode {
        let source = || Source::new(self.config.as_deref(), std::env::vars());
        let ended = match &self.command {
            Command::Demo(demo) => demo.run().await,
            Command::Serve(serve) => serve.run(source()).await,
            Command::Sim(sim) => sim.run().await,
            Command::Migrate => migrate::run(source()).await,
            Command::Seed(seed) => seed.run(source()).await,
            Command::Admin(admin) => admin.run(source()).await,
            Command::Staff(staff) => staff.run(source()).await,
            Command::Audit(audit) => audit.run(source()).await,
            Command::Reindex => reindex::run(source()).await,
            Command::Sales(sales) => sales.run(source()).await,
            Command::Backup(backup) => backup.run(source()).await,
            Command::Doctor(doctor) => doctor.run(source()).await,
            Command::Reconcile(reconcile) => reconcile.run(source()).await,
            Command::Goods(goods) => goods.run(source()).await,
            Command::Alipay(alipay) => alipay.run(source()),
        };
        match ended {
            Ok(Outcome::Done) => ExitCode::SUCCESS,
            Ok(Outcome::CheckFailed) => ExitCode::from(1),
            Err(error) => {
                out::say(&format!("zhanggui: {error:#}"));
                let is_usage = error.is::<Mistakes>() || error.is::<Usage>();
                ExitCode::from(if is_usage { 2 } else { 1 })
            }
        }
    }
}

/// An argument that clap accepted and the command cannot use.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);
