//! The choice: the best candidates that may be shown, each with its reason. *Nothing* is a legal answer.

use crate::confidence::Level;
use crate::context::Context;
use crate::eligibility::{Eligibility, Suppression};
use crate::ids::{ItemId, Score};
use crate::model::Model;
use crate::pacing::{Exposures, Permit};
use crate::reason::Reason;
use crate::score::{Candidate, score};
use crate::shopper::Shopper;

/// An item to show, with its reason: there is no way to make one without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The item.
    pub item: ItemId,
    /// Why, as data.
    pub reason: Reason,
    /// Its score.
    pub score: Score,
}

/// What to show, and why everything else is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Best first.
    pub suggestions: Vec<Suggestion>,
    /// Every other candidate, best first.
    pub suppressed: Vec<(ItemId, Suppression)>,
}

/// Chooses at most `max` suggestions for the context.
///
/// Deterministic: the same model, context, shopper and exposures give the same selection.
#[must_use]
pub fn select<B: AsRef<[u8]>>(
    model: &Model<B>,
    context: &Context,
    shopper: &Shopper,
    exposures: &Exposures,
    max: usize,
) -> Selection {
    let mut choice = Choice {
        model,
        eligibility: Eligibility::new(model, context, shopper),
        permit: exposures.permit(shopper.frequency_at(context.now), context.now),
        max,
        selection: Selection::default(),
    };
    for candidate in score(model, context) {
        choice.consider(candidate);
    }
    choice.selection
}

/// A selection in the making.
struct Choice<'a, B> {
    model: &'a Model<B>,
    eligibility: Eligibility<'a, B>,
    permit: Permit,
    max: usize,
    selection: Selection,
}

impl<B: AsRef<[u8]>> Choice<'_, B> {
    fn consider(&mut self, candidate: Candidate) {
        match self.judge(&candidate) {
            Err(suppression) => self.selection.suppressed.push((candidate.item, suppression)),
            Ok(level) => {
                if !self.permit.shown.contains(&candidate.item) {
                    self.permit.n_new = self.permit.n_new.saturating_sub(1);
                }
                let reason = Reason::new(candidate.score, candidate.contributions, level);
                self.selection.suggestions.push(Suggestion {
                    item: candidate.item,
                    reason,
                    score: candidate.score,
                });
            }
        }
    }

    fn judge(&self, candidate: &Candidate) -> Result<Level, Suppression> {
        if let Some(suppression) = self.eligibility.suppression(candidate.item) {
            return Err(suppression);
        }
        let chosen = &self.selection.suggestions;
        if chosen.iter().any(|chosen| self.model.are_variants(chosen.item, candidate.item)) {
            return Err(Suppression::VariantOfSuggestion);
        }
        let strongest = candidate.contributions.first();
        let level = strongest.and_then(|strongest| Level::of(strongest.n_both, strongest.n_anchor));
        let level = level.ok_or(Suppression::BelowBar)?;
        if self.selection.suggestions.len() >= self.max {
            return Err(Suppression::NoRoom);
        }
        if self.permit.n_new == 0 && !self.permit.shown.contains(&candidate.item) {
            return Err(Suppression::Ceiling);
        }
        Ok(level)
    }
}
