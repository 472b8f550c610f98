//! Goods that are written and read back are the same, in both file formats and both languages.

use domain::{
    catalog::{ProductStatus, SkuStatus},
    locale::Locale,
    money::Fen,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use sheets::{
    Both, Column, Goods, GoodsAxis, GoodsProduct, GoodsSku, Picture, Source, csv, read, xlsx,
};
use std::collections::BTreeMap;

/// Texts that spreadsheets change or misread: formulas, long numbers, dates, separators, quotes,
/// markup.
fn hard() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9青瓷绿 ,;|>\\\\'\"=+@_&<.:/-]{1,12}",
        select(vec![
            "=1+1",
            "-20℃",
            "007",
            "6901234567892",
            "3-5",
            "1E5",
            "1.50",
            "'=1",
            "''7",
            "1/2",
            "a\\|b",
            "_x0041_",
            "＝和",
            "x > y | z",
            "3月5日",
            "Tea, \"green\"",
        ])
        .prop_map(str::to_owned),
    ]
    .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    .prop_filter("a text", |text| !text.is_empty())
}

fn maybe(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    option::of(text).prop_map(Option::unwrap_or_default)
}

fn body() -> impl Strategy<Value = String> {
    maybe(vec(hard(), 1..4).prop_map(|lines| lines.join("\n\n")))
}

fn pictures(most: usize) -> impl Strategy<Value = Vec<Picture>> {
    vec("[a-z|\\\\>杯]{1,6}[.]jpg", 0..=most).prop_map(|mut names| {
        names.sort();
        names.dedup();
        let picture = |source| Picture {
            source,
            alt: String::new(),
        };
        names.into_iter().map(picture).collect()
    })
}

/// Values of one axis; no two have the same Chinese name.
fn values() -> impl Strategy<Value = Vec<Both>> {
    vec((hard(), maybe(hard())), 1..4).prop_map(|labels| {
        let labels: BTreeMap<String, String> = labels.into_iter().collect();
        labels.into_iter().map(|(zh, en)| Both { zh, en }).collect()
    })
}

fn sku() -> impl Strategy<Value = GoodsSku> {
    let money = || option::of((1_i64..10_000_000, 1_i64..1_000));
    (
        money(),
        option::of(0_i64..1_000_000),
        option::of(0_i64..1_000_000),
        option::of(select(SkuStatus::ALL.to_vec())),
        pictures(1),
    )
        .prop_map(|(price, weight_g, stock, status, mut pictures)| GoodsSku {
            price: price.map(|(price, _)| Fen::new(price)),
            compare_at: price
                .filter(|(_, more)| more % 2 == 0)
                .map(|(price, more)| Fen::new(price + more)),
            weight_g,
            stock,
            status,
            picture: pictures.pop(),
            ..GoodsSku::default()
        })
}

type Shared = (
    String,
    String,
    String,
    String,
    Vec<Vec<String>>,
    Option<ProductStatus>,
    Vec<Picture>,
);

fn shared() -> impl Strategy<Value = Shared> {
    (
        hard(),
        maybe(hard()),
        body(),
        body(),
        vec(vec(hard(), 1..=3), 0..3),
        option::of(select(ProductStatus::ALL.to_vec())),
        pictures(4),
    )
}

