//! Words for the ranges of sales figures and for exports.

use super::{account, pay_state, pick, refund};
use domain::{
    export::{ExportKind, ExportTime},
    locale::Locale,
    sales::{SalesBy, SalesRange, SalesStep},
};

/// A range of days.
#[must_use]
pub const fn sales_range(locale: Locale, range: SalesRange) -> &'static str {
    pick(
        locale,
        match range {
            SalesRange::Today => ("今日", "Today"),
            SalesRange::Yesterday => ("昨日", "Yesterday"),
            SalesRange::Week => ("近7日", "7 days"),
            SalesRange::Month => ("近30日", "30 days"),
            SalesRange::ThisMonth => ("本月", "This month"),
            SalesRange::LastMonth => ("上月", "Last month"),
        },
    )
}

/// The step of a chart.
#[must_use]
pub const fn sales_step(locale: Locale, step: SalesStep) -> &'static str {
    pick(
        locale,
        match step {
            SalesStep::Day => ("按日", "By day"),
            SalesStep::Week => ("按周", "By week"),
            SalesStep::Month => ("按月", "By month"),
        },
    )
}

/// The rows of a table of sales.
#[must_use]
pub const fn sales_by(locale: Locale, by: SalesBy) -> &'static str {
    pick(
        locale,
        match by {
            SalesBy::Time => ("按时间", "By time"),
            SalesBy::Product => ("商品", "Products"),
            SalesBy::Sku => ("规格", "Variants"),
            SalesBy::Category => ("分类", "Categories"),
        },
    )
}

/// A list that can be exported.
#[must_use]
pub const fn export_kind(locale: Locale, kind: ExportKind) -> &'static str {
    pick(
        locale,
        match kind {
            ExportKind::Orders => ("订单", "Orders"),
            ExportKind::Lines => ("订单明细", "Order lines"),
            ExportKind::Refunds => ("退款", "Refunds"),
            ExportKind::Ledger => ("账目", "Ledger"),
        },
    )
}

/// A time that rows are chosen by.
#[must_use]
pub const fn export_time(locale: Locale, time: ExportTime) -> &'static str {
    pick(
        locale,
        match time {
            ExportTime::Placed => ("下单时间", "Ordered"),
            ExportTime::Paid => ("付款时间", "Paid at"),
            ExportTime::Created => ("提交时间", "Created"),
            ExportTime::Arrived => ("到账时间", "Returned"),
            ExportTime::Posted => ("记账时间", "Posted"),
        },
    )
}

/// A state that rows are narrowed by; `None` for a word that the list does not have.
#[must_use]
pub fn export_state(locale: Locale, kind: ExportKind, state: &str) -> Option<&'static str> {
    match kind {
        ExportKind::Orders | ExportKind::Lines => {
            state.parse().ok().map(|state| pay_state(locale, state))
        }
        ExportKind::Refunds => state.parse().ok().map(|state| refund(locale, state)),
        ExportKind::Ledger => state.parse().ok().map(|state| account(locale, state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_an_export_has_its_word() {
        for kind in ExportKind::ALL {
            for state in kind.states() {
                assert!(
                    export_state(Locale::En, *kind, state).is_some(),
                    "{kind} {state}"
                );
            }
        }
    }
}
