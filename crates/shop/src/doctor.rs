//! Whether this shop is ready to take payments. A finding has a stable code, the problem, and the
//! fix.
//!
//! This module judges facts. The caller reads files, resolves names and opens connections. The one
//! exception is the signed query to the gateway, which is a use case.

pub mod address;
pub mod clock;
pub mod database;
pub mod disk;
pub mod keys;
pub mod mail;
pub mod notify;
pub mod numbers;
pub mod probe;
pub mod public;
pub mod sign_type;

use serde::Serialize;

/// Severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Payments or refunds will fail, or are not safe.
    Error,
    /// They work, but staff should check something.
    Warning,
}

/// A problem that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name, e.g. `keys.alipay-is-own`.
    pub code: String,
    /// Severity.
    pub severity: Severity,
    /// Subject: a setting, a file, an address.
    pub subject: String,
    /// The problem.
    pub what: String,
    /// The fix.
    pub remedy: String,
}

impl Finding {
    /// A problem that must be fixed before payments are taken.
    pub fn error(
        code: &str,
        subject: impl Into<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            subject: subject.into(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// A problem that should be checked.
    pub fn warning(
        code: &str,
        subject: impl Into<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, subject, what, remedy)
        }
    }

    /// A finding of the SDK's explanations, about `subject`.
    #[must_use]
    pub fn explained(subject: &str, found: alipay::explain::Finding) -> Self {
        Self::error(found.code, subject, found.what, found.remedy)
    }
}

/// The environment of the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Alipay's production gateway.
    Production,
    /// Alipay's sandbox.
    Sandbox,
    /// A simulator on this machine.
    Local,
}

/// The result of an examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// True if no finding is an error.
    pub ready: bool,
    /// The gateway's environment, if known: only `production` moves real money.
    pub environment: Option<Environment>,
    /// The findings, errors first.
    pub findings: Vec<Finding>,
    /// Checks without a finding.
    pub passed: Vec<&'static str>,
    /// Checks that were skipped.
    pub skipped: Vec<Skipped>,
}

/// A check that was skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its name.
    pub check: &'static str,
    /// Reason.
    pub why: String,
}

/// An examination in progress.
#[derive(Debug, Default)]
pub struct Examination {
    findings: Vec<Finding>,
    passed: Vec<&'static str>,
    skipped: Vec<Skipped>,
}

impl Examination {
    /// Adds the findings of a check.
    pub fn note(&mut self, check: &'static str, found: Vec<Finding>) {
        if found.is_empty() {
            self.passed.push(check);
        }
        self.findings.extend(found);
    }

    /// Records that a check was skipped.
    pub fn skip(&mut self, check: &'static str, why: impl Into<String>) {
        self.skipped.push(Skipped {
            check,
            why: why.into(),
        });
    }

    /// Builds the report. `environment`: that of the gateway, if it is known.
    #[must_use]
    pub fn finish(mut self, environment: Option<Environment>) -> Report {
        self.findings.sort_by_key(|finding| finding.severity);
        let has_errors = self
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        Report {
            ready: !has_errors,
            environment,
            findings: self.findings,
            passed: self.passed,
            skipped: self.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Environment, Examination, Finding, Severity};

    #[test]
    fn errors_come_first_and_take_readiness_away() {
        let mut examination = Examination::default();
        examination.note(
            "disk",
            vec![Finding::warning("disk.low", "/data", "a", "b")],
        );
        examination.note("clock", Vec::new());
        examination.skip("gateway", "skipped by a test");
        let report = examination.finish(Some(Environment::Local));
        assert!(report.ready);
        assert_eq!(report.passed, ["clock"]);

        let mut examination = Examination::default();
        examination.note(
            "disk",
            vec![Finding::warning("disk.low", "/data", "a", "b")],
        );
        examination.note("keys", vec![Finding::error("keys.pair", "x", "a", "b")]);
        let report = examination.finish(None);
        assert!(!report.ready);
        assert_eq!(
            report.findings.first().map(|finding| finding.severity),
            Some(Severity::Error)
        );
    }
}
