//! The server functions: one per form, used by plain forms and by islands. Each is a POST that calls one use case.

pub mod account;
pub mod admin;
pub mod cart;
pub mod checkout;
pub mod order;
pub mod payment;

/// Registers every server function by name, because the linker may drop the registrations that run before `main`.
#[cfg(feature = "ssr")]
pub fn register_server_functions() {
    use leptos::server_fn::axum::register_explicit;

    register_explicit::<cart::CartAdd>();
    register_explicit::<cart::CartBuyNow>();
    register_explicit::<cart::CartSet>();
    register_explicit::<cart::CartRemove>();
    register_explicit::<cart::CartSelect>();
    register_explicit::<account::SignIn>();
    register_explicit::<account::SignUp>();
    register_explicit::<account::SignOut>();
    register_explicit::<account::SetLanguage>();
    register_explicit::<checkout::PlaceOrder>();
    register_explicit::<payment::StartPayment>();
    register_explicit::<payment::CheckPayment>();
    register_explicit::<order::CancelOrder>();
    register_explicit::<order::BuyAgain>();
    register_explicit::<admin::AdminSignIn>();
    register_explicit::<admin::AdminSignOut>();
    register_explicit::<admin::AdminCancelOrder>();
    register_explicit::<admin::AdminCheckPayment>();
    register_explicit::<admin::RefundOrder>();
    register_explicit::<admin::RetryRefund>();
    register_explicit::<admin::DropRefund>();
    register_explicit::<admin::Prove>();
    register_explicit::<admin::ChangeProduct>();
    register_explicit::<admin::ChangeSku>();
    register_explicit::<admin::MoveStock>();
    register_explicit::<admin::ShowPhone>();
    register_explicit::<admin::NoteOrder>();
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::server_fn::axum::server_fn_paths;

    #[test]
    fn these_are_all_the_doors_and_all_are_post() {
        super::register_server_functions();
        let mut doors: Vec<String> = server_fn_paths()
            .map(|(path, method)| format!("{method} {path}"))
            .collect();
        doors.sort();
        let expected = [
            "POST /api/account/language",
            "POST /api/account/sign_in",
            "POST /api/account/sign_out",
            "POST /api/account/sign_up",
            "POST /api/admin/cancel_order",
            "POST /api/admin/change_product",
            "POST /api/admin/change_sku",
            "POST /api/admin/check_payment",
            "POST /api/admin/drop_refund",
            "POST /api/admin/move_stock",
            "POST /api/admin/note",
            "POST /api/admin/prove",
            "POST /api/admin/refund_order",
            "POST /api/admin/retry_refund",
            "POST /api/admin/show_phone",
            "POST /api/admin/sign_in",
            "POST /api/admin/sign_out",
            "POST /api/cart/add",
            "POST /api/cart/buy_now",
            "POST /api/cart/remove",
            "POST /api/cart/select",
            "POST /api/cart/set",
            "POST /api/checkout/place_order",
            "POST /api/order/buy_again",
            "POST /api/order/cancel",
            "POST /api/payment/check",
            "POST /api/payment/start",
        ];
        assert_eq!(doors, expected);
    }
}
