#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod amount;
#[cfg(feature = "bill")]
pub mod bill;
pub mod call;
pub mod canonical;
pub mod cert;
pub mod client;
pub mod config;
pub mod crypt;
pub mod envelope;
#[cfg(feature = "explain")]
pub mod explain;
pub mod fields;
pub mod form;
pub mod keys;
pub mod message;
pub mod notify;
#[cfg(feature = "methods")]
pub mod page_form;
pub mod request;
#[cfg(feature = "methods")]
pub mod retry;
pub mod return_url;
pub mod sign;
pub mod sub_code;
#[cfg(feature = "test-util")]
pub mod test_util;
pub mod time;
pub mod trade;
pub mod transport;
pub mod verify;

mod json;

pub use amount::Amount;
pub use call::{CallRecord, CallResult, Called, Outcome, Refusal, Unknown};
pub use cert::{Certificate, CertificateError, Certificates, Chain, ChainError, NotTrusted, Roots};
pub use client::{Client, Observer, Release};
pub use config::AppConfig;
pub use crypt::{ContentKey, CryptError};
pub use fields::Fields;
pub use keys::{AlipayKeys, KeyError, PrivateKey, PublicKey};
pub use notify::{Notice, NoticeKind, NotifyError, verify_notify};
#[cfg(feature = "methods")]
pub use page_form::PageForm;
pub use request::InvalidRequest;
#[cfg(feature = "bill")]
pub use request::bill::{BillQuery, BillQueryResponse, BillType};
#[cfg(feature = "methods")]
pub use request::cancel::{TradeCancel, TradeCancelResponse};
pub use request::close::{TradeClose, TradeCloseResponse};
pub use request::details::{GoodsType, PayChannels, PayDetails, Timeout};
pub use request::funds::{DepositBack, FundBill};
#[cfg(feature = "methods")]
pub use request::generic::{GenericCall, GenericResponse};
pub use request::goods::GoodsDetail;
pub use request::page_pay::PagePay;
#[cfg(feature = "methods")]
pub use request::precreate::{Counter, Precreate, PrecreateResponse};
pub use request::query::{TradeQuery, TradeQueryResponse};
pub use request::refund::{RefundDetails, RefundGoods, TradeRefund, TradeRefundResponse};
pub use request::refund_query::{RefundFinding, RefundQuery, RefundQueryResponse};
pub use request::trade_id::TradeId;
#[cfg(feature = "methods")]
pub use request::wap_pay::WapPay;
#[cfg(feature = "methods")]
pub use retry::{Patient, Pause, RetryPolicy};
pub use return_url::{Return, ReturnError, verify_return};
pub use sign::{SignError, SignType};
pub use sub_code::SubCode;
pub use trade::TradeStatus;
pub use transport::{Transport, TransportError};
pub use verify::Unverified;
