#![doc = include_str!("../README.md")]

mod colour;
mod decode;
mod encode;
mod error;
mod exif;
mod header;
mod kind;
pub mod limits;
mod pool;
mod prepare;
mod receive;
mod rgb;
mod shrink;
mod size;

pub use error::{PictureError, Refused};
pub use pool::Pool;
pub use prepare::{File, Prepared};
pub use receive::{Receiving, Upload};
