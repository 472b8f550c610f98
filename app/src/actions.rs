//! The server functions: one per form, used by plain forms and by islands. Each is a POST that calls one use case.

pub mod account;
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
    register_explicit::<checkout::PlaceOrder>();
    register_explicit::<payment::StartPayment>();
    register_explicit::<payment::CheckPayment>();
    register_explicit::<order::CancelOrder>();
    register_explicit::<order::BuyAgain>();
    register_explicit::<order::ConfirmReceipt>();
    register_explicit::<order::ExtendReceipt>();
    register_explicit::<order::RequestRefund>();
    register_explicit::<order::WithdrawRefund>();
    register_explicit::<order::SendReturn>();
}
