//! What is bought: products that are not about to sell out, so that the shelves of the demo stay as
//! they are.

use super::seeded::Seeded;
use crate::products;
use std::collections::HashMap;

/// Fewest units on the shelf of a SKU that is bought here.
const PLENTY: i64 = 12;
/// Lowest price in fen of what is bought: staff give some yuan of a line back.
const LEAST: i64 = 900;
/// Price in fen below which a few units are bought at once.
const SMALL: i64 = 7_000;

/// Units of a SKU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Take {
    pub(super) slug: &'static str,
    pub(super) sku: &'static str,
    pub(super) units: i64,
}

/// A purchase above the amount that one member of staff may refund.
pub(super) const LARGE: [Take; 2] = [
    Take {
        slug: "desk-keyboard",
        sku: "KEYS-GRAPHITE-LINEAR",
        units: 8,
    },
    Take {
        slug: "number-pad",
        sku: "NUMPAD-OLIVE",
        units: 8,
    },
];

/// Draws baskets, and counts what was taken.
pub(super) struct Shelves {
    goods: Vec<(Take, i64, i64)>,
    taken: HashMap<&'static str, i64>,
}

impl Shelves {
    pub(super) fn new() -> Self {
        let mut goods = Vec::new();
        for ware in products::all() {
            for item in ware.items {
                let is_rare = item.stock < PLENTY || item.price < LEAST;
                if is_rare || LARGE.iter().any(|take| take.sku == item.code) {
                    continue;
                }
                let take = Take {
                    slug: ware.slug,
                    sku: item.code,
                    units: 1,
                };
                goods.push((take, item.price, item.stock));
            }
        }
        Self {
            goods,
            taken: HashMap::new(),
        }
    }

    /// One to three SKUs; at least two if the order is to be shipped in parts.
    pub(super) fn draw(&mut self, seeded: &Seeded, least: usize) -> Vec<Take> {
        let wanted = seeded.below(3).saturating_add(1).max(least);
        let mut basket: Vec<Take> = Vec::new();
        // A SKU that was drawn before, or of which a third is gone, is drawn again.
        for _draw in 0..wanted.saturating_mul(8) {
            if basket.len() == wanted {
                break;
            }
            let Some((take, price, stock)) = seeded.one_of(&self.goods).copied() else {
                break;
            };
            let most = if price < SMALL { 3 } else { 1 };
            let units = i64::try_from(seeded.below(most)).unwrap_or_default() + 1;
            let taken = self.taken.entry(take.sku).or_default();
            let is_new = basket.iter().all(|other| other.sku != take.sku);
            if is_new && (*taken + units) * 3 <= stock {
                *taken += units;
                basket.push(Take { units, ..take });
            }
        }
        basket
    }
}
