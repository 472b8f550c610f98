//! Errors and notices as codes. The app turns them into sentences in the reader's language.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Text that is not a variant of an enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not a known {kind}")]
pub struct UnknownWord {
    /// The enum.
    pub kind: &'static str,
    /// The text.
    pub word: String,
}

text_enum! {
    /// Why something was refused or failed.
    ErrorCode {
        // Any page
        Internal = "internal",
        NotFound = "not_found",
        Gone = "gone",
        Busy = "busy",
        LoginRequired = "auth.login_required",
        RoleMissing = "auth.role_missing",
        CrossSite = "auth.cross_site",
        TooManyTries = "auth.too_many_tries",
        ProveAgain = "auth.prove_again",
        CodeRequired = "auth.code_required",
        SetUpRequired = "auth.set_up_required",
        WrongCode = "auth.wrong_code",
        BodyTooLarge = "form.too_large",
        FormInvalid = "form.invalid",
        FormStale = "form.stale",
        // Fields
        Required = "field.required",
        TooLong = "field.too_long",
        TooShort = "field.too_short",
        Format = "field.format",
        Email = "field.email",
        Phone = "field.phone",
        Login = "field.login",
        Range = "field.range",
        Link = "field.link",
        Amount = "field.amount",
        AmountDigits = "field.amount_digits",
        AmountTooLarge = "field.amount_too_large",
        // Account
        LoginTaken = "account.login_taken",
        NetworkFull = "account.network_full",
        WrongLogin = "account.wrong_login",
        PasswordShort = "account.password_short",
        PasswordLong = "account.password_long",
        PasswordCommon = "account.password_common",
        PasswordsDiffer = "account.passwords_differ",
        LastOwner = "staff.last_owner",
        Yourself = "staff.yourself",
        RolesRequired = "staff.roles_required",
        // Cart and checkout
        NotForSale = "cart.not_for_sale",
        OutOfStock = "cart.out_of_stock",
        OnlyLeft = "cart.only_left",
        Quantity = "cart.quantity",
        NothingSelected = "cart.nothing_selected",
        CartFull = "cart.full",
        NothingAvailable = "cart.nothing_available",
        TotalChanged = "checkout.total_changed",
        TotalTooLarge = "checkout.total_too_large",
        UnpaidOrders = "checkout.unpaid_orders",
        UnpaidUnits = "checkout.unpaid_units",
        UnpaidNetwork = "checkout.unpaid_network",
        // Products, by staff
        StockBelowReserved = "stock.below_reserved",
        StockSold = "stock.sold",
        StockChanged = "stock.changed",
        LowAt = "stock.low_at",
        ChangedMeanwhile = "product.changed_meanwhile",
        Price = "product.price",
        CompareAt = "product.compare_at",
        Weight = "product.weight",
        StockFigure = "product.stock_figure",
        Slug = "product.slug",
        SlugTaken = "product.slug_taken",
        CodeTaken = "product.code_taken",
        ValueTwice = "product.value_twice",
        ValuesDiffer = "product.values_differ",
        TooManyValues = "product.too_many_values",
        TooManySkus = "product.too_many_skus",
        CategoryTooDeep = "category.too_deep",
        CategoryNotEmpty = "category.not_empty",
        // Uploaded pictures
        PictureEmpty = "picture.empty",
        PictureBytes = "picture.too_many_bytes",
        PicturePixels = "picture.too_many_pixels",
        PictureHeavy = "picture.heavy",
        PictureHeic = "picture.heic",
        PictureKind = "picture.not_a_picture",
        PictureAnimated = "picture.animated",
        PictureBroken = "picture.broken",
        PictureCount = "picture.too_many",
        PictureGone = "picture.gone",
        PictureTwice = "picture.twice",
        PictureLocked = "picture.locked",
        ZipBytes = "zip.too_many_bytes",
        ZipBroken = "zip.broken",
        ZipTooLarge = "zip.too_large",
        // Spreadsheets
        SheetTooLarge = "sheet.too_large",
        SheetTooManyRows = "sheet.too_many_rows",
        ExportTooManyRows = "sheet.export_too_many_rows",
        ExportUnreadable = "export.unreadable",
        WorkbookTooManyRows = "export.workbook_too_many_rows",
        SheetOldExcel = "sheet.old_excel",
        SheetKind = "sheet.kind",
        SheetEmpty = "sheet.empty",
        SheetHeader = "sheet.header",
        SheetNumber = "sheet.number",
        SheetDate = "sheet.date",
        SheetFormula = "sheet.formula",
        SheetSameCode = "sheet.same_code",
        SheetSameValues = "sheet.same_values",
        SheetDiffers = "sheet.differs",
        SheetWord = "sheet.word",
        SheetLevels = "sheet.levels",
        SheetTooMany = "sheet.too_many",
        SheetType = "sheet.type",
        SheetParent = "sheet.parent",
        SheetCurrency = "sheet.currency",
        ImportStarted = "sheet.started",
        // Bills of Alipay
        BillKind = "bill.kind",
        BillTooLarge = "bill.too_large",
        BillAccount = "bill.account",
        BillOtherDay = "bill.other_day",
        BillTooEarly = "bill.too_early",
        BillBroken = "bill.broken",
        IssueMoved = "bill.issue_moved",
        // Settings, by the owner
        ShopName = "setting.shop_name",
        Shelf = "setting.shelf",
        // Mail
        MailNotSendable = "mail.not_sendable",
        // Order and payment
        NotPayable = "order.not_payable",
        NotCancellable = "order.not_cancellable",
        PaidMeanwhile = "order.paid_meanwhile",
        GatewayUnavailable = "payment.gateway_unavailable",
        CheckedTooSoon = "payment.checked_too_soon",
        // Shipping
        NotShippable = "ship.not_shippable",
        ShipNothing = "ship.nothing",
        ShipUnits = "ship.units",
        Carrier = "ship.carrier",
        TrackingNo = "ship.tracking_no",
        TrackingNoUsed = "ship.tracking_no_used",
        ShipLines = "ship.lines",
        ParcelGone = "ship.parcel_gone",
        ParcelChanged = "ship.parcel_changed",
        NotVoidable = "ship.not_voidable",
        NotReceivable = "order.not_receivable",
        NotExtendable = "order.not_extendable",
        // Refund
        RefundNotAllowed = "refund.not_allowed",
        RefundNothing = "refund.nothing",
        RefundOverCap = "refund.over_cap",
        RefundOverLine = "refund.over_line",
        RefundUnits = "refund.units",
        RefundReasonRequired = "refund.reason_required",
        RefundStateMoved = "refund.state_moved",
        RefundPlanChanged = "refund.plan_changed",
        RefundFormUsed = "refund.form_used",
        RefundFound = "refund.found",
        RefundRequestOpen = "refund.request_open",
        RefundLate = "refund.late",
        RefundNotShipped = "refund.not_shipped",
        RefundLowerReason = "refund.lower_reason",
        RefundNotLower = "refund.not_lower",
        RefundConfirmLower = "refund.confirm_lower",
        RefundSecondPerson = "refund.second_person",
        ReturnAddressMissing = "refund.return_address_missing",
        ReturnUnits = "refund.return_units",
        ReturnNothing = "refund.return_nothing",
        // Watching, by staff
        NotifyDecided = "notify.decided",
        NotifyDeleted = "notify.deleted",
        NotifyNotAuthentic = "notify.not_authentic",
        JobMoved = "job.moved",
        JobNeeded = "job.needed",
        AlarmAgain = "alarm.again",
    }
}

