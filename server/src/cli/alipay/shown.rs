//! Findings and texts on the terminal.

use crate::out;
use ::alipay::explain::Finding;

/// Prints each finding: code, problem, fix.
pub(super) fn findings(title: &str, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    out::line(&format!("\n{title}"));
    for Finding { code, what, remedy } in findings {
        out::line(&format!("  {code}"));
        out::line(&format!("    {what}"));
        out::line(&format!("    fix: {remedy}"));
    }
}

/// Prints a text below its title.
pub(super) fn block(title: &str, text: &str) {
    out::line(&format!("{title}\n{text}\n"));
}
