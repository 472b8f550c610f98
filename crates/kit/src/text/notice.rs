//! Notices, one sentence each.

use super::label::pick;
use crate::flash::Args;
use domain::{error::Notice, limit::LINE_UNITS, locale::Locale};

/// The sentence of `notice`. Figures in `args`: `count`; `unanswered` if the gateway did not
/// respond; `stock`, `limit` and `room` as reasons of [`merged`].
#[must_use]
pub fn sentence(locale: Locale, notice: Notice, args: &Args) -> String {
    let zh = matches!(locale, Locale::ZhCn);
    let count = args.get("count").map(String::as_str);
    let plain = |pair| pick(locale, pair).to_owned();
    match (notice, count) {
        (Notice::CartAdded, _) => plain(("已加入购物车。", "Added to the cart.")),
        (Notice::CartUpdated, _) => plain(("购物车已更新。", "Cart updated.")),
        (Notice::CartOnlyLeft, Some(count)) if zh => {
            format!("库存只剩 {count} 件，已改为 {count} 件。")
        }
        (Notice::CartOnlyLeft, Some(count)) => {
            format!("Only {count} left, so the quantity is now {count}.")
        }
        (Notice::CartOnlyLeft, None) => plain((
            "库存不够，数量已改少。",
            "There are not enough left, so the quantity was lowered.",
        )),
        (Notice::CartLineFull, _) if zh => {
            format!("每种商品最多 {LINE_UNITS} 件，已改为 {LINE_UNITS} 件。")
        }
        (Notice::CartLineFull, _) => {
            format!("At most {LINE_UNITS} of each, so the quantity is now {LINE_UNITS}.")
        }
        (Notice::CartRemoved, _) => plain(("已从购物车删除。", "Removed from the cart.")),
        (Notice::CartMerged, Some(count)) if zh => {
            format!("已登录，之前选的 {count} 种商品已并入购物车。")
        }
        (Notice::CartMerged, Some("1")) => {
            plain(("", "Signed in. The product you had chosen is in your cart."))
        }
        (Notice::CartMerged, Some(count)) => {
            format!("Signed in. The {count} products you had chosen are in your cart.")
        }
        (Notice::CartMerged, None) => plain((
            "已登录，之前选的商品已并入购物车。",
            "Signed in. What you had chosen is in your cart.",
        )),
        (Notice::CartMergedCapped, _) => merged(zh, args),
        (Notice::SignedIn, _) => plain(("已登录。", "Signed in.")),
        (Notice::SignedOut, _) => plain(("已退出。", "Signed out.")),
        (Notice::Registered, _) => {
            plain(("注册成功，已登录。", "Account created. You are signed in."))
        }
        (Notice::OrderPlaced, _) => plain(("订单已提交。", "Your order is placed.")),
        (Notice::ProductSaved, _) => plain(("已保存。", "Saved.")),
        (Notice::StockMoved, _) => plain(("库存已更新。", "Stock updated.")),
        (Notice::NoteSaved, _) => plain(("备注已保存。", "The note is saved.")),
        (Notice::Proved, _) => plain((
            "密码已确认，10 分钟内有效。请再提交一次。",
            "Password accepted for 10 minutes. Please send the form again.",
        )),
        (Notice::PhoneShown, Some(phone)) if zh => {
            format!("联系电话：{phone}。这次查看已记入操作日志。")
        }
        (Notice::PhoneShown, Some(phone)) => {
            format!("Phone: {phone}. This view is logged.")
        }
        (Notice::PhoneShown, None) => plain(("没有联系电话。", "There is no phone number.")),
        (Notice::OrderCancelled, _) => plain(("订单已取消。", "The order is cancelled.")),
        (Notice::OrderCancelling, _) => plain((
            "正在取消，支付宝确认未付款后完成。",
            "Cancelling. Done once Alipay confirms that nothing was paid.",
        )),
        (Notice::PaymentFound, _) => plain(("已收到付款。", "The payment has arrived.")),
        (Notice::PaymentNotYet, _) if args.contains_key("unanswered") => plain((
            "支付宝暂时没有答复，稍后会自动再次查询。",
            "Alipay gave no response just now; it will be checked again automatically.",
        )),
        (Notice::PaymentNotYet, _) => plain((
            "支付宝还没有收到付款。",
            "Alipay has received no payment yet.",
        )),
        (Notice::RefundAccepted, _) => {
            plain(("退款已提交，正在办理。", "The refund is under way."))
        }
        (Notice::RefundSucceeded, _) => plain((
            "退款成功，款项已退回支付宝。",
            "Refunded. The money went back to Alipay.",
        )),
        (Notice::RefundUnknown, _) => plain((
            "支付宝还没有确认，系统会自动查询，请勿重复退款。",
            "Alipay has not confirmed it yet and is checked automatically. Do not refund again.",
        )),
        (Notice::RefundFailed, _) => plain((
            "支付宝没有受理这笔退款。",
            "Alipay did not accept the refund.",
        )),
        (Notice::RefundDropped, _) => plain((
            "已取消这笔退款，金额可以重新退。",
            "The refund is cancelled; its amount can be refunded again.",
        )),
        (Notice::BoughtAgain, Some("0")) => plain((
            "这些商品现在都买不到，购物车没有变化。",
            "None of these are available now; the cart is unchanged.",
        )),
        (Notice::BoughtAgain, _) => plain(("已放入购物车。", "It is in your cart again.")),
    }
}

