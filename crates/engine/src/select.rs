//! The choice: the best candidates that may be shown, each with its reason. *Nothing* is a legal answer.

use crate::confidence::{Evidence, Level};
use crate::context::Context;
use crate::eligibility::{Eligibility, Suppression, is_substitute};
use crate::ids::{ItemId, Score};
use crate::model::{Model, Relation};
use crate::pacing::Permit;
use crate::reason::{Influences, Reason};
use crate::relation_type::RelationType;
use crate::score::{
    ALIKE, BORNE_OUT, Basis, Candidate, Contribution, Rung, insert, score, score_fallback, sort_by_keys,
};
use crate::search;
use crate::shopper::Shopper;
use crate::variety::Variety;

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
    /// Every other candidate with all that speaks for it, best first.
    pub suppressed: Vec<(Candidate, Suppression)>,
}

/// Chooses at most `max` suggestions for the context, as far as pacing permits.
///
/// Deterministic: the same arguments give the same selection.
#[must_use]
pub fn select<B: AsRef<[u8]>>(
    model: &Model<B>,
    context: &Context,
    shopper: &Shopper,
    permit: Permit,
    max: usize,
) -> Selection {
    let mut choice = Choice {
        model,
        context,
        eligibility: Eligibility::new(model, context, shopper),
        permit,
        max,
        selection: Selection::default(),
    };
    // The ladder: each rung only when nothing on the one above is sure enough.
    let wanted = |types: &[RelationType]| -> Vec<RelationType> {
        types.iter().copied().filter(|of| !shopper.refuses_kind(of.name())).collect()
    };
    let _ = choice.consider(choice.with_substitutes(score(model, context, &wanted(BORNE_OUT))))
        || choice.consider(score(model, context, &wanted(ALIKE)))
        || Rung::ALL.into_iter().any(|rung| {
            !shopper.refuses_kind(rung.kind()) && choice.consider(score_fallback(model, context, rung))
        });
    choice.selection
}

/// A selection in the making.
struct Choice<'a, B> {
    model: &'a Model<B>,
    context: &'a Context,
    eligibility: Eligibility<'a, B>,
    permit: Permit,
    max: usize,
    selection: Selection,
}

