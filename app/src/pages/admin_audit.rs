//! `/admin/audit?actor=&action=&target=&before=&after=`: what staff did.

use crate::{
    components::ScrollTable,
    format,
    layout::admin::{AdminFrame, AdminLayout},
    pages::load_page,
    paths,
    text::{
        Text,
        desk::{Desk, action},
    },
};
use domain::view::desk::{ActView, ChainView, TrailFilter, TrailView};
use leptos::prelude::*;
use shop::admin::Page;

/// The log of staff acts.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let filter = TrailFilter {
            actor: rq.query("actor"),
            action: rq.query("action"),
            target: rq.query("target"),
        };
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq.shop.admin_audit(&rq.viewer, filter, place).await?;
        let t = rq.text();
        let d = Desk::of(t.locale);
        let frame = AdminFrame::load(&rq, d.audit).await;
        let table = if view.acts.is_empty() {
            view! { <p class="empty">{d.no_acts}</p> }.into_any()
        } else {
            acts(t, &view.acts)
        };
        Ok(view! {
            <AdminLayout frame>
                <h1>{d.audit}</h1>
                {chain(t, &view.chain)}
                {filter_form(t, &view.filter)}
                {table}
                {pager(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn chain(t: &'static Text, chain: &ChainView) -> AnyView {
    let d = Desk::of(t.locale);
    let count = chain.checked.to_string();
    match (&chain.broken, chain.older) {
        (Some((hash, at)), _) => {
            let told = (d.chain_broken)(&short(hash), &format::exact(*at));
            view! { <p class="errors" role="alert">{told}</p> }.into_any()
        }
        (None, true) => view! { <p class="note-box">{(d.chain_recent)(&count)}</p> }.into_any(),
        (None, false) => view! { <p class="notice">{(d.chain_whole)(&count)}</p> }.into_any(),
    }
}

fn filter_form(t: &'static Text, filter: &TrailFilter) -> AnyView {
    let d = Desk::of(t.locale);
    let field = |name: &'static str, label: &'static str, value: &str| {
        let value = value.to_owned();
        view! {
            <p class="field">
                <label for=name>{label}</label>
                <input id=name name=name value=value maxlength="64" autocomplete="off" />
            </p>
        }
    };
    view! {
        <form class="filters" method="get" action=paths::ADMIN_AUDIT role="search" aria-label=d.filter>
            {field("actor", d.filter_actor, &filter.actor)}
            {field("action", d.filter_action, &filter.action)}
            {field("target", d.filter_target, &filter.target)}
            <button class="button button-plain">{d.show}</button>
            <a href=paths::ADMIN_AUDIT>{t.admin.search_clear}</a>
        </form>
    }
    .into_any()
}

fn short(hash: &str) -> String {
    hash.chars().take(10).collect()
}

/// A table of acts.
pub fn acts(t: &'static Text, acts: &[ActView]) -> AnyView {
    let d = Desk::of(t.locale);
    let rows: Vec<_> = acts.iter().map(|act| row(t, act)).collect();
    let head = vec![
        (t.admin.col_time, false),
        (t.admin.col_actor, false),
        (d.col_act, false),
        (d.col_target, false),
        (d.col_changes, false),
        (d.col_from, false),
        (d.col_hash, false),
    ];
    view! { <ScrollTable label=(t.admin.scroll)(d.audit) head>{rows}</ScrollTable> }.into_any()
}

fn row(t: &'static Text, act: &ActView) -> AnyView {
    let d = Desk::of(t.locale);
    let changes: Vec<_> = act
        .changes
        .iter()
        .map(|change| {
            let after = if change.after.is_empty() {
                d.nothing.to_owned()
            } else {
                change.after.clone()
            };
            // What was not there before is simply there now.
            let before = (!change.before.is_empty())
                .then(|| view! { <del>{change.before.clone()}</del> " → " });
            view! {
                <li>
                    <span class="change-field">{change.field.clone()}</span>
                    " "
                    {before}
                    <ins>{after}</ins>
                </li>
            }
        })
        .collect();
    let actor = if act.actor.is_empty() {
        d.nobody.to_owned()
    } else {
        act.actor.clone()
    };
    let done = action(t.locale, act.act);
    let done = match act.act {
        Some(act) => {
            let href = paths::with_query(paths::ADMIN_AUDIT, &[("action", act.as_str())]);
            view! { <a href=href>{done}</a> }.into_any()
        }
        None => done.into_any(),
    };
    let by_target = paths::with_query(paths::ADMIN_AUDIT, &[("target", &act.target_id)]);
    view! {
        <tr>
            <th scope="row">
                <time datetime=format::machine(act.at)>{format::exact(act.at)}</time>
            </th>
            <td>{actor} " " <span class="hint">{act.role.clone()}</span></td>
            <td>{done}</td>
            <td>
                <a class="number" href=by_target>{act.target_id.clone()}</a>
            </td>
            <td class="wraps"><ul class="changes">{changes}</ul></td>
            <td class="number">{act.ip_prefix.clone()}</td>
            <td class="number"><code title=act.hash.clone()>{short(&act.hash)}</code></td>
        </tr>
    }
    .into_any()
}

fn pager(t: &'static Text, view: &TrailView) -> AnyView {
    let f = &view.filter;
    let link = |place: &'static str, hash: &str, name: &'static str, rel: &'static str| {
        let pairs = [
            ("actor", f.actor.as_str()),
            ("action", &f.action),
            ("target", &f.target),
            (place, hash),
        ];
        let href = paths::with_query(paths::ADMIN_AUDIT, &pairs);
        view! { <a class="button button-plain" href=href rel=rel>{name}</a> }
    };
    let d = Desk::of(t.locale);
    let newer = view
        .newer
        .as_deref()
        .map(|hash| link("after", hash, d.newer, "prev"));
    let older = view
        .older
        .as_deref()
        .map(|hash| link("before", hash, d.older, "next"));
    let any = newer.is_some() || older.is_some();
    any.then(|| view! { <nav class="pager" aria-label=t.admin.pages>{newer} {older}</nav> })
        .into_any()
}
