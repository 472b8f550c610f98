//! The error type of server functions: a code, the refused fields and a reference into the log. It
//! has no sentence and no cause, because browsers receive it.

use domain::error::{ErrorCode, FieldError, Refusal};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The response of a server function that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}")]
pub struct AppError {
    /// Reason.
    pub code: ErrorCode,
    /// Refused fields, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Figures for the sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// The request's id in the log, for unexpected errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl AppError {
    /// An error with a code only.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            args: BTreeMap::new(),
            reference: None,
        }
    }

    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(&self) -> u16 {
        status(self.code)
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        let Refusal { code, fields, args } = refusal;
        Self {
            code,
            fields,
            args,
            reference: None,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        // The text may quote the body or a cause, so only the kind is kept.
        Self::new(match value {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => ErrorCode::FormInvalid,
            ServerFnErrorErr::Request(_) => ErrorCode::Busy,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => ErrorCode::Internal,
        })
    }
}

/// The HTTP status of a code. No other place maps codes to statuses.
#[must_use]
pub const fn status(code: ErrorCode) -> u16 {
    match code {
        ErrorCode::Internal => 500,
        ErrorCode::NotFound => 404,
        ErrorCode::Gone => 410,
        ErrorCode::Busy | ErrorCode::GatewayUnavailable => 503,
        ErrorCode::LoginRequired => 401,
        ErrorCode::RoleMissing
        | ErrorCode::CrossSite
        | ErrorCode::ProveAgain
        | ErrorCode::CodeRequired
        | ErrorCode::SetUpRequired => 403,
        ErrorCode::TooManyTries | ErrorCode::CheckedTooSoon | ErrorCode::NetworkFull => 429,
        ErrorCode::BodyTooLarge => 413,
        ErrorCode::FormInvalid => 400,
        ErrorCode::FormStale
        | ErrorCode::IssueMoved
        | ErrorCode::TotalChanged
        | ErrorCode::OutOfStock
        | ErrorCode::NothingAvailable
        | ErrorCode::OnlyLeft
        | ErrorCode::NotForSale
        | ErrorCode::NotPayable
        | ErrorCode::NotCancellable
        | ErrorCode::PaidMeanwhile
        | ErrorCode::UnpaidOrders
        | ErrorCode::UnpaidUnits
        | ErrorCode::UnpaidNetwork
        | ErrorCode::RefundNotAllowed
        | ErrorCode::RefundOverCap
        | ErrorCode::StockBelowReserved
        | ErrorCode::StockSold
        | ErrorCode::StockChanged
        | ErrorCode::ChangedMeanwhile
        | ErrorCode::SlugTaken
        | ErrorCode::CodeTaken
        | ErrorCode::PictureGone
        | ErrorCode::CategoryNotEmpty
        | ErrorCode::RefundStateMoved
        | ErrorCode::RefundPlanChanged
        | ErrorCode::RefundFormUsed
        | ErrorCode::RefundFound
        | ErrorCode::NotifyDecided
        | ErrorCode::NotifyDeleted
        | ErrorCode::NotifyNotAuthentic
        | ErrorCode::JobMoved
        | ErrorCode::JobNeeded
        | ErrorCode::AlarmAgain
        | ErrorCode::LastOwner
        | ErrorCode::NotShippable
        | ErrorCode::TrackingNoUsed
        | ErrorCode::ParcelGone
        | ErrorCode::ParcelChanged
        | ErrorCode::NotVoidable
        | ErrorCode::NotReceivable
        | ErrorCode::NotExtendable
        | ErrorCode::RefundRequestOpen
        | ErrorCode::RefundLate
        | ErrorCode::RefundSecondPerson
        | ErrorCode::RefundConfirmLower
        | ErrorCode::ReturnAddressMissing
        | ErrorCode::Yourself => 409,
        ErrorCode::Required
        | ErrorCode::WrongCode
        | ErrorCode::RolesRequired
        | ErrorCode::PictureEmpty
        | ErrorCode::PictureBytes
        | ErrorCode::PicturePixels
        | ErrorCode::PictureHeavy
        | ErrorCode::PictureHeic
        | ErrorCode::PictureKind
        | ErrorCode::PictureAnimated
        | ErrorCode::PictureBroken
        | ErrorCode::PictureCount
        | ErrorCode::PictureTwice
        | ErrorCode::PictureLocked
        | ErrorCode::ZipBytes
        | ErrorCode::ZipBroken
        | ErrorCode::ZipTooLarge
        | ErrorCode::TooLong
        | ErrorCode::TooShort
        | ErrorCode::Format
        | ErrorCode::Email
        | ErrorCode::Phone
        | ErrorCode::Login
        | ErrorCode::Range
        | ErrorCode::Link
        | ErrorCode::Amount
        | ErrorCode::AmountDigits
        | ErrorCode::AmountTooLarge
        | ErrorCode::LoginTaken
        | ErrorCode::WrongLogin
        | ErrorCode::PasswordShort
        | ErrorCode::PasswordLong
        | ErrorCode::PasswordCommon
        | ErrorCode::PasswordsDiffer
        | ErrorCode::Quantity
        | ErrorCode::Price
        | ErrorCode::CompareAt
        | ErrorCode::Weight
        | ErrorCode::StockFigure
        | ErrorCode::Slug
        | ErrorCode::ValueTwice
        | ErrorCode::ValuesDiffer
        | ErrorCode::TooManyValues
        | ErrorCode::TooManySkus
        | ErrorCode::SheetTooLarge
        | ErrorCode::SheetTooManyRows
        | ErrorCode::ExportTooManyRows
        | ErrorCode::ExportUnreadable
        | ErrorCode::WorkbookTooManyRows
        | ErrorCode::SheetOldExcel
        | ErrorCode::SheetKind
        | ErrorCode::SheetEmpty
        | ErrorCode::SheetHeader
        | ErrorCode::SheetNumber
        | ErrorCode::SheetDate
        | ErrorCode::SheetFormula
        | ErrorCode::SheetSameCode
        | ErrorCode::SheetSameValues
        | ErrorCode::SheetDiffers
        | ErrorCode::SheetWord
        | ErrorCode::SheetLevels
        | ErrorCode::SheetTooMany
        | ErrorCode::SheetType
        | ErrorCode::SheetParent
        | ErrorCode::SheetCurrency
        | ErrorCode::ImportStarted
        | ErrorCode::MailNotSendable
        | ErrorCode::BillKind
        | ErrorCode::BillTooLarge
        | ErrorCode::BillAccount
        | ErrorCode::BillOtherDay
        | ErrorCode::BillTooEarly
        | ErrorCode::BillBroken
        | ErrorCode::ShopName
        | ErrorCode::Shelf
        | ErrorCode::CategoryTooDeep
        | ErrorCode::LowAt
        | ErrorCode::NothingSelected
        | ErrorCode::CartFull
        | ErrorCode::TotalTooLarge
        | ErrorCode::RefundNothing
        | ErrorCode::RefundOverLine
        | ErrorCode::RefundUnits
        | ErrorCode::RefundNotShipped
        | ErrorCode::RefundLowerReason
        | ErrorCode::RefundNotLower
        | ErrorCode::ReturnUnits
        | ErrorCode::ReturnNothing
        | ErrorCode::ShipNothing
        | ErrorCode::ShipUnits
        | ErrorCode::ShipLines
        | ErrorCode::Carrier
        | ErrorCode::TrackingNo
        | ErrorCode::RefundReasonRequired => 422,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::*;

    #[test]
    fn a_cause_never_travels() {
        let cause = ServerFnErrorErr::ServerError("no such table: users".to_owned());
        let sent = AppError::from_server_fn_error(cause).ser();
        let text = String::from_utf8(sent.to_vec()).unwrap();
        assert_eq!(text, r#"{"code":"internal"}"#);
        assert_eq!(AppError::de(sent), AppError::new(ErrorCode::Internal));
    }

    #[test]
    fn what_cannot_be_read_is_internal() {
        let read = AppError::de(leptos::server_fn::Bytes::from_static(b"<html>"));
        assert_eq!(read.code, ErrorCode::Internal);
    }
}
