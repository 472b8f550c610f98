//! Parts of a list page: tabs, search, filters, table and pager.

pub mod days;
pub mod filters;
pub mod pager;
pub mod search;
pub mod table;
pub mod tabs;

pub use days::{Choice, Days, DaysForm};
pub use filters::{Filter, Filters};
pub use pager::Pager;
pub use search::Search;
pub use table::{Column, ListTable, ScrollTable};
pub use tabs::{TabLink, Tabs, tab_links};
