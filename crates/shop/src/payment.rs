//! Paying: attempts, the way back from the gateway, questions to it, and the one place that applies a trade.

use crate::{Error, Shop, Viewer};
use domain::form::OrderForm;

/// What a question to the gateway told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The order is paid.
    Paid,
    /// The gateway knows no payment yet.
    NotYet,
    /// No answer that can be believed; a job asks again.
    Unanswered,
}

/// Where a browser that comes back from the gateway is led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBack {
    /// To `/change_status?order_id=` of this order.
    Order(String),
    /// The return did not verify or names nothing of ours: to `/orders`.
    Unknown,
}

impl Shop {
    /// Opens (or reopens) an attempt and gives the signed gateway URL to send the browser to.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused(NotPayable)`.
    pub async fn start_payment(&self, viewer: &Viewer, form: OrderForm) -> Result<String, Error> { todo!() }
    /// Asks the gateway about the order's attempts now (at most once per 3 s each).
    pub async fn check_payment(&self, viewer: &Viewer, form: OrderForm) -> Result<Checked, Error> { todo!() }
    /// A browser returned. `query`: the raw query string. Writes no money state: it notes the return, queues
    /// a question and waits at most 3 s for its answer.
    pub async fn came_back(&self, query: &str) -> Result<CameBack, Error> { todo!() }
}
