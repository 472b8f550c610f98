//! What every handler shares.

use app::Site;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use shop::Shop;

/// The state of the router. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub shop: Shop,
    /// Where built files lie and how they are named.
    pub leptos: LeptosOptions,
    /// Facts of this installation.
    pub site: Site,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
