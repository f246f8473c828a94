//! Files in, rows out: opening and decompressing, CSV, JSON Lines, XML and Parquet, column recognition, bad rows
//! counted and located.
//!
//! Every table, whatever its format, becomes rows of text fields in [`table`]; [`orders`] and [`catalog`] read
//! those into an [`OrderLog`] and a [`Catalog`](crate::catalog::Catalog).

mod bad_rows;
mod basket_lines;
pub mod catalog;
mod columns;
mod date;
mod delimited;
mod error;
mod feed;
pub mod human_bundles;
mod json_lines;
mod layout;
pub mod log_catalog;
mod names;
mod number;
mod open;
pub mod orders;
mod packed;
mod parquet;
pub(crate) mod price;
pub mod reviews;
pub mod sessions;
mod table;

pub use bad_rows::{BadRow, BadRowLimit, MAX_SAMPLES, RowReport};
pub use columns::{CatalogColumns, OrderColumns};
pub use error::InputError;
pub use names::Names;
pub use orders::{OrderLine, OrderLog};
