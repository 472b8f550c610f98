//! `/admin`: the overview. First what stops the shop, then who waits, then what came in. Each figure links to the rows
//! that it counts.

use crate::{
    components::{alarms, capped},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    money::Fen,
    setting::Section,
    time::{HOUR, MINUTE, Millis},
    view::{
        admin::AdminTab,
        catalog::desk::ProductTab,
        desk::{DayView, DeskCount, DeskView},
        refund::RefundTab,
        setting::{OpeningStep, OpeningView},
    },
};
use kit::{format, paths};
use leptos::prelude::*;

/// The overview.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_desk(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let (d, now) = (&t.desk, rq.shop.now());
        let frame = AdminFrame::load(&rq, d.desk).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{d.desk}</h1>
                {view.opening.as_ref().map(|opening| opening_list(t, opening))}
                {raised(t, &view)}
                <div class="overview">
                    {todo(t, &view, now)} {today(t, &view)}
                </div>
                {view.mail_is_off.then(|| mail_off(t))}
            </AdminLayout>
        }
        .into_any())
    })
}

/// The opening checklist, with a button that leads to the next step.
fn opening_list(t: &'static Text, opening: &OpeningView) -> AnyView {
    let o = &t.opening;
    let steps: Vec<_> = opening
        .steps
        .iter()
        .map(|(step, done)| {
            let (mark, said) = if *done {
                ("✓", o.done)
            } else {
                ("○", o.open)
            };
            view! {
                <li class:opening-done=*done>
                    <span aria-hidden="true">{mark}</span>
                    {label::opening_step(t.locale, *step)}
                    <span class="vh">{said}</span>
                </li>
            }
        })
        .collect();
    let next = opening.next().map(|step| {
        let words = (o.go_on)(label::opening_step(t.locale, step));
        view! { <a class="button" href=door(step)>{words}</a> }
    });
    let count = (o.done_of)(
        &opening.done().to_string(),
        &opening.steps.len().to_string(),
    );
    view! {
        <section class="opening" aria-labelledby="opening">
            <h2 id="opening" class="section-title">
                {o.list} " " <span class="opening-count">{count}</span>
            </h2>
            <ul class="opening-steps">{steps}</ul>
            {next}
        </section>
    }
    .into_any()
}

/// The page on which a step is done.
fn door(step: OpeningStep) -> String {
    match step {
        OpeningStep::Name => paths::admin_settings(Section::Shop),
        OpeningStep::Category => paths::ADMIN_CATEGORIES.to_owned(),
        OpeningStep::Product => paths::ADMIN_PRODUCT_NEW.to_owned(),
        OpeningStep::Picture => paths::ADMIN_PRODUCTS.to_owned(),
        OpeningStep::Publish => paths::admin_products(ProductTab::Draft),
        OpeningStep::Postage => paths::admin_settings(Section::Orders),
        OpeningStep::SelfCheck => paths::ADMIN_DOCTOR.to_owned(),
    }
}

/// Open alarms, the latest first.
fn raised(t: &'static Text, view: &DeskView) -> Option<AnyView> {
    (!view.alarms.is_empty()).then(|| {
        view! {
            <section aria-labelledby="alarms">
                <h2 id="alarms" class="section-title">
                    <a href=paths::ADMIN_ALARMS>{t.nav.alarms}</a>
                </h2>
                {alarms(t, &view.alarms, view.may_note.then_some(paths::ADMIN))}
            </section>
        }
        .into_any()
    })
}

