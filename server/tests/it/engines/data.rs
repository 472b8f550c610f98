//! Structured data: parsed as JSON and checked against the vocabulary of schema.org.

use super::{MUG, SHOP, change, with_pictures};
use crate::support::page::Page;
use domain::time::Millis;
use serde_json::Value;
use store::queries::{
    catalog,
    stock::{self, Move, MoveKind},
};
use url::Url;

/// What schema.org expects of a property.
#[derive(Debug, Clone, Copy)]
enum Expected {
    Text,
    Url,
    /// One or more URLs.
    Urls,
    /// An integer from 1.
    Position,
    /// A number with two decimals and a point, without currency.
    Price,
    /// ISO 4217.
    Currency,
    /// A member of `ItemAvailability`.
    Availability,
    /// An object of this type.
    Thing(&'static str),
    /// One or more objects of this type.
    Things(&'static str),
}
use Expected::{Availability, Currency, Position, Price, Text, Thing, Things, Urls};

/// The properties of a type; the flag is true for those that search engines require.
fn properties(kind: &str) -> &'static [(&'static str, Expected, bool)] {
    match kind {
        "Product" => &[
            ("name", Text, true),
            ("description", Text, false),
            ("sku", Text, false),
            ("url", Expected::Url, false),
            ("image", Urls, true),
            ("offers", Thing("Offer"), true),
        ],
        "Offer" => &[
            ("url", Expected::Url, false),
            ("sku", Text, false),
            ("price", Price, true),
            ("priceCurrency", Currency, true),
            ("availability", Availability, true),
        ],
        "BreadcrumbList" => &[("itemListElement", Things("ListItem"), true)],
        "ListItem" => &[
            ("position", Position, true),
            ("name", Text, true),
            ("item", Expected::Url, true),
        ],
        other => panic!("{other} is not a type of ours"),
    }
}

/// Checks an object and all objects in it.
#[track_caller]
fn check(value: &Value, kind: &str) {
    let members = value.as_object().expect("an object");
    assert_eq!(members["@type"], kind, "{value}");
    let known = properties(kind);
    for (name, _, required) in known {
        assert!(
            !required || members.contains_key(*name),
            "{kind} lacks {name}"
        );
    }
    for (name, value) in members.iter().filter(|(name, _)| !name.starts_with('@')) {
        let found = known.iter().find(|(known, ..)| known == name);
        let (_, expected, _) = found.unwrap_or_else(|| panic!("{kind} has no {name}"));
        assert!(is(value, *expected), "{kind}.{name}: {value}");
    }
}

fn is(value: &Value, expected: Expected) -> bool {
    let text = value.as_str().unwrap_or_default();
    let each = |check: &dyn Fn(&Value) -> bool| {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        !list.is_empty() && list.iter().all(check)
    };
    match expected {
        Text => !text.trim().is_empty(),
        Expected::Url => is_ours(text),
        Urls => each(&|url: &Value| url.as_str().is_some_and(is_ours)),
        Position => value.as_u64().is_some_and(|number| number > 0),
        Price => text.split_once('.').is_some_and(|(yuan, fen)| {
            let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
            !yuan.is_empty() && fen.len() == 2 && is_number(yuan) && is_number(fen)
        }),
        Currency => text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        Availability => [
            "https://schema.org/InStock",
            "https://schema.org/OutOfStock",
        ]
        .contains(&text),
        Thing(kind) => {
            check(value, kind);
            true
        }
        Things(kind) => each(&|thing: &Value| {
            check(thing, kind);
            true
        }),
    }
}

fn is_ours(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == SHOP)
}

/// Checks the data of a page; returns its product, if it has one, and its breadcrumbs.
#[track_caller]
fn read(page: &Page) -> (Option<Value>, Value) {
    let mut product = None;
    let mut way = None;
    for text in page.all("head script[type='application/ld+json']") {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["@context"], "https://schema.org");
        let kind = value["@type"].as_str().unwrap().to_owned();
        check(&value, &kind);
        let slot = if kind == "Product" {
            &mut product
        } else {
            &mut way
        };
        assert!(slot.replace(value).is_none(), "{kind} twice");
    }
    (product, way.expect("breadcrumbs"))
}

