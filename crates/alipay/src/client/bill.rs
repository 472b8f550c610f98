//! The question for a bill.

use super::Client;
use crate::answer::Called;
use crate::request::bill::{BillQuery, BillQueryResponse};

impl Client {
    /// Asks where the bill of a day or month lies; [`crate::bill`] does the rest.
    pub async fn bill_query(&self, r: &BillQuery, now_ms: i64) -> Called<BillQueryResponse> {
        self.call(r, now_ms).await
    }
}
