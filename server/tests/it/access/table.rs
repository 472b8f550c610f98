//! The table of routes: who may use each of them.

mod acts;
mod desk;

use crate::support::{Client, page::Page};
use axum::body::Body;
use domain::staff::Role;
use http::{Method, Request, header};

/// The outcome of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sees {
    /// The page, 200.
    Shown,
    /// 422: the form again, with its errors.
    Told,
    /// 303, after the action or back to the form with its errors.
    Led,
    /// 303 to the shoppers' login.
    Login,
    /// 303 to the staff login.
    Desk,
    /// 403, for staff without the role.
    Forbidden,
    /// 404: data of other users is not found.
    Missing,
    /// 400: not the expected form.
    Refused,
}
use Sees::{Desk, Forbidden, Led, Login, Missing, Refused, Shown};

/// One route.
pub(crate) struct Row {
    /// Method and path as in the router.
    pub(crate) route: &'static str,
    /// The URL to request, if the route has a parameter or needs a query; `{n}` is the order
    /// number.
    at: &'static str,
    /// The form body; `{n}` is the order number.
    pub(crate) body: &'static str,
    pub(crate) stranger: Sees,
    pub(crate) buyer: Sees,
    pub(crate) shopper: Sees,
    /// Roles with access, besides the owner.
    pub(crate) roles: &'static [Role],
    /// What staff with one of these roles see.
    pub(crate) staff: Sees,
    /// What other staff see.
    pub(crate) other_staff: Sees,
    /// Signs in or out, so a new client is needed afterwards.
    pub(crate) ends_session: bool,
}

const ANY: &[Role] = &[
    Role::Viewer,
    Role::Catalog,
    Role::Orders,
    Role::Refunds,
    Role::Finance,
];

impl Row {
    /// All users see the same.
    const fn public(route: &'static str, at: &'static str, body: &'static str, sees: Sees) -> Self {
        Self {
            route,
            at,
            body,
            stranger: sees,
            buyer: sees,
            shopper: sees,
            roles: ANY,
            staff: sees,
            other_staff: sees,
            ends_session: false,
        }
    }

    /// For signed-in shoppers; staff do not count as shoppers.
    const fn own(route: &'static str, at: &'static str, body: &'static str, sees: Sees) -> Self {
        Self {
            stranger: Login,
            staff: Login,
            ..Self::public(route, at, body, sees)
        }
    }

    /// For the shopper who placed the order; others get 404.
    const fn order(route: &'static str, at: &'static str, body: &'static str, sees: Sees) -> Self {
        Self {
            shopper: Missing,
            ..Self::own(route, at, body, sees)
        }
    }

    /// For staff with one of `roles`.
    const fn desk(
        route: &'static str,
        at: &'static str,
        body: &'static str,
        roles: &'static [Role],
        sees: Sees,
    ) -> Self {
        Self {
            route,
            at,
            body,
            stranger: Desk,
            buyer: Desk,
            shopper: Desk,
            roles,
            staff: sees,
            other_staff: Forbidden,
            ends_session: false,
        }
    }

    const fn ending_the_session(self) -> Self {
        Self {
            ends_session: true,
            ..self
        }
    }

    /// Sends the request.
    pub(crate) async fn ask(&self, client: &Client, number: &str) -> Page {
        self.ask_with(client, number, "").await
    }

    /// Sends the request, with `extra` at the end of its body.
    pub(crate) async fn ask_with(&self, client: &Client, number: &str, extra: &str) -> Page {
        let (method, path) = self.route.split_once(' ').unwrap();
        let at = if self.at.is_empty() { path } else { self.at };
        let at = at.replace("{n}", number);
        let mut request = Request::builder()
            .method(method.parse::<Method>().unwrap())
            .uri(at)
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_LANGUAGE, "zh-CN")
            .header(header::HOST, "127.0.0.1:8080");
        if method == "POST" {
            request = request
                .header("sec-fetch-site", "same-origin")
                .header(header::ORIGIN, "http://127.0.0.1:8080")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let mut body = self.body.replace("{n}", number);
        if !extra.is_empty() {
            if !body.is_empty() {
                body.push('&');
            }
            body.push_str(extra);
        }
        client.send(request.body(Body::from(body)).unwrap()).await
    }
}

const NUMBER: &str = "form[number]={n}";

/// Every route of the shop and of the desk.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().chain(desk::ROWS).chain(acts::ROWS)
}

