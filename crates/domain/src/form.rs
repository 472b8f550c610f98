//! The posted forms. All fields are text and are read by use cases, so that a wrong quantity is a
//! field error that keeps the typed values, and not a decode error. Unknown fields are refused.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A form and its name, under which a refused form is kept for its page.
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
        /// Email or mainland mobile number.
        login: String,
        /// Shown to staff and on pages.
        display_name: String,
        /// Never echoed.
        password: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// `/login` and `/admin/login`.
    SignInForm {
        /// Email or mainland mobile number.
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

    /// Selects or deselects a cart line, or all of them when `sku` is empty.
    CartSelectForm {
        /// SKU code, or empty for all lines.
        sku: String,
        /// `1` or `0`.
        selected: String,
    }

    /// `/checkout`.
    CheckoutForm {
        /// The cart's key. A second post with it returns the first one's order.
        checkout_key: String,
        /// The total that was shown, in fen. Only compared.
        total_fen: String,
        /// Recipient.
        contact_name: String,
        /// Phone: see [`crate::validate::contact_phone`].
        contact_phone: String,
        /// Province, city, district in one line.
        region: String,
        /// Street, house, door.
        street: String,
        /// Optional note of the customer.
        buyer_note: String,
    }

    /// A button on an order that needs only its number.
    OrderForm {
        /// Order number.
        number: String,
    }

    /// One line of the refund form.
    RefundLineForm {
        /// `line_no` of the order line.
        line_no: String,
        /// Units, 0..refundable; 0 with an amount refunds money only.
        qty: String,
        /// Yuan; empty means the suggested amount for the units.
        amount: String,
        /// `1` to put the units back into stock.
        restock: String,
    }

    /// `/admin/orders/{number}/refund`.
    RefundForm {
        /// Order number.
        number: String,
        /// Generated with the page. A second post with it returns the first one's refund.
        form_key: String,
        /// The lines, in the order of the page.
        lines: Vec<RefundLineForm>,
        /// A [`crate::refund::RefundReason`].
        reason_code: String,
        /// Shown to the customer.
        reason_text: String,
        /// Shown to staff only.
        staff_note: String,
        /// `all` fills in everything that is left.
        whole: String,
        /// The amount in the confirmation, in fen. Only compared; empty without a confirmation.
        total_fen: String,
    }

    /// Title, description and status of a product.
    ProductForm {
        /// Slug.
        slug: String,
        /// The version that was shown. If it has changed, the form is refused.
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

    /// Received stock, or a correction after a stock count.
    StockForm {
        /// Slug of the product.
        slug: String,
        /// SKU code.
        sku: String,
        /// Generated with the page. A second post with it moves nothing.
        form_key: String,
        /// `receive` or `adjust`.
        kind: String,
        /// Units received (1 or more), or the signed difference after a count.
        units: String,
        /// Reason.
        reason: String,
    }

    /// Staff note on an order.
    NoteForm {
        /// Order number.
        number: String,
        /// The note; empty removes it.
        staff_note: String,
    }

    /// Confirms the password before money is moved.
    ProveForm {
        /// Never echoed.
        password: String,
        /// Where to go afterwards: a local path.
        next: String,
    }

    /// Retry or cancel a failed refund.
    RefundDecisionForm {
        /// Order number.
        number: String,
        /// `out_request_no`.
        out_request_no: String,
        /// Reason; required to cancel.
        reason: String,
    }
}
