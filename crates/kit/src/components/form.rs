//! Form components. A page declares its fields once, in a [`FormState`]; the components take label, value, length
//! limit and error from there and connect them for screen readers.

pub mod check;
pub mod field;
pub mod file;
pub mod id;
pub mod inline;
mod part;
pub mod radios;
pub mod select;
pub mod state;
pub mod summary;
pub mod text_area;

pub use check::Check;
pub use field::{Field, Kind, Need};
pub use file::{FileField, KeptFileField};
pub use id::{field_id, sent_as};
pub use inline::InlineField;
pub use radios::Radios;
pub use select::{Select, choices};
pub use state::{FormState, Label};
pub use summary::{ErrorSummary, RefusalHere};
