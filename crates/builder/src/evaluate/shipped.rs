//! The model as it runs: the file's bytes, opened and scored by the engine.

#![expect(clippy::indexing_slicing, reason = "both tables have an entry per item of catalogue and model")]

use goeswith_engine::circumstances::{Circumstance, Circumstances};
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Model, ModelError};
use goeswith_engine::pacing::Permit;
use goeswith_engine::score::{ALIKE, BORNE_OUT, score};
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;

use super::ranking::{Ranker, Scores};
use crate::catalog::Catalog;
use crate::num::to_usize;

/// An opened model, and which of its items is which of the catalogue.
#[derive(Debug)]
pub struct Shipped {
    model: Model<Vec<u8>>,
    /// By position in the catalogue.
    ids: Vec<Option<ItemId>>,
    /// By position in the model.
    items: Vec<u32>,
}

impl Shipped {
    /// Opens the bytes of a model of this catalogue.
    ///
    /// # Errors
    /// When the engine refuses the bytes.
    pub fn open(bytes: Vec<u8>, catalog: &Catalog) -> Result<Self, ModelError> {
        let model = Model::open(bytes)?;
        let ids: Vec<Option<ItemId>> = catalog.items.iter().map(|item| model.find(&item.sku)).collect();
        let mut items = vec![0; model.n_items()];
        for (item, id) in (0..).zip(&ids) {
            if let Some(id) = id {
                items[id.index()] = item;
            }
        }
        Ok(Self { model, ids, items })
    }

    /// The model where and when a shopper is.
    #[must_use]
    pub const fn at(&self, circumstances: Circumstances) -> Situated<'_> {
        Situated { model: self, circumstances }
    }

    /// Whether the model makes anything of a circumstance.
    #[must_use]
    pub const fn tells_apart(&self, circumstance: Circumstance) -> bool {
        self.model.tells_apart(circumstance)
    }

    /// What is in the cart, on a page that nobody has answered anything on.
    fn context(&self, cart: &[u32], circumstances: Circumstances) -> Context {
        let known: Vec<ItemId> = cart.iter().filter_map(|&item| self.ids[to_usize(item)]).collect();
        Context { circumstances, ..Context::new(&known, &[], Millis::default()) }
    }

    /// What a row of `n` places would show: with every rule of eligibility, without ceilings, and without anything to
    /// fill it up.
    #[must_use]
    pub fn shown(&self, cart: &[u32], circumstances: Circumstances, n: usize) -> Vec<u32> {
        let shown = shown(&self.model, &self.context(cart, circumstances), n);
        shown.into_iter().map(|item| self.items[item.index()]).collect()
    }
}

/// What a row of `n` places would show, without pacing.
pub(super) fn shown(model: &Model<Vec<u8>>, context: &Context, n: usize) -> Vec<ItemId> {
    let selection = select(model, context, &Shopper::default(), Permit::unpaced(), n);
    selection.suggestions.iter().map(|suggestion| suggestion.item).collect()
}

impl Ranker for Shipped {
    fn score(&self, cart: &[u32], scores: &mut Scores) {
        self.at(Circumstances::default()).score(cart, scores);
    }
}

/// A model at one place and moment.
#[derive(Debug, Clone, Copy)]
pub struct Situated<'a> {
    model: &'a Shipped,
    circumstances: Circumstances,
}

impl Ranker for Situated<'_> {
    fn score(&self, cart: &[u32], scores: &mut Scores) {
        let Self { model, circumstances } = *self;
        let types = [BORNE_OUT, ALIKE].concat();
        for candidate in score(&model.model, &model.context(cart, circumstances), &types) {
            // Exact: 200 signals of 255 by a strength of 65,535 · 225 stay below 2⁵³.
            scores.add(model.items[candidate.item.index()], wide(candidate.score.0));
        }
    }
}

/// A score as a double.
fn wide(score: u64) -> f64 {
    let high = u32::try_from(score >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(score & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}
