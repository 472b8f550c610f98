//! The categories: six, with those below them.

/// A category. Those above come first in [`ALL`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Category {
    pub(crate) slug: &'static str,
    /// Slug of the category above.
    pub(crate) above: Option<&'static str>,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

const fn top(slug: &'static str, zh: &'static str, en: &'static str) -> Category {
    Category {
        slug,
        above: None,
        zh,
        en,
    }
}

const fn below(
    above: &'static str,
    slug: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Category {
    Category {
        slug,
        above: Some(above),
        zh,
        en,
    }
}

/// All of them, in the order of the shop.
pub(crate) const ALL: &[Category] = &[
    top("tea-and-table", "茶与餐桌", "Tea and Table"),
    below("tea-and-table", "cups", "杯具", "Cups and Mugs"),
    below("cups", "vacuum-bottles", "保温杯壶", "Vacuum Bottles"),
    below("tea-and-table", "tea", "茶叶", "Tea"),
    top("desk", "书桌文具", "Paper and Desk"),
    below("desk", "notebooks", "本册", "Notebooks"),
    below("desk", "pens", "笔", "Pens and Pencils"),
    top("home", "居家", "Home"),
    below("home", "lamps", "灯具", "Lamps"),
    below("home", "pots", "花盆", "Plant Pots"),
    below("home", "candles", "蜡烛", "Candles"),
    top("clothing", "衣着", "Clothing"),
    below("clothing", "tops", "上衣", "Shirts"),
    below("clothing", "scarves", "围巾", "Scarves"),
    below("clothing", "shoes", "鞋履", "Shoes"),
    top("bags", "包袋", "Bags"),
    below("bags", "totes", "手提袋", "Totes"),
    below("bags", "backpacks", "双肩包", "Backpacks"),
    top("tech", "数码配件", "Tech Accessories"),
    below("tech", "headphones", "耳机", "Headphones"),
    below("tech", "keyboards", "键盘", "Keyboards"),
    below("tech", "phone-cases", "手机壳", "Phone Cases"),
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::products;
    use std::collections::HashMap;

    #[test]
    fn the_tree_has_six_tops_and_three_levels() {
        let mut levels: HashMap<&str, usize> = HashMap::new();
        for one in ALL {
            let level = one.above.map_or(1, |above| {
                // A parent is listed before its children.
                levels.get(above).unwrap() + 1
            });
            assert!(
                levels.insert(one.slug, level).is_none(),
                "{} twice",
                one.slug
            );
            assert!(
                one.slug
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-')
            );
            assert!(!one.zh.is_empty() && one.en.is_ascii());
        }
        assert_eq!(levels.values().filter(|level| **level == 1).count(), 6);
        assert_eq!(levels.values().max(), Some(&3));
    }

    #[test]
    fn every_product_has_a_category_and_every_leaf_products() {
        let mut used: HashMap<&str, usize> = HashMap::new();
        for ware in products::all() {
            let category = ALL.iter().find(|one| one.slug == ware.category).unwrap();
            *used.entry(category.slug).or_default() += 1;
        }
        for one in ALL {
            let is_leaf = !ALL.iter().any(|other| other.above == Some(one.slug));
            if is_leaf {
                assert!(used.get(one.slug).is_some_and(|n| *n >= 3), "{}", one.slug);
            }
        }
    }
}
