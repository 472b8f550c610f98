//! `alipay.data.dataservice.bill.downloadurl.query`: where the bill of a day or a month lies.

use super::{Biz, InvalidRequest, Method, Unreadable};
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use crate::time::parse_shanghai;
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

/// Which of the two bills.
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

/// Asks for the address of a bill.
///
/// A day's bill is ready on the next morning between nine and ten in Shanghai, a month's on the third or fourth of
/// the next one. A day on which nothing moved has none: the gateway refuses with [`BillQuery::NO_BILL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillQuery {
    bill_type: BillType,
    bill_date: String,
    /// The sub-merchant the bill is about, for those who collect for others.
    pub smid: Option<String>,
}

impl BillQuery {
    /// The refusal of a day without a bill.
    pub const NO_BILL: &'static str = "isp.bill_not_exist";

    /// Asks for the bill of `bill_date`: `yyyy-MM-dd` for a day, `yyyy-MM` for a month, of Shanghai's calendar.
    ///
    /// # Errors
    /// [`InvalidRequest::BillDate`] for any other shape, and for days that do not exist.
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

    /// Which of the two bills.
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

/// Where the bill lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillQueryResponse {
    /// The address, good for 30 seconds; for a [`Download`](crate::bill::download::Download).
    pub bill_download_url: Url,
    /// Alipay's own name of the file.
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

    /// Nothing is done by this call, so what is said about the request is as certain as it gets.
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
