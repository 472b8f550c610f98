//! Pieces of pages. A component takes values and gives a view; it neither loads nor decides.

pub mod button;
pub mod crumb;
pub mod elsewhere;
pub mod field;
pub mod icon;
pub mod line;
pub mod message;
pub mod money;
pub mod picture;
pub mod seal;
pub mod table;
pub mod text_area;

pub use button::{ActionBar, PostButton};
pub use crumb::BackLink;
pub use elsewhere::OpenElsewhere;
pub use field::Field;
pub use icon::{Icon, Sign};
pub use line::OrderLine;
pub use message::{ErrorSummary, Messages, field_id};
pub use money::{Amounts, Money};
pub use picture::{Picture, Span};
pub use seal::{Chip, Seal, Tone, label_tone, refund_tone};
pub use table::ScrollTable;
pub use text_area::TextArea;

use domain::locale::{Locale, Words};
use leptos::prelude::*;

/// Catalogue text, with its language written on it where it is not the page's.
pub fn say(words: &Words, page: Locale) -> AnyView {
    let text = words.text.clone();
    if words.lang == page {
        text.into_any()
    } else {
        view! { <span lang=words.lang.as_str()>{text}</span> }.into_any()
    }
}
