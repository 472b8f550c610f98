//! The addresses of staff's pages.

use super::{encode, with_query};
use domain::{
    export::{ExportKind, ExportTime},
    job::JobTab,
    setting::Section,
    view::{
        admin::AdminTab,
        catalog::{desk::ProductTab, stock::BulkAct},
        mail::MailTab,
        refund::RefundTab,
        watch::InboxTab,
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
/// Members of staff; with a handle behind it, one of them.
pub const ADMIN_STAFF: &str = "/admin/staff";
/// The page of an invited person, without the key of its link.
pub const ADMIN_JOIN: &str = "/admin/join";
/// The second step of signing in.
pub const ADMIN_CODE: &str = "/admin/code";
/// One's own account.
pub const ADMIN_ME: &str = "/admin/me";
/// Two-step sign-in of one's own account.
pub const ADMIN_TWO_STEP: &str = "/admin/two-step";
/// A count of stock; with a SKU code behind it, the history of its stock.
pub const ADMIN_STOCK: &str = "/admin/stock";
/// The activity log.
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// Open and noted alarms.
pub const ADMIN_ALARMS: &str = "/admin/alarms";
/// Background jobs.
pub const ADMIN_JOBS: &str = "/admin/jobs";
/// Mail, for staff.
pub const ADMIN_MAIL: &str = "/admin/mail";
/// Notifications of the gateway; with a key behind it, one of them.
pub const ADMIN_INBOX: &str = "/admin/inbox";
/// The password check before actions on money.
pub const ADMIN_PROVE: &str = "/admin/prove";
/// The order index of staff.
pub const ADMIN_ORDERS: &str = "/admin/orders";
/// Shipping many orders.
pub const ADMIN_SHIP: &str = "/admin/orders/ship";
/// The pick list of chosen orders, to print.
pub const ADMIN_PICK_LIST: &str = "/admin/orders/pick-list";
/// The packing slips of chosen orders, to print.
pub const ADMIN_SLIPS: &str = "/admin/orders/packing-slips";

/// The refunds of all orders; with a request number behind it, one refund.
pub const ADMIN_REFUNDS: &str = "/admin/refunds";
/// A photograph of a request, for staff.
pub const ADMIN_REFUND_PHOTO: &str = "/admin/refund_photo/{request}/{place}";

/// The figures of sales.
pub const ADMIN_SALES: &str = "/admin/sales";
/// Their table as a CSV file.
pub const ADMIN_SALES_CSV: &str = "/admin/sales/export.csv";
/// The same as a workbook.
pub const ADMIN_SALES_XLSX: &str = "/admin/sales/export.xlsx";
/// Exports of orders, lines, refunds and the ledger.
pub const ADMIN_EXPORTS: &str = "/admin/exports";
/// Where the form of an export is posted to; the response is the file.
pub const ADMIN_EXPORT_ROWS: &str = "/admin/exports/rows";

/// A view of the order index of staff.
#[must_use]
pub fn admin_orders(tab: AdminTab) -> String {
    with_query(ADMIN_ORDERS, &[("tab", tab_word(tab))])
}

/// A view of the order index, with these days.
#[must_use]
pub fn admin_orders_on(tab: AdminTab, (from, to): (&str, &str)) -> String {
    with_query(
        ADMIN_ORDERS,
        &[("tab", tab_word(tab)), ("from", from), ("to", to)],
    )
}

/// The value of `?tab=`: empty for the first view.
#[must_use]
pub const fn tab_word(tab: AdminTab) -> &'static str {
    match tab {
        AdminTab::All => "",
        // The address that others rely on.
        AdminTab::ToShip => "to-ship",
        AdminTab::ToPay
        | AdminTab::OnItsWay
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

/// The view that `?tab=` names; the first one for an unknown word.
#[must_use]
pub fn tab_of(word: &str) -> AdminTab {
    word.replace('-', "_").parse().unwrap_or(AdminTab::All)
}

/// Shipping many orders, with these ones chosen.
#[must_use]
pub fn admin_ship(numbers: &[String]) -> String {
    let picks: Vec<(&str, &str)> = numbers
        .iter()
        .map(|number| ("pick", number.as_str()))
        .collect();
    with_query(ADMIN_SHIP, &picks)
}

/// A list of notifications.
#[must_use]
pub fn admin_inbox(tab: InboxTab) -> String {
    with_query(ADMIN_INBOX, &[("tab", inbox_tab_word(tab))])
}

/// The value of `?tab=`: empty for the first list.
#[must_use]
pub const fn inbox_tab_word(tab: InboxTab) -> &'static str {
    match tab {
        InboxTab::Open => "",
        InboxTab::All
        | InboxTab::Applied
        | InboxTab::NoEffect
        | InboxTab::UnknownTrade
        | InboxTab::Rejected
        | InboxTab::Error => tab.as_str(),
    }
}

/// One notification.
#[must_use]
pub fn admin_notify(key: &str) -> String {
    format!("{ADMIN_INBOX}/{}", encode(key))
}

/// A list of jobs.
#[must_use]
pub fn admin_jobs(tab: JobTab) -> String {
    let word = match tab {
        JobTab::Failed => "",
        JobTab::Ready | JobTab::Running | JobTab::Done => tab.as_str(),
    };
    with_query(ADMIN_JOBS, &[("tab", word)])
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

/// A member of staff.
#[must_use]
pub fn admin_member(handle: &str) -> String {
    format!("{ADMIN_STAFF}/{}", encode(handle))
}

/// The page of an invited person.
#[must_use]
pub fn join(key: &str) -> String {
    with_query(ADMIN_JOIN, &[("key", key)])
}

/// An export, chosen.
#[must_use]
pub fn exports(kind: ExportKind, time: ExportTime, from: &str, to: &str, state: &str) -> String {
    let pairs = [
        ("kind", kind.as_str()),
        ("time", time.as_str()),
        ("from", from),
        ("to", to),
        ("state", state),
    ];
    with_query(ADMIN_EXPORTS, &pairs)
}

/// The history of a SKU's stock.
#[must_use]
pub fn admin_stock(code: &str) -> String {
    format!("{ADMIN_STOCK}/{}", encode(code))
}

/// A view of mail.
#[must_use]
pub fn admin_mail(tab: MailTab) -> String {
    let word = match tab {
        MailTab::Undelivered => "",
        MailTab::All => tab.as_str(),
    };
    with_query(ADMIN_MAIL, &[("tab", word)])
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

/// A tab of the refunds of all orders.
#[must_use]
pub fn admin_refunds(tab: RefundTab) -> String {
    let word = match tab {
        RefundTab::Decide => "",
        RefundTab::Return | RefundTab::Unknown | RefundTab::Held | RefundTab::Closed => {
            tab.as_str()
        }
    };
    with_query(ADMIN_REFUNDS, &[("tab", word)])
}

/// One refund, for staff.
#[must_use]
pub fn admin_refund_desk(request: &str) -> String {
    format!("{ADMIN_REFUNDS}/{}", encode(request))
}

/// A photograph of a request, for staff.
#[must_use]
pub fn admin_refund_photo(request: &str, place: i64) -> String {
    super::photo(ADMIN_REFUND_PHOTO, request, place)
}
