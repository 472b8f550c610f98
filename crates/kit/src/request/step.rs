//! The second step of signing in: which refusal leads to which page.

use crate::paths;
use domain::error::ErrorCode;

/// True if the second step of signing in is missing.
#[must_use]
pub fn is_step(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::CodeRequired | ErrorCode::SetUpRequired)
}

/// The page of the missing step.
#[must_use]
pub fn step_page(code: ErrorCode) -> &'static str {
    if code == ErrorCode::SetUpRequired {
        paths::ADMIN_TWO_STEP
    } else {
        paths::ADMIN_CODE
    }
}
