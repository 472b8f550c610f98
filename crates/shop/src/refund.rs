//! Refunds by staff: page, decision, retry, drop.

use crate::{Error, Shop, Viewer};
use domain::{form::{RefundDecisionForm, RefundForm}, refund::RefundState, view::admin::RefundPageView};

/// A refund after the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Order number.
    pub number: String,
    /// `out_request_no`.
    pub out_request_no: String,
    /// Its state now.
    pub state: RefundState,
}

impl Shop {
    /// The refund page; with a form, what that form would do (`plan`).
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with the cap or line at fault for a form that cannot be sent.
    pub async fn refund_page(&self, viewer: &Viewer, number: &str, form: Option<RefundForm>) -> Result<RefundPageView, Error> { todo!() }
    /// Approves a refund (one transaction), then sends it once, waiting at most 3 s; a job goes on if need be.
    pub async fn refund_order(&self, viewer: &Viewer, form: RefundForm) -> Result<Decided, Error> { todo!() }
    /// Sends a failed refund again: same number, same amount.
    pub async fn retry_refund(&self, viewer: &Viewer, form: RefundDecisionForm) -> Result<Decided, Error> { todo!() }
    /// Gives a failed refund up, after the gateway confirmed within 60 s that it does not know it.
    pub async fn drop_refund(&self, viewer: &Viewer, form: RefundDecisionForm) -> Result<Decided, Error> { todo!() }
}
