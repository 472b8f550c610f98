//! The addresses of all pages.

mod browse;
mod desk;

pub use browse::{categories, category, plain, search, search_page};
pub use desk::{
    ADMIN, ADMIN_ALARMS, ADMIN_AUDIT, ADMIN_CATEGORIES, ADMIN_CODE, ADMIN_DOCTOR, ADMIN_EXPORT_CSV,
    ADMIN_EXPORT_ROWS, ADMIN_EXPORT_XLSX, ADMIN_EXPORTS, ADMIN_FIRST_RUN, ADMIN_IMPORT,
    ADMIN_IMPORT_WRONG, ADMIN_INBOX, ADMIN_JOBS, ADMIN_JOIN, ADMIN_LOGIN, ADMIN_MAIL, ADMIN_ME,
    ADMIN_ORDERS, ADMIN_PICK_LIST, ADMIN_PRODUCT_NEW, ADMIN_PRODUCTS, ADMIN_PROVE, ADMIN_RECON,
    ADMIN_REFUND_PHOTO, ADMIN_REFUNDS, ADMIN_SALES, ADMIN_SALES_CSV, ADMIN_SALES_XLSX,
    ADMIN_SETTINGS, ADMIN_SHIP, ADMIN_SLIPS, ADMIN_STAFF, ADMIN_STOCK, ADMIN_TEMPLATE_CSV,
    ADMIN_TEMPLATE_XLSX, ADMIN_TWO_STEP, admin_category, admin_import, admin_import_wrong,
    admin_inbox, admin_jobs, admin_mail, admin_member, admin_notify, admin_order, admin_orders,
    admin_orders_on, admin_product, admin_products, admin_refund, admin_refund_desk,
    admin_refund_photo, admin_refunds, admin_settings, admin_ship, admin_stock, bulk, exports,
    first_run, inbox_tab_word, join, product_tab_word, tab_of, tab_word,
};

use domain::{locale::Locale, view::order::OrderTab};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters that need no encoding in a path segment or a query value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// `text`, percent-encoded.
#[must_use]
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// The front page, in Chinese.
pub const HOME: &str = "/";
/// The front page in English.
pub const HOME_EN: &str = "/en/";
/// The cart.
pub const CART: &str = "/cart";
/// The checkout.
pub const CHECKOUT: &str = "/checkout";
/// The customer's orders.
pub const ORDERS: &str = "/orders";
/// Sign-in; the account page for a signed-in customer.
pub const LOGIN: &str = "/login";
/// Registration.
pub const REGISTER: &str = "/register";
/// The page that sets a new password, without the key of its link.
pub const ACCOUNT_RESET: &str = "/account/reset";
/// The order page, without the number.
pub const CHANGE_STATUS: &str = "/change_status";

/// The page that asks for a refund, without the order's number.
pub const REFUND_REQUEST: &str = "/refund_request";
/// A photograph of a request, for the customer.
pub const REFUND_PHOTO: &str = "/refund_photo/{request}/{place}";

/// Where search engines find the public pages: an index of files.
pub const SITEMAP: &str = "/sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "/robots.txt";
/// Beginnings of the addresses that search engines are kept out of: everything about one person,
/// and what is not a page.
pub const PRIVATE: &[&str] = &[
    CART,
    CHECKOUT,
    ORDERS,
    CHANGE_STATUS,
    REFUND_REQUEST,
    "/refund_photo/",
    LOGIN,
    REGISTER,
    ACCOUNT_RESET,
    ADMIN,
    "/api/",
];

/// A file of the sitemap, by its name without the ending.
#[must_use]
pub fn sitemap_file(name: &str) -> String {
    format!("/sitemap/{name}.xml")
}

/// True for the addresses of the desk: its pages, and the server functions of their forms.
#[must_use]
pub fn is_desk(path: &str) -> bool {
    path == ADMIN || path.starts_with("/admin/") || path.starts_with("/api/admin/")
}

/// True for the address of the product editor.
#[must_use]
pub fn is_product_editor(path: &str) -> bool {
    path.strip_prefix(ADMIN_PRODUCTS)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|slug| !slug.is_empty() && !slug.contains('/'))
        && path != ADMIN_IMPORT
}

