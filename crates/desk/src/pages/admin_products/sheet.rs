//! 改价与库存: a row a variant. 检查改动 posts the form to this page itself and changes nothing; 保存 posts the changed rows.

use super::{EDIT, State};
use crate::{
    components::stock_plan,
    layout::{AdminFrame, AdminLayout},
    text::{Text, label},
};
use domain::{
    error::ErrorCode,
    form::StockSheetForm,
    limit,
    view::catalog::{
        desk::ProductTab,
        stock::{SheetProduct, SheetRow, StockSheetView},
    },
};
use kit::{
    components::{
        BackLink, Chip, Field, FormState, Kind, Label, Need, Pager, Tone, line_name, product_tone,
        say,
    },
    flash::{Flash, Typed},
    format, paths,
    request::Rq,
};
use leptos::prelude::*;

/// The page with the stored figures, with typed ones, or with what they would change.
pub(super) async fn page(
    rq: Rq,
    state: State,
    posted: Option<StockSheetForm>,
) -> Result<AnyView, shop::Error> {
    let t = Text::of(rq.viewer.locale);
    let g = &t.goods;
    let mut frame = AdminFrame::load(&rq, g.edit).await;
    let asked = posted.is_some();
    if asked {
        frame.flash = Flash::default();
    }
    let typed = posted.or_else(|| frame.flash.typed::<StockSheetForm>());
    let here = state.address(&[EDIT]);
    let mut view = load(&rq, &state, typed).await?;
    view.form.back.clone_from(&here);
    // The reasons are those of now: what was refused a moment ago may be possible again.
    let error = view
        .refusal
        .take()
        .map(Into::into)
        .or(frame.flash.error.take());
    frame.flash.typed = Typed::keep(&view.form).filter(|_| error.is_some());
    frame.flash.error = error;
    let form = fields(t, &frame.flash, &view);
    form.name_fields_in(&mut frame.form);
    let plan = view.plan.as_ref().map(|plan| {
        let save = (g.save_n)(&plan.changes.len().to_string());
        stock_plan(t, &view.form, plan, save)
    });
    let unchanged = (asked && plan.is_none() && !form.is_refused())
        .then(|| view! { <p class="note-box">{g.unchanged}</p> });
    // One main button a page: with a plan, it is the plan's.
    let check = if plan.is_some() {
        "button button-plain"
    } else {
        "button"
    };
    let products: Vec<_> = view
        .products
        .iter()
        .map(|shown| product(t, shown, &view, &form))
        .collect();
    let list = state.address(&[]);
    Ok(view! {
        <AdminLayout frame>
            <BackLink href=list label=t.desk.products />
            <h1>{g.edit}</h1>
            <p class="hint">{g.sheet_hint}</p>
            {plan}
            {unchanged}
            <form class="sheet" method="post" action=here novalidate=true>
                <input type="hidden" name="form[form_key]" value=view.form.form_key.clone() />
                <input type="hidden" name="form[back]" value=view.form.back.clone() />
                {products}
                <Field form=&form name="reason" need=Need::Optional />
                <button class=check>{g.check}</button>
            </form>
            <Pager
                t
                page=paths::ADMIN_PRODUCTS
                state=vec![
                    (EDIT.0, EDIT.1.to_owned()),
                    ("tab", paths::product_tab_word(view.tab).to_owned()),
                ]
                names=(t.desk.newer, t.desk.older)
                newer=view.newer
                older=view.older
            />
        </AdminLayout>
    }
    .into_any())
}

async fn load(
    rq: &Rq,
    state: &State,
    typed: Option<StockSheetForm>,
) -> Result<StockSheetView, shop::Error> {
    let kept = typed.as_ref().and_then(Typed::keep);
    let view = rq
        .shop
        .admin_stock_sheet(&rq.viewer, state.tab, &state.q, state.page(), typed)
        .await;
    if matches!(view, Err(shop::Error::LoginRequired)) {
        // The session ended while the form was typed: it is restored after the sign-in.
        rq.put_off(&Flash {
            typed: kept,
            ..Flash::default()
        });
    }
    view
}

/// The name of a row's field.
fn part(place: usize, name: &str) -> String {
    format!("rows[{place}][{name}]")
}

fn fields(t: &'static Text, flash: &Flash, view: &StockSheetView) -> FormState {
    let g = &t.goods;
    let mut form = FormState::holding(t, flash, view.form.clone()).field(
        "reason",
        g.reason,
        limit::STOCK_REASON,
    );
    for product in &view.products {
        for row in &product.rows {
            let name = line_name(&product.title, &row.options);
            let price = Label::short((g.price_of)(&name), t.editor.price);
            let on_hand = Label::short((g.on_hand_of)(&name), g.on_hand);
            let low_at = Label::short((g.low_at_of)(&name), g.low_at);
            form = form
                .field(part(row.place, "price"), price, limit::AMOUNT)
                .field(part(row.place, "on_hand"), on_hand, limit::UNITS)
                .field(part(row.place, "low_at"), low_at, limit::UNITS);
        }
    }
    form
}

fn product(
    t: &'static Text,
    product: &SheetProduct,
    view: &StockSheetView,
    form: &FormState,
) -> AnyView {
    let rows: Vec<_> = product
        .rows
        .iter()
        .map(|row| variant(t, row, view, form))
        .collect();
    let status = label::product_status(t.locale, product.status);
    view! {
        <section class="sheet-product">
            <h2 class="sheet-title">
                <a href=paths::admin_product(&product.slug)>{say(&product.title, t.locale)}</a>
                " "
                <Chip words=status tone=product_tone(product.status) />
            </h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn variant(t: &'static Text, row: &SheetRow, view: &StockSheetView, form: &FormState) -> AnyView {
    let g = &t.goods;
    let name = |field: &str| format!("form[rows][{}][{field}]", row.place);
    let shown = view.form.rows.get(row.place).map(|row| row.shown.clone());
    // What another person stored meanwhile stands beside what is typed here.
    let now = |field: &str, stored: String| {
        if form.code(&part(row.place, field)) == Some(ErrorCode::ChangedMeanwhile) {
            let nothing = t.desk.nothing;
            let stored = if stored.is_empty() { nothing } else { &stored };
            (g.stored_now)(stored)
        } else {
            String::new()
        }
    };
    let low = domain::stock::is_low(row.low_at, row.free).then(|| {
        let words = label::product_tab(t.locale, ProductTab::Low);
        view! { " " <Chip words tone=Tone::Amber /> }
    });
    let low_at = row.low_at.map(|units| units.to_string());
    view! {
        <li class="sheet-row">
            <input type="hidden" name=name("sku") value=row.sku.clone() />
            <input type="hidden" name=name("shown") value=shown />
            <p class="sheet-name">
                <span class="sheet-options">{say(&row.options, t.locale)}</span>
                " "
                <a class="number" href=paths::admin_stock(&row.sku)>{row.sku.clone()}</a>
                " "
                <span class="hint">{(g.available)(&row.free.to_string())}</span>
                {low}
            </p>
            <Field
                form
                name=part(row.place, "price")
                kind=Kind::Amount
                hint=now("price", format::yuan(row.price))
            />
            <Field form name=part(row.place, "on_hand") />
            <Field
                form
                name=part(row.place, "low_at")
                hint=now("low_at", low_at.unwrap_or_default())
            />
        </li>
    }
    .into_any()
}
