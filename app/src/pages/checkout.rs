//! `/checkout`: address, note, lines, total and one button.

use crate::{
    actions::checkout::PlaceOrder,
    components::{Amounts, BackLink, Field, Money, OpenElsewhere, Picture, say},
    layout::{Frame, Layout, Tab},
    pages::{bounce, labels, load_page},
    paths,
    text::Text,
};
use domain::{
    error::FieldError,
    form::CheckoutForm,
    view::cart::{CartLineView, CheckoutView},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The checkout.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = match rq.shop.checkout(&rq.viewer).await {
            Ok(view) => view,
            // Nothing to order as it stands: the cart says why.
            Err(shop::Error::Refused(refusal)) => {
                rq.put_off(&rq.flash().await).await;
                return Ok(bounce(&rq, paths::CART, refusal).await);
            }
            Err(error) => return Err(error),
        };
        let t = rq.text();
        let c = &t.checkout;
        let mut frame = Frame::load(&rq, Tab::Cart, c.title).await?;
        frame.own_bar = true;
        frame.labels = labels(&[
            ("contact_name", c.contact_name),
            ("contact_phone", c.contact_phone),
            ("region", c.region),
            ("street", c.street),
            ("buyer_note", c.note),
        ]);
        let errors = frame.flash.fields();
        let typed = match frame.flash.typed::<CheckoutForm>("checkout") {
            Some(typed) => Some(typed),
            None => rq.resume("checkout").await,
        };
        let typed = typed.unwrap_or_else(|| CheckoutForm {
            contact_name: view.address.contact_name.clone(),
            contact_phone: view.address.contact_phone.clone(),
            region: view.address.region.clone(),
            street: view.address.street.clone(),
            ..CheckoutForm::default()
        });
        // Key and total are those of this page, whatever was posted: the person has the present total before them.
        let key = view.checkout_key.clone();
        let total = view.totals.total.get();
        let form = if rq.is_in_wechat() {
            // Nothing to fill in where it cannot be paid: what is typed here would be typed again in the browser.
            let address = rq.whole_address();
            view! { <div class="split"><OpenElsewhere t address /> {order(t, &view, None)}</div> }
                .into_any()
        } else {
            view! {
                <form class="split" method="post" action=PlaceOrder::url() novalidate=true>
                    <input type="hidden" name="form[checkout_key]" value=key />
                    <input type="hidden" name="form[total_fen]" value=total />
                    <fieldset class="form">
                        <legend class="section-title">{c.address}</legend>
                        {address(t, typed, &errors)}
                    </fieldset>
                    {order(t, &view, Some(c.submit))}
                </form>
            }
            .into_any()
        };
        Ok(view! {
            <Layout frame>
                <BackLink href=paths::CART label=c.back_to_cart />
                <h1>{c.title}</h1>
                {form}
            </Layout>
        }
        .into_any())
    })
}

fn address(t: &'static Text, typed: CheckoutForm, errors: &[FieldError]) -> AnyView {
    let c = &t.checkout;
    view! {
        <div class="pair">
            <Field
                t
                name="contact_name"
                label=c.contact_name
                value=typed.contact_name
                errors=errors.to_vec()
                autocomplete="name"
            />
            <Field
                t
                name="contact_phone"
                label=c.contact_phone
                hint=c.contact_phone_hint
                value=typed.contact_phone
                errors=errors.to_vec()
                kind="tel"
                autocomplete="tel"
            />
        </div>
        <Field
            t
            name="region"
            label=c.region
            hint=c.region_hint
            value=typed.region
            errors=errors.to_vec()
            autocomplete="address-level1"
        />
        <Field
            t
            name="street"
            label=c.street
            hint=c.street_hint
            value=typed.street
            errors=errors.to_vec()
            autocomplete="street-address"
        />
        <Field
            t
            name="buyer_note"
            label=c.note
            hint=c.note_hint
            value=typed.buyer_note
            errors=errors.to_vec()
            optional=true
            multiline=true
        />
    }
    .into_any()
}

/// What is ordered, with the button `submit` where it can be.
fn order(t: &'static Text, view: &CheckoutView, submit: Option<&'static str>) -> AnyView {
    let c = &t.checkout;
    let button =
        submit.map(|name| view! { <button class="button button-pay button-wide">{name}</button> });
    let lines: Vec<_> = view.lines.iter().map(|line| order_line(t, line)).collect();
    let minutes = (c.pay_within)(&view.pay_minutes.to_string());
    view! {
        <div class="aside">
            <section class="aside-in" aria-labelledby="lines">
                <h2 id="lines" class="section-title">{c.lines}</h2>
                <ul class="lines">{lines}</ul>
                <Amounts t totals=view.totals total_name=t.frame.total />
                <p class="hint">{minutes}</p>
            </section>
            <div class="bar">
                <div class="bar-in">
                    <p class="bar-total">
                        <span class="bar-count">{t.frame.total}</span>
                        <Money amount=view.totals.total class="money-big price" />
                    </p>
                    {button}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn order_line(t: &'static Text, line: &CartLineView) -> AnyView {
    view! {
        <li class="line">
            <Picture image=line.image.clone() plain=true />
            <div class="line-words">
                <p class="line-title">{say(&line.title, t.locale)}</p>
                <p class="line-options">{say(&line.options, t.locale)}</p>
            </div>
            <div class="line-figures">
                <Money amount=line.unit />
                <span class="line-qty">{(t.order.units)(&line.qty.to_string())}</span>
            </div>
        </li>
    }
    .into_any()
}
