//! `/admin/recon?before=`: Alipay's bills against the books. A bill is posted to this page itself. Open differences come first;
//! closing one needs a reason, moves no money and can be undone.

mod issue;

use crate::{
    components::rows_links,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    export::{ExportKind, ExportTime},
    form::BillForm,
    recon::{BillSource, BillState},
    view::recon::{BillDayView, ReconView},
};
use kit::{
    components::{Chip, FileField, FormState, ListTable, Money, Pager, Tone, form::file::ZIP},
    flash::{Flash, Typed},
    paths,
};
use leptos::prelude::*;
use std::time::Duration;

/// Status of a page that shows a refusal.
const REFUSED: u16 = 422;
/// How long a page waits for a small bill, so that its result is the next page.
const PATIENCE: Duration = Duration::from_secs(3);

/// The reconciliation.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let r = &t.recon;
        let mut frame = AdminFrame::load(&rq, r.title).await;
        if let Some(form) = rq.posted::<BillForm>()? {
            match rq.shop.begin_bill(&rq.viewer, form).await {
                Ok(begun) => {
                    rq.shop.wait_for_bill(begun, PATIENCE).await?;
                    rq.see_other(paths::ADMIN_RECON);
                    return Ok(().into_any());
                }
                Err(shop::Error::Refused(refusal)) => {
                    rq.set_status(REFUSED);
                    let typed = Typed::keep(&BillForm::default());
                    frame.flash = Flash::refusal(rq.path(), refusal.into(), typed);
                }
                Err(other) => return Err(other),
            }
        }
        let before = Some(rq.query("before")).filter(|before| !before.is_empty());
        let view = rq.shop.admin_recon(&rq.viewer, before.as_deref()).await?;
        let is_first = before.is_none();
        let upload = (view.may_change && is_first).then(|| upload(t, &mut frame));
        let read_only = (!view.may_change).then(|| view! { <p class="note-box">{r.read_only}</p> });
        let open = is_first.then(|| open(t, &view, &mut frame));
        let ended = is_first.then(|| issue::ended(t, &view));
        Ok(view! {
            <AdminLayout frame>
                <h1>{r.title}</h1>
                {read_only}
                {open}
                {days(t, &view)}
                {upload}
                {ended}
                {rows_links(t, &rq, &[(ExportKind::Ledger, ExportTime::Posted)], ("", ""))}
            </AdminLayout>
        }
        .into_any())
    })
}

/// The open differences, or the sentence that all is well.
fn open(t: &'static Text, view: &ReconView, frame: &mut AdminFrame) -> AnyView {
    let r = &t.recon;
    let cards: Vec<_> = view
        .open
        .iter()
        .map(|one| issue::card(t, one, view.may_change, frame))
        .collect();
    let newest = view
        .days
        .iter()
        .find(|day| day.state == BillState::Done && day.open == 0);
    let agrees = newest.map(|day| {
        let told = (r.agrees)(short(&day.date), &day.rows.to_string());
        view! { <p class="notice">{told}</p> }
    });
    let none = cards
        .is_empty()
        .then(|| view! { <p class="hint">{r.none_open}</p> });
    let list = (!cards.is_empty()).then(|| view! { <ul class="refunds">{cards}</ul> });
    let shown = i64::try_from(view.open.len()).unwrap_or(i64::MAX);
    let left = view.open_count.saturating_sub(shown);
    let more = (left > 0).then(|| view! { <p class="hint">{(r.more)(&left.to_string())}</p> });
    let count = (view.open_count > 0).then(|| format!(" {}", view.open_count));
    view! {
        <section aria-labelledby="open-head">
            <h2 id="open-head" class="section-title">
                {r.open}
                {count}
            </h2>
            {none}
            {agrees}
            {list}
            {more}
        </section>
    }
    .into_any()
}

fn upload(t: &'static Text, frame: &mut AdminFrame) -> AnyView {
    let r = &t.recon;
    let form = FormState::of(t, &frame.flash, BillForm::default()).choice("bill", r.file);
    form.name_fields_in(&mut frame.form);
    view! {
        <section aria-labelledby="upload-head">
            <h2 id="upload-head" class="section-title">
                {r.upload}
            </h2>
            <form
                class="form"
                method="post"
                action=paths::ADMIN_RECON
                enctype="multipart/form-data"
                novalidate=true
            >
                <FileField form=&form name="bill" accept=ZIP hint=r.hint />
                <button class="button">{r.upload}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Month and day.
fn short(date: &str) -> &str {
    date.get(5..).unwrap_or(date)
}

fn days(t: &'static Text, view: &ReconView) -> AnyView {
    let r = &t.recon;
    let rows: Vec<_> = view.days.iter().map(|day| row(t, day)).collect();
    let head = vec![
        (r.date, false),
        (r.bill, false),
        (r.lines, true),
        (r.received, true),
        (r.refunded, true),
        (r.fees, true),
        (r.differences, true),
    ];
    view! {
        <section aria-labelledby="days-head">
            <h2 id="days-head" class="section-title">
                {r.days}
            </h2>
            <div class="fold">
                <ListTable t title=r.days head rows none=r.none none_class="hint" />
            </div>
            <Pager
                t
                page=paths::ADMIN_RECON
                state=Vec::new()
                names=(r.newer, r.older)
                newer=None
                older=view.older.clone()
            />
        </section>
    }
    .into_any()
}

fn row(t: &'static Text, day: &BillDayView) -> AnyView {
    let tone = match day.state {
        BillState::Waiting => Tone::Amber,
        BillState::Importing => Tone::Indigo,
        BillState::Done => Tone::Celadon,
    };
    let r = &t.recon;
    let by_hand = (day.source == BillSource::File)
        .then(|| view! { " "<span class="hint">{r.by_hand}</span> });
    view! {
        <tr>
            <th scope="row">
                <time datetime=day.date.clone()>{day.date.clone()}</time>
            </th>
            <td class="fold-lead">
                <Chip words=label::bill_state(t.locale, day.state) tone />
                {by_hand}
            </td>
            <td class="figure" data-name=r.lines>{day.rows}</td>
            <td class="figure" data-name=r.received>
                <Money amount=day.payments />
            </td>
            <td class="figure" data-name=r.refunded>
                <Money amount=day.refunds />
            </td>
            <td class="figure" data-name=r.fees>
                <Money amount=day.fees />
            </td>
            <td class="figure" data-name=r.differences>{day.open}</td>
        </tr>
    }
    .into_any()
}
