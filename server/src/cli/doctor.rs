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
    doctor::{Finding, Report, Severity, Skipped},
};
use std::sync::Arc;

/// Is this shop ready to take money?
#[derive(Debug, Args)]
#[command(
    after_help = "Reads the configuration serve would read, the keys, the database and the disk, asks Alipay a signed \
                  question about a trade that does not exist, and posts an unsigned message to the notify address. \
                  Changes nothing, and may run beside the shop. Exit 0: ready (warnings are possible); 1: something has \
                  to be mended first, a mistake in the configuration included.\n\
                  Codes of findings stay the same between versions."
)]
pub struct Doctor {
    /// One JSON document on stdout
    #[arg(long)]
    json: bool,
    /// Ask nobody: no gateway, no name server, not the shop's own address
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
        out::line(&format!("    remedy: {remedy}"));
    }
    for Skipped { check, why } in &report.skipped {
        out::line(&format!("left out  {check}: {why}"));
    }
    if !report.passed.is_empty() {
        out::line(&format!("in order  {}", report.passed.join(", ")));
    }
    out::say(if report.ready {
        "This shop is ready to take money, as far as was looked at."
    } else {
        "This shop is not ready to take money."
    });
}
