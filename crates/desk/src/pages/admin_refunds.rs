//! `/admin/refunds?tab=&from=`: the refunds of all orders; who waits longest stands first.

use crate::{
    components::rows_links,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    export::{ExportKind, ExportTime},
    time::{DAY, HOUR, MINUTE, Millis},
    view::refund::{RefundRow, RefundTab, RefundsView},
};
use kit::{
    components::{
        Chip, ListTable, Money, TabLink, Tabs, isolated, line_words, refund_tone, tab_links,
    },
    format, paths,
};
use leptos::prelude::*;

mod decide;
mod one;
mod receive;

pub use one::page as one;

/// The list.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(RefundTab::Decide);
        let from = Some(rq.query("from")).filter(|from| !from.is_empty());
        let view = rq.shop.admin_refunds(&rq.viewer, tab, from).await?;
        let t = Text::of(rq.viewer.locale);
        let frame = AdminFrame::load(&rq, t.shared.refunds).await;
        let next = view.next.as_ref().map(|next| {
            let pairs = [("tab", view.tab.as_str()), ("from", next.as_str())];
            let href = paths::with_query(paths::ADMIN_REFUNDS, &pairs);
            view! {
                <nav class="pager" aria-label=t.list.pages>
                    <a class="button button-plain" href=href rel="next">{t.refunds.next}</a>
                </nav>
            }
        });
        Ok(view! {
            <AdminLayout frame>
                <h1>{t.shared.refunds}</h1>
                <Tabs label=t.refunds.tabs tabs=tabs(t, &view) />
                {table(t, &view)}
                {rows_links(t, &rq, &[(ExportKind::Refunds, ExportTime::Created)], ("", ""))}
                {next}
            </AdminLayout>
        }
        .into_any())
    })
}

/// The tabs with the number that waits in each.
fn tabs(t: &'static Text, view: &RefundsView) -> Vec<TabLink> {
    tab_links(RefundTab::ALL.iter().copied(), Some(view.tab), |tab| {
        let count = view.counts.iter().find(|(counted, _)| *counted == tab);
        let count = count.map(|(_, count)| (t.refunds.count)(&count.to_string()));
        let words = format!("{}{}", name(t, tab), count.unwrap_or_default());
        (paths::admin_refunds(tab), words)
    })
}

const fn name(t: &'static Text, tab: RefundTab) -> &'static str {
    match tab {
        RefundTab::Decide => t.refunds.tab_decide,
        RefundTab::Return => t.refunds.tab_return,
        RefundTab::Unknown => t.refunds.tab_unknown,
        RefundTab::Held => t.refunds.tab_held,
        RefundTab::Closed => t.refunds.tab_closed,
    }
}

fn table(t: &'static Text, view: &RefundsView) -> AnyView {
    let r = &t.refunds;
    let rows = view.rows.iter().map(|found| row(t, found, view)).collect();
    let first = if view.tab == RefundTab::Closed {
        t.admin.col_created
    } else {
        r.waiting
    };
    let head = vec![
        (first, false),
        (t.admin.col_number, false),
        (r.kind, false),
        (r.goods, false),
        (t.desk.reason, false),
        (t.admin.col_amount, true),
        (t.desk.status, false),
    ];
    view! {
        <div class="fold">
            <ListTable t title=t.shared.refunds head rows none=r.empty />
        </div>
    }
    .into_any()
}

fn row(t: &'static Text, found: &RefundRow, view: &RefundsView) -> AnyView {
    let since = if view.tab == RefundTab::Closed {
        format::moment(found.created_at, t.locale)
    } else {
        waited(t, found.created_at, view.now)
    };
    let kind = found.kind.map_or_else(
        || label::origin(t.locale, found.origin),
        |kind| label::request_kind(t.locale, kind),
    );
    let goods = found.goods.as_ref().map(|(title, options)| {
        let units = (t.shared.units)(&found.units.to_string());
        view! { {line_words(t, title, options)} " " {units} }
    });
    let reason = found.reason.map(|reason| label::reason(t.locale, reason));
    let sent = found
        .is_sent
        .then(|| view! { " " <span class="hint">{t.refunds.is_sent}</span> });
    view! {
        <tr class="row-link">
            <th scope="row">
                <a href=paths::admin_refund_desk(&found.request_no)>
                    <time datetime=format::machine(found.created_at)>{since}</time>
                </a>
            </th>
            <td class="number">{isolated(found.number.clone())}</td>
            <td>{kind}</td>
            <td class="wraps">{goods}</td>
            <td>{reason}</td>
            <td class="figure fold-lead"><Money amount=found.amount /></td>
            <td>
                <Chip words=label::refund(t.locale, found.state) tone=refund_tone(found.state) />
                {sent}
            </td>
        </tr>
    }
    .into_any()
}

/// How long somebody has waited: `5 小时`.
fn waited(t: &'static Text, since: Millis, now: Millis) -> String {
    let ms = now.since(since).max(0);
    let r = &t.refunds;
    if ms < HOUR {
        (r.minutes)(&(ms / MINUTE).to_string())
    } else if ms < DAY {
        (r.hours)(&(ms / HOUR).to_string())
    } else {
        (r.days)(&(ms / DAY).to_string())
    }
}
