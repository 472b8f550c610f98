//! The twelve products. Prices are in fen; 0.01, 33.33 and 1,299.00 are among them, to test sums and rounding.

mod home;
mod table;
mod travel;

use crate::wares::Ware;

/// All of them, in the order of the shop: the first one leads.
pub(crate) fn all() -> Vec<Ware> {
    vec![
        table::MUG,
        home::LAMP,
        table::TEA,
        travel::BACKPACK,
        table::NOTEBOOK,
        home::POT,
        travel::SCARF,
        travel::THERMOS,
        home::CANDLE,
        travel::SHIRT,
        travel::TOTE,
        table::PEN,
    ]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::pictures::Shape;
    use std::collections::HashSet;

    #[test]
    fn there_is_one_of_each_shape() {
        let shapes: HashSet<Shape> = all().iter().map(|ware| ware.shape).collect();
        assert_eq!(shapes.len(), Shape::ALL.len());
        assert_eq!(all().len(), 12);
    }

    #[test]
    fn every_item_is_one_choice_of_its_product() {
        let mut codes = HashSet::new();
        for ware in all() {
            let mut keys = HashSet::new();
            for item in ware.items {
                assert!(item.colour < ware.colours.len(), "{}", item.code);
                assert!(
                    item.kind < ware.kinds.map_or(1, |kinds| kinds.values.len()),
                    "{}",
                    item.code
                );
                assert!(codes.insert(item.code), "{} twice", item.code);
                assert!(keys.insert(ware.choice(item).0), "{}", item.code);
                assert!(item.price >= 1 && item.before.is_none_or(|before| before > item.price));
            }
            assert!(
                ware.items.iter().any(|item| item.stock > 0),
                "{} can be bought",
                ware.slug
            );
        }
        assert!((34..=40).contains(&codes.len()), "{}", codes.len());
    }

    #[test]
    fn scarce_goods_sold_out_goods_and_traps_are_there() {
        let items: Vec<_> = all().iter().flat_map(|ware| ware.items).collect();
        assert!(items.iter().any(|item| item.stock == 0));
        assert!(items.iter().any(|item| item.stock == 1));
        assert!(items.iter().filter(|item| item.before.is_some()).count() >= 3);
        for price in [1, 990, 3_333, 129_900] {
            assert!(items.iter().any(|item| item.price == price), "{price}");
        }
    }

    #[test]
    fn the_copy_is_calm_and_in_both_languages() {
        for ware in all() {
            for text in [ware.title_zh, ware.title_en, ware.body_zh, ware.body_en] {
                assert!(!text.is_empty());
                assert!(!text.contains(['!', '！', '您']), "{text}");
            }
            assert!(ware.body_zh.split("\n\n").count() >= 2, "{}", ware.slug);
            assert!(
                ware.body_en.is_ascii() || ware.body_en.contains('°'),
                "{}",
                ware.slug
            );
            let (_, zh, en) = ware.choice(ware.items.first().unwrap());
            assert_eq!(zh.is_empty(), en.is_empty());
            assert_eq!(ware.axes().is_empty(), ware.items.len() == 1);
        }
        assert_eq!(all()[0].shape, Shape::Mug, "the mug leads");
    }
}