/// One field that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in its form, without the `form[..]` around it.
    pub field: String,
    /// The reason.
    pub code: ErrorCode,
}

/// A refusal by a use case: a code, the refused fields, and figures for the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {code}")]
pub struct Refusal {
    /// The main reason.
    pub code: ErrorCode,
    /// Refused fields, in the order of the form.
    pub fields: Vec<FieldError>,
    /// Figures for the sentences, formatted: `count`, `amount` (yuan), `title`. A figure of one field
    /// only is named after both, e.g. `count@lines[3][qty]`.
    pub args: BTreeMap<String, String>,
}

/// The name of a figure that is for the sentence of one field.
#[must_use]
pub fn figure_at(name: &str, field: &str) -> String {
    format!("{name}@{field}")
}

impl Refusal {
    /// A refusal without a field.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            args: BTreeMap::new(),
        }
    }

    /// A refusal of named fields, under the code [`ErrorCode::FormInvalid`].
    #[must_use]
    pub fn fields(fields: Vec<FieldError>) -> Self {
        Self {
            code: ErrorCode::FormInvalid,
            fields,
            args: BTreeMap::new(),
        }
    }

    /// Adds a figure for the sentence.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "figures are small and callers pass literals"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

text_enum! {
    /// A message that the next page shows once after a successful act.
    Notice {
        CartAdded = "cart.added",
        CartUpdated = "cart.updated",
        CartOnlyLeft = "cart.only_left",
        CartLineFull = "cart.line_full",
        CartRemoved = "cart.removed",
        CartMerged = "cart.merged",
        CartMergedCapped = "cart.merged_capped",
        SignedIn = "account.signed_in",
        SignedOut = "account.signed_out",
        Registered = "account.registered",
        OrderPlaced = "order.placed",
        OrderCancelled = "order.cancelled",
        OrderCancelling = "order.cancelling",
        PaymentFound = "payment.found",
        PaymentNotYet = "payment.not_yet",
        RefundAccepted = "refund.accepted",
        RefundSucceeded = "refund.succeeded",
        RefundUnknown = "refund.unknown",
        RefundFailed = "refund.failed",
        RefundDropped = "refund.dropped",
        RefundRequested = "refund.requested",
        RefundWithdrawn = "refund.withdrawn",
        RefundRejected = "refund.rejected",
        RefundAgreed = "refund.agreed",
        ReturnAsked = "refund.return_asked",
        ReturnSent = "refund.return_sent",
        BoughtAgain = "order.bought_again",
        BoughtAgainOtherwise = "order.bought_again_otherwise",
        ProductSaved = "product.saved",
        ProductPublished = "product.published",
        ProductStillDraft = "product.still_draft",
        ProductTakenDown = "product.taken_down",
        SettingSaved = "setting.saved",
        MailQueued = "mail.queued",
        StockSheetSaved = "stock.sheet_saved",
        GoodsPublished = "product.goods_published",
        GoodsArchived = "product.goods_archived",
        PhoneShown = "order.phone_shown",
        NoteSaved = "order.note_saved",
        CategorySaved = "category.saved",
        CategoryDeleted = "category.deleted",
        IssueClosed = "bill.issue_closed",
        IssueReopened = "bill.issue_reopened",
        Proved = "auth.proved",
        OrderShipped = "order.shipped",
        OrdersShipped = "order.many_shipped",
        ParcelCorrected = "ship.corrected",
        ParcelVoided = "ship.voided",
        ReceiptConfirmed = "order.receipt_confirmed",
        ReceiptExtended = "order.receipt_extended",
        AlarmNoted = "alarm.noted",
        NotifyReplayed = "notify.replayed",
        JobRetried = "job.retried",
        JobDropped = "job.dropped",
        StaffInvited = "staff.invited",
        InviteDropped = "staff.invite_dropped",
        StaffJoined = "staff.joined",
        RolesChanged = "staff.roles_changed",
        StaffDisabled = "staff.disabled",
        StaffRestored = "staff.restored",
        PasswordChanged = "account.password_changed",
        SessionEnded = "account.session_ended",
        FactorOn = "auth.factor_on",
        FactorOff = "auth.factor_off",
        RecoveryDrawn = "auth.recovery_drawn",
    }
}

