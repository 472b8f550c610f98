//! Refunds: page, decision, retry, cancellation; and the automatic refund of unapplied payments.
//!
//! A refund's row and number are committed before it is sent. A send without a response is
//! unconfirmed and queried; a retry sends the same number and amount. A second number for one
//! refund would pay twice, so no code path makes one.

mod again;
pub(crate) mod approve;
mod ask;
mod decide;
mod desk;
mod external;
mod give_up;
mod goods_back;
mod import;
mod judge;
mod page;
mod plan;
#[cfg(feature = "planted")]
mod planted;
mod request;
mod retry;
mod send;
mod settle;
mod unknown;
mod wake;
mod words;

pub(crate) use approve::auto;
pub(crate) use goods_back::expire;
pub(crate) use request::Extras;
pub(crate) use wake::{ask_about, echo, went_back};

use crate::{
    Error,
    order::history::{self, By, Step},
};
use domain::{order::Remark, refund::RefundState, time::Millis};
use store::{Tx, models::refund::Refund};

/// A refund after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Order number.
    pub number: String,
    /// `out_request_no`.
    pub out_request_no: String,
    /// Its state now.
    pub state: RefundState,
}

/// Records the step of a refund; `from` is `None` for a new one.
fn record(
    tx: &mut Tx<'_>,
    from: Option<RefundState>,
    after: &Refund,
    note: Option<Remark>,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let step = Step {
        axis: "state",
        from: from.map(RefundState::as_str),
        to: after.state.as_str(),
        note,
    };
    history::refund_step(tx, after, step, by, now)
}
