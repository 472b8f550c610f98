//! The form doors: one row for each server function, with how often it may be posted to and the page its form is on.

use crate::limit::Pace;
use app::{
    actions::{account, admin, cart, checkout, order, payment},
    paths,
};
use axum::{
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use leptos::server_fn::ServerFn;

/// A form door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// Its address: the server function's own.
    pub path: &'static str,
    /// How often it may be posted to.
    pub pace: Pace,
    /// Where somebody is led who opens the address itself.
    pub page: &'static str,
}

const fn door<F: ServerFn>(pace: Pace, page: &'static str) -> Door {
    Door {
        path: F::PATH,
        pace,
        page,
    }
}

/// All of them.
pub const DOORS: &[Door] = &[
    door::<account::SignIn>(Pace::Login, paths::LOGIN),
    door::<account::SignUp>(Pace::Login, paths::REGISTER),
    door::<account::SignOut>(Pace::Form, paths::LOGIN),
    door::<account::SetLanguage>(Pace::Form, paths::HOME),
    door::<cart::CartAdd>(Pace::Form, paths::CART),
    door::<cart::CartBuyNow>(Pace::Form, paths::CART),
    door::<cart::CartSet>(Pace::Form, paths::CART),
    door::<cart::CartRemove>(Pace::Form, paths::CART),
    door::<cart::CartSelect>(Pace::Form, paths::CART),
    door::<checkout::PlaceOrder>(Pace::Checkout, paths::CHECKOUT),
    door::<payment::StartPayment>(Pace::Form, paths::ORDERS),
    door::<payment::CheckPayment>(Pace::Form, paths::ORDERS),
    door::<order::CancelOrder>(Pace::Form, paths::ORDERS),
    door::<order::BuyAgain>(Pace::Form, paths::ORDERS),
    door::<admin::AdminSignIn>(Pace::Login, paths::ADMIN_LOGIN),
    door::<admin::AdminSignOut>(Pace::Form, paths::ADMIN_LOGIN),
    door::<admin::AdminCancelOrder>(Pace::Form, paths::ADMIN_ORDERS),
    door::<admin::AdminCheckPayment>(Pace::Form, paths::ADMIN_ORDERS),
    door::<admin::RefundOrder>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<admin::RetryRefund>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<admin::DropRefund>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<admin::Prove>(Pace::Login, paths::ADMIN_PROVE),
    door::<admin::ChangeProduct>(Pace::Form, paths::ADMIN_PRODUCTS),
    door::<admin::ChangeSku>(Pace::Form, paths::ADMIN_PRODUCTS),
    door::<admin::MoveStock>(Pace::Form, paths::ADMIN_PRODUCTS),
    door::<admin::ShowPhone>(Pace::Form, paths::ADMIN_ORDERS),
    door::<admin::NoteOrder>(Pace::Form, paths::ADMIN_ORDERS),
];

/// The door at `path`.
#[must_use]
pub fn at(path: &str) -> Option<&'static Door> {
    DOORS.iter().find(|door| door.path == path)
}

/// `GET` on a door: a reload, or an address taken from the history. Leads to the form's page.
pub(crate) async fn lead(request: Request) -> Response {
    let page = at(request.uri().path()).map_or(paths::HOME, |door| door.page);
    Redirect::to(page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::server_fn::axum::server_fn_paths;
    use std::collections::BTreeSet;

    /// A door that is missing here would have no limit and no page.
    #[test]
    fn every_server_function_has_a_row() {
        app::register_server_functions();
        let functions: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
        let rows: BTreeSet<&str> = DOORS.iter().map(|door| door.path).collect();
        assert_eq!(functions, rows);
        assert_eq!(rows.len(), DOORS.len(), "one row each");
    }
}
