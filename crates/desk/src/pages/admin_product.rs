//! `/admin/products/{slug}`: titles, prices, status and stock of a product.

use crate::{
    actions::{ChangeProduct, ChangeSku, MoveStock},
    components::staff_acts,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, label},
};
use domain::{
    catalog::ProductStatus,
    error::ErrorCode,
    form::{SkuForm, StockForm},
    limit,
    view::catalog::desk::{ProductDeskView, SkuDeskView},
};
use kit::{
    components::{
        BackLink, Chip, Field, FormState, Kind, RefusalHere, ScrollTable, Select, field_id,
        isolated, product_tone, say,
    },
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The product's page.
pub fn page() -> AnyView {
    let slug = param("slug");
    load_page(|rq| async move {
        let view = rq.shop.admin_product(&rq.viewer, &slug).await?;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let mut frame = AdminFrame::load(&rq, view.stored.title_zh.clone()).await;
        let flash = frame.flash.clone();
        let body = if view.may_change {
            let about = words_form(t, &view, &flash);
            about.name_fields_in(&mut frame.form);
            let cards: Vec<_> = view
                .skus
                .iter()
                .map(|sku| {
                    let forms = SkuForms::of(t, sku, &flash);
                    forms.terms.name_fields_in(&mut frame.form);
                    forms.moves.name_fields_in(&mut frame.form);
                    sku_card(t, &view, sku, &forms)
                })
                .collect();
            view! {
                {words(t, &view, &about)}
                <section>
                    <h2 class="section-title">{d.prices}</h2>
                    {cards}
                </section>
            }
            .into_any()
        } else {
            view! {
                <p class="note-box">{d.read_only}</p>
                {read_only(t, &view)}
            }
            .into_any()
        };
        let in_shop = (view.status == ProductStatus::Active).then(|| {
            view! { <a href=paths::product(t.locale, &view.slug, "")>{d.view_in_shop}</a> }
        });
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_PRODUCTS label=d.products />
                <h1 lang="zh-CN">{isolated(view.stored.title_zh.clone())}</h1>
                <p class="desk-state">
                    <Chip words=label::product_status(t.locale, view.status) tone=product_tone(view.status) />
                    " "
                    {in_shop}
                </p>
                {body}
                <section>
                    <h2 class="section-title">{d.history}</h2>
                    {staff_acts(t, &view.acts, d.no_history)}
                </section>
            </AdminLayout>
        }
        .into_any())
    })
}

/// `Now: …` beside a field that another person changed.
fn now(form: &FormState, t: &'static Text, field: &str, stored: &str) -> String {
    let d = &t.desk;
    if form.code(field) == Some(ErrorCode::ChangedMeanwhile) {
        (d.stored_now)(if stored.is_empty() { d.nothing } else { stored })
    } else {
        String::new()
    }
}

/// Statuses as a choice.
fn statuses(t: &'static Text, of: &[ProductStatus]) -> Vec<(String, String)> {
    of.iter()
        .map(|word| {
            (
                word.as_str().to_owned(),
                label::product_status(t.locale, *word).to_owned(),
            )
        })
        .collect()
}

fn words_form(t: &'static Text, view: &ProductDeskView, flash: &Flash) -> FormState {
    let d = &t.desk;
    FormState::of(t, flash, view.stored.clone())
        .field("title_zh", d.title_zh, limit::TITLE)
        .field("title_en", d.title_en, limit::TITLE)
        .field("body_zh", d.body_zh, limit::BODY)
        .field("body_en", d.body_en, limit::BODY)
        .choice("status", d.status)
}

