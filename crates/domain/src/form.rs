//! The forms of the shop, as posted: text fields only. Reading them is the use case's work, so that a wrong quantity
//! is a field error with the typed value kept, and not a decode error. Unknown fields are refused.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A form, by its name: under it a refused one is kept for its page.
pub trait Form: Serialize + DeserializeOwned {
    /// The name of the type.
    const NAME: &'static str;
}

macro_rules! forms {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $kind:ty),* $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $($(#[$fmeta])* #[serde(default)] pub $field: $kind,)*
            }

            impl Form for $name {
                const NAME: &'static str = stringify!($name);
            }
        )+
    };
}

forms! {
    /// `/register`.
    SignUpForm {
        /// E-mail address or mainland mobile number.
        login: String,
        /// Shown to the shop and on pages.
        display_name: String,
        /// 8 to 128 characters; never echoed.
        password: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// `/login` and `/admin/login`.
    SignInForm {
        /// E-mail address or mobile number.
        login: String,
        /// Never echoed.
        password: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// 加入购物车 and 立即购买 on the product page.
    CartAddForm {
        /// Product slug, to return to its page.
        slug: String,
        /// SKU code.
        sku: String,
        /// 1..99.
        qty: String,
    }

    /// Quantity of a cart line.
    CartSetForm {
        /// SKU code.
        sku: String,
        /// 1..99.
        qty: String,
    }

    /// Removes a cart line.
    CartRemoveForm {
        /// SKU code.
        sku: String,
    }

    /// Ticks or unticks a cart line, or all of them when `sku` is empty.
    CartSelectForm {
        /// SKU code, or empty for all lines.
        sku: String,
        /// `1` or `0`.
        selected: String,
    }

    /// `/checkout`.
    CheckoutForm {
        /// The cart's key: a second post answers with the first one's order.
        checkout_key: String,
        /// The total that was shown, in fen; compared, never used.
        total_fen: String,
        /// Recipient.
        contact_name: String,
        /// Mainland mobile or landline number.
        contact_phone: String,
        /// Province, city, district in one line.
        region: String,
        /// Street, house, door.
        street: String,
        /// Optional note of the buyer.
        buyer_note: String,
    }

    /// Any button on an order that needs nothing but its number.
    OrderForm {
        /// Order number.
        number: String,
    }

    /// One line of the refund form.
    RefundLineForm {
        /// `line_no` of the order line.
        line_no: String,
        /// Units, 0..refundable; 0 with an amount is goodwill.
        qty: String,
        /// Yuan; empty takes the suggested amount for the units.
        amount: String,
        /// `1` if the units go back on the shelf.
        restock: String,
    }

    /// `/admin/orders/{number}/refund`.
    RefundForm {
        /// Order number.
        number: String,
        /// Drawn with the page: a second post answers with the first one's refund.
        form_key: String,
        /// The lines, in the order of the page.
        lines: Vec<RefundLineForm>,
        /// A [`crate::refund::RefundReason`].
        reason_code: String,
        /// Shown to the shopper.
        reason_text: String,
        /// Shown to staff only.
        staff_note: String,
        /// `all` fills in everything that is left.
        whole: String,
        /// The amount that the sentence to confirm told, in fen; compared, never used. Empty without a sentence.
        total_fen: String,
    }

    /// The words and the status of a product.
    ProductForm {
        /// Slug.
        slug: String,
        /// The version that was shown; another one means that somebody was faster.
        version: String,
        /// Title in Chinese.
        title_zh: String,
        /// Title in English; may be empty.
        title_en: String,
        /// Paragraphs in Chinese.
        body_zh: String,
        /// Paragraphs in English.
        body_en: String,
        /// `draft`, `active`, `archived`.
        status: String,
    }

    /// Price and status of a SKU.
    SkuForm {
        /// Slug of its product.
        slug: String,
        /// SKU code.
        sku: String,
        /// The version that was shown.
        version: String,
        /// Yuan.
        price: String,
        /// Yuan, or empty.
        compare_at: String,
        /// `active`, `archived`.
        status: String,
    }

    /// Goods that arrived, or were counted anew.
    StockForm {
        /// Slug of the product.
        slug: String,
        /// SKU code.
        sku: String,
        /// Drawn with the page: a second post moves nothing.
        form_key: String,
        /// `receive` or `adjust`.
        kind: String,
        /// Units: 1 or more that arrived, or the difference, with its sign, that was counted.
        units: String,
        /// Why.
        reason: String,
    }

    /// Staff's note on an order.
    NoteForm {
        /// Order number.
        number: String,
        /// The note; empty takes it away.
        staff_note: String,
    }

    /// The password once more, before money is moved.
    ProveForm {
        /// Never echoed.
        password: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// 重试 and 放弃 on a failed refund.
    RefundDecisionForm {
        /// Order number.
        number: String,
        /// `out_request_no`.
        out_request_no: String,
        /// Why (needed to drop).
        reason: String,
    }
}
