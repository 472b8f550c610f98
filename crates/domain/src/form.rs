//! The posted forms. All fields are text and are read by use cases, so that a wrong quantity is a
//! field error that keeps the typed values, and not a decode error. Unknown fields are refused.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

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

mod recon;
mod refund;
mod sheet;
mod ship;
mod staff;
mod watch;

pub use recon::{BillForm, IssueCloseForm, IssueForm};
pub use refund::{
    RefundApproveForm, RefundRejectForm, RefundRequestForm, RefundWithdrawForm, RequestLineForm,
    ReturnAskForm, ReturnLineForm, ReturnReceiveForm, ReturnSendForm,
};
pub use sheet::{
    ImportForm, ImportStartForm, ImportStopForm, StockRowForm, StockSheetForm, StockTakeForm,
};
pub use ship::{
    CorrectNumberForm, ShipForm, ShipLineForm, ShipManyForm, ShipOrderForm, VoidParcelForm,
};
pub use staff::{
    CodeForm, FactorForm, InviteDropForm, InviteForm, JoinForm, MemberForm, MemberRolesForm,
    PasswordForm, RoleTickForm, SessionEndForm,
};
pub use watch::{AlarmForm, JobForm, ReplayForm};

forms! {
    /// Sends a mail again.
    MailForm {
        /// Its public key.
        mail: String,
        /// The page of the form, to return to.
        back: String,
    }

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

    /// `/admin/products/new` and `/admin/products/{slug}`: the whole product.
    ProductForm {
        /// Slug of the stored product; empty for a new one.
        product: String,
        /// Generated with the page. A second post with it creates no second product and moves no stock again.
        form_key: String,
        /// Prints of the columns as they were shown, which tell own changes from those of others.
        seen: String,
        /// Title in Chinese.
        title_zh: String,
        /// Title in English; may be empty.
        title_en: String,
        /// Markdown in Chinese.
        body_zh: String,
        /// Markdown in English.
        body_en: String,
        /// Slug as typed; empty: proposed from the title.
        slug: String,
        /// Slug of the main category, or empty.
        category: String,
        /// The other categories that the page offers.
        more: Vec<TickForm>,
        /// The options.
        axes: Vec<AxisForm>,
        /// The pictures in their order.
        pictures: Vec<PictureForm>,
        /// The picture of each value of the first option.
        covers: Vec<CoverForm>,
        /// The variants.
        skus: Vec<SkuForm>,
        /// Remark for the stock moves of this form; may be empty.
        why: String,
        /// The value of the first option to fill, or empty for all variants.
        fill_value: String,
        /// Price to fill in.
        fill_price: String,
        /// Stock to fill in.
        fill_stock: String,
        /// Weight to fill in.
        fill_weight: String,
        /// Keys of pictures that came with this post.
        uploads: Vec<String>,
        /// Files of this post that were refused.
        refused: Vec<RefusedFileForm>,
        /// Names of chosen files, where the browser sent only those.
        files: Vec<String>,
        /// The pressed button: an [`crate::catalog::EditorAct`], with a place behind a colon.
        act: String,
    }

    /// `/admin/categories` and `/admin/categories/{slug}`.
    CategoryForm {
        /// Slug of the stored category; empty for a new one.
        category: String,
        /// The version that was shown. If it has changed, the form is refused.
        version: String,
        /// Name in Chinese.
        name_zh: String,
        /// Name in English; may be empty.
        name_en: String,
        /// Slug as typed; empty: proposed from the name.
        slug: String,
        /// Slug of the category above, or empty.
        parent: String,
        /// `1`: it and all below it are not shown.
        hidden: String,
    }

    /// Moves a category among its siblings.
    CategoryMoveForm {
        /// Its slug.
        category: String,
        /// `up` or `down`.
        to: String,
    }

    /// Deletes an empty category.
    CategoryDropForm {
        /// Its slug.
        category: String,
        /// The version that was shown.
        version: String,
    }

    /// A category that can be ticked.
    TickForm {
        /// Its slug.
        slug: String,
        /// `1` if ticked.
        on: String,
    }

    /// An option of a product.
    AxisForm {
        /// Place among the stored options; empty for a new one.
        place: String,
        /// Keys of the values as last shown, separated by blanks.
        keys: String,
        /// Labels of these values in Chinese, one a line.
        was: String,
        /// The same in English; lines may be empty.
        was_en: String,
        /// Name in Chinese.
        zh: String,
        /// Name in English; may be empty.
        en: String,
        /// Labels in Chinese, as [`crate::options::labels`] reads them.
        values_zh: String,
        /// Labels in English, in the same order; may be empty.
        values_en: String,
    }

    /// A picture of a product.
    PictureForm {
        /// Hash of a stored picture, or key of an upload.
        key: String,
        /// Description in Chinese; may be empty.
        alt_zh: String,
        /// Description in English; may be empty.
        alt_en: String,
    }

    /// The picture of a value of the first option.
    CoverForm {
        /// The value's key.
        value: String,
        /// Key of the picture; empty for none, `mixed` where its variants differ.
        picture: String,
    }

    /// A variant of a product.
    SkuForm {
        /// Its `options_key` as last shown.
        options: String,
        /// Stored code; empty for a combination without a SKU.
        sku: String,
        /// Prints of its columns as they were shown.
        seen: String,
        /// Code as typed.
        code: String,
        /// Yuan.
        price: String,
        /// Yuan, or empty.
        compare_at: String,
        /// Grams; empty for 0.
        weight: String,
        /// [`crate::validate::counted`]: `115`, `+5`, `-2`.
        stock: String,
        /// `active`, `archived`.
        status: String,
    }

    /// A file that was not accepted.
    RefusedFileForm {
        /// Its name.
        name: String,
        /// An [`crate::error::ErrorCode`].
        why: String,
    }

    /// One shelf of the home page: a category, or a heading with picked products.
    ShelfForm {
        /// Slug of a category, or empty.
        category: String,
        /// Heading in Chinese.
        title_zh: String,
        /// Heading in English.
        title_en: String,
        /// Slugs of products, with blanks or commas between them.
        products: String,
    }

    /// A section of `/admin/settings`.
    SettingsForm {
        /// A [`crate::setting::Section`].
        section: String,
        /// The version that was shown. If it has changed, the form is refused.
        version: String,
        /// Typed text by [`crate::setting::SettingName`]; the shelves are beside it.
        values: BTreeMap<String, String>,
        /// The shelves, in the order of the home page.
        shelves: Vec<ShelfForm>,
        /// Key of an upload that becomes the logo; empty: the logo stays.
        logo: String,
        /// `1`: the logo is removed.
        drop_logo: String,
        /// Keys of pictures that came with this post.
        uploads: Vec<String>,
        /// Files of this post that were refused.
        refused: Vec<RefusedFileForm>,
        /// Names of chosen files, where the browser sent only those.
        files: Vec<String>,
    }

    /// `/admin/first-run`: opens the shop and creates its owner.
    FirstRunForm {
        /// The key of the link.
        key: String,
        /// Email or mainland mobile number.
        login: String,
        /// Shown on pages and in the activity log.
        display_name: String,
        /// Never echoed.
        password: String,
        /// Name of the shop.
        shop_name: String,
    }


    /// Publishes or archives the ticked products.
    BulkForm {
        /// A [`crate::view::catalog::stock::BulkAct`].
        act: String,
        /// Address of the list, to return to.
        back: String,
        /// Slugs.
        slugs: Vec<String>,
    }

    /// Staff note on an order.
    NoteForm {
        /// Order number.
        number: String,
        /// Print of the note that was shown.
        seen: String,
        /// The note; empty removes it.
        staff_note: String,
    }

    /// Confirms the password before money is moved.
    ProveForm {
        /// Never echoed.
        password: String,
        /// A code of the second factor, of those who have one. Never echoed.
        code: String,
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

impl SettingsForm {
    /// The form with the picture of its post in the logo's field, where its page shows it again.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let Some(key) = self.uploads.pop() {
            self.logo = key;
            self.drop_logo.clear();
        }
        self.uploads.clear();
        self.files.clear();
        self
    }
}