fn words(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let d = &t.desk;
    let line = |name: &'static str, stored: &str| {
        view! { <Field form name hint=now(form, t, name, stored) /> }
    };
    let paragraphs = |name: &'static str, stored: &str| {
        let told = now(form, t, name, stored);
        let hint = if told.is_empty() {
            d.body_hint.to_owned()
        } else {
            told
        };
        view! { <Field form name hint kind=Kind::Lines(6) /> }
    };
    view! {
        <section aria-labelledby="words">
            <h2 id="words" class="section-title">{d.words}</h2>
            <form class="form" method="post" action=ChangeProduct::url() novalidate=true>
                <input type="hidden" name="form[slug]" value=view.slug.clone() />
                // The present version, because the page shows what is stored now.
                <input type="hidden" name="form[version]" value=view.version.to_string() />
                {line("title_zh", &view.stored.title_zh)}
                {line("title_en", &view.stored.title_en)}
                {paragraphs("body_zh", &view.stored.body_zh)}
                {paragraphs("body_en", &view.stored.body_en)}
                <Select
                    form
                    name="status"
                    options=statuses(t, ProductStatus::ALL)
                    hint=now(form, t, "status", label::product_status(t.locale, view.status))
                />
                <button class="button">{d.save}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The two forms of a SKU.
struct SkuForms {
    terms: FormState,
    moves: FormState,
}

impl SkuForms {
    fn of(t: &'static Text, sku: &SkuDeskView, flash: &Flash) -> Self {
        let d = &t.desk;
        let stored = SkuForm {
            price: sku.price.yuan(),
            compare_at: compare_at(sku),
            status: sku.status.as_str().to_owned(),
            sku: sku.code.clone(),
            ..SkuForm::default()
        };
        let of_terms = |typed: &SkuForm| typed.sku == sku.code;
        let of_moves = |typed: &StockForm| typed.sku == sku.code;
        Self {
            terms: FormState::among(t, flash, &sku.code, stored, of_terms)
                .field("price", d.price, limit::AMOUNT)
                .field("compare_at", d.compare_at, limit::AMOUNT)
                .choice("status", d.status),
            moves: FormState::among(t, flash, &sku.code, StockForm::default(), of_moves)
                .choice("kind", d.kind)
                .field("units", d.units, limit::UNITS)
                .field("reason", d.reason, limit::STOCK_REASON),
        }
    }
}

fn compare_at(sku: &SkuDeskView) -> String {
    let before = sku.compare_at.map(domain::money::Fen::yuan);
    before.unwrap_or_default()
}

fn sku_card(
    t: &'static Text,
    view: &ProductDeskView,
    sku: &SkuDeskView,
    forms: &SkuForms,
) -> AnyView {
    let d = &t.desk;
    let head_id = format!("sku-{}", field_id(&sku.code));
    let named_by = head_id.clone();
    view! {
        <article class="sku-card" aria-labelledby=named_by>
            <h3 id=head_id class="sku-name">
                <span class="number">{sku.code.clone()}</span>
                " "
                {say(&sku.options, t.locale)}
            </h3>
            <p class="sku-stock">
                <span>{(d.on_hand)(&sku.on_hand.to_string())}</span>
                " · "
                <span>{(d.reserved)(&sku.reserved.to_string())}</span>
            </p>
            <RefusalHere form=&forms.terms />
            <RefusalHere form=&forms.moves />
            <div class="sku-forms">
                {terms(t, view, sku, &forms.terms)} {moves(t, view, sku, &forms.moves)}
            </div>
        </article>
    }
    .into_any()
}

fn terms(t: &'static Text, view: &ProductDeskView, sku: &SkuDeskView, form: &FormState) -> AnyView {
    let d = &t.desk;
    view! {
        <form class="sku-form" method="post" action=ChangeSku::url() novalidate=true aria-label=format!("{} {}", d.col_price, sku.code)>
            <input type="hidden" name="form[slug]" value=view.slug.clone() />
            <input type="hidden" name="form[sku]" value=sku.code.clone() />
            <input type="hidden" name="form[version]" value=sku.version.to_string() />
            <Field form name="price" kind=Kind::Amount hint=now(form, t, "price", &sku.price.yuan()) />
            <Field
                form
                name="compare_at"
                kind=Kind::Amount
                hint=now(form, t, "compare_at", &compare_at(sku))
            />
            <Select
                form
                name="status"
                options=statuses(t, &[ProductStatus::Active, ProductStatus::Archived])
                hint=now(form, t, "status", label::product_status(t.locale, sku.status))
            />
            <button class="button button-plain">{d.save}</button>
        </form>
    }
    .into_any()
}

fn moves(t: &'static Text, view: &ProductDeskView, sku: &SkuDeskView, form: &FormState) -> AnyView {
    let d = &t.desk;
    let kinds = [("receive", d.receive), ("adjust", d.adjust)];
    let kinds = kinds.map(|(word, name)| (word.to_owned(), name.to_owned()));
    view! {
        <form class="sku-form" method="post" action=MoveStock::url() novalidate=true aria-label=format!("{} {}", d.stock_title, sku.code)>
            <input type="hidden" name="form[slug]" value=view.slug.clone() />
            <input type="hidden" name="form[sku]" value=sku.code.clone() />
            <input type="hidden" name="form[form_key]" value=view.form_key.clone() />
            <Select form name="kind" options=kinds.to_vec() />
            <Field form name="units" hint=d.units_hint />
            <Field form name="reason" />
            <button class="button button-plain">{d.book}</button>
        </form>
    }
    .into_any()
}

fn read_only(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let d = &t.desk;
    let rows: Vec<_> = view
        .skus
        .iter()
        .map(|sku| {
            view! {
                <tr>
                    <th scope="row" class="number">{sku.code.clone()}</th>
                    <td>{say(&sku.options, t.locale)}</td>
                    <td>{label::product_status(t.locale, sku.status)}</td>
                    <td class="figure">{format::yuan(sku.price)}</td>
                    <td class="figure">{sku.on_hand.saturating_sub(sku.reserved)}</td>
                </tr>
            }
        })
        .collect();
    let head = vec![
        (d.col_skus, false),
        (t.admin.col_title, false),
        (d.status, false),
        (d.col_price, true),
        (d.col_free, true),
    ];
    view! {
        <ScrollTable label=(t.list.scroll)(d.prices) head>{rows}</ScrollTable>
    }
    .into_any()
}
