//! Carts and their lines.

use super::{catalog, picture::Image, word::Number};
use crate::schema::carts;
use diesel::{Queryable, Selectable};
use domain::{money::Fen, time::Millis};

/// A row of `carts`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = carts)]
pub struct Cart {
    /// Key.
    pub id: i64,
    /// The account it belongs to.
    pub user_id: Option<i64>,
    /// Key of the checkout form; each change of lines draws a new one.
    pub checkout_key: String,
    /// Version, for compare-and-set.
    pub version: i64,
}

/// Owner of a cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CartOwner {
    /// `users.id`.
    User(i64),
    /// `sessions.id`.
    Session(i64),
}

/// A line with the present SKU, product, picture and stock.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CartLine {
    /// SKU.
    pub sku_id: i64,
    /// Units, 1..=99.
    pub qty: i64,
    selected: i64,
    /// Unit price when it was added or its quantity last set.
    #[diesel(deserialize_as = Number<Fen>)]
    pub seen_price: Fen,
    /// When it was added.
    #[diesel(deserialize_as = Number<Millis>)]
    pub added_at: Millis,
    /// SKU code.
    pub code: String,
    /// The SKU's chosen values.
    pub options_key: String,
    /// e.g. 青瓷绿.
    pub options_zh: String,
    /// The same in English.
    pub options_en: String,
    /// Present unit price.
    #[diesel(deserialize_as = Number<Fen>)]
    pub price: Fen,
    sku_status: String,
    /// Product slug.
    pub slug: String,
    /// Product title in Chinese.
    pub title_zh: String,
    /// Product title in English.
    pub title_en: String,
    product_status: String,
    on_hand: Option<i64>,
    reserved: Option<i64>,
    /// The SKU's picture.
    pub image: Option<Image>,
}

impl CartLine {
    /// True if it is selected for checkout.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.selected == 1
    }

    /// True if SKU and product are active.
    #[must_use]
    pub fn is_for_sale(&self) -> bool {
        self.sku_status == "active" && self.product_status == "active"
    }

    /// Available units, never negative.
    #[must_use]
    pub fn free(&self) -> i64 {
        catalog::free(self.on_hand, self.reserved)
    }
}

/// A line to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCartLine {
    /// SKU.
    pub sku_id: i64,
    /// Units, 1..=99.
    pub qty: i64,
    /// Selected for checkout.
    pub selected: bool,
    /// The unit price shown to the customer.
    pub seen_price: Fen,
    /// When the line was first added.
    pub added_at: Millis,
}
