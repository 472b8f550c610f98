//! The products of a payment, in the form of `goods_detail`.

use super::InvalidRequest;
use crate::amount::Amount;
use crate::form::Charset;
use serde_json::{Map, Value};

/// One line of an order. `price` is the unit price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodsDetail {
    /// `goods_id`: our number of the product, at most 64 characters.
    pub goods_id: String,
    /// `goods_name`: at most 256 characters.
    pub goods_name: String,
    /// `quantity`: units, at least one.
    pub quantity: u32,
    /// `price`: unit price.
    pub price: Amount,
    /// `alipay_goods_id`: at most 32 characters.
    pub alipay_goods_id: Option<String>,
    /// `goods_category`: at most 24 characters.
    pub goods_category: Option<String>,
    /// `categories_tree`: from the root down, joined by `|`, at most 128 characters.
    pub categories_tree: Option<String>,
    /// `body`: a description.
    pub body: Option<String>,
    /// `show_url`: the product's page, at most 400 characters.
    pub show_url: Option<String>,
    /// `out_item_id`: our number of the product at Alipay's item service.
    pub out_item_id: Option<String>,
    /// `out_sku_id`: our number of the variant there.
    pub out_sku_id: Option<String>,
}

impl GoodsDetail {
    /// A line with the required values.
    pub fn new(
        goods_id: impl Into<String>,
        goods_name: impl Into<String>,
        quantity: u32,
        price: Amount,
    ) -> Self {
        Self {
            goods_id: goods_id.into(),
            goods_name: goods_name.into(),
            quantity,
            price,
            alipay_goods_id: None,
            goods_category: None,
            categories_tree: None,
            body: None,
            show_url: None,
            out_item_id: None,
            out_sku_id: None,
        }
    }

    pub(super) fn check(&self) -> Result<(), InvalidRequest> {
        let optional = |value: &Option<String>, max, name| {
            super::at_most(value.as_deref().unwrap_or_default(), max, name)
        };
        if self.goods_id.is_empty() || self.goods_name.is_empty() || self.quantity == 0 {
            return Err(InvalidRequest::Length("goods_detail"));
        }
        super::at_most(&self.goods_id, 64, "goods_id")?;
        super::at_most(&self.goods_name, 256, "goods_name")?;
        optional(&self.alipay_goods_id, 32, "alipay_goods_id")?;
        optional(&self.goods_category, 24, "goods_category")?;
        optional(&self.categories_tree, 128, "categories_tree")?;
        optional(&self.show_url, 400, "show_url")
    }

    pub(super) fn to_value(&self, charset: Charset) -> Value {
        let mut members = Map::new();
        let mut add = |name: &str, value: &str| {
            members.insert(name.to_owned(), Value::from(value));
        };
        add("goods_id", &self.goods_id);
        add("goods_name", &charset.fit(&self.goods_name));
        add("price", &self.price.to_string());
        if let Some(body) = self.body.as_deref().filter(|body| !body.is_empty()) {
            add("body", &charset.fit(body));
        }
        for (name, value) in [
            ("alipay_goods_id", &self.alipay_goods_id),
            ("goods_category", &self.goods_category),
            ("categories_tree", &self.categories_tree),
            ("show_url", &self.show_url),
            ("out_item_id", &self.out_item_id),
            ("out_sku_id", &self.out_sku_id),
        ] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                add(name, value);
            }
        }
        members.insert("quantity".to_owned(), Value::from(self.quantity));
        Value::Object(members)
    }
}
