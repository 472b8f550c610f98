//! `/admin/products/{slug}`: words, prices, status and stock of a product.

use crate::{
    actions::admin::{ChangeProduct, ChangeSku, MoveStock},
    components::{BackLink, Chip, field_id, say},
    flash::Flash,
    format,
    layout::admin::{AdminFrame, AdminLayout},
    pages::{admin_audit::acts, admin_products::tone, labels, load_page, param},
    paths,
    text::{
        Text,
        desk::{Desk, status},
        error,
    },
};
use domain::{
    error::{ErrorCode, FieldError},
    form::{ProductForm, SkuForm, StockForm},
    view::goods::{GoodsSku, GoodsStatus, GoodsView},
};
use leptos::{prelude::*, server_fn::ServerFn};

mod input;
use input::{Input, choice, input};

/// The product's page.
pub fn page() -> AnyView {
    let slug = param("slug");
    load_page(|rq| async move {
        let view = rq.shop.admin_product(&rq.viewer, &slug).await?;
        let t = rq.text();
        let d = Desk::of(t.locale);
        let mut frame = AdminFrame::load(&rq, view.title_zh.clone()).await;
        frame.labels = labels(&[
            ("title_zh", d.title_zh),
            ("title_en", d.title_en),
            ("body_zh", d.body_zh),
            ("body_en", d.body_en),
            ("status", d.status),
            ("price", d.price),
            ("compare_at", d.compare_at),
            ("kind", d.kind),
            ("units", d.units),
            ("reason", d.reason),
        ]);
        // One form of several with the same names was refused: only in it do the links of the summary lead anywhere.
        let flash = frame.flash.clone();
        let body = if view.may_change {
            view! {
                {words(t, &view, &flash)}
                <section>
                    <h2 class="section-title">{d.prices}</h2>
                    {view.skus.iter().map(|sku| sku_card(t, &view, sku, &flash)).collect::<Vec<_>>()}
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
        let history = if view.acts.is_empty() {
            view! { <p class="empty">{d.no_history}</p> }.into_any()
        } else {
            acts(t, &view.acts)
        };
        let in_shop = (view.status == GoodsStatus::Active).then(|| {
            view! { <a href=paths::product(t.locale, &view.slug, "")>{d.view_in_shop}</a> }
        });
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_PRODUCTS label=d.products />
                <h1 lang="zh-CN">{view.title_zh.clone()}</h1>
                <p class="desk-state">
                    <Chip words=status(t.locale, view.status) tone=tone(view.status) />
                    " "
                    {in_shop}
                </p>
                {body}
                <section>
                    <h2 class="section-title">{d.history}</h2>
                    {history}
                </section>
            </AdminLayout>
        }
        .into_any())
    })
}

/// `Now: …` beside a field that somebody else changed.
fn now(t: &'static Text, errors: &[FieldError], field: &str, stored: &str) -> Option<String> {
    let d = Desk::of(t.locale);
    let found = errors.iter().find(|error| error.field == field)?;
    (found.code == ErrorCode::ChangedMeanwhile).then(|| {
        let stored = if stored.is_empty() { d.nothing } else { stored };
        (d.stored_now)(stored)
    })
}

fn words(t: &'static Text, view: &GoodsView, flash: &Flash) -> AnyView {
    let d = Desk::of(t.locale);
    let typed: Option<ProductForm> = flash.typed("product");
    let errors = if typed.is_some() {
        flash.fields()
    } else {
        Vec::new()
    };
    let form = typed.unwrap_or_else(|| ProductForm {
        slug: view.slug.clone(),
        version: view.version.to_string(),
        title_zh: view.title_zh.clone(),
        title_en: view.title_en.clone(),
        body_zh: view.body_zh.clone(),
        body_en: view.body_en.clone(),
        status: view.status.as_str().to_owned(),
    });
    let line = |name: &'static str, label, value: &str, stored: &str, rows: i64| {
        input(
            t,
            Input {
                name,
                scope: "",
                label,
                value: value.to_owned(),
                hint: now(t, &errors, name, stored)
                    .or_else(|| (rows > 1).then(|| d.body_hint.to_owned())),
                rows,
                inputmode: "text",
                linked: true,
            },
            &errors,
        )
    };
    view! {
        <section aria-labelledby="words">
            <h2 id="words" class="section-title">{d.words}</h2>
            <form class="form" method="post" action=ChangeProduct::url() novalidate=true>
                <input type="hidden" name="form[slug]" value=view.slug.clone() />
                // The present version: whoever sends again has seen what is stored now.
                <input type="hidden" name="form[version]" value=view.version.to_string() />
                {line("title_zh", d.title_zh, &form.title_zh, &view.title_zh, 1)}
                {line("title_en", d.title_en, &form.title_en, &view.title_en, 1)}
                {line("body_zh", d.body_zh, &form.body_zh, &view.body_zh, 6)}
                {line("body_en", d.body_en, &form.body_en, &view.body_en, 6)}
                {choice(
                    "status",
                    "",
                    d.status,
                    &form.status,
                    GoodsStatus::ALL.iter().map(|s| (s.as_str(), status(t.locale, *s))).collect(),
                    now(t, &errors, "status", status(t.locale, view.status)),
                    true,
                )}
                <button class="button">{d.save}</button>
            </form>
        </section>
    }
    .into_any()
}