/// A step that the transition table does not allow. It is logged and not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{entity} in state {from}: {event} is not possible")]
pub struct Illegal {
    /// `order`, `attempt`, `refund`.
    pub entity: &'static str,
    /// The state it is in.
    pub from: &'static str,
    /// The event that was refused.
    pub event: &'static str,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back_and_other_text_is_not() {
        for code in ErrorCode::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
            assert_eq!(code.to_string(), code.as_str());
        }
        let unknown: UnknownWord = "nonsense".parse::<ErrorCode>().unwrap_err();
        assert_eq!(
            unknown.to_string(),
            r#""nonsense" is not a known ErrorCode"#
        );
    }

    #[test]
    fn refusals_hold_what_they_were_given() {
        let refusal = Refusal::new(ErrorCode::OnlyLeft).with("count", 3);
        assert_eq!(refusal.to_string(), "refused: cart.only_left");
        assert_eq!(refusal.args.get("count").map(String::as_str), Some("3"));
        assert!(refusal.fields.is_empty());
        let field = FieldError {
            field: "qty".to_owned(),
            code: ErrorCode::Quantity,
        };
        let refusal = Refusal::fields(vec![field.clone()]);
        assert_eq!(
            (refusal.code, refusal.fields),
            (ErrorCode::FormInvalid, vec![field])
        );
    }
}
