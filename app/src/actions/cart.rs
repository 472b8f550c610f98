//! Server functions of the cart.

use domain::form::{CartAddForm, CartRemoveForm, CartSelectForm, CartSetForm};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::{cart::Cap, error::Notice, locale::Locale};
#[cfg(feature = "ssr")]
use kit::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use shop::cart::Quantity;

/// The product page that sent the form, with its chosen options.
#[cfg(feature = "ssr")]
fn product_page(rq: &Rq, slug: &str) -> String {
    let here = |locale| rq.sent_from(&paths::product(locale, slug, ""));
    here(Locale::ZhCn)
        .or_else(|| here(Locale::En))
        .unwrap_or_else(|| paths::product(rq.viewer.locale, slug, ""))
}

/// The notice of a quantity that may have been lowered.
#[cfg(feature = "ssr")]
fn tell(done: Done<()>, quantity: Quantity, as_asked: Notice) -> Done<()> {
    match quantity {
        Quantity::AsAsked => done.telling(as_asked),
        Quantity::Capped(count, cap) => {
            let notice = match cap {
                Cap::Stock => Notice::CartOnlyLeft,
                Cap::Line => Notice::CartLineFull,
            };
            done.telling(notice).with("count", count)
        }
    }
}

/// 加入购物车: puts units into the cart and stays on the product.
#[server(prefix = "/api", endpoint = "cart/add")]
pub async fn cart_add(form: CartAddForm) -> Result<(), AppError> {
    let mut rq = Rq::take()?;
    rq.welcome_guest();
    let page = product_page(&rq, &form.slug);
    let back = Back::to(page.clone()).keeping(&form);
    let added = rq.shop.cart_add(&rq.viewer, form).await;
    if added.is_ok() {
        rq.has_cart();
    }
    rq.finish(
        added,
        |quantity| tell(Done::to(page, ()), quantity, Notice::CartAdded),
        back,
    )
}

/// 立即购买: selects only this line and continues to the checkout.
#[server(prefix = "/api", endpoint = "cart/buy_now")]
pub async fn cart_buy_now(form: CartAddForm) -> Result<(), AppError> {
    let mut rq = Rq::take()?;
    rq.welcome_guest();
    let back = Back::to(product_page(&rq, &form.slug)).keeping(&form);
    let taken = rq.shop.buy_now(&rq.viewer, form).await;
    if taken.is_ok() {
        rq.has_cart();
    }
    let done = |quantity| match quantity {
        Quantity::AsAsked => Done::to(paths::CHECKOUT, ()),
        // The cart shows the quantity, so the notice goes there, before the checkout.
        Quantity::Capped(..) => tell(Done::to(paths::CART, ()), quantity, Notice::CartUpdated),
    };
    rq.finish(taken, done, back)
}

/// Sets the quantity of a line.
#[server(prefix = "/api", endpoint = "cart/set")]
pub async fn cart_set(form: CartSetForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let line = format!("{}#line-{}", paths::CART, paths::encode(&form.sku));
    let set = rq.shop.cart_set(&rq.viewer, form.clone()).await;
    let done = |quantity| match quantity {
        // Scrolls back to the line, so that its buttons stay in place.
        Quantity::AsAsked => Done::to(line, ()).telling(Notice::CartUpdated),
        Quantity::Capped(..) => tell(Done::to(paths::CART, ()), quantity, Notice::CartUpdated),
    };
    rq.finish(set, done, Back::to(paths::CART).keeping(&form))
}

/// Removes a line.
#[server(prefix = "/api", endpoint = "cart/remove")]
pub async fn cart_remove(form: CartRemoveForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let removed = rq.shop.cart_remove(&rq.viewer, form).await;
    let done = |()| Done::to(paths::CART, ()).telling(Notice::CartRemoved);
    rq.finish(removed, done, Back::to(paths::CART))
}

/// Selects or deselects a line, or all lines.
#[server(prefix = "/api", endpoint = "cart/select")]
pub async fn cart_select(form: CartSelectForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let to = if form.sku.is_empty() {
        paths::CART.to_owned()
    } else {
        format!("{}#line-{}", paths::CART, paths::encode(&form.sku))
    };
    let ticked = rq.shop.cart_select(&rq.viewer, form).await;
    rq.finish(ticked, |()| Done::to(to, ()), Back::to(paths::CART))
}
