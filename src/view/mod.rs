//! What a row looks like, as a tree of plain data: a pure function of the state.

mod card;
mod control;
mod mine;
mod question;
mod row;
mod together;
mod tree;

pub use row::{Page, row};
pub use tree::{Element, Node};
