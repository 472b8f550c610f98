//! The addresses that forms are posted to: one row for each server function, with its rate limit
//! and the page of its form.

use crate::limit::Pace;
use app::actions::{account, cart, checkout, order, payment};
use axum::{
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use desk::actions as staff;
use kit::{language::SetLanguage, paths};
use leptos::server_fn::ServerFn;

/// The address of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// The server function's address.
    pub path: &'static str,
    /// How often it may be posted to; `None` for forms that must always work.
    pub pace: Option<Pace>,
    /// The page that a `GET` of the address redirects to.
    pub page: &'static str,
}

const fn door<F: ServerFn>(pace: Pace, page: &'static str) -> Door {
    Door {
        path: F::PATH,
        pace: Some(pace),
        page,
    }
}

/// Signing out. It has no rate limit, because limits count by address and others there could block
/// it. Without a session it writes nothing.
const fn way_out<F: ServerFn>(page: &'static str) -> Door {
    Door {
        path: F::PATH,
        pace: None,
        page,
    }
}

/// The rows.
pub const DOORS: &[Door] = &[
    door::<account::SignIn>(Pace::Login, paths::LOGIN),
    door::<account::SignUp>(Pace::Login, paths::REGISTER),
    way_out::<account::SignOut>(paths::LOGIN),
    door::<SetLanguage>(Pace::Form, paths::HOME),
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
    door::<order::ConfirmReceipt>(Pace::Form, paths::ORDERS),
    door::<order::ExtendReceipt>(Pace::Form, paths::ORDERS),
    door::<order::RequestRefund>(Pace::Checkout, paths::ORDERS),
    door::<order::WithdrawRefund>(Pace::Form, paths::ORDERS),
    door::<order::SendReturn>(Pace::Form, paths::ORDERS),
    door::<staff::AdminSignIn>(Pace::Login, paths::ADMIN_LOGIN),
    door::<staff::FirstRun>(Pace::Login, paths::ADMIN_LOGIN),
    way_out::<staff::AdminSignOut>(paths::ADMIN_LOGIN),
    door::<staff::InviteStaff>(Pace::Form, paths::ADMIN_STAFF),
    door::<staff::DropInvite>(Pace::Form, paths::ADMIN_STAFF),
    door::<staff::JoinStaff>(Pace::Login, paths::ADMIN_LOGIN),
    door::<staff::ChangeRoles>(Pace::Form, paths::ADMIN_STAFF),
    door::<staff::DisableMember>(Pace::Form, paths::ADMIN_STAFF),
    door::<staff::RestoreMember>(Pace::Form, paths::ADMIN_STAFF),
    door::<staff::StepUp>(Pace::Login, paths::ADMIN_CODE),
    door::<staff::SetFactor>(Pace::Login, paths::ADMIN_TWO_STEP),
    door::<staff::DrawRecoveryCodes>(Pace::Form, paths::ADMIN_TWO_STEP),
    door::<staff::DropFactor>(Pace::Form, paths::ADMIN_TWO_STEP),
    door::<staff::ChangePassword>(Pace::Login, paths::ADMIN_ME),
    door::<staff::EndSession>(Pace::Form, paths::ADMIN_ME),
    door::<staff::EndSessions>(Pace::Form, paths::ADMIN_ME),
    door::<staff::AdminCancelOrder>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::AdminCheckPayment>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::RefundOrder>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<staff::RetryRefund>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<staff::DropRefund>(Pace::Refund, paths::ADMIN_ORDERS),
    door::<staff::ApproveRefund>(Pace::Refund, paths::ADMIN_REFUNDS),
    door::<staff::RejectRefund>(Pace::Refund, paths::ADMIN_REFUNDS),
    door::<staff::AskReturn>(Pace::Refund, paths::ADMIN_REFUNDS),
    door::<staff::ReceiveReturn>(Pace::Refund, paths::ADMIN_REFUNDS),
    door::<staff::Prove>(Pace::Refund, paths::ADMIN_PROVE),
    door::<staff::ChangeSettings>(Pace::Form, paths::ADMIN_SETTINGS),
    door::<staff::SaveCategory>(Pace::Form, paths::ADMIN_CATEGORIES),
    door::<staff::MoveCategory>(Pace::Form, paths::ADMIN_CATEGORIES),
    door::<staff::DeleteCategory>(Pace::Form, paths::ADMIN_CATEGORIES),
    door::<staff::SaveStockSheet>(Pace::Form, paths::ADMIN_PRODUCTS),
    door::<staff::ChangeGoods>(Pace::Form, paths::ADMIN_PRODUCTS),
    door::<staff::StartImport>(Pace::Form, paths::ADMIN_IMPORT),
    door::<staff::StopImport>(Pace::Form, paths::ADMIN_IMPORT),
    door::<staff::ShowPhone>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::NoteOrder>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::ship::ShipOrder>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::ship::ShipMany>(Pace::Form, paths::ADMIN_SHIP),
    door::<staff::ship::CorrectNumber>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::ship::VoidParcel>(Pace::Form, paths::ADMIN_ORDERS),
    door::<staff::watch::NoteAlarm>(Pace::Form, paths::ADMIN_ALARMS),
    door::<staff::watch::ReplayNotify>(Pace::Form, paths::ADMIN_INBOX),
    door::<staff::watch::RetryJob>(Pace::Form, paths::ADMIN_JOBS),
    door::<staff::watch::DropJob>(Pace::Form, paths::ADMIN_JOBS),
    door::<staff::SendMailAgain>(Pace::Form, paths::ADMIN_MAIL),
    door::<staff::CloseIssue>(Pace::Form, paths::ADMIN_RECON),
    door::<staff::ReopenIssue>(Pace::Form, paths::ADMIN_RECON),
];