impl<B: AsRef<[u8]>> Choice<'_, B> {
    /// Chooses among the candidates of one rung, best first; whether any of them is sure enough to be shown, shown or
    /// not.
    fn consider(&mut self, candidates: Vec<Candidate>) -> bool {
        let mut is_any_sure = false;
        let mut rest = candidates;
        rest.reverse();
        while let Some(candidate) = rest.pop() {
            let judged = self.judge(&candidate);
            is_any_sure |= judged.as_ref().map_or_else(|&why| is_paced(why), |_| true);
            let is_chosen = judged.is_ok();
            self.settle(candidate, judged);
            if is_chosen && self.selection.suggestions.len() < self.max {
                self.by_what_is_left(&mut rest);
            }
        }
        is_any_sure
    }

    /// The others, in the order of what each still adds to the row: the best last.
    fn by_what_is_left(&self, rest: &mut Vec<Candidate>) {
        let shown = &self.selection.suggestions;
        let variety = Variety::new(self.model, self.context, shown, self.max - shown.len(), rest);
        sort_by_keys(rest, |candidate| {
            let left = variety.marginal(candidate, &self.permit.seen);
            [variety.waits(candidate).into(), u64::MAX - left, candidate.item.0.into(), 0]
        });
        rest.reverse();
    }

    fn settle(&mut self, candidate: Candidate, judged: Result<Level, Suppression>) {
        self.selection.suppressed.retain(|(other, _)| other.item != candidate.item);
        match judged {
            Err(suppression) => self.selection.suppressed.push((candidate, suppression)),
            Ok(level) => {
                if !self.permit.shown.contains(&candidate.item) {
                    self.permit.n_new = self.permit.n_new.saturating_sub(1);
                    self.permit.bar += self.permit.bar_step;
                }
                let influences = self.influences(&candidate);
                let reason =
                    Reason::new(candidate.item, candidate.score, candidate.contributions, level, influences);
                self.selection.suggestions.push(Suggestion {
                    item: candidate.item,
                    reason,
                    score: candidate.score,
                });
            }
        }
    }

    fn influences(&self, candidate: &Candidate) -> Influences {
        // What takes another's place has that one's score.
        let scored = candidate.contributions.first().and_then(|main| main.in_place_of);
        let (model, context, item) = (self.model, self.context, scored.unwrap_or(candidate.item));
        let is_moved = |part: &Contribution| {
            context.tilt.factor(model, part.anchor, item, part.basis.relation_type()) != 1000
        };
        Influences {
            searched: search::answered(model, context, item).map(|(query, _)| query.to_owned()),
            price: context.tilt.by_price(model, item) != 0,
            earlier: candidate.contributions.iter().any(is_moved),
        }
    }

    fn judge(&self, candidate: &Candidate) -> Result<Level, Suppression> {
        if let Some(suppression) = self.eligibility.suppression(candidate.item) {
            return Err(suppression);
        }
        if let Some(suppression) = self.eligibility.suppression_of(candidate) {
            return Err(suppression);
        }
        let chosen = &self.selection.suggestions;
        if chosen.iter().any(|chosen| self.model.are_variants(chosen.item, candidate.item)) {
            return Err(Suppression::VariantOfSuggestion);
        }
        // A model may say so in one direction alone.
        let does_same_job = |chosen: &Suggestion| {
            is_substitute(self.model, chosen.item, candidate.item)
                || is_substitute(self.model, candidate.item, chosen.item)
        };
        if chosen.iter().any(does_same_job) {
            return Err(Suppression::SubstituteOfSuggestion);
        }
        let surety = self.surety(candidate).ok_or(Suppression::BelowBar)?;
        let level = surety.level().ok_or(Suppression::BelowBar)?;
        if self.selection.suggestions.len() >= self.max {
            return Err(Suppression::NoRoom);
        }
        let main = candidate.contributions.first();
        if !self.permit.shown.contains(&candidate.item) {
            let is_cooled = main.is_some_and(|main| self.context.tilt.is_cooled(main.basis));
            self.paced(candidate.item, surety, if is_cooled { COOLED } else { 0 })?;
        }
        // Of a whole category, orders say nothing as sure as of an item.
        let is_by_category = main.is_some_and(|main| main.basis.relation_type().is_none());
        Ok(if is_by_category { Level::Guess } else { level })
    }

    /// Whether pacing lets one more be shown, which must be this much surer than another.
    fn paced(&self, item: ItemId, surety: Surety, surer: u32) -> Result<(), Suppression> {
        let permit = &self.permit;
        let is_same = |&tired: &ItemId| tired == item || self.model.are_variants(tired, item);
        if permit.tired.iter().any(is_same) {
            Err(Suppression::Tired)
        } else if permit.is_silent {
            Err(Suppression::Silence)
        } else if permit.n_new == 0 {
            Err(Suppression::Ceiling)
        } else if !surety.is_over(permit.bar + surer) {
            Err(Suppression::Restraint)
        } else {
            Ok(())
        }
    }

    /// How surely the strongest anchor goes with the candidate. What rests on the merchant's word, on titles, or on
    /// another item's orders is a guess, however many orders there are.
    fn surety(&self, candidate: &Candidate) -> Option<Surety> {
        let strongest = candidate.contributions.first()?;
        let granted = match strongest.basis {
            _ if strongest.in_place_of.is_some() => BY_LIKENESS,
            Basis::Relation(RelationType::Alike) | Basis::Pick(_) => BY_LIKENESS,
            Basis::Relation(relation_type) if relation_type.is_declared() => BY_DECLARATION,
            _ => 0,
        };
        Some(Surety { evidence: strongest.evidence(self.model, candidate.item), granted })
    }

    /// The candidates, and for each that is sold out or refused, what does its job: with its anchors and its score,
    /// less the more the two differ.
    fn with_substitutes(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut stand_ins: Vec<Candidate> = Vec::new();
        for gone in &candidates {
            let is_gone = matches!(
                self.eligibility.suppression(gone.item),
                Some(Suppression::SoldOut | Suppression::NotNow | Suppression::NotInterested)
            );
            if !is_gone
                || self.eligibility.suppression_of(gone).is_some()
                || self.surety(gone).is_none_or(|surety| surety.level().is_none())
            {
                continue;
            }
            for substitute in self.model.relations(RelationType::InsteadOf, gone.item) {
                let is_known = |known: &Candidate| known.item == substitute.candidate;
                if !candidates.iter().chain(&stand_ins).any(is_known) {
                    stand_ins.push(stand_in(gone, &substitute));
                }
            }
        }
        for candidate in stand_ins {
            insert(&mut candidates, candidate);
        }
        candidates
    }
}

/// How much surer, in hundredths of orders, a card of a type must be that she turned down twice in this place: no guess
/// passes.
const COOLED: u32 = 15;

/// How surely a candidate goes with its strongest anchor.
#[derive(Clone, Copy)]
struct Surety {
    /// What orders say.
    evidence: Evidence,
    /// What is granted without orders, in hundredths of them; 0 for nothing.
    granted: u32,
}

/// The merchant's word comes just below *often together*.
const BY_DECLARATION: u32 = 14;
/// Anything else without orders is good for three suggestions of an hour.
const BY_LIKENESS: u32 = 7;

impl Surety {
    fn is_over(self, bar: u32) -> bool {
        bar <= self.granted || self.evidence.is_surely(bar)
    }

    fn level(self) -> Option<Level> {
        Level::of(self.evidence).or((self.granted > 0).then_some(Level::Guess))
    }
}

/// Whether it was pacing that kept back what is sure enough.
fn is_paced(why: Suppression) -> bool {
    matches!(
        why,
        Suppression::NoRoom
            | Suppression::Ceiling
            | Suppression::Tired
            | Suppression::Silence
            | Suppression::Restraint
    )
}

fn stand_in(gone: &Candidate, substitute: &Relation) -> Candidate {
    let weight = u64::from(substitute.weight) * u64::from(substitute.weight);
    let contributions: Vec<Contribution> = gone
        .contributions
        .iter()
        .map(|contribution| Contribution {
            in_place_of: Some(gone.item),
            score: Score(contribution.score.0 * weight / 225),
            ..*contribution
        })
        .collect();
    let score = Score(contributions.iter().map(|contribution| contribution.score.0).sum());
    Candidate { item: substitute.candidate, score, contributions }
}
