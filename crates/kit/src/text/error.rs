//! A sentence for each error code: what happened and what to do next.

mod after;
mod figures;
mod picture;

use super::label::pick;
use crate::flash::Args;
use domain::{error::ErrorCode, locale::Locale};

/// The sentence of `code`. Figures in `args`: `count`, `left`, `amount` (yuan), `title`.
#[must_use]
pub fn sentence(locale: Locale, code: ErrorCode, args: &Args) -> String {
    figures::sentence(locale, code, args).unwrap_or_else(|| plain(locale, code).to_owned())
}

/// Sentences without figures: every code has one.
const fn plain(locale: Locale, code: ErrorCode) -> &'static str {
    pick(
        locale,
        match code {
            ErrorCode::Internal => (
                "出错了，请稍后再试。",
                "Something went wrong. Please try again later.",
            ),
            ErrorCode::NotFound => ("没有找到。", "Not found."),
            ErrorCode::Gone => (
                "这件商品已下架，看看别的商品吧。",
                "This product is no longer available. Have a look at the others.",
            ),
            ErrorCode::Busy => (
                "系统繁忙，未做改动，请稍后再试。",
                "Busy. Nothing changed. Try again shortly.",
            ),
            ErrorCode::LoginRequired => ("请先登录。", "Please sign in first."),
            ErrorCode::RoleMissing => ("没有权限，请联系店主开通。", "No access. Ask the owner."),
            ErrorCode::CrossSite => (
                "这个请求不是从本店页面发出的，未执行。请返回重试。",
                "This request did not come from a page of this shop. Nothing was changed. Go back and try again.",
            ),
            ErrorCode::TooManyTries => (
                "操作太频繁，请 1 分钟后再试。",
                "Too many attempts. Try again in a minute.",
            ),
            ErrorCode::NetworkFull => (
                "你所在的网络新访客太多，请 1 小时后再试；已有账号的请先登录。",
                "Too many new visitors from your network. Try again in an hour, or sign in if you have an account.",
            ),
            ErrorCode::BodyTooLarge => (
                "提交的内容超过了上限，未做改动。请缩短后再试。",
                "What was sent is over the limit. Nothing was changed. Shorten it and try again.",
            ),
            ErrorCode::FormInvalid => ("请修改以下内容。", "Please correct the following."),
            ErrorCode::CodeRequired => (
                "请先完成两步验证。",
                "Please give a code of your second factor first.",
            ),
            ErrorCode::SetUpRequired => (
                "请先开启两步验证。",
                "Please set up two-step sign-in first.",
            ),
            ErrorCode::WrongCode => (
                "验证码不对，或已经用过。请输入新的验证码。",
                "This code is wrong or was used before. Enter a new one.",
            ),
            ErrorCode::LastOwner => (
                "这是最后一位店主，未做改动。",
                "This is the last owner. Nothing was changed.",
            ),
            ErrorCode::Yourself => (
                "不能改自己，请另一位店主操作。",
                "You cannot change yourself. Ask another owner.",
            ),
            ErrorCode::RolesRequired => ("请至少选一个角色。", "Choose at least one role."),
            ErrorCode::ProveAgain => ("请再输入一次密码。", "Please type your password once more."),
            ErrorCode::StockBelowReserved => (
                "调整后会少于订单已占用的件数，未做改动。",
                "That would leave the stock below what orders reserve. Nothing was changed.",
            ),
            ErrorCode::StockSold => (
                "刚有售出，请核对后再填。",
                "Some were just sold. Check the figure and enter it again.",
            ),
            ErrorCode::StockChanged => (
                "库存刚有变动，请核对后再填。",
                "The stock has just changed. Check the figure and enter it again.",
            ),
            ErrorCode::LowAt => (
                "请填 0 到 1000000 的整数；不用提醒就留空。",
                "Enter a whole number from 0 to 1000000, or leave it empty for none.",
            ),
            ErrorCode::ChangedMeanwhile => (
                "其他人刚改过，你的修改未保存。请对照现在的内容再提交。",
                "Someone else has just changed this; your changes were not saved. Compare and submit again.",
            ),
            ErrorCode::Price => (
                "请输入金额，如 12.50，最低 0.01 元。",
                "Please enter an amount such as 12.50, at least 0.01.",
            ),
            ErrorCode::CompareAt => (
                "划线价要高于售价；不需要就留空。",
                "The compare-at price must be above the price. Leave it empty if there is none.",
            ),
            ErrorCode::Weight => (
                "重量请填整数克，如 350，最多 1000000。",
                "Enter the weight in whole grams such as 350, at most 1000000.",
            ),
            ErrorCode::StockFigure => (
                "请填盘点的件数，如 115，或增减的件数，如 +5、-2。",
                "Enter the units counted, such as 115, or a change such as +5 or -2.",
            ),
            ErrorCode::Slug => (
                "网址名只能用小写字母、数字和连字符，如 ma-ke-bei。",
                "Use small letters, digits and single hyphens, such as stoneware-mug.",
            ),
            ErrorCode::SlugTaken => (
                "这个网址名已经在用，请换一个。",
                "This URL handle is in use. Choose another.",
            ),
            ErrorCode::CodeTaken => (
                "这个规格编码已有规格在用，请换一个。",
                "Another variant has this code. Choose another.",
            ),
            ErrorCode::ValueTwice => ("规格值有重复。", "A value is there twice."),
            ErrorCode::ValuesDiffer => (
                "英文规格值比中文多。请按同样的顺序填写，不需要就留空。",
                "There are more English values than Chinese ones. Keep the same order, or leave it empty.",
            ),
            ErrorCode::TooManyValues => {
                ("每个规格最多 30 个值。", "An option has 30 values at most.")
            }
            ErrorCode::TooManySkus => (
                "最多 200 种组合，请减少规格值。",
                "There are 200 combinations at most. Use fewer values.",
            ),
            ErrorCode::PictureGone => (
                "这张图片已经不在了，请移除或重新上传。",
                "This picture is gone. Remove it or upload it again.",
            ),
            ErrorCode::CategoryTooDeep => (
                "分类最多三级，不能放在这里。",
                "Categories have at most three levels, so it cannot go there.",
            ),
            ErrorCode::CategoryNotEmpty => (
                "分类里还有商品或下级分类，没有删除。",
                "The category still holds products or categories. It was not deleted.",
            ),
            ErrorCode::FormStale => (
                "这个页面已经过期，请重新确认后再提交。",
                "This page is out of date. Please reload and try again.",
            ),
            ErrorCode::Required => ("请填写这一项。", "Please fill this in."),
            ErrorCode::TooLong => ("太长了，请写短一些。", "Please make this shorter."),
            ErrorCode::TooShort => ("太短了，请写完整。", "Please write a little more."),
            ErrorCode::Format => ("格式不对，请检查。", "Please check how this is written."),
            ErrorCode::Email => (
                "邮箱格式不正确。",
                "Enter an email address such as lin@example.com.",
            ),
            ErrorCode::Phone => (
                "请填写电话号码，如 13800001234 或 010-62345678；港澳台号码请带区号，如 +852 91234567。",
                "Enter a phone number such as 13800001234 or 010-62345678; for Hong Kong, Macao and Taiwan with the code, such as +852 91234567.",
            ),
            ErrorCode::Login => (
                "请填写邮箱，如 lin@example.com，或中国大陆手机号，如 13800001234。",
                "Enter an email such as lin@example.com or a mainland China mobile number such as 13800001234.",
            ),
            ErrorCode::Range => (
                "请填提示范围内的整数。",
                "Enter a whole number within the range shown.",
            ),
            ErrorCode::Link => (
                "请填以 https:// 开头的完整网址。",
                "Enter a whole address that begins with https://.",
            ),
            ErrorCode::ShopName => (
                "支付宝的编码写不出名称里的某个字（如表情符号），请换一个名称。",
                "Alipay's charset cannot write a character of this name, such as an emoji. Choose another name.",
            ),
            ErrorCode::Shelf => (
                "每个货架选一个分类，或者不选分类，填标题和 1 到 12 个商品的网址名；最多 6 个货架。",
                "A shelf has a category, or else a heading and the URL handles of 1 to 12 products. At most 6 shelves.",
            ),
            ErrorCode::Amount => (
                "金额请写成 12 或 12.50 这样的数字。",
                "Enter the amount as 12 or 12.50.",
            ),
            ErrorCode::AmountDigits => (
                "金额请用半角数字填写，如 12.50。",
                "Enter the amount in plain digits 0 to 9, such as 12.50.",
            ),
            ErrorCode::AmountTooLarge => (
                "金额太大，最多 ¥100,000,000.00。",
                "The amount is too large: at most ¥100,000,000.00.",
            ),
            ErrorCode::LoginTaken => (
                "这个邮箱或手机号已经注册过，可以直接登录。",
                "This email address or number is already registered; you can sign in.",
            ),
            ErrorCode::WrongLogin => ("账号或密码不对。", "The login or the password is wrong."),
            ErrorCode::PasswordShort => (
                "密码至少 8 个字符。",
                "The password needs at least 8 characters.",
            ),
            ErrorCode::PasswordLong => (
                "密码最多 128 个字符。",
                "The password may have 128 characters at most.",
            ),
            ErrorCode::PasswordCommon => (
                "这个密码太常见，请换一个。",
                "This password is too common. Please choose another.",
            ),
            ErrorCode::PasswordsDiffer => ("两次输入的密码不一样。", "The two passwords differ."),
            ErrorCode::NotForSale => ("这一款已下架。", "This one is no longer available."),
            ErrorCode::OutOfStock => ("这一款暂时缺货。", "This one is out of stock."),
            ErrorCode::OnlyLeft => (
                "库存不够了，请减少数量。",
                "There are not enough left. Please take fewer.",
            ),
            ErrorCode::Quantity => (
                "数量请填 1 到 99 的整数。",
                "The quantity must be a whole number from 1 to 99.",
            ),
            ErrorCode::NothingSelected => (
                "请先选择要结算的商品。",
                "Please select what to order first.",
            ),
            ErrorCode::CartFull => (
                "购物车满了，请先删去一些。",
                "The cart is full. Please remove something first.",
            ),
            ErrorCode::NothingAvailable => (
                "这些商品现在都买不到，购物车没有变化。",
                "None of these are available now; the cart is unchanged.",
            ),
            ErrorCode::TotalChanged => (
                "金额有变化，订单还没有提交，请看过再提交。",
                "The total has changed. Nothing was ordered yet; please look and order again.",
            ),
            ErrorCode::TotalTooLarge => (
                "金额超过了单笔上限，请分开下单。",
                "The total is beyond the limit of one payment. Please split the order.",
            ),
            ErrorCode::UnpaidOrders => (
                "你有太多订单还没付款，请先付款或取消，再提交新订单。",
                "You have too many unpaid orders. Pay or cancel one before you order again.",
            ),
            ErrorCode::UnpaidUnits => (
                "未付款的订单商品太多。请减少数量，或先付款、取消其他订单。",
                "Your unpaid orders hold too many items. Order fewer, or pay or cancel another order first.",
            ),
            ErrorCode::UnpaidNetwork => (
                "你所在的网络有太多未付款的订单，请稍后再试。",
                "There are too many unpaid orders from your network. Please try again later.",
            ),
            ErrorCode::SheetTooLarge => (
                "表格太大了，请分成几张表。",
                "The sheet is too large. Split it into several.",
            ),
            ErrorCode::SheetTooManyRows => (
                "表格最多 20000 行，请分成几张表。",
                "A sheet has 20000 rows at most. Split it into several.",
            ),
            ErrorCode::ExportTooManyRows => after::EXPORT_TOO_MANY_ROWS,
            ErrorCode::ExportUnreadable => after::EXPORT_UNREADABLE,
            ErrorCode::WorkbookTooManyRows => (
                "超过 100000 行，请导出 CSV，或缩短日期。",
                "More than 100000 rows. Export them as CSV, or choose fewer days.",
            ),
            ErrorCode::SheetOldExcel => (
                "这是旧版或加密的 Excel 文件，请另存为不加密的 XLSX。",
                "This is an old or protected Excel file. Save it as XLSX without a password.",
            ),
            ErrorCode::SheetKind => (
                "这个文件不是 CSV 或 XLSX 表格，或已损坏。",
                "This file is neither CSV nor XLSX, or it is damaged.",
            ),
            ErrorCode::SheetEmpty => ("表格里没有内容。", "There is nothing in the sheet."),
            ErrorCode::SheetHeader => (
                "认不出表头。请从模板开始，或直接使用 Shopify、WooCommerce 的商品导出文件。",
                "The header row is not known. Start from the template, or use a product export of Shopify or WooCommerce as it is.",
            ),
            ErrorCode::SheetNumber => (
                "被改成了数字，请存为文本。",
                "Turned into a number. Store it as text.",
            ),
            ErrorCode::SheetDate => (
                "被改成了日期，请存为文本。",
                "Turned into a date. Store it as text.",
            ),
            ErrorCode::SheetFormula => ("公式没有结果。", "The formula has no result."),
            ErrorCode::SheetSameCode => (
                "前面的行已用了这个规格编码。",
                "An earlier row has this code.",
            ),
            ErrorCode::SheetSameValues => (
                "前面的行已有相同的规格值。",
                "An earlier row has the same values.",
            ),
            ErrorCode::SheetDiffers => (
                "与同一商品前面的行不一致。",
                "Differs from an earlier row of the same product.",
            ),
            ErrorCode::SheetWord => (
                "请填 草稿、在售 或 已下架；规格只能填 在售 或 已下架。",
                "Enter Draft, Active or Archived; for a variant Active or Archived.",
            ),
            ErrorCode::SheetLevels => ("分类最多 3 级。", "A category has 3 levels at most."),
            ErrorCode::SheetTooMany => (
                "超过了一个商品的上限，请减少规格或图片。",
                "More than a product may have. Use fewer options or pictures.",
            ),
            ErrorCode::SheetType => (
                "没有这一类商品：组合商品和外部商品不导入。",
                "Grouped and external products are not imported.",
            ),
            ErrorCode::SheetParent => (
                "找不到这个规格所属的商品。",
                "The product of this variant is not in the sheet.",
            ),
            ErrorCode::SheetCurrency => (
                "请确认表格里的价格是人民币。",
                "Confirm that the prices of the sheet are in yuan.",
            ),
            ErrorCode::MailNotSendable => after::MAIL_NOT_SENDABLE,
            ErrorCode::ImportStarted => (
                "这张表已经开始导入，或已被停止。",
                "This sheet is being imported already, or was stopped.",
            ),
            ErrorCode::BillKind => after::BILL_KIND,
            ErrorCode::BillTooLarge => after::BILL_TOO_LARGE,
            ErrorCode::BillAccount => after::BILL_ACCOUNT,
            ErrorCode::BillOtherDay => after::BILL_OTHER_DAY,
            ErrorCode::BillTooEarly => after::BILL_TOO_EARLY,
            ErrorCode::BillBroken => after::BILL_BROKEN,
            ErrorCode::IssueMoved => after::ISSUE_MOVED,
            ErrorCode::PictureEmpty
            | ErrorCode::PictureBytes
            | ErrorCode::PicturePixels
            | ErrorCode::PictureHeavy
            | ErrorCode::PictureHeic
            | ErrorCode::PictureKind
            | ErrorCode::PictureAnimated
            | ErrorCode::PictureBroken => (
                "图片没有收，请换一张。",
                "The picture was not taken. Try another one.",
            ),
            ErrorCode::PictureTwice => (
                "压缩包里有几个同名的文件，请只留一个，或在表格里写上文件夹。",
                "The ZIP has several files of this name. Keep one of them, or name its folder in the sheet.",
            ),
            ErrorCode::PictureLocked => (
                "文件有密码，请压缩成不加密的 ZIP。",
                "The file has a password. Make a ZIP without one.",
            ),
            ErrorCode::ZipBytes => (
                "压缩包超过了 1 GB，请分几次导入：同一张表可以再配别的压缩包。",
                "The ZIP has more than 1 GB. Import in turns: the same sheet takes another ZIP.",
            ),
            ErrorCode::ZipBroken => (
                "这个文件不是 ZIP 压缩包，或已损坏。",
                "This file is not a ZIP, or it is damaged.",
            ),
            ErrorCode::ZipTooLarge => (
                "压缩包里的文件太多或太大，请分成几个压缩包。",
                "There is too much in the ZIP. Split it into several.",
            ),
            ErrorCode::PictureCount => (
                "一次选的图片太多，请分几次上传。",
                "Too many pictures at once. Upload the rest afterwards.",
            ),
            ErrorCode::NotPayable => after::NOT_PAYABLE,
            ErrorCode::NotCancellable => after::NOT_CANCELLABLE,
            ErrorCode::PaidMeanwhile => (
                "付款已到账，订单未取消。",
                "The payment arrived, the order was not cancelled.",
            ),
            ErrorCode::GatewayUnavailable => (
                "暂时连不上支付宝，请过一会儿再试。",
                "Alipay cannot be reached just now. Please try again in a moment.",
            ),
            ErrorCode::CheckedTooSoon => (
                "刚刚问过支付宝，请过几秒再试。",
                "Alipay was asked a moment ago. Please wait a few seconds.",
            ),
            ErrorCode::NotShippable => after::NOT_SHIPPABLE,
            ErrorCode::ShipNothing => ("请填写要发货的件数。", "Please enter the units to ship."),
            ErrorCode::ShipUnits => after::SHIP_UNITS,
            ErrorCode::Carrier => ("请选择物流公司。", "Please choose a carrier."),
            ErrorCode::TrackingNo => after::TRACKING_NO,
            ErrorCode::TrackingNoUsed => after::TRACKING_NO_USED,
            ErrorCode::ShipLines => after::SHIP_LINES,
            ErrorCode::ParcelGone => ("这个包裹已经撤销。", "This parcel was voided."),
            ErrorCode::ParcelChanged => after::PARCEL_CHANGED,
            ErrorCode::NotVoidable => after::NOT_VOIDABLE,
            ErrorCode::NotReceivable => after::NOT_RECEIVABLE,
            ErrorCode::NotExtendable => after::NOT_EXTENDABLE,
            ErrorCode::RefundNotAllowed => after::REFUND_NOT_ALLOWED,
            ErrorCode::RefundNothing => after::REFUND_NOTHING,
            ErrorCode::RefundOverCap => ("超过了可退金额。", "That is more than can be refunded."),
            ErrorCode::RefundOverLine => after::REFUND_OVER_LINE,
            ErrorCode::RefundUnits => after::REFUND_UNITS,
            ErrorCode::RefundReasonRequired => ("请选择退款原因。", "Please choose a reason."),
            ErrorCode::RefundPlanChanged => after::REFUND_PLAN_CHANGED,
            ErrorCode::RefundFormUsed => after::REFUND_FORM_USED,
            ErrorCode::RefundFound => after::REFUND_FOUND,
            ErrorCode::RefundRequestOpen => after::REFUND_REQUEST_OPEN,
            ErrorCode::RefundLate => after::REFUND_LATE,
            ErrorCode::RefundNotShipped => after::REFUND_NOT_SHIPPED,
            ErrorCode::RefundLowerReason => after::REFUND_LOWER_REASON,
            ErrorCode::RefundNotLower => after::REFUND_NOT_LOWER,
            ErrorCode::RefundConfirmLower => after::REFUND_CONFIRM_LOWER,
            ErrorCode::RefundSecondPerson => after::REFUND_SECOND_PERSON,
            ErrorCode::ReturnAddressMissing => after::RETURN_ADDRESS_MISSING,
            ErrorCode::ReturnUnits => after::RETURN_UNITS,
            ErrorCode::ReturnNothing => after::RETURN_NOTHING,
            ErrorCode::RefundStateMoved => after::REFUND_STATE_MOVED,
            ErrorCode::NotifyDecided => after::NOTIFY_DECIDED,
            ErrorCode::NotifyDeleted => after::NOTIFY_DELETED,
            ErrorCode::NotifyNotAuthentic => after::NOTIFY_NOT_AUTHENTIC,
            ErrorCode::JobMoved => after::JOB_MOVED,
            ErrorCode::JobNeeded => after::JOB_NEEDED,
            ErrorCode::AlarmAgain => after::ALARM_AGAIN,
        },
    )
}

#[cfg(test)]
mod tests;
