//! Categories, products, pictures, SKUs and opening stock, as rows.

use crate::{categories, drawn::Drawn, wares::Ware};
use domain::{
    money::Fen,
    time::{MINUTE, Millis},
};
use shop::{
    Error,
    catalog::{listing, options},
};
use std::collections::HashMap;
use store::{
    Tx,
    models::{
        catalog::{NewProduct, NewSku, ProductListing},
        category::NewCategory,
    },
    queries::{
        catalog::{self, picture},
        category,
        stock::{self, Move, MoveKind},
    },
};

/// Inserts all categories and wares, the first ware as the newest.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    wares: &[Ware],
    drawn: &[Drawn],
    at: Millis,
) -> Result<(), Error> {
    let shelves = shelves(tx, at)?;
    let mut published_at = at;
    for (place, ware) in wares.iter().enumerate() {
        let product_id = catalog::insert_product(tx, &product(ware, published_at, at)?)?;
        published_at = published_at.plus(-MINUTE);
        let mut leads = HashMap::new();
        for one in drawn.iter().filter(|one| one.ware == place) {
            let id = picture::insert(tx, product_id, &one.row)?;
            if one.leads {
                leads.insert(one.colour, id);
            }
        }
        for item in ware.items {
            let (options_key, options_zh, options_en) = ware.choice(item);
            let sku = NewSku {
                code: item.code.to_owned(),
                options_key,
                options_zh,
                options_en,
                price: Fen::new(item.price),
                compare_at: item.before.map(Fen::new),
                weight_g: item.grams,
                image_id: leads.get(&item.colour).copied(),
            };
            let sku_id = catalog::insert_sku(tx, product_id, &sku)?;
            receive(tx, sku_id, item.code, item.stock, at)?;
        }
        category::assign(tx, product_id, shelves.get(ware.category).copied(), &[])?;
        listing::refresh(tx, product_id)?;
    }
    Ok(())
}

/// The key of each category by its slug. One that the shop has already stays as it is.
fn shelves(tx: &mut Tx<'_>, at: Millis) -> Result<HashMap<&'static str, i64>, Error> {
    let mut keys = HashMap::new();
    for (position, one) in (1_i64..).zip(categories::ALL) {
        let id = match category::by_slug(tx, one.slug)? {
            Some(known) => known.id,
            None => category::insert(
                tx,
                &NewCategory {
                    parent_id: one.above.and_then(|above| keys.get(above).copied()),
                    slug: one.slug.to_owned(),
                    name_zh: one.zh.to_owned(),
                    name_en: one.en.to_owned(),
                    position,
                    hidden: false,
                    at,
                },
            )?,
        };
        keys.insert(one.slug, id);
    }
    Ok(keys)
}

fn product(ware: &Ware, published_at: Millis, at: Millis) -> Result<NewProduct, Error> {
    Ok(NewProduct {
        slug: ware.slug.to_owned(),
        listing: ProductListing {
            body_zh: ware.body_zh.to_owned(),
            body_en: ware.body_en.to_owned(),
            ..ProductListing::active(ware.title_zh, ware.title_en, published_at)
        },
        options_json: options::write(&ware.axes()).map_err(Error::internal)?,
        at,
    })
}

/// Opens the SKU's stock row and receives the first units; a sold-out SKU has none.
fn receive(tx: &mut Tx<'_>, sku_id: i64, code: &str, units: i64, at: Millis) -> Result<(), Error> {
    stock::open(tx, sku_id)?;
    if units == 0 {
        return Ok(());
    }
    let arrival = Move {
        sku_id,
        kind: MoveKind::Receive,
        units,
        order_detail_id: None,
        refund_id: None,
        reason: None,
        actor_id: None,
        at,
        idem_key: format!("seed:{code}"),
    };
    if stock::apply(tx, &arrival)? {
        Ok(())
    } else {
        Err(Error::internal(format!(
            "the shelf of {code} took no goods"
        )))
    }
}
