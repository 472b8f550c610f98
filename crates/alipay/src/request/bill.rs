//! `alipay.data.dataservice.bill.downloadurl.query`: the address of the bill of a day or a month.

use super::{Biz, InvalidRequest, Method, Unreadable};
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use crate::time::parse_shanghai;
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

/// Type of bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BillType {
    /// `trade`: payments and refunds.
    Trade,
    /// `signcustomer`: movements of the merchant's account.
    SignCustomer,
}

impl BillType {
    /// Alipay's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trade => "trade",
            Self::SignCustomer => "signcustomer",
        }
    }
}

/// Queries the address of a bill.
///
/// A day's bill is ready on the next morning between nine and ten in Shanghai, a month's on the
/// third or fourth of the next one. A day without movements has none: the gateway refuses with
/// [`BillQuery::NO_BILL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillQuery {
    bill_type: BillType,
    bill_date: String,
    /// The sub-merchant of the bill, for service providers.
    pub smid: Option<String>,
}

impl BillQuery {
    /// The refusal of a day without a bill.
    pub const NO_BILL: &'static str = "isp.bill_not_exist";

    /// Queries the bill of `bill_date`: `yyyy-MM-dd` for a day, `yyyy-MM` for a month, in
    /// Shanghai's calendar.
    ///
    /// # Errors
    /// [`InvalidRequest::BillDate`] for any other form, and for days that do not exist.
    pub fn new(bill_type: BillType, bill_date: impl Into<String>) -> Result<Self, InvalidRequest> {
        let bill_date = bill_date.into();
        let first_day = if bill_date.len() == "yyyy-MM".len() {
            format!("{bill_date}-01")
        } else {
            bill_date.clone()
        };
        if parse_shanghai(&format!("{first_day} 00:00:00")).is_none() {
            return Err(InvalidRequest::BillDate);
        }
        Ok(Self {
            bill_type,
            bill_date,
            smid: None,
        })
    }

    /// Type of bill.
    #[must_use]
    pub fn bill_type(&self) -> BillType {
        self.bill_type
    }

    /// The day or month.
    #[must_use]
    pub fn bill_date(&self) -> &str {
        &self.bill_date
    }
}

/// The address of a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillQueryResponse {
    /// The address, valid for 30 seconds; for a [`Download`](crate::bill::download::Download).
    pub bill_download_url: Url,
    /// Alipay's name of the file.
    pub bill_file_code: Option<String>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for BillQuery {
    const NAME: &'static str = "alipay.data.dataservice.bill.downloadurl.query";
    type Response = BillQueryResponse;

    fn biz_content(&self, charset: Charset) -> String {
        Biz::new(charset)
            .text("bill_type", self.bill_type.as_str())
            .text("bill_date", &self.bill_date)
            .optional("smid", self.smid.as_deref())
            .end()
    }

    /// This call changes nothing, so a refusal of the request is definite.
    fn is_definite(code: &SubCode) -> bool {
        // The last one is spelled as the gateway spells it.
        let definite = ["ACQ.INVALID_PARAMETER", Self::NO_BILL, "INVAILID_ARGUMENTS"];
        definite.contains(&code.as_str())
    }

    fn read(&self, mut payload: Payload) -> Result<BillQueryResponse, Unreadable> {
        let address = payload.need("bill_download_url")?;
        let Ok(bill_download_url) = Url::parse(&address) else {
            return Err("bill_download_url".into());
        };
        Ok(BillQueryResponse {
            bill_download_url,
            bill_file_code: payload.text("bill_file_code")?,
            extra: payload.rest(),
        })
    }
}
