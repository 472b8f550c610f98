//! The 48 products. Prices are in fen; 0.01, 33.33, 66.67 and 1,299.00 are among them, to test sums and rounding.

mod bags;
mod desk;
mod home;
mod tea;
mod tech;
mod wear;

use crate::wares::Ware;

/// All of them, in the order of the shop: the first one leads.
pub(crate) fn all() -> Vec<Ware> {
    vec![
        tea::MUG,
        home::LAMP,
        tea::TEA,
        bags::BACKPACK,
        desk::NOTEBOOK,
        home::POT,
        wear::SCARF,
        tea::THERMOS,
        home::CANDLE,
        wear::SHIRT,
        bags::TOTE,
        desk::PEN,
        tech::STUDIO,
        wear::CANVAS_SHOES,
        tea::CUP,
        tech::KEYBOARD,
        home::ARM,
        wear::STRIPED,
        desk::FOUNTAIN,
        tech::SOFT_CASE,
        home::PLANTER,
        bags::ROLLTOP,
        tea::JASMINE,
        wear::CHECKED,
        desk::SKETCH,
        tech::LIGHT,
        tea::JUG,
        wear::DERBY,
        home::LANTERN,
        bags::MARKET,
        tech::LEATHER_CASE,
        tea::BLACK_TEA,
        wear::LINEN,
        home::PILLARS,
        tech::FLAT,
        desk::POCKET,
        tea::TUMBLER,
        wear::SLIPPERS,
        home::BOWL,
        tech::WAVE_CASE,
        bags::LUNCH,
        tea::TALL_MUG,
        wear::STOLE,
        tech::BUDS,
        desk::PENCILS,
        home::TIN_CANDLE,
        bags::DRAWSTRING,
        tech::NUMPAD,
    ]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::pictures::Shape;
    use domain::validate;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn there_is_one_of_each_shape_and_three_of_each_silhouette() {
        let wares = all();
        let shapes: HashSet<Shape> = wares.iter().map(|ware| ware.shape).collect();
        assert_eq!((wares.len(), shapes.len()), (48, Shape::ALL.len()));
        let mut silhouettes: HashMap<&str, usize> = HashMap::new();
        for shape in shapes {
            *silhouettes.entry(shape.silhouette()).or_default() += 1;
        }
        assert_eq!(silhouettes.len(), 16);
        assert!(silhouettes.values().all(|n| *n == 3), "{silhouettes:?}");
    }

    #[test]
    fn names_are_unique_and_within_the_shops_limits() {
        let (mut slugs, mut titles) = (HashSet::new(), HashSet::new());
        for ware in all() {
            assert!(slugs.insert(ware.slug), "{} twice", ware.slug);
            assert!(titles.insert(ware.title_zh) && titles.insert(ware.title_en));
            assert!(
                ware.slug
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                ware.slug
            );
            for title in [ware.title_zh, ware.title_en] {
                assert_eq!(validate::title(title).unwrap(), title);
            }
            for body in [ware.body_zh, ware.body_en] {
                assert_eq!(validate::body(body).unwrap(), body, "{}", ware.slug);
            }
            assert!(ware.items.len() <= 200 && ware.axes().len() <= 3);
            for axis in ware.axes() {
                let keys: HashSet<_> = axis.values.iter().map(|value| &value.key).collect();
                assert_eq!(keys.len(), axis.values.len(), "{}", ware.slug);
                assert!((2..=30).contains(&keys.len()), "{}", ware.slug);
            }
        }
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
                assert!(
                    item.code
                        .bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-'),
                    "{}",
                    item.code
                );
                assert!((1..=129_900).contains(&item.price) && item.grams > 0);
                assert!(keys.insert(ware.choice(item).0), "{}", item.code);
                assert!(item.price >= 1 && item.before.is_none_or(|before| before > item.price));
            }
            assert!(
                ware.items.iter().any(|item| item.stock > 0),
                "{} can be bought",
                ware.slug
            );
        }
        assert!((160..=200).contains(&codes.len()), "{}", codes.len());
    }

    #[test]
    fn scarce_goods_sold_out_goods_and_traps_are_there() {
        let items: Vec<_> = all().iter().flat_map(|ware| ware.items).collect();
        assert!(items.iter().any(|item| item.stock == 0));
        assert!(items.iter().any(|item| item.stock == 1));
        let reduced = items.iter().filter(|item| item.before.is_some()).count();
        assert!((10..=items.len() / 5).contains(&reduced), "{reduced}");
        assert!(items.iter().filter(|item| item.stock == 0).count() >= 8);
        assert!(
            items
                .iter()
                .filter(|item| (1..=5).contains(&item.stock))
                .count()
                >= 8
        );
        for price in [1, 990, 1_999, 3_333, 6_667, 9_999, 129_900] {
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
            // Both languages have the same number of paragraphs and list items.
            let plan = |body: &str| -> Vec<usize> {
                body.split("\n\n")
                    .map(|part| {
                        let lines: Vec<&str> = part.lines().collect();
                        let listed = lines.iter().filter(|line| line.starts_with("- ")).count();
                        assert!(listed == lines.len() || lines.len() == 1, "{part}");
                        listed
                    })
                    .collect()
            };
            assert_eq!(plan(ware.body_zh), plan(ware.body_en), "{}", ware.slug);
            assert!(
                ware.body_en.is_ascii() || ware.body_en.contains('°'),
                "{}",
                ware.slug
            );
            let (_, zh, en) = ware.choice(ware.items.first().unwrap());
            assert_eq!(zh.is_empty(), en.is_empty());
            assert_eq!(ware.axes().is_empty(), ware.items.len() == 1);
        }
        assert_eq!(all()[0].shape, Shape::Mug, "the mug comes first");
    }
}
