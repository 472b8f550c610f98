//! Checkout: from selected cart lines to an order with reserved stock.

mod address;
mod place;
mod unpaid;

use crate::{
    Error, Shop, Viewer,
    cart::view::{line_view, totals},
    catalog::image::Thumbs,
    order::view,
};
use domain::{
    error::{ErrorCode, Refusal},
    locale::{Locale, Words},
    view::cart::{AddressView, CheckoutView},
};
use store::{
    models::cart::CartLine,
    queries::{cart, order},
};

/// The order that a form placed, now or earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Order number.
    pub number: String,
    /// True while it is open and unpaid, so that the page may announce it.
    pub is_fresh: bool,
}

impl Shop {
    /// The selected lines, ready to order.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused(NothingSelected)`, or the first line's problem (`OutOfStock`, `OnlyLeft`, `NotForSale`).
    pub async fn checkout(&self, viewer: &Viewer) -> Result<CheckoutView, Error> {
        let user_id = viewer.shopper()?.user_id;
        let locale = viewer.locale;
        let settings = self.settings().await?;
        self.store
            .read(move |tx| {
                let held = cart::open_of_user(tx, user_id)?
                    .ok_or_else(|| Error::refused(ErrorCode::NothingSelected))?;
                let chosen = chosen(cart::lines(tx, held.id)?, locale)?;
                let address = match order::last_of_user(tx, user_id)? {
                    Some(last) => {
                        let kept = view::address(&last)?;
                        AddressView {
                            contact_name: last.contact_name,
                            contact_phone: last.contact_phone,
                            region: kept.region,
                            street: kept.street,
                        }
                    }
                    None => AddressView::default(),
                };
                let images = chosen.iter().filter_map(|line| line.image.as_ref());
                let thumbs = Thumbs::of(tx, images)?;
                Ok(CheckoutView {
                    lines: chosen
                        .iter()
                        .map(|line| line_view(line, &thumbs, locale))
                        .collect::<Result<_, _>>()?,
                    totals: totals(&chosen, &settings)?,
                    checkout_key: held.checkout_key,
                    address,
                    pay_minutes: settings.pay_minutes,
                })
            })
            .await
    }
}

/// The selected lines in the order of the cart, if each can be ordered.
///
/// # Errors
/// `Refused(NothingSelected)`, or the first line's problem with its `title` in the reader's
/// language.
fn chosen(lines: Vec<CartLine>, locale: Locale) -> Result<Vec<CartLine>, Error> {
    let chosen: Vec<CartLine> = lines.into_iter().filter(CartLine::is_selected).collect();
    if chosen.is_empty() {
        return Err(Error::refused(ErrorCode::NothingSelected));
    }
    for line in &chosen {
        let refusal = if !line.is_for_sale() {
            Refusal::new(ErrorCode::NotForSale)
        } else if line.free() < 1 {
            Refusal::new(ErrorCode::OutOfStock)
        } else if line.free() < line.qty {
            Refusal::new(ErrorCode::OnlyLeft).with("count", line.free())
        } else {
            continue;
        };
        let title = Words::choose(locale, &line.title_zh, &line.title_en);
        return Err(Error::Refused(refusal.with("title", title.text)));
    }
    Ok(chosen)
}
