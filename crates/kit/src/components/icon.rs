//! Icons of 24 by 24 pixels for the navigation. Decorative: each has a text beside it.

use leptos::prelude::*;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A house.
    Home,
    /// A bag.
    Cart,
    /// Four squares.
    Categories,
    /// A person.
    Person,
}

/// An icon.
#[component]
pub fn Icon(
    /// Which icon.
    sign: Sign,
) -> impl IntoView {
    let path = match sign {
        Sign::Home => "M4 11.2 12 4.5l8 6.7M6 9.8V19.5h12V9.8M10 19.5v-5.2h4v5.2",
        Sign::Cart => "M5.5 8.5h13l1 11h-15zM9 11V7.6a3 3 0 0 1 6 0V11",
        Sign::Categories => {
            "M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM13.5 13.5H19V19h-5.5z"
        }
        Sign::Person => {
            "M12 12.2a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.9 19.6c.7-3.4 3.5-5 7.1-5s6.4 1.6 7.1 5"
        }
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    }
}
