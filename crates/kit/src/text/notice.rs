//! Notices, one sentence each.

use super::{count_of, error, isolate, label::pick};
use crate::{flash::Args, format::yuan};
use domain::{
    cart::Cap,
    error::{ErrorCode, Notice},
    limit::LINE_UNITS,
    locale::Locale,
    view::cart::Difference,
};

/// The sentence of `notice`. Figures in `args`: `count`; `unanswered` if the gateway did not
/// respond.
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
        (Notice::CartMergedCapped, _) => plain((
            "已登录，购物车已合并，有些商品有变化：",
            "Signed in and carts joined. Some items differ:",
        )),
        (Notice::SignedIn, _) => plain(("已登录。", "Signed in.")),
        (Notice::SignedOut, _) => plain(("已退出。", "Signed out.")),
        (Notice::Registered, _) => {
            plain(("注册成功，已登录。", "Account created. You are signed in."))
        }
        (Notice::OrderPlaced, _) => plain(("订单已提交。", "Your order is placed.")),
        (Notice::ProductSaved | Notice::SettingSaved, _) => plain(("已保存。", "Saved.")),
        (Notice::MailQueued, _) => plain(("邮件会重新发送。", "The mail will be sent again.")),
        (Notice::ProductPublished, _) => plain((
            "已发布，买家现在可以看到。",
            "Published. Shoppers can see it now.",
        )),
        (Notice::ProductStillDraft, _) => plain((
            "已保存，还没有发布：至少要有一个有价格的规格。",
            "Saved, but not published: at least one variant needs a price.",
        )),
        (Notice::ProductTakenDown, _) => plain((
            "已下架，买家看不到了。以往的订单不受影响。",
            "Archived. Shoppers no longer see it; earlier orders are unchanged.",
        )),
        (Notice::StockSheetSaved, count) if zh => format!("已保存 {} 项。", count.unwrap_or("0")),
        (Notice::StockSheetSaved, count) => format!("{} saved.", count.unwrap_or("0")),
        (Notice::GoodsPublished, count) if zh => format!("已发布 {} 件。", count.unwrap_or("0")),
        (Notice::GoodsPublished, count) => format!("{} published.", count.unwrap_or("0")),
        (Notice::GoodsArchived, count) if zh => format!("已下架 {} 件。", count.unwrap_or("0")),
        (Notice::GoodsArchived, count) => format!("{} archived.", count.unwrap_or("0")),
        (Notice::NoteSaved, _) => plain(("备注已保存。", "The note is saved.")),
        (Notice::CategorySaved, _) => plain(("分类已保存。", "The category is saved.")),
        (Notice::CategoryDeleted, _) => plain(("分类已删除。", "The category is deleted.")),
        (Notice::AlarmNoted, _) => plain((
            "已记下。再次发生时会重新出现。",
            "Noted. It comes back if it happens again.",
        )),
        (Notice::NotifyReplayed, _) => {
            plain(("已重放，结果见下。", "Replayed. See the result below."))
        }
        (Notice::JobRetried, _) => plain((
            "已重新排队，马上运行。",
            "Queued again. It runs in a moment.",
        )),
        (Notice::JobDropped, _) => plain(("任务已丢弃。", "The job is dropped.")),
        (Notice::IssueClosed, _) => plain((
            "差异已关闭，可以重新打开。",
            "The difference is closed. It can be reopened.",
        )),
        (Notice::IssueReopened, _) => plain(("差异已重新打开。", "The difference is open again.")),
        (Notice::Proved, _) => plain((
            "密码已确认，10 分钟内有效。请再提交一次。",
            "Password accepted for 10 minutes. Please send the form again.",
        )),
        (Notice::StaffInvited, _) => plain(("邀请链接已生成。", "Invitation created.")),
        (Notice::InviteDropped, _) => plain(("邀请已撤销。", "The invitation is revoked.")),
        (Notice::StaffJoined, _) => plain(("已加入，已登录。", "Welcome. You are signed in.")),
        (Notice::RolesChanged, _) => plain(("角色已修改。", "The roles are changed.")),
        (Notice::StaffDisabled, count) => {
            let (name, count) = (person(args), count.unwrap_or("0"));
            if zh {
                format!("{name}已停用：角色收回，{count} 处登录已退出，记录保留。")
            } else {
                let sessions = count_of(count, "session", "sessions");
                format!("{name} is disabled: roles and {sessions} gone, records kept.")
            }
        }
        (Notice::StaffRestored, _) if zh => {
            format!("{}已恢复，拿回原来的角色。", person(args))
        }
        (Notice::StaffRestored, _) => {
            format!("{} is restored, with the former roles.", person(args))
        }
        (Notice::PasswordChanged, count) if zh => {
            format!("密码已修改，{} 处其他登录已退出。", count.unwrap_or("0"))
        }
        (Notice::PasswordChanged, count) => {
            let sessions = count_of(count.unwrap_or("0"), "other session", "other sessions");
            format!("The password is changed, and {sessions} ended.")
        }
        (Notice::SessionEnded, _) => plain(("已退出。", "The session has ended.")),
        (Notice::FactorOn, _) => plain(("两步验证已开启。", "Two-step sign-in is on.")),
        (Notice::FactorOff, _) => plain(("两步验证已关闭。", "Two-step sign-in is off.")),
        (Notice::RecoveryDrawn, _) => {
            plain(("恢复码已重新生成。", "New recovery codes generated."))
        }
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
        (Notice::OrderShipped, _) => plain(("已发货。", "Shipped.")),
        (Notice::OrdersShipped, count) if zh => {
            format!("已发货 {} 单。", count.unwrap_or("0"))
        }
        (Notice::OrdersShipped, Some("1")) => plain(("", "1 order shipped.")),
        (Notice::OrdersShipped, count) => format!("{} orders shipped.", count.unwrap_or("0")),
        (Notice::ParcelCorrected, _) => plain((
            "运单号已更正，买家会看到新的运单号。",
            "The number is corrected; the customer sees the new one.",
        )),
        (Notice::ParcelVoided, _) => plain((
            "已撤销发货，商品回到待发货。",
            "Shipment voided. Its items are back in To ship.",
        )),
        (Notice::ReceiptConfirmed, _) => plain(("已确认收货。", "Receipt confirmed.")),
        (Notice::ReceiptExtended, _) => {
            plain(("收货时间已延长 3 天。", "You have 3 more days to confirm."))
        }
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
        (Notice::RefundRequested, _) => plain((
            "申请已提交，等待商家审核。",
            "Request sent. The shop will review it.",
        )),
        (Notice::RefundWithdrawn, _) => plain(("申请已撤销。", "Request withdrawn.")),
        (Notice::RefundRejected, _) => plain(("已拒绝这个申请。", "The request is declined.")),
        (Notice::RefundAgreed, _) => plain((
            "你已同意，等另一位同事。",
            "You approved; a colleague must too.",
        )),
        (Notice::ReturnAsked, _) => plain((
            "已请买家把商品寄回。",
            "The customer is asked to send the goods back.",
        )),
        (Notice::ReturnSent, _) => plain((
            "退货运单已保存，商家收到后退款。",
            "Return parcel saved. The refund follows when the shop has it.",
        )),
        (Notice::RefundDropped, _) => plain((
            "已取消这笔退款，金额可以重新退。",
            "The refund is cancelled; its amount can be refunded again.",
        )),
        (Notice::BoughtAgain, _) => plain(("已放入购物车。", "It is in your cart again.")),
        (Notice::BoughtAgainOtherwise, _) => plain((
            "已放入购物车，有些商品与上次不同：",
            "In your cart again. Some items differ from last time:",
        )),
    }
}

