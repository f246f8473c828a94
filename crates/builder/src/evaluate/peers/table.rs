//! A weight per pair of items: what all peers come down to.

#![expect(clippy::indexing_slicing, reason = "anchors are items that the table was made for")]

use goeswith_engine::score::{ALIKE, BORNE_OUT};

use crate::evaluate::ranking::{Ranker, Scores};
use crate::learn::TypedRelations;
use crate::num::to_usize;

/// How what several anchors say of one candidate becomes one score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// Add it up.
    Sum,
    /// Only the strongest counts.
    Max,
}

/// Directed weights, by anchor.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Per anchor: candidates with a weight above 0.
    pub rows: Vec<Vec<(u32, f32)>>,
    /// How they are added up.
    pub aggregation: Aggregation,
}

impl Table {
    /// Relations of all types that are suggested, added up.
    #[must_use]
    pub fn of_relations(relations: &TypedRelations, n_items: usize) -> Self {
        let mut rows = vec![Vec::new(); n_items];
        for relation_type in BORNE_OUT.iter().chain(ALIKE) {
            let typed = relations.rows.get(relation_type).into_iter().flatten();
            for (row, relations) in std::iter::zip(&mut rows, typed) {
                row.extend(relations.iter().map(|relation| (relation.candidate, relation.weight)));
            }
        }
        Self { rows, aggregation: Aggregation::Sum }
    }

    /// Adds what the anchors say, each with a weight of its own above 0.
    pub fn score_weighted(&self, anchors: impl IntoIterator<Item = (u32, f32)>, scores: &mut Scores) {
        for (anchor, factor) in anchors {
            for &(candidate, weight) in &self.rows[to_usize(anchor)] {
                let value = f64::from(weight) * f64::from(factor);
                match self.aggregation {
                    Aggregation::Sum => scores.add(candidate, value),
                    Aggregation::Max => scores.raise(candidate, value),
                }
            }
        }
    }
}

impl Ranker for Table {
    fn score(&self, context: &[u32], scores: &mut Scores) {
        self.score_weighted(context.iter().map(|&anchor| (anchor, 1.0)), scores);
    }
}
