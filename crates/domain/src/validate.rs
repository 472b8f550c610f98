//! Reading what people type: sign-in names, passwords, addresses, notes and the path to go to afterwards.
//!
//! Functions give the value to keep, trimmed, or the code to show beside the field.

mod login;
mod password;
mod path;
mod text;

pub use login::{Login, is_mobile, login, mask_login, mask_phone};
pub use password::password;
pub use path::{local_path, local_path_or};
pub use text::{
    body, buyer_note, contact_name, contact_phone, display_name, drop_reason, reason_text, region,
    staff_note, stock_reason, street, title,
};
