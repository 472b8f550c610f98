#![doc = include_str!("../README.md")]

mod column;
mod file;
mod goods;
mod html;
pub mod limit;
mod list;
mod quote;
mod report;
mod rows;
mod table;
mod unreadable;

pub use column::Column;
pub use file::read_table;
pub use goods::{
    Both, Goods, GoodsAxis, GoodsProduct, GoodsSku, Picture, Source, Wrong,
    example::example,
    read,
    write::{WriteError, csv, xlsx},
};
pub use report::{Book, csv_head, csv_rows};
pub use rows::rows;
pub use table::{Cell, Row, Spoilt, Table};
pub use unreadable::Unreadable;
