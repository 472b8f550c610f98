//! `/admin/jobs?tab=`: background jobs, and failed ones to retry or drop.

use crate::{
    actions::watch::{DropJob, RetryJob},
    components::failed,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    job::JobTab,
    view::{
        desk::CAP,
        watch::{JobView, JobsView},
    },
};
use kit::{
    components::{BackLink, ListTable, TabLink, Tabs, tab_links},
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// A list of jobs.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(JobTab::Failed);
        let view = rq.shop.admin_jobs(&rq.viewer, tab).await?;
        let t = Text::of(rq.viewer.locale);
        let w = &t.watch;
        let frame = AdminFrame::load(&rq, t.nav.jobs).await;
        let failing = view.tab == JobTab::Failed && !view.rows.is_empty();
        let read_only = (failing && !view.may_decide)
            .then(|| view! { <p class="note-box">{w.jobs_read_only}</p> });
        let many = i64::try_from(view.rows.len()).is_ok_and(|rows| rows >= CAP);
        let cut = many.then(|| {
            let words = (w.latest_only)(&CAP.to_string());
            view! { <p class="hint">{words}</p> }
        });
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN label=t.desk.desk />
                <h1>{t.nav.jobs}</h1>
                <Tabs label=w.job_tabs tabs=tabs(t, view.tab) />
                {read_only}
                {table(t, view)}
                {cut}
            </AdminLayout>
        }
        .into_any())
    })
}

fn tabs(t: &'static Text, present: JobTab) -> Vec<TabLink> {
    tab_links(JobTab::ALL.iter().copied(), Some(present), |tab| {
        (paths::admin_jobs(tab), label::job_tab(t.locale, tab))
    })
}

fn table(t: &'static Text, view: JobsView) -> AnyView {
    let mut head = vec![
        (t.desk.col_kind, false),
        (t.recon.order, false),
        (t.admin.col_created, false),
        (t.watch.col_run, false),
        (t.desk.col_tries, true),
        (t.desk.reason, false),
    ];
    let decides = view.tab == JobTab::Failed && view.may_decide;
    if decides {
        head.push((t.watch.col_decide, false));
    }
    let rows = view
        .rows
        .into_iter()
        .map(|job| row(t, job, decides))
        .collect();
    view! {
        <div class="fold">
            <ListTable t title=t.nav.jobs head rows none=t.watch.no_jobs />
        </div>
    }
    .into_any()
}

fn row(t: &'static Text, job: JobView, decides: bool) -> AnyView {
    let order = job.order.as_ref().map(|number| {
        view! { <a class="number" href=paths::admin_order(number)>{number.clone()}</a> }
    });
    let decision = decides.then(|| view! { <td class="wraps">{decide(t, &job)}</td> });
    view! {
        <tr>
            <th scope="row">{label::job(t.locale, job.kind)}</th>
            <td>{order}</td>
            <td data-name=t.admin.col_created>{format::exact(job.created_at)}</td>
            <td data-name=t.watch.col_run>{format::exact(job.run_at)}</td>
            <td class="figure" data-name=t.desk.col_tries>{job.tries}</td>
            <td class="wraps">{job.failure.map(|why| failed(t, why))}</td>
            {decision}
        </tr>
    }
    .into_any()
}

/// 重试, and 丢弃 or why it is not possible.
fn decide(t: &'static Text, job: &JobView) -> AnyView {
    let w = &t.watch;
    let button = |door: &'static str, words: &'static str| {
        view! {
            <form method="post" action=door>
                <input type="hidden" name="form[job]" value=job.handle.clone() />
                <button class="button button-plain">
                    {words} <span class="vh">" " {label::job(t.locale, job.kind)}</span>
                </button>
            </form>
        }
        .into_any()
    };
    let drop = match job.duty {
        Some(duty) => view! { <p class="hint">{label::job_duty(t.locale, duty)}</p> }.into_any(),
        None => button(DropJob::url(), w.drop_job),
    };
    view! { <div class="actions">{button(RetryJob::url(), w.retry)} {drop}</div> }.into_any()
}
