//! Categories, facets, sort, paging and search, on both databases.

mod category;
mod listing;
mod random;
mod search;

use domain::{
    form::CategoryForm,
    listing::{Asked, Place},
    locale::Locale,
    money::Fen,
    staff::Role,
    view::catalog::{ProductCard, listing::CategoryView},
};
use shop::{
    Error, Viewer,
    catalog::{
        browse::Found,
        listing::refresh,
        options::{self, Axis, Value},
    },
};
use store::{
    models::catalog::{NewProduct, NewSku, ProductListing},
    queries::{
        catalog, category as categories,
        stock::{self, Move, MoveKind},
    },
};
use test_support::{TestDb, TestShop};

/// A product to create.
#[derive(Clone)]
pub(super) struct Ware {
    pub(super) slug: String,
    pub(super) title_zh: String,
    pub(super) title_en: String,
    pub(super) body_zh: String,
    pub(super) price: i64,
    /// Colours, with the units in stock.
    pub(super) colours: Vec<(&'static str, i64)>,
    /// Slug of its category, or empty.
    pub(super) category: &'static str,
    /// Created this many minutes after the start.
    pub(super) at: i64,
}

pub(super) fn ware(slug: &str, title_zh: &str, title_en: &str, category: &'static str) -> Ware {
    Ware {
        slug: slug.to_owned(),
        title_zh: title_zh.to_owned(),
        title_en: title_en.to_owned(),
        body_zh: String::new(),
        price: 5_000,
        colours: vec![("赭石", 3)],
        category,
        at: 0,
    }
}

/// A shop, and staff who may edit products.
pub(super) struct Stand {
    pub(super) test: TestShop,
    pub(super) staff: Viewer,
}

impl Stand {
    pub(super) async fn new(db: TestDb) -> Self {
        let test = TestShop::new(db).await;
        let staff = test.staff("c@example.cn", &[Role::Catalog]).await;
        Self { test, staff }
    }

    /// Creates a category; returns its slug.
    pub(super) async fn category(&self, name: &str, parent: &str) -> String {
        let form = CategoryForm {
            name_zh: name.to_owned(),
            parent: parent.to_owned(),
            ..CategoryForm::default()
        };
        let made = self.test.shop.save_category(&self.staff, form).await;
        made.unwrap()
    }

    /// Changes a category through its form.
    pub(super) async fn change(
        &self,
        slug: &str,
        edit: impl FnOnce(&mut CategoryForm),
    ) -> Result<String, Error> {
        let shop = &self.test.shop;
        let mut form = shop.admin_category(&self.staff, slug).await.unwrap().stored;
        edit(&mut form);
        shop.save_category(&self.staff, form).await
    }

    pub(super) async fn sell(&self, ware: Ware) {
        let now = self.test.shop.now();
        self.test
            .shop
            .store()
            .write(move |tx| insert(tx, &ware, now))
            .await
            .unwrap();
    }

    pub(super) async fn listed(&self, slug: &str, query: &[(&str, &str)]) -> CategoryView {
        let asked = Asked::read(query.iter().copied());
        let shop = &self.test.shop;
        match shop.category(Locale::ZhCn, slug, asked).await.unwrap() {
            Found::Here(view) => view,
            Found::Moved(to) => panic!("moved to {to}"),
        }
    }

    pub(super) async fn found(&self, q: &str) -> Vec<String> {
        let shop = &self.test.shop;
        let view = shop.search(Locale::ZhCn, q, Place::Start).await.unwrap();
        slugs(&view.cards)
    }

    /// Checks that the audit finds nothing.
    pub(super) async fn sound(&self) {
        let report = self.test.shop.audit().await.unwrap();
        assert_eq!(report.breaches, []);
    }
}

pub(super) fn slugs(cards: &[ProductCard]) -> Vec<String> {
    cards.iter().map(|card| card.slug.clone()).collect()
}

fn insert(tx: &mut store::Tx<'_>, ware: &Ware, now: domain::time::Millis) -> Result<(), Error> {
    let at = now.plus(ware.at * domain::time::MINUTE);
    let value = |(place, (name, _)): (usize, &(&'static str, i64))| Value {
        key: format!("k{place}"),
        zh: (*name).to_owned(),
        en: String::new(),
        swatch: None,
        picture: None,
    };
    let axes = vec![Axis {
        zh: "颜色".to_owned(),
        en: "Colour".to_owned(),
        values: ware.colours.iter().enumerate().map(value).collect(),
    }];
    let product = NewProduct {
        slug: ware.slug.clone(),
        listing: ProductListing {
            body_zh: ware.body_zh.clone(),
            ..ProductListing::active(&ware.title_zh, &ware.title_en, at)
        },
        options_json: options::write(&axes).unwrap(),
        at,
    };
    let product_id = catalog::insert_product(tx, &product)?;
    for (place, (name, units)) in ware.colours.iter().enumerate() {
        let code = format!("{}-{place}", ware.slug.to_uppercase());
        let sku = NewSku {
            code: code.clone(),
            options_key: format!("k{place}"),
            options_zh: (*name).to_owned(),
            options_en: String::new(),
            price: Fen::new(ware.price),
            compare_at: None,
            weight_g: 100,
            image_id: None,
        };
        let sku_id = catalog::insert_sku(tx, product_id, &sku)?;
        stock::open(tx, sku_id)?;
        if *units > 0 {
            let arrival = Move {
                sku_id,
                kind: MoveKind::Receive,
                units: *units,
                order_detail_id: None,
                refund_id: None,
                reason: None,
                actor_id: None,
                at,
                idem_key: format!("receive:{code}"),
            };
            assert!(stock::apply(tx, &arrival)?);
        }
    }
    if let Some(row) = categories::by_slug(tx, ware.category)? {
        categories::assign(tx, product_id, Some(row.id), &[])?;
    }
    refresh(tx, product_id)
}
