//! What becomes of an order, and on which days before today such orders are placed.

/// What becomes of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Shipped, and received by the buyer.
    Completed,
    /// Shipped, and received because the time for it is over.
    CompletedInTime,
    /// Never paid.
    Expired,
    /// Cancelled by the buyer.
    Cancelled,
    /// Cancelled by staff.
    CancelledByStaff,
    /// Staff refunded all of it before it was shipped.
    OutOfStock,
    /// Staff gave a part back out of goodwill.
    Goodwill,
    /// The goods came back and were refunded.
    Returned,
    /// The buyer changed their mind before it was shipped, and staff agreed.
    Approved,
    /// Staff refunded less than was asked for.
    ApprovedLess,
    /// Staff declined.
    Declined,
    /// The buyer withdrew the request.
    Withdrawn,
    /// On its way.
    OnItsWay,
    /// One parcel is on its way, the rest is not.
    PartlyShipped,
    /// Paid, and waits to be shipped.
    ToShip,
    /// A request after the receipt waits for staff.
    AskedAfterReceipt,
    /// A request before anything was shipped waits for staff.
    AskedBeforeShipping,
    /// Staff asked for the goods, and wait for them.
    AwaitsGoods,
    /// The buyer has named the parcel with the goods.
    GoodsUnderway,
    /// One of two persons has agreed.
    AwaitsSecondPerson,
    /// Placed a few minutes ago.
    Unpaid,
}

/// The fates, with the days before today on which an order with it is placed. The 60 orders.
pub(super) const FATES: [(Fate, &[i64]); 21] = [
    (
        Fate::Completed,
        &[
            60, 59, 57, 56, 54, 53, 51, 49, 48, 46, 44, 43, 41, 38, 33, 30, 27, 24,
        ],
    ),
    (Fate::CompletedInTime, &[58, 52, 45, 39, 32, 26, 21]),
    (Fate::Expired, &[55, 40, 22, 9]),
    (Fate::Cancelled, &[50, 29, 12]),
    (Fate::CancelledByStaff, &[34]),
    (Fate::OutOfStock, &[47, 16]),
    (Fate::Goodwill, &[42, 25]),
    (Fate::Returned, &[37, 28]),
    (Fate::Approved, &[31]),
    (Fate::ApprovedLess, &[23]),
    (Fate::Declined, &[35, 19]),
    (Fate::Withdrawn, &[20]),
    (Fate::OnItsWay, &[7, 5, 4]),
    (Fate::PartlyShipped, &[6, 3]),
    (Fate::ToShip, &[2, 1, 1, 0]),
    (Fate::AskedAfterReceipt, &[13]),
    (Fate::AskedBeforeShipping, &[2]),
    (Fate::AwaitsGoods, &[15]),
    (Fate::GoodsUnderway, &[18]),
    (Fate::AwaitsSecondPerson, &[8]),
    (Fate::Unpaid, &[0, 0]),
];
