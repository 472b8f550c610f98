//! `/admin/inbox?tab=&before=&after=` and `/admin/inbox/{key}`: the notifications of the gateway.

use crate::{
    actions::watch::ReplayNotify,
    components::failed,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, label},
};
use domain::{
    payment::Verdict,
    view::watch::{InboxTab, InboxView, NotifyRow, NotifyView},
};
use kit::{
    components::{BackLink, Chip, ListTable, Pager, TabLink, Tabs, Tone, isolated, tab_links},
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};
use shop::admin::Page;

/// A list of notifications.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(InboxTab::Open);
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq.shop.admin_inbox(&rq.viewer, tab, place).await?;
        let t = Text::of(rq.viewer.locale);
        let frame = AdminFrame::load(&rq, t.nav.inbox).await;
        let word = paths::inbox_tab_word(view.tab).to_owned();
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN label=t.desk.desk />
                <h1>{t.nav.inbox}</h1>
                <Tabs label=t.watch.inbox_tabs tabs=tabs(t, view.tab) />
                {table(t, &view)}
                <Pager
                    t
                    page=paths::ADMIN_INBOX
                    state=vec![("tab", word)]
                    names=(t.desk.newer, t.desk.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

fn tabs(t: &'static Text, present: InboxTab) -> Vec<TabLink> {
    tab_links(InboxTab::ALL.iter().copied(), Some(present), |tab| {
        (paths::admin_inbox(tab), label::inbox_tab(t.locale, tab))
    })
}

fn table(t: &'static Text, view: &InboxView) -> AnyView {
    let head = vec![
        (t.admin.col_attempt, false),
        (t.admin.col_time, false),
        (t.desk.col_status, false),
        (t.admin.col_outcome, false),
        (t.desk.col_deliveries, true),
        (t.desk.reason, false),
    ];
    let rows = view
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">
                        <a class="number" href=paths::admin_notify(&row.key)>
                            {isolated(row.out_trade_no.clone())}
                        </a>
                    </th>
                    <td>{format::exact(row.at)}</td>
                    <td>{row.trade_status.map(|status| label::trade_status(t.locale, status))}</td>
                    <td class="fold-lead">{verdict(t, row.verdict)}</td>
                    <td class="figure" data-name=t.desk.col_deliveries>{row.deliveries}</td>
                    <td class="wraps">{why(t, row)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let none = t.watch.no_notifies;
    view! {
        <div class="fold">
            <ListTable t title=t.nav.inbox head rows none />
        </div>
    }
    .into_any()
}

fn verdict(t: &'static Text, verdict: Verdict) -> AnyView {
    let tone = match verdict {
        Verdict::Applied => Tone::Celadon,
        Verdict::NoEffect => Tone::Quiet,
        Verdict::UnknownTrade | Verdict::Rejected => Tone::Amber,
        Verdict::Error => Tone::Cinnabar,
    };
    view! { <Chip words=label::verdict(t.locale, verdict) tone /> }.into_any()
}

fn why(t: &'static Text, row: &NotifyRow) -> AnyView {
    view! {
        {row.reason.map(|why| label::verdict_reason(t.locale, why))}
        {row.failure.clone().map(|why| failed(t, why))}
    }
    .into_any()
}

/// One notification.
pub fn one() -> AnyView {
    let key = param("key");
    load_page(|rq| async move {
        let view = rq.shop.admin_notify(&rq.viewer, &key).await?;
        let t = Text::of(rq.viewer.locale);
        let frame = AdminFrame::load(&rq, t.watch.one_notify).await;
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_INBOX label=t.nav.inbox />
                <h1>{t.watch.one_notify}</h1>
                {facts(t, &view)}
                {replay(t, &view)}
                {message(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn facts(t: &'static Text, view: &NotifyView) -> AnyView {
    let (w, row) = (&t.watch, &view.row);
    let trade = isolated(row.out_trade_no.clone());
    let trade = match &view.order {
        Some(number) => view! { <a href=paths::admin_order(number)>{trade}</a> }.into_any(),
        None => trade.into_any(),
    };
    let status = row
        .trade_status
        .map(|status| label::trade_status(t.locale, status));
    view! {
        <dl class="facts">
            <div>
                <dt>{t.admin.col_outcome}</dt>
                <dd>{verdict(t, row.verdict)}</dd>
            </div>
            <div>
                <dt>{t.desk.reason}</dt>
                <dd>{why(t, row)}</dd>
            </div>
            <div>
                <dt>{t.admin.col_attempt}</dt>
                <dd>{trade}</dd>
            </div>
            <div>
                <dt>{t.shared.trade_no}</dt>
                <dd>{isolated(view.trade_no.clone())}</dd>
            </div>
            <div>
                <dt>{t.desk.col_status}</dt>
                <dd>{status}</dd>
            </div>
            <div>
                <dt>{w.first_delivery}</dt>
                <dd>{format::exact(row.at)}</dd>
            </div>
            <div>
                <dt>{w.last_delivery}</dt>
                <dd>{format::exact(view.last_at)}</dd>
            </div>
            <div>
                <dt>{t.desk.col_deliveries}</dt>
                <dd>{row.deliveries}</dd>
            </div>
            <div>
                <dt>{w.notify_id}</dt>
                <dd>{isolated(view.notify_id.clone())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// 重放, where it is possible; else why not.
fn replay(t: &'static Text, view: &NotifyView) -> Option<AnyView> {
    let w = &t.watch;
    let is_open = InboxTab::Open.verdicts().contains(&view.row.verdict);
    if !is_open {
        return None;
    }
    if !view.may_replay {
        return (!view.fields.is_empty())
            .then(|| view! { <p class="note-box">{w.replay_read_only}</p> }.into_any());
    }
    Some(
        view! {
            <form class="replay" method="post" action=ReplayNotify::url()>
                <input type="hidden" name="form[key]" value=view.row.key.clone() />
                <input type="hidden" name="form[verdict]" value=view.row.verdict.as_str() />
                <button class="button">{w.replay}</button>
                <p class="hint">{w.replay_hint}</p>
            </form>
        }
        .into_any(),
    )
}

/// The message as Alipay wrote it, folded: it helps who reads Alipay's documents.
fn message(t: &'static Text, view: &NotifyView) -> AnyView {
    if view.fields.is_empty() {
        return view! { <p class="hint">{t.watch.message_gone}</p> }.into_any();
    }
    let rows: Vec<_> = view
        .fields
        .iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{isolated(name.clone())}</dt>
                    <dd>{isolated(value.clone())}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <details class="technical">
            <summary>{t.watch.message}</summary>
            <dl class="facts">{rows}</dl>
        </details>
    }
    .into_any()
}
