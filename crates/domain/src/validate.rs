//! Reads typed text: sign-in names, passwords, phones, figures, stock, addresses, notes and the path
//! after signing in.
//!
//! Functions return the cleaned value to store, or the code to show beside the field.

mod clean;
mod figure;
mod login;
mod password;
mod path;
mod phone;
mod request;
mod stock;
mod text;

pub use clean::code;
pub use figure::{Counted, amount, counted, signed, whole};
pub use login::{Login, login, mask_login, new_login};
pub use password::password;
pub use path::{local_path, local_path_or};
pub use phone::{contact_phone, is_mobile, mask_phone};
pub use request::{carrier, decision_text, request_text, tracking_no};
pub use stock::{count_line, low_at, stock_cell};
pub use text::{
    alt, body, buyer_note, category_name, contact_name, display_name, drop_reason, file_name,
    issue_reason, one_line, option_label, optional_category_name, optional_label, optional_line,
    optional_lines, optional_title, reason_text, region, sku_code, slug, staff_note, stock_reason,
    street, title,
};
