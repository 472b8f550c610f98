//! The navigation of the desk: a rail beside the page, and on a phone a bar below it with the same links in a menu.

use super::AdminFrame;
use crate::text::Text;
use domain::view::desk::CAP;
use kit::paths;
use leptos::prelude::*;

/// A link and its name.
type Door = (&'static str, &'static str);

/// The groups with their links, most used first.
fn groups(t: &'static Text) -> [(&'static str, Vec<Door>); 5] {
    let n = &t.nav;
    [
        (n.selling, vec![(paths::ADMIN_ORDERS, t.admin.orders)]),
        (
            n.goods,
            vec![
                (paths::ADMIN_PRODUCTS, t.desk.products),
                (paths::ADMIN_CATEGORIES, t.shared.categories),
            ],
        ),
        (n.money, vec![(paths::ADMIN_RECON, t.recon.title)]),
        (n.shop, vec![(paths::ADMIN_SETTINGS, n.settings)]),
        (
            n.watch,
            vec![
                (paths::ADMIN_INBOX, n.inbox),
                (paths::ADMIN_JOBS, n.jobs),
                (paths::ADMIN_DOCTOR, n.doctor),
                (paths::ADMIN_AUDIT, t.desk.audit),
            ],
        ),
    ]
}

fn link(frame: &AdminFrame, (door, name): Door) -> AnyView {
    let here = paths::bare(&frame.here);
    let below = here
        .strip_prefix(door)
        .is_some_and(|rest| rest.starts_with('/'));
    let present = here == door || (door != paths::ADMIN && below);
    let count = (door == paths::ADMIN_ORDERS).then(|| waiting(frame));
    view! {
        <a href=door aria-current=present.then_some("page")>
            {name}
            {count}
        </a>
    }
    .into_any()
}

/// The figure beside the orders, with a sentence for screen readers.
fn waiting(frame: &AdminFrame) -> AnyView {
    let count = frame.to_ship;
    if count < 1 {
        return ().into_any();
    }
    let shown = if count >= CAP {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    let said = (frame.t.nav.to_ship)(&shown);
    view! {
        <span class="badge" aria-hidden="true">
            {shown}
        </span>
        <span class="vh">{said}</span>
    }
    .into_any()
}

fn lists(frame: &AdminFrame) -> AnyView {
    let t = frame.t;
    let groups: Vec<_> = groups(t)
        .into_iter()
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
    view! {
        <ul class="rail-list">
            <li>{link(frame, (paths::ADMIN, t.desk.desk))}</li>
            {groups}
        </ul>
    }
    .into_any()
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
    let links: Vec<_> = [
        (paths::ADMIN, t.desk.desk),
        (paths::ADMIN_ORDERS, t.admin.orders),
        (paths::ADMIN_PRODUCTS, t.desk.products),
    ]
    .into_iter()
    .map(|door| link(frame, door))
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