/// A merged cart, with the reasons for lowered quantities: `stock`, `limit`, `room`.
fn merged(zh: bool, args: &Args) -> String {
    let mut told = if zh {
        "已登录，购物车已合并。".to_owned()
    } else {
        "Signed in and carts joined.".to_owned()
    };
    if args.contains_key("stock") {
        told.push_str(if zh {
            "有的商品库存不够，数量已改为能买到的件数。"
        } else {
            " Some quantities were lowered to what is in stock."
        });
    }
    if args.contains_key("limit") {
        told.push_str(&if zh {
            format!("每种商品最多 {LINE_UNITS} 件，超出的没有加入。")
        } else {
            format!(" A cart holds at most {LINE_UNITS} of each; the rest was left out.")
        });
    }
    if args.contains_key("room") {
        told.push_str(if zh {
            "购物车满了，有的商品没有加入。"
        } else {
            " The cart is full; some products were left out."
        });
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_has_a_sentence() {
        for locale in [Locale::ZhCn, Locale::En] {
            for notice in Notice::ALL {
                assert!(!sentence(locale, *notice, &Args::new()).is_empty());
                let one = Args::from([("count".to_owned(), "1".to_owned())]);
                assert!(!sentence(locale, *notice, &one).is_empty());
            }
        }
        let two = Args::from([("count".to_owned(), "2".to_owned())]);
        let told = sentence(Locale::ZhCn, Notice::CartOnlyLeft, &two);
        assert_eq!(told, "库存只剩 2 件，已改为 2 件。");
    }

    #[test]
    fn a_lowered_quantity_is_told_with_its_reason() {
        let of = |notice, reasons: &[&str]| {
            let args: Args = reasons
                .iter()
                .map(|reason| ((*reason).to_owned(), "1".to_owned()))
                .collect();
            sentence(Locale::En, notice, &args)
        };
        let limit = of(Notice::CartLineFull, &["count"]);
        assert!(limit.contains("At most 99") && !limit.contains("left"));
        let merged = of(Notice::CartMergedCapped, &["limit"]);
        assert!(merged.contains("at most 99") && !merged.contains("in stock"));
        let merged = of(Notice::CartMergedCapped, &["stock", "room"]);
        assert!(merged.contains("in stock") && merged.contains("full") && !merged.contains("99"));
    }
}
