//! What the model is measured against: the methods a shop would otherwise use, in their best simple form.
//!
//! A peer keeps every pair it has a weight for, at full precision and without a privacy floor, whatever that takes:
//! nothing is held against it but its ranking.

mod bm25;
mod pairs;
mod table;

pub use bm25::bm25_cosine;
pub use pairs::{co_occurrence, cosine, llr, max_confidence};
pub use table::{Aggregation, Table};

use super::ranking::{Ranker, Scores};

/// What sells most, whatever is in the cart: it scores nothing, and its lists are what fills all lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popularity;

impl Ranker for Popularity {
    fn score(&self, _context: &[u32], _scores: &mut Scores) {}
}
