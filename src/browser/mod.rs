//! The thin edge to the browser. Every platform call lives in a leaf here and returns an `Option` or `Result`:
//! denied storage or a missing API is a normal case.

mod assistant;
mod dom;
mod host;
mod page;
mod root;
mod store;

pub use assistant::{Assistant, Mounted};
