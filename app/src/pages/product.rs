//! `/p/{slug}?o=`: pictures, price, options as links, quantity and the two buttons.

use crate::{
    actions::cart::{CartAdd, CartBuyNow},
    components::breadcrumb,
    layout::{Frame, Layout, Tab},
    load::{load_page, param},
    structured,
    text::Text,
};
use domain::{
    form::CartAddForm,
    limit::LINE_UNITS,
    money::Fen,
    view::catalog::{AxisView, ChoiceView, FEW, PostageView, ProductView, SkuView},
};
use kit::{
    components::{Field, FormState, Kind, Money, Picture, Span, prose, say},
    format, paths,
    preview::Preview,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The longest description, in characters: search engines cut longer ones.
const DESCRIPTION: usize = 150;

/// The product page.
pub fn page() -> AnyView {
    let slug = param("slug");
    load_page(|rq| async move {
        let choice = rq.query("o");
        let choice = (!choice.is_empty()).then_some(choice.as_str());
        let view = match rq.shop.product(rq.viewer.locale, &slug, choice).await {
            // Its slug was changed: links and search engines learn the present one.
            Err(shop::Error::NotFound) => {
                let now = rq.shop.product_moved(&slug).await?;
                let now = now.ok_or(shop::Error::NotFound)?;
                rq.moved(&paths::product(
                    rq.viewer.locale,
                    &now,
                    choice.unwrap_or_default(),
                ));
                return Ok(().into_any());
            }
            answer => answer?,
        };
        // Shown as without the option, but not cached, because other texts are unlimited.
        let chosen = view.sku.as_ref().map(|sku| sku.options_key.as_str());
        if choice.is_some() && choice != chosen {
            rq.add_header(http::header::CACHE_CONTROL, "no-store");
        }
        let t = Text::of(rq.viewer.locale);
        let mut frame = Frame::load(&rq, Tab::Home, view.title.text.clone()).await?;
        frame.private = false;
        frame.preview = preview(t, &frame, &view);
        frame.own_bar = true;
        frame.step = Some((paths::CART.to_owned(), t.product.to_cart));
        let one = CartAddForm {
            qty: "1".to_owned(),
            ..CartAddForm::default()
        };
        let form = FormState::of(t, &frame.flash, one).choice("qty", t.product.qty);
        form.name_fields_in(&mut frame.form);
        Ok(view! {
            <Layout frame>
                {breadcrumb(t, &view.trail)}
                <article class="product">
                    {gallery(t, &view)}
                    <div class="product-words">
                        <h1 class="product-title">{say(&view.title, t.locale)}</h1>
                        {price(t, view.sku.as_ref())}
                        {options(t, &view)}
                        {buy(t, &view, &form)}
                        {promises(t, &view.postage)}
                    </div>
                    {details(t, &view)}
                </article>
            </Layout>
        }
        .into_any())
    })
}

/// What the page tells search engines.
fn preview(t: &'static Text, frame: &Frame, view: &ProductView) -> Preview {
    let body = format::summary(&view.body.text, DESCRIPTION);
    let description = if body.is_empty() {
        (t.product.about)(&view.title.text, &frame.shop)
    } else {
        body
    };
    let offered = structured::product(&frame.site, t.locale, view, &description);
    let here = paths::product(t.locale, &view.slug, "");
    let here = (view.title.text.as_str(), here);
    let way = structured::breadcrumbs(&frame.site, t.locale, &frame.shop, &view.trail, here);
    Preview {
        description,
        picture: view.gallery.first().cloned(),
        is_product: true,
        data: offered.into_iter().chain([way]).collect(),
    }
}

fn gallery(t: &'static Text, view: &ProductView) -> AnyView {
    let pictures: Vec<_> = view
        .gallery
        .iter()
        .cloned()
        .enumerate()
        .map(|(place, image)| {
            view! {
                <li>
                    <Picture
                        image=Some(image)
                        eager=place == 0
                        span=if place == 0 { Span::Page } else { Span::Card }
                    />
                </li>
            }
        })
        .collect();
    view! { <ul class="gallery" aria-label=t.product.pictures>{pictures}</ul> }.into_any()
}

fn price(t: &'static Text, sku: Option<&SkuView>) -> AnyView {
    let Some(sku) = sku else {
        return view! { <p class="stock">{t.product.not_for_sale}</p> }.into_any();
    };
    let before = sku
        .compare_at
        .filter(|before| *before > sku.price)
        .map(|before| {
            view! {
                <s class="compare">
                    <span class="vh">{t.product.price_before} " "</span>
                    <Money amount=before />
                </s>
            }
        });
    let stock = if sku.free <= 0 {
        view! { <span class="stock stock-out">{t.product.sold_out}</span> }.into_any()
    } else if sku.free <= FEW {
        view! { <span class="stock stock-few">{(t.product.stock_left)(&sku.free.to_string())}</span> }
            .into_any()
    } else {
        view! { <span class="stock">{t.product.in_stock}</span> }.into_any()
    };
    view! {
        <p class="product-price">
            <span class="vh">{t.product.price} " "</span>
            <Money amount=sku.price class="money-huge price" />
            {before}
            {stock}
        </p>
    }
    .into_any()
}

fn options(t: &'static Text, view: &ProductView) -> AnyView {
    let axes: Vec<_> = view
        .axes
        .iter()
        .map(|axis| option_axis(t, &view.slug, axis))
        .collect();
    view! { <div class="axes">{axes}</div> }.into_any()
}

fn option_axis(t: &'static Text, slug: &str, axis: &AxisView) -> AnyView {
    let choices: Vec<_> = axis
        .choices
        .iter()
        .map(|choice| option_link(t, slug, choice))
        .collect();
    let now = axis.choices.iter().find(|choice| choice.current);
    let now = now.map(|choice| say(&choice.label, t.locale));
    view! {
        <div class="axis">
            <p class="axis-name">
                {say(&axis.name, t.locale)}
                <span class="axis-now">{now}</span>
            </p>
            <ul class="choices" aria-label=axis.name.text.clone()>
                {choices}
            </ul>
        </div>
    }
    .into_any()
}

fn option_link(t: &'static Text, slug: &str, choice: &ChoiceView) -> AnyView {
    let swatch = choice.swatch.clone().map(|colour| {
        view! {
            <svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <rect width="16" height="16" rx="2" fill=colour />
            </svg>
        }
    });
    let gone =
        (!choice.available).then(|| view! { <span class="vh">" " {t.product.unavailable}</span> });
    view! {
        <li>
            <a
                class="choice"
                class:choice-out=!choice.available
                href=paths::product(t.locale, slug, &choice.options_key)
                aria-current=choice.current.then_some("true")
            >
                {swatch}
                <span>{say(&choice.label, t.locale)} {gone}</span>
            </a>
        </li>
    }
    .into_any()
}

fn buy(t: &'static Text, view: &ProductView, form: &FormState) -> AnyView {
    let Some(sku) = &view.sku else {
        return ().into_any();
    };
    let out = sku.free <= 0;
    // With many units the page does not show the number, so it stays cached; the cart lowers a quantity that is too high.
    let most = if sku.free <= FEW {
        sku.free.max(1)
    } else {
        LINE_UNITS
    };
    view! {
        <form class="buy" method="post" action=CartAdd::url() novalidate=true>
            <input type="hidden" name="form[slug]" value=view.slug.clone() />
            <input type="hidden" name="form[sku]" value=sku.code.clone() />
            <Field form name="qty" kind=Kind::Units(most) class="field field-qty" />
            <div class="bar">
                <div class="bar-in">
                    <button class="button" disabled=out>
                        {t.product.add}
                    </button>
                    <button class="button button-pay" formaction=CartBuyNow::url() disabled=out>
                        {t.product.buy}
                    </button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn promises(t: &'static Text, postage: &PostageView) -> AnyView {
    let p = &t.product;
    let carriage = match postage.free_from {
        _ if postage.flat == Fen::ZERO => p.postage_free.to_owned(),
        Some(from) => (p.postage_free_from)(&format::yuan(postage.flat), &format::yuan(from)),
        None => (p.postage)(&format::yuan(postage.flat)),
    };
    view! {
        <ul class="promises" aria-label=p.promises>
            <li>{carriage}</li>
            <li>{p.promise_pay}</li>
            <li>{p.promise_refund}</li>
        </ul>
    }
    .into_any()
}

fn details(t: &'static Text, view: &ProductView) -> AnyView {
    if view.prose.is_empty() {
        return ().into_any();
    }
    let lang = (view.body.lang != t.locale).then(|| view.body.lang.as_str());
    view! {
        <section class="details" aria-labelledby="details">
            <h2 id="details" class="section-title">{t.product.details}</h2>
            <div class="prose" lang=lang>{prose(&view.prose)}</div>
        </section>
    }
    .into_any()
}
