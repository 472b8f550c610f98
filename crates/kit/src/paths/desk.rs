//! The addresses of staff's pages.

use super::{encode, with_query};
use domain::{
    setting::Section,
    view::{
        admin::AdminTab,
        catalog::{desk::ProductTab, stock::BulkAct},
    },
};

/// Staff sign-in.
pub const ADMIN_LOGIN: &str = "/admin/login";
/// The admin overview.
pub const ADMIN: &str = "/admin";
/// The products, for staff.
pub const ADMIN_PRODUCTS: &str = "/admin/products";
/// The editor of a new product.
pub const ADMIN_PRODUCT_NEW: &str = "/admin/products/new";
/// The import of goods; with a key behind it, one import.
pub const ADMIN_IMPORT: &str = "/admin/products/import";
/// The refused rows of an import as a CSV file.
pub const ADMIN_IMPORT_WRONG: &str = "/admin/products/import/{key}/wrong.csv";
/// All products as a CSV file.
pub const ADMIN_EXPORT_CSV: &str = "/admin/products/export.csv";
/// The same as a workbook.
pub const ADMIN_EXPORT_XLSX: &str = "/admin/products/export.xlsx";
/// A sheet to fill in, as a CSV file.
pub const ADMIN_TEMPLATE_CSV: &str = "/admin/products/template.csv";
/// The same as a workbook.
pub const ADMIN_TEMPLATE_XLSX: &str = "/admin/products/template.xlsx";
/// The categories, for staff.
pub const ADMIN_CATEGORIES: &str = "/admin/categories";
/// Alipay's bills against the books.
pub const ADMIN_RECON: &str = "/admin/recon";
/// The settings.
pub const ADMIN_SETTINGS: &str = "/admin/settings";
/// The last self-check.
pub const ADMIN_DOCTOR: &str = "/admin/doctor";
/// The page that creates the owner, without the key of its link.
pub const ADMIN_FIRST_RUN: &str = "/admin/first-run";
/// A count of stock; with a SKU code behind it, the history of its stock.
pub const ADMIN_STOCK: &str = "/admin/stock";
/// The activity log.
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// Failed jobs.
pub const ADMIN_JOBS: &str = "/admin/jobs";
/// Unprocessed notifications.
pub const ADMIN_INBOX: &str = "/admin/inbox";
/// The password check before actions on money.
pub const ADMIN_PROVE: &str = "/admin/prove";
/// The order index of staff.
pub const ADMIN_ORDERS: &str = "/admin/orders";

/// A view of the order index of staff.
#[must_use]
pub fn admin_orders(tab: AdminTab) -> String {
    with_query(ADMIN_ORDERS, &[("tab", tab_word(tab))])
}

/// The value of `?tab=`: empty for the first view.
#[must_use]
pub const fn tab_word(tab: AdminTab) -> &'static str {
    match tab {
        AdminTab::All => "",
        AdminTab::ToPay
        | AdminTab::ToShip
        | AdminTab::Refunding
        | AdminTab::Trouble
        | AdminTab::PaidToday
        | AdminTab::Decide
        | AdminTab::Unknown
        | AdminTab::Failed
        | AdminTab::Confirming
        | AdminTab::Surplus
        | AdminTab::WentBack => tab.as_str(),
    }
}

/// A saved view of the products of staff.
#[must_use]
pub fn admin_products(tab: ProductTab) -> String {
    with_query(ADMIN_PRODUCTS, &[("tab", product_tab_word(tab))])
}

/// The value of `?tab=`: empty for the first view.
#[must_use]
pub const fn product_tab_word(tab: ProductTab) -> &'static str {
    match tab {
        ProductTab::All => "",
        ProductTab::Draft | ProductTab::Active | ProductTab::Archived | ProductTab::Low => {
            tab.as_str()
        }
    }
}

/// The page that says what an act would do to these products of staff.
#[must_use]
pub fn bulk(act: BulkAct, slugs: &[String]) -> String {
    let ticks = slugs.iter().map(|slug| ("pick", slug.as_str()));
    let pairs: Vec<(&str, &str)> = [("do", act.as_str())].into_iter().chain(ticks).collect();
    with_query(ADMIN_PRODUCTS, &pairs)
}

/// The history of a SKU's stock.
#[must_use]
pub fn admin_stock(code: &str) -> String {
    format!("{ADMIN_STOCK}/{}", encode(code))
}

/// A product, for staff.
#[must_use]
pub fn admin_product(slug: &str) -> String {
    format!("{ADMIN_PRODUCTS}/{}", encode(slug))
}

/// A section of the settings.
#[must_use]
pub fn admin_settings(section: Section) -> String {
    format!("{ADMIN_SETTINGS}#{section}")
}

/// The page that creates the owner.
#[must_use]
pub fn first_run(key: &str) -> String {
    format!("{ADMIN_FIRST_RUN}?key={}", encode(key))
}

/// An import of goods.
#[must_use]
pub fn admin_import(key: &str) -> String {
    format!("{ADMIN_IMPORT}/{}", encode(key))
}

/// The refused rows of an import.
#[must_use]
pub fn admin_import_wrong(key: &str) -> String {
    ADMIN_IMPORT_WRONG.replace("{key}", &encode(key))
}

/// A category, for staff.
#[must_use]
pub fn admin_category(slug: &str) -> String {
    format!("{ADMIN_CATEGORIES}/{}", encode(slug))
}

/// An order, for staff.
#[must_use]
pub fn admin_order(number: &str) -> String {
    format!("{ADMIN_ORDERS}/{}", encode(number))
}

/// The refund page of an order.
#[must_use]
pub fn admin_refund(number: &str) -> String {
    format!("{ADMIN_ORDERS}/{}/refund", encode(number))
}