/// The steps of a way: number, name and path.
#[track_caller]
fn steps(way: &Value) -> Vec<String> {
    let items = way["itemListElement"].as_array().unwrap();
    let step = |item: &Value| {
        let path = item["item"].as_str().unwrap().strip_prefix(SHOP).unwrap();
        let (number, name) = (&item["position"], item["name"].as_str().unwrap());
        format!("{number} {name} {path}")
    };
    items.iter().map(step).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_offered_as_its_page_shows_it() {
    let app = with_pictures().await;
    let reader = app.anonymous();
    let (product, way) = read(&reader.get("/p/stoneware-mug").await);
    let product = product.unwrap();
    assert_eq!(product["name"], "炻器马克杯");
    assert_eq!(product["sku"], "MUG-CELADON");
    assert_eq!(product["url"], format!("{SHOP}/p/{MUG}"));
    let offer = &product["offers"];
    assert_eq!(offer["price"], "68.00");
    assert_eq!(offer["priceCurrency"], "CNY");
    assert_eq!(offer["availability"], "https://schema.org/InStock");
    assert_eq!(
        steps(&way),
        [
            "1 拾光杂货 /",
            "2 茶与餐桌 /c/tea-and-table",
            "3 杯具 /c/cups",
            "4 炻器马克杯 /p/stoneware-mug",
        ]
    );

    // Another variant is another offer of the same product.
    let page = reader.get("/en/p/stoneware-mug?o=ochre").await;
    let (product, _) = read(&page);
    let product = product.unwrap();
    assert_eq!(product["name"], "Stoneware Mug");
    assert_eq!(product["url"], format!("{SHOP}/en/p/{MUG}"));
    let offer = &product["offers"];
    assert_eq!(offer["sku"], "MUG-OCHRE");
    assert_eq!(offer["url"], format!("{SHOP}/en/p/{MUG}?o=ochre"));

    // Availability follows the stock.
    let work = |tx: &mut store::Tx<'_>| {
        let sku = catalog::sellable(tx, "MUG-OCHRE")?.expect("a SKU");
        let sold = Move {
            sku_id: sku.id,
            kind: MoveKind::Adjust,
            units: -stock::free(tx, sku.id)?,
            order_detail_id: None,
            refund_id: None,
            reason: None,
            actor_id: None,
            at: Millis::new(1),
            idem_key: "test:sold".to_owned(),
        };
        assert!(stock::apply(tx, &sold)?);
        Ok::<_, store::StoreError>(())
    };
    app.shop.store().write(work).await.unwrap();
    let (product, _) = read(&reader.get("/en/p/stoneware-mug?o=ochre").await);
    let offer = &product.unwrap()["offers"];
    assert_eq!(offer["availability"], "https://schema.org/OutOfStock");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_says_where_it_is() {
    let app = with_pictures().await;
    let reader = app.anonymous();
    for (path, expected) in [
        ("/c", vec!["1 拾光杂货 /", "2 分类 /c"]),
        ("/c/home", vec!["1 拾光杂货 /", "2 居家 /c/home"]),
        (
            "/en/c/vacuum-bottles",
            vec![
                "1 拾光杂货 /en/",
                "2 Tea and Table /en/c/tea-and-table",
                "3 Cups and Mugs /en/c/cups",
                "4 Vacuum Bottles /en/c/vacuum-bottles",
            ],
        ),
    ] {
        let (product, way) = read(&reader.get(path).await);
        assert_eq!(product, None, "{path}");
        assert_eq!(steps(&way), expected, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_words_stay_words() {
    let app = with_pictures().await;
    let title = "</script><script>alert(1)</script><!-- & \"杯\"";
    change(&app, MUG, move |listing| {
        listing.title_zh = title.to_owned();
        listing.body_zh = format!("{title} <!--<script>");
    })
    .await;
    let page = app.anonymous().get("/p/stoneware-mug").await;
    let (product, _) = read(&page);
    assert_eq!(product.unwrap()["name"], title);
    let tags = page.body.matches("<script").count();
    assert_eq!(
        tags,
        page.body
            .matches("<script type=\"application/ld+json\">")
            .count()
    );
    assert_eq!(tags, page.body.matches("</script>").count());
    assert!(!page.body.contains("<!-- &"), "{}", page.body);
}
