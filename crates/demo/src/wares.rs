//! The shape of a demo product, and how its SKUs follow from it.

use crate::pictures::{Shape, Tone};
use shop::catalog::options::{self, Axis, Value};

/// A colour on sale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colour {
    pub(crate) key: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) tone: Tone,
}

/// Another value of an option: a size, a kind of paper.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) key: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// A second option beside the colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) values: &'static [Kind],
}

/// One SKU: its code, the places of its values, price in fen, struck-through price, stock, grams.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) code: &'static str,
    pub(crate) colour: usize,
    pub(crate) kind: usize,
    pub(crate) price: i64,
    pub(crate) before: Option<i64>,
    pub(crate) stock: i64,
    pub(crate) grams: i64,
}

/// An item at full price.
pub(crate) const fn item(
    code: &'static str,
    (colour, kind): (usize, usize),
    price: i64,
    stock: i64,
    grams: i64,
) -> Item {
    Item {
        code,
        colour,
        kind,
        price,
        before: None,
        stock,
        grams,
    }
}

impl Item {
    /// The same with a struck-through price, in fen.
    pub(crate) const fn before(mut self, price: i64) -> Self {
        self.before = Some(price);
        self
    }
}

/// A colour.
pub(crate) const fn colour(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    tone: Tone,
) -> Colour {
    Colour { key, zh, en, tone }
}

/// A value of a second option.
pub(crate) const fn kind(key: &'static str, zh: &'static str, en: &'static str) -> Kind {
    Kind { key, zh, en }
}

/// A demo product.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ware {
    pub(crate) slug: &'static str,
    pub(crate) title_zh: &'static str,
    pub(crate) title_en: &'static str,
    pub(crate) body_zh: &'static str,
    pub(crate) body_en: &'static str,
    /// Slug of its main category.
    pub(crate) category: &'static str,
    pub(crate) shape: Shape,
    /// Never empty. A single colour is not an option.
    pub(crate) colours: &'static [Colour],
    pub(crate) kinds: Option<Kinds>,
    pub(crate) items: &'static [Item],
}

impl Ware {
    /// The options a customer chooses from.
    pub(crate) fn axes(&self) -> Vec<Axis> {
        let colour = self.has_colours().then(|| Axis {
            zh: "颜色".to_owned(),
            en: "Colour".to_owned(),
            values: self.colours.iter().map(Colour::value).collect(),
        });
        let kind = self.kinds.map(|kinds| Axis {
            zh: kinds.zh.to_owned(),
            en: kinds.en.to_owned(),
            values: kinds.values.iter().map(Kind::value).collect(),
        });
        colour.into_iter().chain(kind).collect()
    }

    /// `options_key`, Chinese and English words of an item.
    pub(crate) fn choice(&self, item: &Item) -> (String, String, String) {
        let colour = self.colours.get(item.colour).filter(|_| self.has_colours());
        let kind = self.kinds.and_then(|kinds| kinds.values.get(item.kind));
        let parts = colour
            .map(|c| (c.key, c.zh, c.en))
            .into_iter()
            .chain(kind.map(|k| (k.key, k.zh, k.en)));
        let (mut keys, mut zh, mut en) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            keys.push(part.0);
            zh.push(part.1);
            en.push(part.2);
        }
        (options::join(keys), zh.join(" / "), en.join(" / "))
    }

    /// True if the colour is an option.
    pub(crate) fn has_colours(&self) -> bool {
        self.colours.len() > 1
    }
}

impl Colour {
    fn value(&self) -> Value {
        Value {
            key: self.key.to_owned(),
            zh: self.zh.to_owned(),
            en: self.en.to_owned(),
            swatch: Some(self.tone.to_string()),
            picture: None,
        }
    }
}

impl Kind {
    fn value(&self) -> Value {
        Value {
            key: self.key.to_owned(),
            zh: self.zh.to_owned(),
            en: self.en.to_owned(),
            swatch: None,
            picture: None,
        }
    }
}
