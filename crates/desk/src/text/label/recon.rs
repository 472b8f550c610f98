//! Words for bills and differences.

use super::pick;
use domain::{
    locale::Locale,
    recon::{BillState, Direction, IssueKind, IssueState},
};

/// Where the bill of a day is.
#[must_use]
pub const fn bill_state(locale: Locale, state: BillState) -> &'static str {
    pick(
        locale,
        match state {
            BillState::Waiting => ("等待", "Waiting"),
            BillState::Importing => ("核对中", "Checking"),
            BillState::Done => ("已核对", "Checked"),
        },
    )
}

/// How books and bill differ.
#[must_use]
pub const fn issue_kind(locale: Locale, kind: IssueKind) -> &'static str {
    pick(
        locale,
        match kind {
            IssueKind::MissingHere => ("本店没有", "Missing here"),
            IssueKind::MissingThere => ("账单没有", "Missing there"),
            IssueKind::Amount => ("金额不同", "Amount differs"),
            IssueKind::State => ("状态不同", "State differs"),
        },
    )
}

/// What became of a difference.
#[must_use]
pub const fn issue_state(locale: Locale, state: IssueState) -> &'static str {
    pick(
        locale,
        match state {
            IssueState::Open => ("待处理", "Open"),
            IssueState::Closed => ("已关闭", "Closed"),
            IssueState::Settled => ("已一致", "Agrees now"),
        },
    )
}

/// Direction of the money.
#[must_use]
pub const fn direction(locale: Locale, direction: Direction) -> &'static str {
    pick(
        locale,
        match direction {
            Direction::Payment => ("收款", "Payment"),
            Direction::Refund => ("退款", "Refund"),
        },
    )
}
