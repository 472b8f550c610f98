//! Sentences that name a figure of the case.

use super::{super::isolate, picture};
use crate::flash::Args;
use domain::{error::ErrorCode, locale::Locale};

/// Sentences with a figure, if the figure is given.
pub(super) fn sentence(locale: Locale, code: ErrorCode, args: &Args) -> Option<String> {
    let zh = matches!(locale, Locale::ZhCn);
    let count = args.get("count").or_else(|| args.get("free"));
    let amount = args
        .get("amount")
        .or_else(|| args.get("cap"))
        .map(|yuan| format!("¥{yuan}"));
    let title = args.get("title").map(|title| isolate(title));
    if let Some(left) = args.get("left") {
        return stock(zh, code, count, left);
    }
    if let Some(told) = shipping(zh, code, count, args) {
        return Some(told);
    }
    match (code, title, count, amount) {
        (ErrorCode::OnlyLeft, Some(title), Some(count), _) => Some(if zh {
            format!("{title} 库存只剩 {count} 件。")
        } else {
            format!("Only {count} of {title} left.")
        }),
        (ErrorCode::OnlyLeft, None, Some(count), _) => Some(if zh {
            format!("库存只剩 {count} 件。")
        } else {
            format!("Only {count} left.")
        }),
        (ErrorCode::OutOfStock, Some(title), _, _) => Some(if zh {
            format!("{title} 暂时缺货。")
        } else {
            format!("{title} is out of stock.")
        }),
        (ErrorCode::NotForSale, Some(title), _, _) => Some(if zh {
            format!("{title} 已下架。")
        } else {
            format!("{title} is no longer available.")
        }),
        (ErrorCode::TotalChanged, _, _, Some(amount)) => Some(if zh {
            format!("金额有变化，现在是 {amount}。订单还没有提交，请看过再提交。")
        } else {
            format!(
                "The total is now {amount}. Nothing was ordered yet; please look and order again."
            )
        }),
        (ErrorCode::UnpaidOrders, _, Some(count), _) => Some(if zh {
            format!("你有 {count} 笔订单还没付款，请先付款或取消，再提交新订单。")
        } else {
            format!("You have {count} unpaid orders. Pay or cancel one before you order again.")
        }),
        (ErrorCode::UnpaidUnits, _, Some(count), _) => Some(if zh {
            format!("未付款的订单一共最多 {count} 件商品。请减少数量，或先付款、取消其他订单。")
        } else {
            format!(
                "Unpaid orders may hold {count} items at most. Order fewer, or pay or cancel another order first."
            )
        }),
        (ErrorCode::StockBelowReserved, _, Some(count), _) => Some(if zh {
            format!("订单占用了 {count} 件，不能再少。库存未变。")
        } else {
            format!("Orders reserve {count}, so there cannot be fewer. The stock is unchanged.")
        }),
        (ErrorCode::RefundOverCap, _, _, Some(amount)) => Some(if zh {
            format!("超过了可退金额，现在最多可退 {amount}。")
        } else {
            format!("That is more than can be refunded. At most {amount} now.")
        }),
        (ErrorCode::RefundPlanChanged, _, _, Some(amount)) => Some(if zh {
            format!("订单刚刚有变化，现在这样会退回 {amount}，还没有退。请重新计算并核对。")
        } else {
            format!(
                "The order has just changed: this would give back {amount} now. Nothing was refunded. Please calculate and look again."
            )
        }),
        (ErrorCode::RefundFormUsed, _, _, Some(amount)) => Some(if zh {
            format!(
                "这张表单已经用过，退的是 {amount}，内容与现在填的不同。如要再退，请重新打开退款页。"
            )
        } else {
            format!(
                "This form was already used, for a refund of {amount} with other content. Nothing more was refunded. For another refund, open the refund page again."
            )
        }),
        (ErrorCode::RefundFound, _, _, Some(amount)) => Some(if zh {
            format!(
                "支付宝已有一笔本店没有记录的退款 {amount}，现已记入账本。这次还没有退款，请核对后再决定。"
            )
        } else {
            format!(
                "Alipay has a refund of {amount} that was missing here; it is in the books now. Nothing was refunded this time. Check the order and decide again."
            )
        }),
        (ErrorCode::RefundConfirmLower, _, _, Some(amount)) => Some(if zh {
            format!("将只退回 {amount}。请核对，再按一次按钮。")
        } else {
            format!("Only {amount} will go back. Check it, then press the button again.")
        }),
        (ErrorCode::RefundOverLine, _, _, Some(amount)) => Some(if zh {
            format!("超过了这一行的可退金额，最多 {amount}。")
        } else {
            format!("That is more than is left on this line, at most {amount}.")
        }),
        (code, Some(title), count, _) => picture::sentence(locale, code, &title, count),
        _ => None,
    }
}

/// Sentences about parcels.
fn shipping(zh: bool, code: ErrorCode, count: Option<&String>, args: &Args) -> Option<String> {
    let other = args.get("order").map(|order| isolate(order));
    let pasted = args.get("pasted");
    match (code, count, other, pasted) {
        (ErrorCode::TrackingNoUsed, _, Some(order), _) => Some(if zh {
            format!("这个运单号已用于 {order}。")
        } else {
            format!("This tracking number is on {order}.")
        }),
        (ErrorCode::ShipUnits, Some(count), _, _) => Some(if zh {
            format!("最多可发 {count} 件。")
        } else {
            format!("At most {count} can be shipped.")
        }),
        (ErrorCode::ShipLines, Some(chosen), _, Some(pasted)) => Some(if zh {
            format!("粘贴了 {pasted} 个，选了 {chosen} 单。")
        } else {
            format!("{pasted} pasted, {chosen} chosen.")
        }),
        _ => None,
    }
}

/// Sentences about stock that moved while somebody counted.
fn stock(zh: bool, code: ErrorCode, count: Option<&String>, left: &str) -> Option<String> {
    match (code, count.map(String::as_str)) {
        (ErrorCode::StockSold, Some(count)) if zh => {
            Some(format!("刚售出 {count} 件，现为 {left}。"))
        }
        (ErrorCode::StockSold, Some("1")) => Some(format!("One just sold; now {left}.")),
        (ErrorCode::StockSold, Some(count)) => Some(format!("{count} just sold; now {left}.")),
        (ErrorCode::StockChanged, _) if zh => Some(format!("库存刚有变动，现为 {left}。")),
        (ErrorCode::StockChanged, _) => Some(format!("The stock has just changed; now {left}.")),
        _ => None,
    }
}
