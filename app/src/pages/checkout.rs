//! `/checkout`: address, note, lines, total and one button.

use crate::{
    actions::checkout::PlaceOrder,
    components::OpenElsewhere,
    layout::{Frame, Layout, Tab},
    load::{bounce, load_page},
    text::Text,
};
use domain::{
    form::CheckoutForm,
    limit,
    view::cart::{CartLineView, CheckoutView},
};
use kit::{
    components::{Amounts, BackLink, Field, FormState, Kind, Money, Need, Picture, say},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The checkout.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = match rq.shop.checkout(&rq.viewer).await {
            Ok(view) => view,
            // Nothing can be ordered: the cart shows the reason.
            Err(shop::Error::Refused(refusal)) => {
                rq.put_off(&rq.flash());
                return Ok(bounce(&rq, paths::CART, refusal));
            }
            Err(error) => return Err(error),
        };
        let t = Text::of(rq.viewer.locale);
        let c = &t.checkout;
        let mut frame = Frame::load(&rq, Tab::Cart, c.title).await?;
        frame.own_bar = true;
        let resumed = match frame.flash.typed::<CheckoutForm>() {
            Some(typed) => Some(typed),
            None => rq.resume(),
        };
        let known = resumed.unwrap_or_else(|| CheckoutForm {
            contact_name: view.address.contact_name.clone(),
            contact_phone: view.address.contact_phone.clone(),
            region: view.address.region.clone(),
            street: view.address.street.clone(),
            ..CheckoutForm::default()
        });
        let state = FormState::of(t, &frame.flash, known)
            .field("contact_name", t.shared.contact_name, limit::CONTACT_NAME)
            .field(
                "contact_phone",
                t.shared.contact_phone,
                limit::CONTACT_PHONE,
            )
            .field("region", c.region, limit::REGION)
            .field("street", c.street, limit::STREET)
            .field("buyer_note", t.shared.buyer_note, limit::BUYER_NOTE);
        state.name_fields_in(&mut frame.form);
        // Key and total are those of this page, not the posted ones, because the page shows the current total.
        let key = view.checkout_key.clone();
        let total = view.totals.total.get();
        let form = if rq.is_in_wechat() {
            // No form in WeChat: payment needs another browser, where it would have to be typed again.
            let address = rq.whole_address();
            view! { <div class="split"><OpenElsewhere t address /> {order(t, &view, None)}</div> }
                .into_any()
        } else {
            view! {
                <form class="split" method="post" action=PlaceOrder::url() novalidate=true>
                    <input type="hidden" name="form[checkout_key]" value=key />
                    <input type="hidden" name="form[total_fen]" value=total />
                    <fieldset class="form">
                        <legend class="section-title">{t.shared.address}</legend>
                        {address(t, &state)}
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

fn address(t: &'static Text, form: &FormState) -> AnyView {
    let c = &t.checkout;
    view! {
        <div class="pair">
            <Field form name="contact_name" need=Need::Required autocomplete="name" />
            <Field
                form
                name="contact_phone"
                hint=c.contact_phone_hint
                kind=Kind::Tel
                need=Need::Required
                autocomplete="tel"
            />
        </div>
        <Field
            form
            name="region"
            hint=c.region_hint
            need=Need::Required
            autocomplete="address-level1"
        />
        <Field
            form
            name="street"
            hint=c.street_hint
            need=Need::Required
            autocomplete="street-address"
        />
        <Field form name="buyer_note" hint=c.note_hint kind=Kind::Lines(2) need=Need::Optional />
    }
    .into_any()
}

/// The ordered lines, with the button `submit` if ordering is possible.
fn order(t: &'static Text, view: &CheckoutView, submit: Option<&'static str>) -> AnyView {
    let c = &t.checkout;
    let button =
        submit.map(|name| view! { <button class="button button-pay button-wide">{name}</button> });
    let lines: Vec<_> = view.lines.iter().map(|line| order_line(t, line)).collect();
    let minutes = (c.pay_within)(&view.pay_minutes.to_string());
    view! {
        <div class="aside">
            <section class="aside-in" aria-labelledby="lines">
                <h2 id="lines" class="section-title">{t.shared.lines}</h2>
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
                <span class="line-qty">{(t.shared.units)(&line.qty.to_string())}</span>
            </div>
        </li>
    }
    .into_any()
}