prop_compose! {
    fn product()(
        (title_zh, title_en, body_zh, body_en, mut paths, status, pictures) in shared(),
        axes in vec((hard(), maybe(hard()), values()), 0..=3),
        skus in vec(sku(), 0..6),
        has_slug in any::<bool>(),
    ) -> GoodsProduct {
        let axes: Vec<GoodsAxis> = axes
            .into_iter()
            .map(|(zh, en, values)| GoodsAxis { name: Both { zh, en }, values })
            .collect();
        let mut product = GoodsProduct {
            slug: has_slug.then(String::new),
            title: Both { zh: title_zh, en: title_en },
            body: Both { zh: body_zh, en: body_en },
            category: paths.pop().unwrap_or_default(),
            more_categories: paths,
            status,
            pictures,
            ..GoodsProduct::default()
        };
        // One SKU for each combination of values, until either runs out.
        let mut choices = vec![Vec::new()];
        for axis in &axes {
            choices = choices
                .into_iter()
                .flat_map(|begun: Vec<String>| {
                    axis.values.iter().map(move |value| [begun.clone(), vec![value.zh.clone()]].concat())
                })
                .collect();
        }
        for (sku, values) in skus.into_iter().zip(choices) {
            product.skus.push(GoodsSku { values, ..sku });
        }
        // A sheet holds only values that a SKU has, in the order of the SKUs.
        for (place, mut axis) in axes.into_iter().enumerate() {
            let known = std::mem::take(&mut axis.values);
            for sku in &product.skus {
                let zh = sku.values.get(place).cloned().unwrap_or_default();
                let value = known.iter().find(|value| value.zh == zh).cloned();
                axis.values.extend(value.filter(|value| !axis.values.contains(value)));
            }
            product.axes.push(axis);
        }
        product
    }
}

/// Goods as read from a sheet; numbered names, codes and rows make them unique.
fn shelf() -> impl Strategy<Value = Vec<GoodsProduct>> {
    vec(product(), 1..5).prop_map(|mut products| {
        let mut row = 2;
        for (number, product) in products.iter_mut().enumerate() {
            product.row = row;
            product.slug = product.slug.take().map(|_| format!("mug-{number}"));
            product.title.zh = format!("{} {number}", product.title.zh);
            for (place, sku) in product.skus.iter_mut().enumerate() {
                sku.row = row;
                sku.code = (place != 1).then(|| format!("{number:03}-{place}"));
                row += 1;
            }
            row += u32::from(product.skus.is_empty());
        }
        products
    })
}

fn read_back(bytes: &[u8]) -> Goods {
    read(bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn what_is_written_is_read_back(products in shelf(), locale in select(Locale::ALL.to_vec())) {
        let (mut text, mut book) = (Vec::new(), Vec::new());
        csv(&mut text, &products, locale).unwrap();
        xlsx(&mut book, &products, locale).unwrap();
        for bytes in [text, book] {
            let goods = read_back(&bytes);
            prop_assert_eq!(&goods.wrong, &vec![]);
            prop_assert_eq!(&goods.products, &products);
            prop_assert_eq!(goods.source, Source::Own);
            prop_assert_eq!(goods.columns.len(), Column::all().count());
            prop_assert!(goods.unread.is_empty() && goods.skipped.is_empty());
            let rows: usize = products.iter().map(|product| product.skus.len().max(1)).sum();
            prop_assert_eq!(goods.rows, rows);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _read = read(bytes.as_slice());
    }

    #[test]
    fn no_changed_byte_panics(products in shelf(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = Vec::new();
        csv(&mut bytes, &products, Locale::ZhCn).unwrap();
        let place = at.index(bytes.len());
        if let Some(byte) = bytes.get_mut(place) {
            *byte = to;
        }
        let _read = read(bytes.as_slice());
    }
}

#[test]
fn a_csv_file_opens_in_excel_as_text() {
    let sku = GoodsSku {
        code: Some("6901234567892".to_owned()),
        price: Some(Fen::new(1_250)),
        ..GoodsSku::default()
    };
    let product = GoodsProduct {
        slug: Some("tea".to_owned()),
        title: Both {
            zh: "=cmd()".to_owned(),
            en: "Tea, green".to_owned(),
        },
        skus: vec![sku],
        ..GoodsProduct::default()
    };
    let mut bytes = Vec::new();
    csv(&mut bytes, [&product], Locale::ZhCn).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines
            .first()
            .unwrap()
            .starts_with("\u{feff}网址名,中文名称,英文名称,")
    );
    let row = lines.last().unwrap();
    assert!(row.starts_with("tea,'=cmd(),\"Tea, green\","), "{row}");
    assert!(row.ends_with(",'6901234567892,12.50,,,,,"), "{row}");
}
