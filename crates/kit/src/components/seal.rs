//! States: the order label as a seal, and small chips. The colour only repeats the text.

use domain::{catalog::ProductStatus, order::OrderLabel, refund::RefundState};
use leptos::prelude::*;

/// The colour family of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Waiting or unknown.
    Amber,
    /// Good.
    Celadon,
    /// In progress.
    Indigo,
    /// Over.
    Quiet,
    /// Needs attention.
    Cinnabar,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Amber => "tone-amber",
            Self::Celadon => "tone-celadon",
            Self::Indigo => "tone-indigo",
            Self::Quiet => "tone-quiet",
            Self::Cinnabar => "tone-cinnabar",
        }
    }
}

/// The tone of an order label.
#[must_use]
pub const fn label_tone(label: OrderLabel) -> Tone {
    match label {
        OrderLabel::AwaitingPayment
        | OrderLabel::ConfirmingPayment
        | OrderLabel::Cancelling
        | OrderLabel::AwaitingReturn
        | OrderLabel::RefundUnderReview => Tone::Amber,
        OrderLabel::ToBeShipped
        | OrderLabel::PartlyShipped
        | OrderLabel::OnItsWay
        | OrderLabel::Received
        | OrderLabel::Completed => Tone::Celadon,
        OrderLabel::RefundInProgress | OrderLabel::Refunded | OrderLabel::NothingToShip => {
            Tone::Indigo
        }
        OrderLabel::ClosedRefunded
        | OrderLabel::CancelledDeadline
        | OrderLabel::CancelledShopper
        | OrderLabel::CancelledStaff => Tone::Quiet,
    }
}

/// The tone of a refund.
#[must_use]
pub const fn refund_tone(state: RefundState) -> Tone {
    match state {
        RefundState::Requested | RefundState::AwaitingReturn | RefundState::Unknown => Tone::Amber,
        RefundState::Approved | RefundState::Sending => Tone::Indigo,
        RefundState::Succeeded => Tone::Celadon,
        RefundState::Failed => Tone::Cinnabar,
        RefundState::Rejected | RefundState::Withdrawn | RefundState::Dropped => Tone::Quiet,
    }
}

/// The label of an order, framed like a seal.
#[component]
pub fn Seal(
    /// Text of the label.
    words: &'static str,
    /// Its colour.
    tone: Tone,
    /// Smaller, for lists.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let size = if small { "seal-small" } else { "" };
    view! { <span class=format!("seal {size} {}", tone.class())>{words}</span> }
}

/// A small state.
#[component]
pub fn Chip(
    /// Text of the state.
    words: &'static str,
    /// Its colour.
    tone: Tone,
) -> impl IntoView {
    view! { <span class=format!("chip {}", tone.class())>{words}</span> }
}

/// The tone of a product's or a SKU's status.
#[must_use]
pub const fn product_tone(status: ProductStatus) -> Tone {
    match status {
        ProductStatus::Active => Tone::Celadon,
        ProductStatus::Draft => Tone::Amber,
        ProductStatus::Archived => Tone::Quiet,
    }
}
