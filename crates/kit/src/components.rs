//! Components of pages. A component renders the values it is given; it loads nothing and decides nothing.

pub mod button;
pub mod copy;
pub mod crumb;
pub mod form;
pub mod icon;
pub mod isolate;
pub mod list;
pub mod message;
pub mod moment;
pub mod money;
pub mod order;
pub mod parcel;
pub mod picture;
pub mod prose;
pub mod say;
pub mod seal;

pub use button::{ActionBar, PostButton};
pub use copy::{Copied, CopyButton};
pub use crumb::BackLink;
pub use form::{
    Check, ErrorSummary, Field, FileField, FormState, InlineField, KeptFileField, Kind, Label,
    Need, Radios, RefusalHere, Select, choices, field_id, sent_as,
};
pub use icon::{Icon, Sign};
pub use isolate::{isolated, isolated_if};
pub use list::{
    Choice, Days, DaysForm, Filter, Filters, ListTable, Pager, ScrollTable, Search, TabLink, Tabs,
    tab_links,
};
pub use message::Messages;
pub use moment::exact;
pub use money::{Amounts, Money};
pub use order::{change, line_name, line_words};
pub use parcel::Parcel;
pub use picture::{Picture, Span};
pub use prose::prose;
pub use say::say;
pub use seal::{Chip, Seal, Tone, label_tone, product_tone, refund_tone};