/// The name of the person whom a notice is about.
fn person(args: &Args) -> String {
    isolate(args.get("title").map_or("", String::as_str))
}

/// What differs in the line of this title and options, in one sentence.
#[must_use]
pub fn difference(locale: Locale, title: &str, difference: Difference) -> String {
    let zh = matches!(locale, Locale::ZhCn);
    let about = |code| {
        let args = Args::from([("title".to_owned(), title.to_owned())]);
        error::sentence(locale, code, &args)
    };
    let name = isolate(title);
    match difference {
        Difference::Lowered {
            qty,
            cap: Cap::Stock,
        } if zh => format!("{name} 库存只剩 {qty} 件，已改为 {qty} 件。"),
        Difference::Lowered {
            qty,
            cap: Cap::Stock,
        } => format!("Only {qty} of {name} left, so the quantity is now {qty}."),
        Difference::Lowered {
            qty,
            cap: Cap::Line,
        } if zh => format!("{name} 最多 {LINE_UNITS} 件，已改为 {qty} 件。"),
        Difference::Lowered {
            qty,
            cap: Cap::Line,
        } => format!("At most {LINE_UNITS} of {name}, so the quantity is now {qty}."),
        Difference::OutOfStock => about(ErrorCode::OutOfStock),
        Difference::NotForSale => about(ErrorCode::NotForSale),
        Difference::NoRoom if zh => format!("购物车满了，{name} 没有加入。"),
        Difference::NoRoom => format!("The cart is full, so {name} was left out."),
        Difference::Dearer { was, now } if zh => {
            format!("{name} 涨价了：上次 {}，现在 {}。", yuan(was), yuan(now))
        }
        Difference::Dearer { was, now } => {
            format!("{name} costs more: {} then, {} now.", yuan(was), yuan(now))
        }
    }
}

