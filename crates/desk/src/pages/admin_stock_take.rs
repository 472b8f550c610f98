//! `/admin/stock`: a count of stock by sheet. 检查 posts the pasted lines to this page itself and changes nothing; 盘点 saves
//! the differences.

use crate::{
    components::stock_plan,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    form::{StockSheetForm, StockTakeForm},
    limit,
    view::catalog::stock::StockTakeView,
};
use kit::{
    components::{BackLink, Field, FormState, Kind, isolated},
    flash::{Flash, Typed},
    paths,
};
use leptos::prelude::*;

/// The page with the pasted lines and what they would change.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let g = &t.goods;
        let mut frame = AdminFrame::load(&rq, g.take).await;
        let posted = rq.posted::<StockTakeForm>()?;
        let asked = posted.is_some();
        let kept = posted.as_ref().and_then(Typed::keep);
        let typed = posted.or_else(|| frame.flash.typed());
        let view = rq.shop.admin_stock_take(&rq.viewer, typed).await;
        if matches!(view, Err(shop::Error::LoginRequired)) {
            // The session ended while the lines were typed: they are restored after the sign-in.
            rq.put_off(&Flash {
                typed: kept,
                ..Flash::default()
            });
        }
        let mut view = view?;
        let error = view.refusal.take().map(Into::into);
        frame.flash.typed = Typed::keep(&view.form).filter(|_| error.is_some());
        frame.flash.error = error;
        let form = FormState::of(t, &frame.flash, view.form.clone()).field(
            "lines",
            g.take_lines,
            limit::STOCK_TEXT,
        );
        form.name_fields_in(&mut frame.form);
        let found = (asked && !form.is_refused()).then(|| found(t, &view));
        let check = if view.plan.is_some() {
            "button button-plain"
        } else {
            "button"
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_PRODUCTS label=t.desk.products />
                <h1>{g.take}</h1>
                {found}
                <form class="form" method="post" action=paths::ADMIN_STOCK novalidate=true>
                    <Field form=&form name="lines" hint=g.take_hint kind=Kind::Lines(12) />
                    <button class=check>{g.check}</button>
                </form>
            </AdminLayout>
        }
        .into_any())
    })
}

/// What the lines would change, and those that cannot be used.
fn found(t: &'static Text, view: &StockTakeView) -> AnyView {
    let g = &t.goods;
    let plan = view.plan.as_ref().map(|plan| {
        let form = StockSheetForm {
            // Refused rows are shown there, with their reasons.
            back: paths::with_query(paths::ADMIN_PRODUCTS, &[("edit", "1")]),
            reason: g.take.to_owned(),
            ..view.save.clone()
        };
        stock_plan(t, &form, plan, (g.take_n)(&plan.rows.len().to_string()))
    });
    let same = (view.same > 0 || view.plan.is_none())
        .then(|| view! { <p class="note-box">{(g.take_same)(&view.same.to_string())}</p> });
    let wrong: Vec<_> = view
        .wrong
        .iter()
        .map(|line| {
            let place = (g.take_line)(&line.number.to_string());
            view! {
                <li>
                    {place} " " {isolated(line.text.clone())} " "
                    <span class="line-note line-wrong">{label::take_fault(t, line.why)}</span>
                </li>
            }
        })
        .collect();
    let wrong = (!wrong.is_empty()).then(|| {
        view! {
            <section>
                <p>{(g.take_wrong)(&view.wrong.len().to_string())}</p>
                <ul class="bulk-goods">{wrong}</ul>
            </section>
        }
    });
    view! { {plan} {same} {wrong} }.into_any()
}
