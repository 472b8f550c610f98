//! Words of refund requests.

use kit::{text::count_of, words};

words! {
    /// Words of refund requests.
    pub(crate) Refund {
        title: "申请退款", "Request a refund";
        kind: "退款方式", "Refund type";
        items: "退款商品", "Items";
        units_of(title): format!("{title} 退款件数"), format!("Units of {title}");
        units: "件数", "Units";
        /// An option: units and what goes back for them.
        units_for(count, amount): format!("{count} 件 {amount}"), format!("{}, {amount}", count_of(count, "unit", "units"));
        no_units: "不退", "None";
        postage(amount): format!("还没有发货，全部退款时运费 {amount} 一起退回。"), format!("Nothing was shipped yet, so with all items shipping of {amount} goes back too.");
        reason: "退款原因", "Reason";
        more: "说明与图片", "Details and photos";
        words: "说明", "Details";
        photos: "图片", "Photos";
        photos_hint: "最多 3 张 JPEG、PNG 或 WebP，每张不超过 15 MB，只有商家看得到", "At most 3 JPEG, PNG or WebP files of 15 MB each. Only the shop sees them";
        kept(names): format!("已上传：{names}"), format!("Uploaded: {names}");
        route: "金额按所选件数计算，同意后原路退回支付宝。", "The amount depends on the units. Once approved, it goes back to the Alipay account that paid.";
        back(amount): format!("退回支付宝 {amount}"), format!("Back to Alipay: {amount}");
        submit: "提交申请", "Submit request";
        is_open: "这笔订单已有一个退款申请在处理。", "A request for this order is open already.";
        not_now: "这笔订单现在不能申请退款。", "No refund can be requested for this order now.";
        asked_for(amount): format!("申请 {amount}"), format!("Asked for {amount}");
        told: "商家说明", "From the shop";
        photo(place): format!("图片 {place}"), format!("Photo {place}");
        send_to: "请把商品寄到", "Send the goods to";
        until(time): format!("请在 {time} 前填写退货运单，过期申请自动结束。"), format!("Enter the return parcel by {time}; after that the request ends automatically.");
        carrier: "物流公司", "Carrier";
        tracking: "运单号", "Tracking number";
        parcel(carrier, number): format!("退货运单：{carrier} {number}"), format!("Return parcel: {carrier} {number}");
        change_parcel: "更正退货运单", "Correct return parcel";
        received: "商家已收到退货", "The shop has received the goods";
        overdue: "没有在期限内寄回，申请已结束。", "No return parcel was entered in time, so the request ended.";
        nothing_left: "可退的款项已经退完，申请已结束。", "Everything was refunded already, so the request ended.";
    }
}
