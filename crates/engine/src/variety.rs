//! Variety within a row: the next card is the best of what is *left to say* (maximal marginal relevance: J. Carbonell &
//! J. Goldstein, SIGIR 1998).
//!
//! After each card, what is like it counts less, in thousandths of its score:
//! - 850 for a candidate of a category that is already shown;
//! - 500 for one whose main anchor is of a category that already has its card, while other parts of the cart have none:
//!   a tea party *and* a child's birthday both get an answer;
//! - 500 for what was shown on an earlier page of the week, for the last place: one place explores.

use crate::context::Context;
use crate::ids::{CategoryId, ItemId};
use crate::model::Model;
use crate::score::Candidate;
use crate::select::Suggestion;

const SAME_CATEGORY: u64 = 850;
const SAME_INTENT: u64 = 500;
const SEEN_BEFORE: u64 = 500;

/// What is already in the row, and what was shown before.
pub(crate) struct Variety<'a, B> {
    pub(crate) model: &'a Model<B>,
    pub(crate) context: &'a Context,
    /// Shown on earlier pages.
    pub(crate) seen: &'a [ItemId],
}

impl<B: AsRef<[u8]>> Variety<'_, B> {
    /// What is left of a candidate's score beside the cards `shown`; the next one is the last if `is_last`.
    pub(crate) fn marginal(&self, candidate: &Candidate, shown: &[Suggestion], is_last: bool) -> u64 {
        let mut thousandths = 1000;
        let category = self.category(candidate.item);
        if shown.iter().any(|card| self.category(card.item) == category) {
            thousandths = thousandths * SAME_CATEGORY / 1000;
        }
        let main = |anchor: Option<ItemId>| anchor.and_then(|anchor| self.category(anchor));
        let intent = main(candidate.contributions.first().map(|main| main.anchor));
        let answered =
            |intent| shown.iter().any(|card| main(card.reason.main().map(|main| main.anchor)) == intent);
        let is_open = || self.context.cart.iter().any(|&anchor| !answered(self.category(anchor)));
        if answered(intent) && is_open() {
            thousandths = thousandths * SAME_INTENT / 1000;
        }
        if is_last && self.seen.contains(&candidate.item) {
            thousandths = thousandths * SEEN_BEFORE / 1000;
        }
        candidate.score.0.saturating_mul(thousandths) / 1000
    }

    fn category(&self, item: ItemId) -> Option<CategoryId> {
        self.model.item(item).map(|item| item.category)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidence::Level;
    use crate::ids::Score;
    use crate::model::{Draft, DraftCategory, DraftItem, encode};
    use crate::reason::{Influences, Reason};

    const CUP: ItemId = ItemId(0);
    const SAUCER: ItemId = ItemId(1);
    const LANTERN: ItemId = ItemId(2);

    /// Of 1000, what is left of an item beside the cup.
    fn left(item: ItemId, shown: &[ItemId], seen: &[ItemId], is_last: bool) -> u64 {
        let category = |name: &str| DraftCategory { name: name.to_owned(), parent: None };
        let item_of = |(sku, category): (&str, u16)| DraftItem {
            sku: sku.to_owned(),
            title: sku.to_owned(),
            lowercase_initial: false,
            price_hundredths: 0,
            category: CategoryId(category),
            family: None,
            n_orders: 0,
        };
        let draft = Draft {
            currency: "EUR".to_owned(),
            categories: ["Tea", "Garden"].map(category).to_vec(),
            items: [("cup", 0), ("saucer", 0), ("lantern", 1)].map(item_of).to_vec(),
            ..Draft::default()
        };
        let model = Model::open(encode(&draft).unwrap()).unwrap();
        let card = |&item: &ItemId| Suggestion {
            item,
            reason: Reason::new(item, Score(1000), Vec::new(), Level::Guess, Influences::default()),
            score: Score(1000),
        };
        let shown: Vec<Suggestion> = shown.iter().map(card).collect();
        let candidate = Candidate { item, score: Score(1000), contributions: Vec::new() };
        Variety { model: &model, context: &Context::default(), seen }.marginal(&candidate, &shown, is_last)
    }

    #[test]
    fn a_category_that_is_shown_counts_less() {
        assert_eq!([SAUCER, LANTERN].map(|item| left(item, &[CUP], &[], false)), [850, 1000]);
        assert_eq!(left(SAUCER, &[], &[], false), 1000);
    }

    #[test]
    fn the_last_place_explores() {
        assert_eq!([SAUCER, LANTERN].map(|item| left(item, &[], &[SAUCER], true)), [500, 1000]);
        assert_eq!(left(SAUCER, &[], &[SAUCER], false), 1000, "the places before it do not");
    }
}
