//! The fields that the activity log shows.

text_enum! {
    /// A field of `audit_log.before_json` or `after_json`. A field without a variant is shown without its name.
    LoggedField {
        TitleZh = "title_zh",
        TitleEn = "title_en",
        BodyZh = "body_zh",
        BodyEn = "body_en",
        Status = "status",
        Sku = "sku",
        Price = "price",
        CompareAt = "compare_at",
        Slug = "slug",
        Options = "options",
        Category = "category",
        MoreCategories = "more_categories",
        Pictures = "pictures",
        Code = "code",
        Weight = "weight_g",
        Skus = "skus",
        OnHand = "on_hand",
        LowAt = "low_at",
        Reason = "reason",
        Phone = "phone",
        Note = "note",
        CancelIntent = "cancel_intent",
        Order = "order",
        Amount = "amount_fen",
        Reserved = "refund_reserved_fen",
        Refundable = "refundable_fen",
        ReasonCode = "reason_code",
        State = "state",
        Lines = "lines",
        GatewayCode = "gateway_code",
        Sends = "sends",
    }
}
