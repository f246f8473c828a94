//! What the model is measured against: the methods a shop would otherwise use, in their best simple form.
//!
//! A peer keeps every pair it has a weight for, at full precision and without a privacy floor, whatever that takes:
//! nothing is held against it but its ranking.

mod table;

pub use table::{Aggregation, Table};