/// What waits. Zeros are left out.
fn todo(t: &'static Text, view: &DeskView, now: Millis) -> AnyView {
    let o = &t.overview;
    let mut rows: Vec<_> = view
        .todo
        .iter()
        .map(|todo| {
            let name = label::desk_count(t.locale, todo.what);
            let since = todo.oldest.map(|oldest| since(t, todo.what, oldest, now));
            view! {
                <li class="todo" class:todo-urgent=is_urgent(todo.what)>
                    <a href=place(todo.what)>
                        <span class="todo-count">{capped(todo.count)}</span>
                        " "
                        {name}
                    </a>
                    <span class="hint">{since}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    if view.undelivered > 0 {
        rows.push(
            view! {
                <li class="todo todo-urgent">
                    <a href=paths::ADMIN_MAIL>
                        <span class="todo-count">{capped(view.undelivered)}</span>
                        " "
                        {t.mail.undelivered}
                    </a>
                </li>
            }
            .into_any(),
        );
    }
    let body = if rows.is_empty() {
        view! { <p class="hint">{o.nothing}</p> }.into_any()
    } else {
        view! { <ul class="todos">{rows}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="todo">
            <h2 id="todo" class="section-title">{o.todo}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Buyers get no mail, and where that is changed.
fn mail_off(t: &'static Text) -> AnyView {
    let m = &t.mail;
    view! {
        <p class="note-box">
            {m.off} " " <a href=paths::admin_settings(Section::Mail)>{m.set_up}</a>
        </p>
    }
    .into_any()
}

/// Work that money may be lost over.
const fn is_urgent(what: DeskCount) -> bool {
    match what {
        DeskCount::Unknown
        | DeskCount::Failed
        | DeskCount::WentBack
        | DeskCount::Recon
        | DeskCount::Inbox
        | DeskCount::Jobs
        | DeskCount::Alarms => true,
        DeskCount::ToShip
        | DeskCount::Decide
        | DeskCount::Confirming
        | DeskCount::Surplus
        | DeskCount::LowStock => false,
    }
}

/// Since when the oldest waits: for a parcel the day, for an answer how long.
fn since(t: &'static Text, what: DeskCount, oldest: Millis, now: Millis) -> String {
    let o = &t.overview;
    if what == DeskCount::ToShip {
        let (day, clock) = format::short(oldest, t.locale);
        return (o.oldest)(&format!("{day} {clock}"));
    }
    let waited = now.since(oldest).max(0);
    if waited < HOUR {
        (o.waited_minutes)(&waited.div_euclid(MINUTE).to_string())
    } else {
        (o.waited_hours)(&waited.div_euclid(HOUR).to_string())
    }
}

/// The list that a figure counts.
fn place(what: DeskCount) -> String {
    match what {
        DeskCount::Recon => paths::ADMIN_RECON.to_owned(),
        DeskCount::LowStock => paths::admin_products(ProductTab::Low),
        DeskCount::Inbox => paths::ADMIN_INBOX.to_owned(),
        DeskCount::Jobs => paths::ADMIN_JOBS.to_owned(),
        DeskCount::Alarms => paths::ADMIN_ALARMS.to_owned(),
        DeskCount::Decide => paths::admin_refunds(RefundTab::Decide),
        DeskCount::ToShip
        | DeskCount::Unknown
        | DeskCount::Failed
        | DeskCount::WentBack
        | DeskCount::Confirming
        | DeskCount::Surplus => paths::admin_orders(what.orders().unwrap_or(AdminTab::All)),
    }
}

/// Money of today, beside that of yesterday until the same time.
fn today(t: &'static Text, view: &DeskView) -> AnyView {
    let o = &t.overview;
    let net = |day: &DayView| day.paid.minus(day.refunded).unwrap_or(Fen::ZERO);
    let both = |now: Fen, before: Fen| {
        view! {
            <span>{format::yuan(now)}</span>
            <span class="today-before">" · " {format::yuan(before)}</span>
        }
    };
    let (now, before) = (&view.today, &view.before);
    let orders = paths::admin_orders(AdminTab::PaidToday);
    view! {
        <section aria-labelledby="today">
            <h2 id="today" class="section-title">{o.today}</h2>
            <dl class="facts today">
                <div>
                    <dt><a href=orders>{o.paid}</a></dt>
                    <dd class="figure">{both(now.paid, before.paid)}</dd>
                </div>
                <div>
                    <dt>{o.refunded}</dt>
                    <dd class="figure">{both(now.refunded, before.refunded)}</dd>
                </div>
                <div>
                    <dt>{o.net}</dt>
                    <dd class="figure">{both(net(now), net(before))}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}
