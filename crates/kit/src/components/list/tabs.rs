//! The views of a list as a row of links.

use leptos::prelude::*;

/// One view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabLink {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// True for the current view.
    pub present: bool,
}

/// One link for each view of a list, in their order.
pub fn tab_links<T: Copy + PartialEq, N: Into<String>>(
    all: impl IntoIterator<Item = T>,
    present: Option<T>,
    link: impl Fn(T) -> (String, N),
) -> Vec<TabLink> {
    let one = |tab: T| {
        let (href, name) = link(tab);
        TabLink {
            href,
            name: name.into(),
            present: present == Some(tab),
        }
    };
    all.into_iter().map(one).collect()
}

/// The views.
#[component]
pub fn Tabs(
    /// Name of the row for screen readers.
    label: &'static str,
    /// The views.
    tabs: Vec<TabLink>,
    /// Read after each name by screen readers, if the name alone is unclear.
    #[prop(optional)]
    of: &'static str,
) -> impl IntoView {
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            let of = (!of.is_empty()).then(|| view! { <span class="vh">" " {of}</span> });
            view! {
                <li>
                    <a href=tab.href aria-current=tab.present.then_some("page")>
                        {tab.name}
                        {of}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{tabs}</ul>
        </nav>
    }
}
