//! The navigation of the desk: a rail beside the page, and on a phone a bar below it with the same links in a menu.

use super::{
    AdminFrame,
    entries::{ENTRIES, Entry, Group},
};
use crate::{components::capped, text::label};
use domain::view::desk::DeskCount;
use kit::paths;
use leptos::prelude::*;

fn link(frame: &AdminFrame, entry: &Entry) -> AnyView {
    let present = entry.holds(paths::bare(&frame.here));
    let count = entry.count.map(|what| waiting(frame, what));
    view! {
        <a href=entry.door aria-current=present.then_some("page")>
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