fn sku_card(t: &'static Text, view: &GoodsView, sku: &GoodsSku, flash: &Flash) -> AnyView {
    let d = Desk::of(t.locale);
    let head_id = format!("sku-{}", field_id(&sku.code));
    let named_by = head_id.clone();
    let told = flash
        .error
        .as_ref()
        .map(|refusal| error::sentence(t.locale, refusal.code, &refusal.args));
    let typed: Option<SkuForm> = flash
        .typed("sku")
        .filter(|typed: &SkuForm| typed.sku == sku.code);
    let stock: Option<StockForm> = flash
        .typed("stock")
        .filter(|typed: &StockForm| typed.sku == sku.code);
    let here = (typed.is_some() || stock.is_some())
        .then(|| told.map(|told| view! { <p class="field-error">{told}</p> }));
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
            {here}
            <div class="sku-forms">{terms(t, view, sku, typed, flash)} {moves(t, view, sku, stock, flash)}</div>
        </article>
    }
    .into_any()
}

fn terms(
    t: &'static Text,
    view: &GoodsView,
    sku: &GoodsSku,
    typed: Option<SkuForm>,
    flash: &Flash,
) -> AnyView {
    let d = Desk::of(t.locale);
    let linked = typed.is_some();
    let errors = if linked { flash.fields() } else { Vec::new() };
    let stored = SkuForm {
        price: sku.price.yuan(),
        compare_at: sku
            .compare_at
            .map(domain::money::Fen::yuan)
            .unwrap_or_default(),
        status: sku.status.as_str().to_owned(),
        ..SkuForm::default()
    };
    let form = typed.unwrap_or_else(|| stored.clone());
    let amount = |name: &'static str, label, value: &str, stored: &str| {
        input(
            t,
            Input {
                name,
                scope: &sku.code,
                label,
                value: value.to_owned(),
                hint: now(t, &errors, name, stored),
                rows: 1,
                inputmode: "decimal",
                linked,
            },
            &errors,
        )
    };
    let sold = [GoodsStatus::Active, GoodsStatus::Archived];
    view! {
        <form class="sku-form" method="post" action=ChangeSku::url() novalidate=true aria-label=format!("{} {}", d.col_price, sku.code)>
            <input type="hidden" name="form[slug]" value=view.slug.clone() />
            <input type="hidden" name="form[sku]" value=sku.code.clone() />
            <input type="hidden" name="form[version]" value=sku.version.to_string() />
            {amount("price", d.price, &form.price, &stored.price)}
            {amount("compare_at", d.compare_at, &form.compare_at, &stored.compare_at)}
            {choice(
                "status",
                &sku.code,
                d.status,
                &form.status,
                sold.iter().map(|s| (s.as_str(), status(t.locale, *s))).collect(),
                now(t, &errors, "status", status(t.locale, sku.status)),
                linked,
            )}
            <button class="button button-plain">{d.save}</button>
        </form>
    }
    .into_any()
}

fn moves(
    t: &'static Text,
    view: &GoodsView,
    sku: &GoodsSku,
    typed: Option<StockForm>,
    flash: &Flash,
) -> AnyView {
    let d = Desk::of(t.locale);
    let linked = typed.is_some();
    let errors = if linked { flash.fields() } else { Vec::new() };
    let form = typed.unwrap_or_default();
    let line = |name: &'static str, label, value: &str, hint: Option<String>| {
        input(
            t,
            Input {
                name,
                scope: &sku.code,
                label,
                value: value.to_owned(),
                hint,
                rows: 1,
                inputmode: "text",
                linked,
            },
            &errors,
        )
    };
    view! {
        <form class="sku-form" method="post" action=MoveStock::url() novalidate=true aria-label=format!("{} {}", d.stock_title, sku.code)>
            <input type="hidden" name="form[slug]" value=view.slug.clone() />
            <input type="hidden" name="form[sku]" value=sku.code.clone() />
            <input type="hidden" name="form[form_key]" value=view.form_key.clone() />
            {choice(
                "kind",
                &sku.code,
                d.kind,
                &form.kind,
                vec![("receive", d.receive), ("adjust", d.adjust)],
                None,
                linked,
            )}
            {line("units", d.units, &form.units, Some(d.units_hint.to_owned()))}
            {line("reason", d.reason, &form.reason, None)}
            <button class="button button-plain">{d.book}</button>
        </form>
    }
    .into_any()
}

fn read_only(t: &'static Text, view: &GoodsView) -> AnyView {
    let d = Desk::of(t.locale);
    let rows: Vec<_> = view
        .skus
        .iter()
        .map(|sku| {
            view! {
                <tr>
                    <th scope="row" class="number">{sku.code.clone()}</th>
                    <td>{say(&sku.options, t.locale)}</td>
                    <td>{status(t.locale, sku.status)}</td>
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
        <crate::components::ScrollTable label=(t.admin.scroll)(d.prices) head>{rows}</crate::components::ScrollTable>
    }
    .into_any()
}
