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
                  Changes nothing but the result that /admin/doctor shows, and may run beside the shop. Exit 0: no errors (warnings are possible); 1: something \
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
        let (data, clock) = (parts.data.clone(), Arc::new(SystemClock));
        let report = doctor::examine(parts, mistakes, reach, clock.clone()).await;
        if let Some(data) = &data
            && let Err(error) = doctor::keep(data, &report, clock).await
        {
            out::say(&format!(
                "zhanggui: /admin/doctor will not show this result: {error:#}"
            ));
        }
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

#[cfg(test)]
mod tests {
    use super::verdict;
    use shop::doctor::{Environment, Examination, Finding};

    #[test]
    fn only_production_examined_in_full_is_called_ready_to_take_money() {
        let ready = |environment, skips: bool, fails: bool| {
            let mut examination = Examination::default();
            if skips {
                examination.skip("gateway", "skipped by --offline");
            }
            if fails {
                let found = Finding::error("disk.full", "/data", "a", "b");
                examination.note("disk", vec![found]);
            }
            verdict(&examination.finish(environment)).contains("is ready to take money")
        };
        for (environment, is_ready) in [
            (Some(Environment::Production), true),
            (Some(Environment::Sandbox), false),
            (Some(Environment::Local), false),
            (None, false),
        ] {
            assert_eq!(ready(environment, false, false), is_ready);
            assert!(!ready(environment, true, false), "--offline");
            assert!(!ready(environment, false, true));
        }
    }
}
