//! `zhanggui doctor`.

use super::Outcome;
use crate::{
    config::{Parts, Source},
    doctor::{self, Reach},
    out,
};
use clap::Args;
use shop::{
    clock::SystemClock,
    doctor::{Environment, Finding, Report, Severity, Skipped},
};
use std::sync::Arc;

/// Is this shop ready to take money?
#[derive(Debug, Args)]
#[command(
    after_help = "Reads the configuration serve would read, the keys, the database and the disk, asks Alipay a signed \
                  question about a trade that does not exist, and posts an unsigned message to the notify address. \
                  Changes nothing, and may run beside the shop. Exit 0: no errors (warnings are possible); 1: something \
                  must be fixed first, mistakes in the configuration included.\n\
                  Codes of findings stay the same between versions."
)]
pub struct Doctor {
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
    /// Make no network requests: not to the gateway, a name server, or the shop's own address
    #[arg(long)]
    offline: bool,
}

impl Doctor {
    /// Examines the shop.
    ///
    /// # Errors
    /// The result cannot be written.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let reach = if self.offline {
            Reach::Nobody
        } else {
            Reach::Everybody
        };
        let (parts, mistakes) = Parts::read(source);
        let report = doctor::examine(parts, mistakes, reach, Arc::new(SystemClock)).await;
        if self.json {
            out::json(&report)?;
        } else {
            print(&report);
        }
        Ok(if report.ready {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

fn print(report: &Report) {
    for finding in &report.findings {
        let Finding {
            code,
            severity,
            subject,
            what,
            remedy,
        } = finding;
        let word = match severity {
            Severity::Error => "ERROR",
            Severity::Warning => "warning",
        };
        out::line(&format!("{word}  {code}  {subject}"));
        out::line(&format!("    {what}"));
        out::line(&format!("    fix: {remedy}"));
    }
    for Skipped { check, why } in &report.skipped {
        out::line(&format!("skipped  {check}: {why}"));
    }
    if !report.passed.is_empty() {
        out::line(&format!("passed  {}", report.passed.join(", ")));
    }
    out::say(verdict(report));
}

fn verdict(report: &Report) -> &'static str {
    let is_complete = report.skipped.is_empty();
    match report.environment.filter(|_| report.ready) {
        Some(Environment::Production) if is_complete => "This shop is ready to take money.",
        Some(Environment::Production) => {
            "No errors found, but checks were skipped: run zhanggui doctor without --offline before taking money."
        }
        Some(Environment::Sandbox) => {
            "No errors found. The gateway is the sandbox: no real money moves."
        }
        Some(Environment::Local) => {
            "No errors found. The gateway is a simulator on this machine: no real money moves."
        }
        None => "This shop is not ready to take money.",
    }
}
