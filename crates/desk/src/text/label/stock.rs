//! Words for the views of products, for moves of stock, and for ticked products that an act does not fit.

use super::{pick, product_status};
use crate::text::Text;
use domain::{
    catalog::ProductStatus,
    locale::Locale,
    stock::MoveKind,
    view::catalog::{
        desk::ProductTab,
        stock::{LeftOut, TakeFault},
    },
};

/// A saved view of products.
#[must_use]
pub const fn product_tab(locale: Locale, tab: ProductTab) -> &'static str {
    match tab {
        ProductTab::All => pick(locale, ("全部", "All")),
        ProductTab::Draft => product_status(locale, ProductStatus::Draft),
        ProductTab::Active => product_status(locale, ProductStatus::Active),
        ProductTab::Archived => product_status(locale, ProductStatus::Archived),
        ProductTab::Low => pick(locale, ("库存不足", "Low stock")),
    }
}

/// Why stock moved; `None` for a kind that only a newer version knows.
#[must_use]
pub const fn move_kind(locale: Locale, kind: Option<MoveKind>) -> &'static str {
    pick(
        locale,
        match kind {
            Some(MoveKind::Receive) => ("入库", "Received"),
            Some(MoveKind::Reserve) => ("订单占用", "Reserved by an order"),
            Some(MoveKind::Release) => ("取消占用", "Released by an order"),
            Some(MoveKind::Ship) => ("发货", "Shipped"),
            Some(MoveKind::Return) => ("退货入库", "Returned"),
            Some(MoveKind::Adjust) => ("盘点", "Stock count"),
            Some(MoveKind::WriteOff) => ("报损", "Written off"),
            None => ("其他变动", "Another move"),
        },
    )
}

/// Why an act does not fit a product.
#[must_use]
pub(crate) const fn left_out(t: &'static Text, why: LeftOut) -> &'static str {
    match why {
        LeftOut::NoTitle => t.goods.no_title,
        LeftOut::NoPrice => t.goods.no_price,
        LeftOut::Active => t.goods.is_active,
        LeftOut::Archived => t.goods.is_archived,
        LeftOut::Draft => t.goods.is_draft,
    }
}

/// Why a line of a stock count cannot be used.
#[must_use]
pub(crate) const fn take_fault(t: &'static Text, why: TakeFault) -> &'static str {
    match why {
        TakeFault::Unreadable => t.goods.take_unreadable,
        TakeFault::Unknown => t.goods.take_unknown,
        TakeFault::Twice => t.goods.take_twice,
        TakeFault::Reserved => t.goods.take_reserved,
    }
}
