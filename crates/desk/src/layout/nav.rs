//! The navigation of the desk: a rail beside the page, and on a phone a bar below it with the same links in a menu.

use super::{
    AdminFrame,
    entries::{ENTRIES, Entry, Group},
};
use crate::{components::capped, text::label};
use domain::view::desk::DeskCount;
use super::AdminFrame;
use domain::view::desk::CAP;
use kit::paths;
use leptos::prelude::*;

/// A link and its name.
type Door = (&'static str, &'static str);

/// The groups with their links, most used first.
fn groups(frame: &AdminFrame) -> Vec<(&'static str, Vec<Door>)> {
    let t = frame.t;
fn groups(t: &'static Text) -> [(&'static str, Vec<Door>); 5] {
    let n = &t.nav;
    [
        (
            n.selling,
            vec![
                (paths::ADMIN_ORDERS, t.admin.orders),
                (paths::ADMIN_REFUNDS, t.shared.refunds),
            ],
        ),
    let money = if frame.reads_money {
        vec![(paths::ADMIN_SALES, t.sales.title)]
    } else {
        Vec::new()
    };
    vec![
        (n.selling, vec![(paths::ADMIN_ORDERS, t.admin.orders)]),
        (
            n.goods,
            vec![
                (paths::ADMIN_PRODUCTS, t.desk.products),
                (paths::ADMIN_CATEGORIES, t.shared.categories),
            ],
        ),
        (
            n.shop,
            vec![
                (paths::ADMIN_SETTINGS, n.settings),
                (paths::ADMIN_STAFF, t.staff.title),
            ],
        ),
        (n.money, money),
        (n.money, vec![(paths::ADMIN_RECON, t.recon.title)]),
        (n.shop, vec![(paths::ADMIN_SETTINGS, n.settings)]),
        (
            n.watch,
            vec![
                (paths::ADMIN_INBOX, n.inbox),
                (paths::ADMIN_JOBS, n.jobs),
                (paths::ADMIN_MAIL, t.mail.title),
                (paths::ADMIN_DOCTOR, n.doctor),
                (paths::ADMIN_AUDIT, t.desk.audit),
            ],
        ),
    ]
}

fn link(frame: &AdminFrame, (door, name): Door) -> AnyView {
    let here = paths::bare(&frame.here);
fn link(frame: &AdminFrame, entry: &Entry) -> AnyView {
    let (here, door) = (paths::bare(&frame.here), entry.door);
    let below = here
        .strip_prefix(door)
        .is_some_and(|rest| rest.starts_with('/'));
    let present = here == door || (entry.group != Group::Top && below);
    let count = entry.count.map(|what| waiting(frame, what));
    view! {
        <a href=door aria-current=present.then_some("page")>
            {(entry.name)(frame.t)}
            {count}
        </a>
    }
    .into_any()
}

/// The figure beside a link, which belongs to the link's name.
fn waiting(frame: &AdminFrame, what: DeskCount) -> AnyView {
    let count = frame.count(what);
    if count < 1 {
        return ().into_any();
    }
    let shown = capped(count);
    let said = label::waiting(frame.t.locale, what, &shown);
    view! {
        <span class="badge" aria-hidden="true">
            {shown}
        </span>
        <span class="vh">{said}</span>
    }
    .into_any()
}

/// The links of a group that this reader may follow.
fn links(frame: &AdminFrame, group: Group) -> Vec<AnyView> {
    ENTRIES
        .iter()
        .filter(|entry| entry.group == group && entry.is_for(&frame.roles))
        .map(|entry| view! { <li>{link(frame, entry)}</li> }.into_any())
        .collect()
}

fn lists(frame: &AdminFrame) -> AnyView {
    let groups: Vec<_> = Group::NAMED
        .into_iter()
        .filter_map(|group| {
            let links = links(frame, group);
            (!links.is_empty()).then(|| {
                view! {
                    <li>
                        <p class="rail-group">{group.name(frame.t)}</p>
                        <ul>{links}</ul>
                    </li>
                }
            })
    let t = frame.t;
    let groups: Vec<_> = groups(frame)
        .into_iter()
        .filter(|(_, doors)| !doors.is_empty())
        .map(|(name, doors)| {
            let links: Vec<_> = doors
                .into_iter()
                .map(|door| view! { <li>{link(frame, door)}</li> })
                .collect();
            view! {
                <li>
                    <p class="rail-group">{name}</p>
                    <ul>{links}</ul>
                </li>
            }
        })
        .collect();
    view! { <ul class="rail-list">{links(frame, Group::Top)} {groups}</ul> }.into_any()
}

/// The rail of a wide window.
pub(super) fn rail(frame: &AdminFrame) -> AnyView {
    view! {
        <nav class="rail" aria-label=frame.t.admin.nav>
            {lists(frame)}
        </nav>
    }
    .into_any()
}

/// The bar of a phone. The menu opens above it, without a script.
pub(super) fn bottom(frame: &AdminFrame) -> AnyView {
    let t = frame.t;
    let links: Vec<_> = ENTRIES
        .iter()
        .filter(|entry| entry.in_bar && entry.is_for(&frame.roles))
        .map(|entry| link(frame, entry))
        .collect();
    view! {
        <nav class="bottom" aria-label=t.nav.shortcuts>
            {links}
            <details class="desk-menu">
                <summary>{t.nav.menu}</summary>
                <div class="desk-menu-list">{lists(frame)}</div>
            </details>
        </nav>
    }
    .into_any()
}