/// Registers the server functions of the shop, of the desk and of both.
pub fn register() {
    kit::language::register_server_functions();
    app::register_server_functions();
    desk::register_server_functions();
}

/// The row for `path`.
#[must_use]
pub fn at(path: &str) -> Option<&'static Door> {
    DOORS.iter().find(|door| door.path == path)
}

/// `GET` on the address of a form: a reload, or an address from the history. Redirects to the
/// form's page.
pub(crate) async fn lead(request: Request) -> Response {
    let page = at(request.uri().path()).map_or(paths::HOME, |door| door.page);
    Redirect::to(page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::server_fn::axum::server_fn_paths;
    use std::collections::BTreeSet;

    /// A server function without a row would have no rate limit and no page.
    #[test]
    fn every_server_function_has_a_row() {
        register();
        let functions: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
        let rows: BTreeSet<&str> = DOORS.iter().map(|door| door.path).collect();
        assert_eq!(functions, rows);
        assert_eq!(rows.len(), DOORS.len(), "one row per server function");
    }

    #[test]
    fn these_are_all_the_doors_and_all_are_post() {
        register();
        let mut doors: Vec<String> = server_fn_paths()
            .map(|(path, method)| format!("{method} {path}"))
            .collect();
        doors.sort();
        let expected = [
            "POST /api/account/language",
            "POST /api/account/sign_in",
            "POST /api/account/sign_out",
            "POST /api/account/sign_up",
            "POST /api/admin/approve_refund",
            "POST /api/admin/ask_return",
            "POST /api/admin/cancel_order",
            "POST /api/admin/change_goods",
            "POST /api/admin/change_password",
            "POST /api/admin/change_roles",
            "POST /api/admin/change_settings",
            "POST /api/admin/check_payment",
            "POST /api/admin/close_issue",
            "POST /api/admin/correct_number",
            "POST /api/admin/delete_category",
            "POST /api/admin/disable_member",
            "POST /api/admin/draw_recovery_codes",
            "POST /api/admin/drop_factor",
            "POST /api/admin/drop_invite",
            "POST /api/admin/drop_job",
            "POST /api/admin/drop_refund",
            "POST /api/admin/end_session",
            "POST /api/admin/end_sessions",
            "POST /api/admin/first_run",
            "POST /api/admin/invite",
            "POST /api/admin/join",
            "POST /api/admin/move_category",
            "POST /api/admin/note",
            "POST /api/admin/note_alarm",
            "POST /api/admin/prove",
            "POST /api/admin/receive_return",
            "POST /api/admin/refund_order",
            "POST /api/admin/reject_refund",
            "POST /api/admin/reopen_issue",
            "POST /api/admin/replay_notify",
            "POST /api/admin/restore_member",
            "POST /api/admin/retry_job",
            "POST /api/admin/retry_refund",
            "POST /api/admin/save_category",
            "POST /api/admin/save_stock",
            "POST /api/admin/send_mail_again",
            "POST /api/admin/set_factor",
            "POST /api/admin/ship_many",
            "POST /api/admin/ship_order",
            "POST /api/admin/show_phone",
            "POST /api/admin/sign_in",
            "POST /api/admin/sign_out",
            "POST /api/admin/start_import",
            "POST /api/admin/step_up",
            "POST /api/admin/stop_import",
            "POST /api/admin/void_parcel",
            "POST /api/cart/add",
            "POST /api/cart/buy_now",
            "POST /api/cart/remove",
            "POST /api/cart/select",
            "POST /api/cart/set",
            "POST /api/checkout/place_order",
            "POST /api/order/buy_again",
            "POST /api/order/cancel",
            "POST /api/order/confirm_receipt",
            "POST /api/order/extend_receipt",
            "POST /api/order/request_refund",
            "POST /api/order/send_return",
            "POST /api/order/withdraw_refund",
            "POST /api/payment/check",
            "POST /api/payment/start",
        ];
        assert_eq!(doors, expected);
    }
}