/// A picture.
#[must_use]
pub fn media(sha256: &str) -> String {
    format!("/media/{}", encode(sha256))
}

/// The front page of a language.
#[must_use]
pub const fn home(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => HOME,
        Locale::En => HOME_EN,
    }
}

/// A product, with a choice of options if `options_key` is not empty.
#[must_use]
pub fn product(locale: Locale, slug: &str, options_key: &str) -> String {
    let (home, slug) = (home(locale), encode(slug));
    if options_key.is_empty() {
        format!("{home}p/{slug}")
    } else {
        format!("{home}p/{slug}?o={}", encode(options_key))
    }
}

/// The language of a public page. Only the address decides it, so the page can be cached. `None` for other pages,
/// which have one address and follow the reader's language.
#[must_use]
pub fn public(path: &str) -> Option<Locale> {
    let locale = spoken(path);
    let rest = path.strip_prefix(home(locale)).unwrap_or(path);
    let is_public = path == "/en"
        || matches!(rest, "" | "c" | "search")
        || rest.starts_with("p/")
        || rest.starts_with("c/");
    is_public.then_some(locale)
}

/// The language of an address, which may be unknown: English below `/en`, else Chinese.
#[must_use]
pub fn spoken(path: &str) -> Locale {
    if path == "/en" || path.starts_with(HOME_EN) {
        Locale::En
    } else {
        Locale::ZhCn
    }
}

/// The address of the same page in `locale`. Pages with one address for both languages keep it.
#[must_use]
pub fn twin(address: &str, locale: Locale) -> String {
    let Some(now) = public(bare(address)) else {
        return address.to_owned();
    };
    let rest = match now {
        Locale::ZhCn => address.strip_prefix(HOME),
        Locale::En => address
            .strip_prefix(HOME_EN)
            .or_else(|| address.strip_prefix("/en")),
    };
    format!("{}{}", home(locale), rest.unwrap_or_default())
}

/// The sign-in page `page`, which leads back to `next`.
#[must_use]
pub fn with_next(page: &str, next: &str) -> String {
    if next.is_empty() || next == HOME {
        page.to_owned()
    } else {
        format!("{page}?next={}", encode(next))
    }
}

/// The page that sets a new password.
#[must_use]
pub fn account_reset(key: &str) -> String {
    format!("{ACCOUNT_RESET}?key={}", encode(key))
}

/// The status page of an order.
#[must_use]
pub fn change_status(number: &str) -> String {
    format!("{CHANGE_STATUS}?order_id={}", encode(number))
}

/// The page that asks for a refund of an order.
#[must_use]
pub fn refund_request(number: &str) -> String {
    format!("{REFUND_REQUEST}?order_id={}", encode(number))
}

/// A photograph of a request, for the customer.
#[must_use]
pub fn refund_photo(request: &str, place: i64) -> String {
    photo(REFUND_PHOTO, request, place)
}

fn photo(path: &str, request: &str, place: i64) -> String {
    path.replace("{request}", &encode(request))
        .replace("{place}", &place.to_string())
}

/// A tab of the customer's orders, starting after the order `before`.
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

