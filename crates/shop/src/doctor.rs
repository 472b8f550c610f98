//! Is this shop ready to take money? Findings, each with a code that stays, what is wrong, and what to do.
//!
//! Judged here, asked elsewhere: whoever runs the examination reads files, resolves names and opens connections, and
//! hands the facts over. The one exception is the signed question to the gateway, which is a use case like any other.

pub mod address;
pub mod clock;
pub mod database;
pub mod disk;
pub mod keys;
pub mod notify;
pub mod numbers;
pub mod probe;

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Payments or refunds will fail, or are not safe.
    Error,
    /// They work, and something should be looked at.
    Warning,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name, as `keys.alipay-is-own`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was looked at: a setting, a file, an address.
    pub subject: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Finding {
    /// Something that has to be mended before money is taken.
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

    /// Something to be looked at.
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

    /// What the explanations of the SDK found, as a finding about `subject`.
    #[must_use]
    pub fn explained(subject: &str, found: alipay::explain::Finding) -> Self {
        Self::error(found.code, subject, found.what, found.remedy)
    }
}

/// Where real or played money moves.
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

/// The outcome of an examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Nothing worse than warnings was found, and nothing that matters was left out.
    pub ready: bool,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
    /// What was looked at and is in order.
    pub passed: Vec<&'static str>,
    /// What could not be looked at.
    pub skipped: Vec<Skipped>,
}

/// A check that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its name.
    pub check: &'static str,
    /// Why.
    pub why: String,
}

/// An examination under way.
#[derive(Debug, Default)]
pub struct Examination {
    findings: Vec<Finding>,
    passed: Vec<&'static str>,
    skipped: Vec<Skipped>,
}

impl Examination {
    /// Notes what a check found.
    pub fn note(&mut self, check: &'static str, found: Vec<Finding>) {
        if found.is_empty() {
            self.passed.push(check);
        }
        self.findings.extend(found);
    }

    /// Notes that a check could not be made.
    pub fn skip(&mut self, check: &'static str, why: impl Into<String>) {
        self.skipped.push(Skipped {
            check,
            why: why.into(),
        });
    }

    /// Sums up.
    #[must_use]
    pub fn finish(mut self) -> Report {
        self.findings.sort_by_key(|finding| finding.severity);
        let has_errors = self
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        Report {
            ready: !has_errors,
            findings: self.findings,
            passed: self.passed,
            skipped: self.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Examination, Finding, Severity};

    #[test]
    fn errors_come_first_and_take_readiness_away() {
        let mut examination = Examination::default();
        examination.note(
            "disk",
            vec![Finding::warning("disk.low", "/data", "a", "b")],
        );
        examination.note("clock", Vec::new());
        examination.skip("gateway", "asked not to");
        let report = examination.finish();
        assert!(report.ready);
        assert_eq!(report.passed, ["clock"]);

        let mut examination = Examination::default();
        examination.note(
            "disk",
            vec![Finding::warning("disk.low", "/data", "a", "b")],
        );
        examination.note("keys", vec![Finding::error("keys.pair", "x", "a", "b")]);
        let report = examination.finish();
        assert!(!report.ready);
        assert_eq!(
            report.findings.first().map(|finding| finding.severity),
            Some(Severity::Error)
        );
    }
}