/// How many more lines differ.
#[must_use]
pub fn more_lines(locale: Locale, count: usize) -> String {
    match (locale, count) {
        (Locale::ZhCn, count) => format!("另有 {count} 处变化，请核对购物车。"),
        (Locale::En, 1) => "1 more change. Please check the cart.".to_owned(),
        (Locale::En, count) => format!("{count} more changes. Please check the cart."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Fen;

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
    fn a_disabled_member_is_told_with_the_sessions() {
        let args = Args::from([
            ("title".to_owned(), "陈晨".to_owned()),
            ("count".to_owned(), "3".to_owned()),
        ]);
        let told = [Locale::ZhCn, Locale::En].map(|locale| {
            sentence(locale, Notice::StaffDisabled, &args).replace(['\u{2068}', '\u{2069}'], "")
        });
        assert_eq!(
            told,
            [
                "陈晨已停用：角色收回，3 处登录已退出，记录保留。",
                "陈晨 is disabled: roles and 3 sessions gone, records kept."
            ]
        );
    }

    #[test]
    fn a_lowered_quantity_is_told_with_its_reason() {
        let args = Args::from([("count".to_owned(), "99".to_owned())]);
        let limit = sentence(Locale::En, Notice::CartLineFull, &args);
        assert!(limit.contains("At most 99") && !limit.contains("left"));
        // Without the characters that isolate the name.
        let told = |what| {
            [Locale::ZhCn, Locale::En]
                .map(|locale| difference(locale, "Tea", what).replace(['\u{2068}', '\u{2069}'], ""))
        };
        let lowered = |cap, qty| told(Difference::Lowered { qty, cap });
        assert_eq!(
            lowered(Cap::Line, 99),
            [
                "Tea 最多 99 件，已改为 99 件。",
                "At most 99 of Tea, so the quantity is now 99."
            ]
        );
        assert_eq!(
            lowered(Cap::Stock, 3),
            [
                "Tea 库存只剩 3 件，已改为 3 件。",
                "Only 3 of Tea left, so the quantity is now 3."
            ]
        );
        let (was, now) = (Fen::new(100), Fen::new(250));
        assert_eq!(
            told(Difference::Dearer { was, now }),
            [
                "Tea 涨价了：上次 ¥1.00，现在 ¥2.50。",
                "Tea costs more: ¥1.00 then, ¥2.50 now."
            ]
        );
        assert_eq!(
            told(Difference::NoRoom),
            [
                "购物车满了，Tea 没有加入。",
                "The cart is full, so Tea was left out."
            ]
        );
        assert_eq!(
            told(Difference::OutOfStock),
            ["Tea 暂时缺货。", "Tea is out of stock."]
        );
        assert_eq!(
            told(Difference::NotForSale),
            ["Tea 已下架。", "Tea is no longer available."]
        );
    }
}
