//! `/cart`: lines with checkbox and quantity, the amount missing for free shipping, and 去结算.

use crate::{
    actions::cart::{CartRemove, CartSelect, CartSet},
    islands::CartLive,
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::{
    form::CartSetForm,
    money::Fen,
    view::cart::{CartLineView, CartView, LineNote},
};
use kit::{
    components::{Amounts, FormState, InlineField, Kind, Money, Picture, line_name, say},
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The cart.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.cart(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let mut frame = Frame::load(&rq, Tab::Cart, t.frame.cart).await?;
        if view.lines.is_empty() {
            return Ok(view! {
                <Layout frame>
                    <h1>{t.frame.cart}</h1>
                    <div class="empty">
                        <p>{t.cart.empty}</p>
                        <p><a class="button" href=paths::home(t.locale)>{t.home.browse}</a></p>
                    </div>
                </Layout>
            }
            .into_any());
        }
        frame.islands = true;
        let all = view.lines.iter().all(|line| line.selected);
        let lines: Vec<_> = view
            .lines
            .iter()
            .map(|line| {
                let name = line_name(&line.title, &line.options);
                let form = quantity_form(t, &frame.flash, line, &name);
                form.name_fields_in(&mut frame.form);
                cart_line(t, line, &name, &form)
            })
            .collect();
        Ok(view! {
            <Layout frame>
                <h1>{t.frame.cart}</h1>
                <div class="split" id="cart">
                    <section aria-label=t.shared.lines>
                        <div class="cart-all">
                            {tick(String::new(), all, t.cart.pick_all.to_owned())}
                            <span aria-hidden="true">{t.cart.pick_all}</span>
                            <CartLive />
                        </div>
                        <ul class="lines">{lines}</ul>
                    </section>
                    {summary(t, &view)}
                </div>
            </Layout>
        }
        .into_any())
    })
}

/// A checkbox that works without a script: a button that posts the other state.
fn tick(sku: String, ticked: bool, name: String) -> AnyView {
    view! {
        <form class="tick" method="post" action=CartSelect::url()>
            <input type="hidden" name="form[sku]" value=sku />
            <button
                name="form[selected]"
                value=if ticked { "0" } else { "1" }
                role="checkbox"
                aria-checked=if ticked { "true" } else { "false" }
                aria-label=name
            >
                <span class="tick-box" aria-hidden="true"></span>
            </button>
        </form>
    }
    .into_any()
}

/// The form of a line's quantity.
fn quantity_form(t: &'static Text, flash: &Flash, line: &CartLineView, name: &str) -> FormState {
    let stored = CartSetForm {
        sku: line.sku.clone(),
        qty: line.qty.to_string(),
    };
    FormState::among(t, flash, &line.sku, stored, |typed| typed.sku == line.sku)
        .choice("qty", (t.cart.qty_of)(name))
}

fn cart_line(t: &'static Text, line: &CartLineView, name: &str, form: &FormState) -> AnyView {
    let href = paths::product(t.locale, &line.slug, &line.options_key);
    let notes: Vec<_> = line.notes.iter().map(|note| line_note(t, *note)).collect();
    view! {
        <li class="line cart-line" id=format!("line-{}", paths::encode(&line.sku))>
            {tick(line.sku.clone(), line.selected, (t.cart.pick)(name))}
            <a class="line-picture" href=href.clone() tabindex="-1" aria-hidden="true">
                <Picture image=line.image.clone() plain=true />
            </a>
            <div class="line-words">
                <p class="line-title">
                    <a href=href>{say(&line.title, t.locale)}</a>
                </p>
                <p class="line-options">{say(&line.options, t.locale)}</p>
                {notes}
            </div>
            <div class="line-figures">
                <Money amount=line.unit class="price" />
            </div>
            <div class="line-acts">
                {quantity(t, line, name, form)}
                <form method="post" action=CartRemove::url()>
                    <input type="hidden" name="form[sku]" value=line.sku.clone() />
                    <button class="quiet" aria-label=(t.cart.remove_of)(name)>
                        {t.cart.remove}
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}

/// Minus, the number with its own button, plus: each is a form.
fn quantity(t: &'static Text, line: &CartLineView, name: &str, form: &FormState) -> AnyView {
    let step = |qty: i64, label: String, sign: &'static str, off: bool| {
        view! {
            <form method="post" action=CartSet::url()>
                <input type="hidden" name="form[sku]" value=line.sku.clone() />
                <input type="hidden" name="form[qty]" value=qty />
                <button class="step" aria-label=label disabled=off>
                    <span aria-hidden="true">{sign}</span>
                </button>
            </form>
        }
    };
    let fewer = line.qty.saturating_sub(1);
    let more = line.qty.saturating_add(1);
    view! {
        <div class="stepper">
            {step(fewer, (t.cart.fewer)(name), "−", line.qty <= 1)}
            <form class="stepper-set" method="post" action=CartSet::url() novalidate=true>
                <input type="hidden" name="form[sku]" value=line.sku.clone() />
                <InlineField form name="qty" kind=Kind::Units(line.max_qty) unlabelled=true />
                <button class="step step-set">{t.cart.set}</button>
            </form>
            {step(more, (t.cart.more)(name), "+", line.qty >= line.max_qty)}
        </div>
    }
    .into_any()
}

/// The text of a note beside a line.
fn line_note(t: &'static Text, note: LineNote) -> AnyView {
    use domain::error::ErrorCode;
    use kit::text::error::sentence;

    let (words, wrong) = match note {
        LineNote::PriceChanged { was } => ((t.cart.price_was)(&format::yuan(was)), false),
        LineNote::OnlyLeft { free } => ((t.product.stock_left)(&free.to_string()), true),
        LineNote::OutOfStock => (
            sentence(t.locale, ErrorCode::OutOfStock, &Default::default()),
            true,
        ),
        LineNote::NotForSale => (
            sentence(t.locale, ErrorCode::NotForSale, &Default::default()),
            true,
        ),
    };
    view! { <p class="line-note" class:line-wrong=wrong>{words}</p> }.into_any()
}

fn summary(t: &'static Text, view: &CartView) -> AnyView {
    let to_free = match view.totals.to_free_postage {
        Some(missing) if missing > Fen::ZERO => {
            Some(view! { <p class="to-free">{(t.cart.to_free)(&format::yuan(missing))}</p> })
        }
        Some(_) | None => None,
    };
    let cannot = (!view.can_checkout && view.selected_units > 0)
        .then(|| view! { <p class="line-note line-wrong">{t.cart.cannot}</p> });
    let go = if view.can_checkout {
        view! { <a class="button button-wide" href=paths::CHECKOUT>{t.cart.checkout}</a> }
            .into_any()
    } else {
        view! {
            <a class="button button-wide button-off" role="link" aria-disabled="true">
                {t.cart.checkout}
            </a>
        }
        .into_any()
    };
    let picked = (t.cart.picked)(&view.selected_units.to_string());
    let now = format!(
        "{picked} · {} {}",
        t.frame.total,
        format::yuan(view.totals.total)
    );
    view! {
        <section class="aside" aria-label=t.cart.summary>
            <div class="aside-in">
                <p class="vh" id="cart-now">{now}</p>
                <Amounts t totals=view.totals total_name=t.frame.total />
                {to_free}
                {cannot}
            </div>
            <div class="bar">
                <div class="bar-in">
                    <p class="bar-total">
                        <span class="bar-count">{picked}</span>
                        <Money amount=view.totals.total class="money-big price" />
                    </p>
                    {go}
                </div>
            </div>
        </section>
    }
    .into_any()
}
