//! `zhanggui audit`.

use super::Outcome;
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;
use clap::Args;
use shop::audit::AuditReport;

/// Check the books in one snapshot
#[derive(Debug, Args)]
#[command(
    after_help = "Changes nothing and may run beside the shop. Exit 1 if any rule is broken."
)]
pub struct Audit {
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
}

impl Audit {
    /// Checks every rule.
    ///
    /// # Errors
    /// Wrong configuration, or the database cannot be read.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let config = BooksConfig::load(source)?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        let report = shop.audit().await.context("auditing the books")?;
        if self.json {
            out::json(&report)?;
        } else {
            print(&report);
        }
        Ok(if report.breaches.is_empty() {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

fn print(report: &AuditReport) {
    for breach in &report.breaches {
        out::line(&format!("{}: {}", breach.rule, breach.what));
        for row in &breach.rows {
            out::line(&format!("  {row}"));
        }
    }
    let rules = report.rules.len();
    match report.breaches.len() {
        0 => out::say(&format!("The books are consistent: {rules} rules checked.")),
        1 => out::say(&format!("1 of {rules} rules is broken.")),
        broken => out::say(&format!("{broken} of {rules} rules are broken.")),
    }
}
