//! The shape of a demo product, and how its SKUs follow from it.

use crate::{
    catalog::options::{self, Axis, Value},
    pictures::{Shape, Tone},
};

/// A colour on sale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colour {
    pub(super) key: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) tone: Tone,
}

/// Another value of an option: a size, a kind of paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) key: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

/// A second option beside the colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) values: &'static [Kind],
}

/// One SKU: its code, the places of its values, price in fen, struck-through price, stock, grams.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) code: &'static str,
    pub(super) colour: usize,
    pub(super) kind: usize,
    pub(super) price: i64,
    pub(super) before: Option<i64>,
    pub(super) stock: i64,
    pub(super) grams: i64,
}

/// An item at full price.
pub(super) const fn item(
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
    pub(super) const fn before(mut self, price: i64) -> Self {
        self.before = Some(price);
        self
    }
}

/// A colour.
pub(super) const fn colour(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    tone: Tone,
) -> Colour {
    Colour { key, zh, en, tone }
}

/// A value of a second option.
pub(super) const fn kind(key: &'static str, zh: &'static str, en: &'static str) -> Kind {
    Kind { key, zh, en }
}

/// A demo product.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ware {
    pub(super) slug: &'static str,
    pub(super) title_zh: &'static str,
    pub(super) title_en: &'static str,
    pub(super) body_zh: &'static str,
    pub(super) body_en: &'static str,
    pub(super) shape: Shape,
    /// Never empty. With one colour alone it is no option, just what the thing looks like.
    pub(super) colours: &'static [Colour],
    pub(super) kinds: Option<Kinds>,
    pub(super) items: &'static [Item],
}

impl Ware {
    /// The options a shopper chooses from.
    pub(super) fn axes(&self) -> Vec<Axis> {
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
    pub(super) fn choice(&self, item: &Item) -> (String, String, String) {
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
    pub(super) fn has_colours(&self) -> bool {
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
        }
    }
}
