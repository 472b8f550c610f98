//! `/admin`: the overview. Each figure links to the list of the rows it counts.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    setting::Section,
    view::{
        admin::AdminTab,
        catalog::desk::ProductTab,
        desk::{CAP, DeskView, FailureView},
        setting::{OpeningStep, OpeningView},
    },
};
use kit::{
    components::{
        BackLink, isolated,
        list::{Column, ListTable},
    },
    format, paths,
};
use leptos::prelude::*;

/// The overview.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_desk(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let frame = AdminFrame::load(&rq, d.desk).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{d.desk}</h1>
                {view.opening.as_ref().map(|opening| opening_list(t, opening))}
                {view.mail_is_off.then(|| mail_off(t))}
                {figures(t, &view)}
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

fn figures(t: &'static Text, view: &DeskView) -> AnyView {
    let d = &t.desk;
    let mut cards: Vec<AnyView> = view
        .views
        .iter()
        .map(|(tab, count)| {
            let sum =
                (*tab == AdminTab::PaidToday).then(|| (d.paid_sum)(&format::yuan(view.paid_today)));
            let urgent = matches!(
                tab,
                AdminTab::Failed | AdminTab::Unknown | AdminTab::WentBack
            );
            let href = paths::admin_orders(*tab);
            card(href, label::admin_tab(t.locale, *tab), *count, sum, urgent)
        })
        .collect();
    // Unlike the others it has nothing to say while it is zero.
    if view.low_stock > 0 {
        let name = label::product_tab(t.locale, ProductTab::Low);
        let href = paths::admin_products(ProductTab::Low);
        cards.push(card(href, name, view.low_stock, None, true));
    }
    // Neither has this.
    if view.undelivered > 0 {
        let href = paths::ADMIN_MAIL.to_owned();
        cards.push(card(href, t.mail.undelivered, view.undelivered, None, true));
    }
    for (door, name, count) in [
        (paths::ADMIN_JOBS, d.dead_jobs, view.dead_jobs),
        (paths::ADMIN_INBOX, d.refused, view.refused),
    ] {
        cards.push(card(door.to_owned(), name, count, None, true));
    }
    view! { <ul class="figures" aria-label=d.figures>{cards}</ul> }.into_any()
}

fn card(
    href: String,
    name: &'static str,
    count: i64,
    sum: Option<String>,
    urgent: bool,
) -> AnyView {
    let shown = if count >= CAP {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    let class = match (count, urgent) {
        (0, _) => "figure-card figure-none",
        (_, true) => "figure-card figure-urgent",
        (_, false) => "figure-card",
    };
    view! {
        <li class=class>
            <a href=href>
                <span class="figure-name">{name}</span>
                " "
                <span class="figure-count">{shown}</span>
            </a>
            {sum.map(|sum| view! { <p class="figure-sum">{sum}</p> })}
        </li>
    }
    .into_any()
}

/// `/admin/jobs`: failed jobs.
pub fn jobs() -> AnyView {
    load_page(|rq| async move {
        let jobs = rq.shop.admin_jobs(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let frame = AdminFrame::load(&rq, d.dead_jobs).await;
        let rows = jobs
            .into_iter()
            .map(|job| {
                view! {
                    <tr>
                        <th scope="row">{label::job(t.locale, job.kind)}</th>
                        <td>{format::exact(job.created_at)}</td>
                        <td class="figure">{job.tries}</td>
                        <td class="wraps">{job.failure.map(|why| failed(t, why))}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let head = vec![
            (d.col_kind, false),
            (t.admin.col_created, false),
            (d.col_tries, true),
            (t.desk.reason, false),
        ];
        let list = list(t, d.dead_jobs, head, rows);
        Ok(view! { <AdminLayout frame>{list}</AdminLayout> }.into_any())
    })
}

/// `/admin/inbox`: unprocessed notifications.
pub fn inbox() -> AnyView {
    load_page(|rq| async move {
        let notifies = rq.shop.admin_inbox(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let frame = AdminFrame::load(&rq, d.refused).await;
        let rows = notifies
            .into_iter()
            .map(|row| {
                view! {
                    <tr>
                        <th scope="row" class="number">{row.out_trade_no}</th>
                        <td>{format::exact(row.at)}</td>
                        <td>{row.trade_status.map(|status| label::trade_status(t.locale, status))}</td>
                        <td>{label::verdict(t.locale, row.verdict)}</td>
                        <td class="figure">{row.deliveries}</td>
                        <td class="wraps">
                            {row.reason.map(|why| label::verdict_reason(t.locale, why))}
                            {row.failure.map(|why| failed(t, why))}
                        </td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let head = vec![
            (t.admin.col_attempt, false),
            (t.admin.col_time, false),
            (d.col_status, false),
            (t.admin.col_outcome, false),
            (d.col_deliveries, true),
            (t.desk.reason, false),
        ];
        let list = list(t, d.refused, head, rows);
        Ok(view! { <AdminLayout frame>{list}</AdminLayout> }.into_any())
    })
}

/// A failure in words; the stored error is folded, because it helps only the administrator of the machine.
fn failed(t: &'static Text, why: FailureView) -> AnyView {
    view! {
        <p>{label::failure(t.locale, why.kind)}</p>
        <details class="technical">
            <summary>{t.desk.technical}</summary>
            {isolated(why.technical)}
        </details>
    }
    .into_any()
}

fn list(t: &'static Text, title: &'static str, head: Vec<Column>, rows: Vec<AnyView>) -> AnyView {
    let d = &t.desk;
    view! {
        <BackLink href=paths::ADMIN label=d.desk />
        <h1>{title}</h1>
        <ListTable t title head rows none=d.none_of_these />
    }
    .into_any()
}
