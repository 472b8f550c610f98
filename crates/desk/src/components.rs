//! Components that several pages of the desk share. Those that the shop shows too are in
//! [`kit::components`].

pub mod acts;
pub mod alarm;
pub mod carriers;
pub mod days;
pub mod failed;
pub mod figure;
pub mod mails;
pub mod refunds;
pub mod sheet_links;
pub mod stock_plan;

pub use acts::{short, staff_acts};
pub use alarm::alarms;
pub use carriers::carriers;
pub use days::{day, hidden, ranges};
pub use failed::failed;
pub use figure::capped;
pub use mails::{MailList, mails};
pub use refunds::{drop_form, refunds};
pub use sheet_links::{export_links, rows_links, template_links};
pub use stock_plan::stock_plan;
