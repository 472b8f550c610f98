//! Findings as a person reads them.

use crate::out;
use ::alipay::explain::Finding;

/// Each with its code, and the remedy below.
pub(super) fn findings(title: &str, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    out::line(&format!("\n{title}"));
    for Finding { code, what, remedy } in findings {
        out::line(&format!("  {code}"));
        out::line(&format!("    {what}"));
        out::line(&format!("    remedy: {remedy}"));
    }
}

/// A text below its name.
pub(super) fn block(title: &str, text: &str) {
    out::line(&format!("{title}\n{text}\n"));
}
