//! Length limits of typed texts: one table for the checks and for the forms' `maxlength`.

/// The length of a text in characters, counted after cleaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Fewest characters of a text that is not empty.
    pub min: u16,
    /// Most characters.
    pub max: u16,
}

const fn length(min: u16, max: u16) -> Length {
    Length { min, max }
}

/// Sign-in name: the longest email address.
pub const LOGIN: Length = length(1, 254);
/// Name of an account.
pub const DISPLAY_NAME: Length = length(1, 30);
/// Password. The limit bounds the cost of hashing.
pub const PASSWORD: Length = length(8, 128);
/// A code of the second step as typed: six digits, or a recovery code with its hyphens.
pub const CODE: Length = length(6, 24);
/// Recipient.
pub const CONTACT_NAME: Length = length(2, 40);
/// Phone as typed: country code, brackets, blanks and extension included.
pub const CONTACT_PHONE: Length = length(1, 40);
/// Province, city, district.
pub const REGION: Length = length(2, 80);
/// Street, house, door.
pub const STREET: Length = length(2, 120);
/// Why a difference to the bill is closed.
pub const ISSUE_REASON: Length = length(2, 200);
/// The largest file of a bill, in bytes: some million lines.
pub const BILL_BYTES: u64 = 64 * 1024 * 1024;
/// The customer's note.
pub const BUYER_NOTE: Length = length(1, 200);
/// Staff note.
pub const STAFF_NOTE: Length = length(1, 500);
/// The refund reason shown to the customer.
pub const REASON_TEXT: Length = length(1, 100);
/// What a customer writes about a refund.
pub const REQUEST_TEXT: Length = length(1, 200);
/// What the customer is told about a decision.
pub const DECISION_TEXT: Length = length(2, 200);
/// Name of a carrier as typed.
pub const CARRIER: Length = length(1, 30);
/// Number of a parcel as typed.
pub const TRACKING: Length = length(4, 40);
/// Why a refund is cancelled.
pub const DROP_REASON: Length = length(2, 200);
/// Title of a product.
pub const TITLE: Length = length(1, 120);
/// Description of a product.
pub const BODY: Length = length(1, 4_000);
/// Name of an uploaded file, as it is shown; a longer one is cut.
pub const FILE_NAME: Length = length(1, 80);
/// Why stock was moved.
pub const STOCK_REASON: Length = length(2, 200);
/// Name of a product or category in addresses.
pub const SLUG: Length = length(1, 60);
/// Code of a SKU.
pub const SKU_CODE: Length = length(1, 40);
/// Name of an option, or label of one of its values.
pub const OPTION_LABEL: Length = length(1, 40);
/// The values of an option as one typed text.
pub const OPTION_VALUES: Length = length(1, 1_500);
/// Description of a picture.
pub const ALT: Length = length(1, 120);
/// The lines of a stock count as one text.
pub const STOCK_TEXT: Length = length(1, 12_000);
/// A tracking number.
pub const TRACKING_NO: Length = length(6, 40);
/// Pasted lines of a bulk shipment.
pub const SHIP_LINES: Length = length(1, 20_000);
/// An amount in yuan as typed: `100000000.00`.
pub const AMOUNT: Length = length(1, 12);
/// A number of units as typed, with a sign.
pub const UNITS: Length = length(1, 8);
/// Name of the shop: with an order number after it, it fits the subject of a payment.
pub const SHOP_NAME: Length = length(1, 237);
/// Name of the sender of mail.
pub const MAIL_SENDER: Length = length(1, 60);
/// Slogan: one line beside the shop's name.
pub const SLOGAN: Length = length(1, 60);
/// Address and opening hours of the shop.
pub const SHOP_ADDRESS: Length = length(1, 300);
/// Number of a filing.
pub const FILING: Length = length(1, 60);
/// The business licence in one line.
pub const LICENCE: Length = length(1, 120);
/// A whole web address.
pub const LINK: Length = length(1, 300);
/// The products picked for a shelf, as typed.
pub const PICKED: Length = length(1, 1_600);
/// Name of a category.
pub const CATEGORY: Length = length(1, 40);
/// Search text or filter.
pub const SEARCH: Length = length(1, 64);

/// The most units of one SKU in a cart line.
pub const LINE_UNITS: i64 = 99;
/// The most rows of a sheet of goods.
pub const SHEET_ROWS: usize = 20_000;
/// The most rows of an export as a workbook.
pub const WORKBOOK_ROWS: i64 = 100_000;
/// The largest number that a setting may limit orders and units to.
pub const MOST_COUNTED: i64 = 99_999_999;
/// The most units in one stock move.
pub const STOCK_UNITS: i64 = 1_000_000;
/// The most options of a product.
pub const AXES: usize = 3;
/// The most values of an option.
pub const AXIS_VALUES: usize = 30;
/// The most variants of a product: combinations of its values.
pub const SKUS: usize = 200;
/// The most pictures of a product.
pub const PICTURES: usize = 30;
/// The most bytes of a ZIP of pictures.
pub const ZIP_BYTES: u64 = 1024 * 1024 * 1024;
/// The most photographs of a refund request.
pub const REFUND_PHOTOS: usize = 3;
/// The most entries of a ZIP of pictures.
pub const ZIP_ENTRIES: usize = 20_000;
/// The most bytes that are unpacked from a ZIP of pictures.
pub const ZIP_UNPACKED: u64 = 8 * 1024 * 1024 * 1024;
/// The highest weight of a unit in grams: a tonne.
pub const WEIGHT_G: i64 = 1_000_000;
/// The most orders of one bulk shipment.
pub const SHIP_ORDERS: usize = 200;
/// The most lines of a stock count.
pub const STOCK_LINES: usize = 300;
