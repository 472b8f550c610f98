//! The query for a bill.

use super::Client;
use crate::call::Called;
use crate::request::bill::{BillQuery, BillQueryResponse};

impl Client {
    /// Queries the address of the bill of a day or month; [`crate::bill`] fetches and reads it.
    pub async fn bill_query(&self, r: &BillQuery, now_ms: i64) -> Called<BillQueryResponse> {
        self.call(r, now_ms).await
    }
}
