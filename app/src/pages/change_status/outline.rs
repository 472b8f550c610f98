//! The outline of an order for a browser without a session that returned from paying: label, amount, number and a link
//! to the sign-in.

use crate::{
    layout::{Frame, Layout, Tab},
    text::{Text, label},
};
use kit::{
    components::{Money, Seal, label_tone},
    paths,
    request::Rq,
};
use leptos::prelude::*;

/// The outline of the order `number`.
///
/// # Errors
/// `LoginRequired` unless this browser has just returned from paying this order.
pub(super) async fn page(rq: &Rq, number: &str) -> Result<AnyView, shop::Error> {
    let glimpse = rq.glimpse();
    let view = rq
        .shop
        .order_outline(&rq.viewer, glimpse.as_ref(), number)
        .await?;
    let t = Text::of(rq.viewer.locale);
    let o = &t.order;
    let title = format!("{} {}", o.title, view.number);
    let frame = Frame::load(rq, Tab::Orders, title).await?;
    let login = paths::with_next(paths::LOGIN, &paths::change_status(&view.number));
    Ok(view! {
        <Layout frame>
            <section class="status-top">
                <h1 class="status-label">
                    <Seal words=label::order(t.locale, view.label) tone=label_tone(view.label) />
                </h1>
                <p class="status-total">
                    <span class="vh">{t.frame.total} " "</span>
                    <Money amount=view.total class="money-huge" />
                </p>
                <p>{o.number} " " <span class="number">{view.number}</span></p>
                <p class="status-next">{o.outline}</p>
                <p class="actions">
                    <a class="button" href=login>{o.outline_login}</a>
                </p>
            </section>
        </Layout>
    }
    .into_any())
}