/// Every route of the shop.
const ROWS: &[Row] = &[
    // Pages of shoppers.
    Row::public("GET /", "", "", Shown),
    Row::public("GET /p/{slug}", "/p/stoneware-mug", "", Shown),
    Row::public("GET /en", "/en/", "", Shown),
    Row::public("GET /en/p/{slug}", "/en/p/stoneware-mug", "", Shown),
    Row::public("GET /c", "", "", Shown),
    Row::public("GET /c/{slug}", "/c/cups", "", Shown),
    Row::public("GET /search", "/search?q=mug", "", Shown),
    Row::public("GET /en/c", "", "", Shown),
    Row::public("GET /en/c/{slug}", "/en/c/cups", "", Shown),
    Row::public("GET /en/search", "/en/search?q=mug", "", Shown),
    Row::public("GET /cart", "", "", Shown),
    Row::public("GET /register", "", "", Shown),
    Row::public("GET /login", "", "", Shown),
    Row::own("GET /checkout", "", "", Led),
    Row::own("GET /orders", "", "", Shown),
    Row::order(
        "GET /change_status",
        "/change_status?order_id={n}",
        "",
        Shown,
    ),
    Row::order(
        "GET /refund_request",
        "/refund_request?order_id={n}",
        "",
        Shown,
    ),
    Row::own(
        "GET /refund_photo/{request}/{place}",
        "/refund_photo/P20261122AAAAAAAAAAAAAAAAR01/1",
        "",
        Missing,
    ),
    // Account actions.
    Row::public(
        "POST /api/account/sign_in",
        "",
        "form[login]=nobody@example.com&form[password]=x",
        Login,
    ),
    Row::public("POST /api/account/sign_up", "", "form[login]=x", Led),
    Row::public("POST /api/account/language", "", "form[locale]=zh-CN", Led),
    Row::public("POST /api/account/sign_out", "", "", Led).ending_the_session(),
    // Cart actions.
    Row::public(
        "POST /api/cart/add",
        "",
        "form[slug]=stoneware-mug&form[sku]=none&form[qty]=1",
        Led,
    ),
    Row::public(
        "POST /api/cart/buy_now",
        "",
        "form[slug]=stoneware-mug&form[sku]=none&form[qty]=1",
        Led,
    ),
    Row::public("POST /api/cart/set", "", "form[sku]=none&form[qty]=1", Led),
    Row::public("POST /api/cart/remove", "", "form[sku]=none", Led),
    Row::public(
        "POST /api/cart/select",
        "",
        "form[sku]=none&form[selected]=1",
        Led,
    ),
    // Order actions.
    Row::own(
        "POST /api/checkout/place_order",
        "",
        "form[contact_name]=x",
        Led,
    ),
    Row::order("POST /api/order/buy_again", "", "form[number]={n}", Led),
    Row::order("POST /api/order/cancel", "", NUMBER, Led),
    Row::order("POST /api/order/confirm_receipt", "", NUMBER, Led),
    Row::order("POST /api/order/extend_receipt", "", NUMBER, Led),
    Row::order(
        "POST /api/order/request_refund",
        "",
        "form[number]={n}&form[form_key]=0123456789ABCDEFGHJKMNPQRS",
        Led,
    ),
    Row::own(
        "POST /api/order/withdraw_refund",
        "",
        "form[number]={n}&form[out_request_no]=none",
        Missing,
    ),
    Row::own(
        "POST /api/order/send_return",
        "",
        "form[number]={n}&form[out_request_no]=none&form[carrier]=SF&form[tracking_no]=SF1234",
        Missing,
    ),
    Row::order("POST /api/payment/start", "", NUMBER, Led),
    Row::order("POST /api/payment/check", "", NUMBER, Led),
    // Routes without pages.
    Row::public("POST /alipay/notify", "", "sign=x", Refused),
    Row::public("POST /come_back", "", "sign=x", Refused),
    Row::public("GET /come_back", "/come_back?out_trade_no=x", "", Led),
    Row::public(
        "GET /alipay/return",
        "/alipay/return?out_trade_no=x",
        "",
        Led,
    ),
    Row::public("GET /media/{sha256}", "/media/0000", "", Missing),
    Row::public("GET /healthz", "", "", Shown),
    Row::public("GET /readyz", "", "", Shown),
    Row::public("GET /speculation-rules.json", "", "", Shown),
    Row::public("GET /robots.txt", "", "", Shown),
    Row::public("GET /sitemap.xml", "", "", Shown),
    Row::public("GET /sitemap/{file}", "/sitemap/1.xml", "", Shown),
];
