//! Every address of the shop, written once.

use domain::view::{admin::AdminTab, order::OrderTab};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Left as they are in a path segment or a query value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// `text` as part of an address.
#[must_use]
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// The front page.
pub const HOME: &str = "/";
/// The cart.
pub const CART: &str = "/cart";
/// The checkout.
pub const CHECKOUT: &str = "/checkout";
/// The shopper's orders.
pub const ORDERS: &str = "/orders";
/// Sign in; for somebody signed in, their account.
pub const LOGIN: &str = "/login";
/// Open an account.
pub const REGISTER: &str = "/register";
/// An order's one address, without its number.
pub const CHANGE_STATUS: &str = "/change_status";
/// Staff sign in.
pub const ADMIN_LOGIN: &str = "/admin/login";
/// The order index of staff.
pub const ADMIN_ORDERS: &str = "/admin/orders";

/// A picture.
#[must_use]
pub fn media(sha256: &str) -> String {
    format!("/media/{}", encode(sha256))
}

/// A product, with a choice of options if `options_key` is not empty.
#[must_use]
pub fn product(slug: &str, options_key: &str) -> String {
    let slug = encode(slug);
    if options_key.is_empty() {
        format!("/p/{slug}")
    } else {
        format!("/p/{slug}?o={}", encode(options_key))
    }
}

/// A page for signing in that leads back to `next`.
#[must_use]
pub fn with_next(page: &str, next: &str) -> String {
    if next.is_empty() || next == HOME {
        page.to_owned()
    } else {
        format!("{page}?next={}", encode(next))
    }
}

/// The status page of an order.
#[must_use]
pub fn change_status(number: &str) -> String {
    format!("{CHANGE_STATUS}?order_id={}", encode(number))
}

/// A tab of the shopper's orders, from the row below `before` on.
#[must_use]
pub fn orders(tab: OrderTab, before: Option<&str>) -> String {
    let mut path = match tab {
        OrderTab::All => ORDERS.to_owned(),
        OrderTab::ToPay | OrderTab::ToShip | OrderTab::ToReceive | OrderTab::AfterSale => {
            format!("{ORDERS}?tab={tab}")
        }
    };
    if let Some(before) = before {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str("before=");
        path.push_str(&encode(before));
    }
    path
}

/// The order index of staff. `place`: `before` or `after` with an order number.
#[must_use]
pub fn admin_orders(tab: AdminTab, q: &str, place: Option<(&str, &str)>) -> String {
    let mut pairs = Vec::new();
    match tab {
        AdminTab::All => {}
        AdminTab::ToPay | AdminTab::ToShip | AdminTab::Refunding | AdminTab::Trouble => {
            pairs.push(format!("tab={tab}"));
        }
    }
    if !q.is_empty() {
        pairs.push(format!("q={}", encode(q)));
    }
    if let Some((name, number)) = place {
        pairs.push(format!("{name}={}", encode(number)));
    }
    if pairs.is_empty() {
        ADMIN_ORDERS.to_owned()
    } else {
        format!("{ADMIN_ORDERS}?{}", pairs.join("&"))
    }
}

/// An order as staff see it.
#[must_use]
pub fn admin_order(number: &str) -> String {
    format!("{ADMIN_ORDERS}/{}", encode(number))
}

/// The refund page of an order.
#[must_use]
pub fn admin_refund(number: &str) -> String {
    format!("{ADMIN_ORDERS}/{}/refund", encode(number))
}

/// `next`, if it is a path of this shop and nothing else ([`domain::validate::local_path`]).
#[must_use]
pub fn safe_next(next: &str) -> Option<String> {
    domain::validate::local_path(next).map(str::to_owned)
}

/// The path of an address without query and fragment.
#[must_use]
pub fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_stays_on_this_site() {
        for good in [
            "/",
            "/cart",
            "/p/a-mug?o=green",
            "/change_status?order_id=20261122K7F3M9QX2D",
        ] {
            assert_eq!(safe_next(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "cart",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/a\\..\\b",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\r\nSet-Cookie: a=b",
            "/a b",
            "/购物车",
        ] {
            assert_eq!(safe_next(bad), None, "{bad:?}");
        }
        assert_eq!(safe_next(&format!("/{}", "a".repeat(2_000))), None);
    }

    #[test]
    fn values_cannot_break_out_of_an_address() {
        assert_eq!(
            product("a/../b?c", "x&y=#"),
            "/p/a%2F..%2Fb%3Fc?o=x%26y%3D%23"
        );
        assert_eq!(
            with_next(LOGIN, "/p/mug?o=a&b"),
            "/login?next=%2Fp%2Fmug%3Fo%3Da%26b"
        );
        assert_eq!(with_next(LOGIN, "/"), "/login");
        assert_eq!(
            orders(OrderTab::ToPay, Some("X")),
            "/orders?tab=to_pay&before=X"
        );
        assert_eq!(admin_orders(AdminTab::All, "", None), "/admin/orders");
        assert_eq!(
            admin_orders(AdminTab::Trouble, "a b", Some(("before", "X"))),
            "/admin/orders?tab=trouble&q=a%20b&before=X"
        );
    }
}
