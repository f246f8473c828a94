//! Everything learned about a shop: relations of every type, in one unit of weight.

use std::collections::BTreeMap;

use goeswith_engine::relation_type::RelationType;

use super::Relation;

/// One row per item, by anchor; each strongest first (ties by evidence, then by item).
pub type Rows = Vec<Vec<Relation>>;

/// Relations by type. Weights of all types are in one unit, so that a score may add them up; of the types that are
/// suggested, a directed pair has one at most, and *alike* beside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TypedRelations {
    /// Number of orders the evidence was counted in.
    pub n_orders: u32,
    /// Per item: the orders that held it; 0 where fewer customers than the privacy floor bought it.
    pub n_orders_of: Vec<u32>,
    /// Per item: the customers who bought it and came back, of whom *bought later* counts a part; empty when that
    /// was not learned.
    pub n_returned_of: Vec<u32>,
    /// The rows of every type that has relations.
    pub rows: BTreeMap<RelationType, Rows>,
}

impl TypedRelations {
    /// Number of relations of all types.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.rows.values().flatten().map(Vec::len).sum()
    }

    /// The largest weight of what a score adds up, 0 where there is nothing.
    #[must_use]
    pub fn max_weight(&self) -> f32 {
        let summed = self.rows.iter().filter(|(of, _)| **of != RelationType::InsteadOf);
        let weights = summed.flat_map(|(_, rows)| rows.iter().flatten()).map(|relation| relation.weight);
        weights.fold(0.0, f32::max)
    }
}
