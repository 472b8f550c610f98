//! Words for states and choices that only staff see, beside those of [`kit::text::label`].

mod alipay;
mod books;
mod catalog;
mod import;
mod log;
mod mail;
mod recon;
mod sales;
mod setting;
mod ship;
mod staff;
mod stock;
mod watch;

pub(crate) use alipay::refusal;
pub use alipay::{call, call_outcome, trade_status, verdict, verdict_reason};
pub use books::{account, cause, posting};
pub use catalog::{act, failure, job, product_status, role};
pub use import::import_state;
pub use kit::text::label::*;
pub use log::{logged_field, logged_pictures, logged_value};
pub use mail::{mail_kind, mail_state, mail_tab};
pub use recon::{bill_state, direction, issue_kind, issue_state};
pub use sales::{export_kind, export_state, export_time, sales_by, sales_range, sales_step};
pub use setting::{
    blank, choice, effect, opening_step, range, section, setting, setting_value, shelf,
};
pub(crate) use ship::{ship_verdict, ship_warning};
pub use staff::{role_told, roles};
pub(crate) use stock::{left_out, take_fault};
pub use stock::{move_kind, product_tab};
pub use watch::{alarm, desk_count, inbox_tab, job_duty, job_tab, waiting};

use domain::{locale::Locale, view::admin::AdminTab};

/// A saved view of staff.
#[must_use]
pub const fn admin_tab(locale: Locale, tab: AdminTab) -> &'static str {
    pick(
        locale,
        match tab {
            AdminTab::All => ("全部", "All"),
            AdminTab::ToPay => ("待付款", "To pay"),
            AdminTab::ToShip => ("待发货", "To ship"),
            AdminTab::OnItsWay => ("待收货", "On its way"),
            AdminTab::Refunding => ("退款中", "Refund in progress"),
            AdminTab::Trouble => ("异常", "Problems"),
            AdminTab::PaidToday => ("今日已付款", "Paid today"),
            AdminTab::Decide => ("退款待审核", "Refunds to review"),
            AdminTab::Unknown => ("待支付宝确认", "Confirming with Alipay"),
            AdminTab::Failed => ("退款受阻", "On hold"),
            AdminTab::Confirming => ("超时待确认", "Overdue, unconfirmed"),
            AdminTab::Surplus => ("未计入订单的付款", "Unapplied payments"),
            AdminTab::WentBack => ("支付宝已全额退款，待核对", "Refunded at Alipay, to check"),
        },
    )
}