/// `page` with a query of the `pairs` whose value is not empty.
#[must_use]
pub fn with_query(page: &str, pairs: &[(&str, &str)]) -> String {
    let kept: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if kept.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{}", kept.join("&"))
    }
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
    use domain::view::{
        admin::AdminTab,
        catalog::{desk::ProductTab, stock::BulkAct},
    };

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
        // Texts that a browser would read as another site, another scheme, or more than an address.
        for bad in [
            "",
            " ",
            "cart",
            "./cart",
            "../cart",
            "?next=/cart",
            "#main",
            "//evil.example",
            "///evil.example",
            "////evil.example/%2e%2e",
            "//evil.example@127.0.0.1",
            "//127.0.0.1:8080",
            "/\\evil.example",
            "/\\/evil.example",
            "\\\\evil.example",
            "\\/evil.example",
            "/a\\..\\b",
            "http://evil.example",
            "https://evil.example",
            "https:evil.example",
            "https:/evil.example",
            "HTTPS://EVIL.EXAMPLE/",
            "http:\\\\evil.example",
            "ftp://evil.example",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "evil.example",
            "@evil.example",
            ".evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\r\nSet-Cookie: a=b",
            "/cart\r\n\r\n<script>",
            "/a b",
            "/\u{0}",
            "/\u{7f}",
            "/购物车",
            "／／evil.example",
            "/\u{2028}/evil.example",
            "/\u{a0}",
        ] {
            assert_eq!(safe_next(bad), None, "{bad:?}");
        }
        assert_eq!(safe_next(&format!("/{}", "a".repeat(2_000))), None);
    }

    #[test]
    fn public_pages_have_a_twin_and_private_ones_stay() {
        for (zh, en) in [
            ("/", "/en/"),
            ("/p/a-mug", "/en/p/a-mug"),
            ("/p/a-mug?o=green", "/en/p/a-mug?o=green"),
            ("/c", "/en/c"),
            ("/c/cups?sort=sold", "/en/c/cups?sort=sold"),
            ("/search?q=mug", "/en/search?q=mug"),
            ("/?x=1", "/en/?x=1"),
        ] {
            assert_eq!(twin(zh, Locale::En), en);
            assert_eq!(twin(en, Locale::ZhCn), zh);
            assert_eq!(twin(zh, Locale::ZhCn), zh);
            assert_eq!(twin(en, Locale::En), en);
        }
        assert_eq!(twin("/en", Locale::ZhCn), "/");
        for private in [
            "/cart",
            "/orders?tab=to_pay",
            "/enter",
            "/en/cart",
            "/pp",
            "/cc",
            "/searching",
            "/english",
        ] {
            assert_eq!(public(bare(private)), None, "{private}");
            assert_eq!(twin(private, Locale::En), private);
        }
        assert_eq!(spoken("/en/nowhere"), Locale::En);
        assert_eq!(spoken("/english"), Locale::ZhCn);
    }

    #[test]
    fn the_desk_is_what_lies_below_admin() {
        for desk in ["/admin", "/admin/", ADMIN_ORDERS, "/api/admin/sign_in"] {
            assert!(is_desk(desk), "{desk}");
        }
        for shop in [
            HOME,
            CART,
            "/administrator",
            "/api/administrate",
            "/api/cart/add",
            "/en/admin",
        ] {
            assert!(!is_desk(shop), "{shop}");
        }
    }

    #[test]
    fn the_editor_is_one_step_below_the_products() {
        for editor in [ADMIN_PRODUCT_NEW, "/admin/products/mug"] {
            assert!(is_product_editor(editor), "{editor}");
        }
        for other in ["", "/", "/a/b", "x", "/import"] {
            let other = format!("{ADMIN_PRODUCTS}{other}");
            assert!(!is_product_editor(&other), "{other}");
        }
    }

    #[test]
    fn values_cannot_break_out_of_an_address() {
        assert_eq!(
            product(Locale::ZhCn, "a/../b?c", "x&y=#"),
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
        assert_eq!(admin_orders(AdminTab::All), "/admin/orders");
        assert_eq!(admin_orders(AdminTab::Trouble), "/admin/orders?tab=trouble");
        assert_eq!(admin_orders(AdminTab::ToShip), "/admin/orders?tab=to-ship");
        for tab in AdminTab::ALL {
            assert_eq!(tab_of(tab_word(*tab)), *tab);
            assert_eq!(tab_of(tab.as_str()), *tab);
        }
        assert_eq!(
            admin_ship(&["A".to_owned(), "B".to_owned()]),
            "/admin/orders/ship?pick=A&pick=B"
        );
        assert_eq!(admin_products(ProductTab::All), "/admin/products");
        assert_eq!(admin_products(ProductTab::Low), "/admin/products?tab=low");
        assert_eq!(admin_stock("A/B"), "/admin/stock/A%2FB");
        assert_eq!(
            bulk(BulkAct::Publish, &["a&b".to_owned(), "mug".to_owned()]),
            "/admin/products?do=publish&pick=a%26b&pick=mug"
        );
        assert_eq!(
            with_query(
                ADMIN_ORDERS,
                &[("tab", "trouble"), ("q", "a b"), ("before", "")]
            ),
            "/admin/orders?tab=trouble&q=a%20b"
        );
    }
}
