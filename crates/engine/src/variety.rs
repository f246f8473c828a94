//! Variety within a row: the next card is the best of what is *left to say* (maximal marginal relevance: J. Carbonell &
//! J. Goldstein, SIGIR 1998).
//!
//! After each card, what is like it counts less, in thousandths of its score:
//! - 850 for a candidate of a category that is already shown;
//! - 500 for one whose main anchor is of a category that already has its card, while other parts of the cart have none:
//!   a tea party *and* a child's birthday both get an answer;
//! - 500 for what was shown on an earlier page of the week, for the last place: one place explores.
//!
//! However strong one part of the cart is, the last place goes to another that has no card yet, where anything goes with
//! it: five lines for the tea party leave the birthday one place of three.

use crate::context::Context;
use crate::ids::{CategoryId, ItemId};
use crate::model::Model;
use crate::score::Candidate;
use crate::select::Suggestion;

const SAME_CATEGORY: u64 = 850;
const SAME_INTENT: u64 = 500;
const SEEN_BEFORE: u64 = 500;

/// What a row with these cards still lacks.
pub(crate) struct Variety<'a, B> {
    model: &'a Model<B>,
    shown: &'a [Suggestion],
    /// The next card is the last that the row has room for.
    is_last: bool,
    /// Categories of what is in front of her that have no card, and that one of the other candidates goes with.
    open: Vec<CategoryId>,
}

impl<'a, B: AsRef<[u8]>> Variety<'a, B> {
    /// Beside the cards `shown` there are `n_left` places, for some of `rest`.
    pub(crate) fn new(
        model: &'a Model<B>,
        context: &Context,
        shown: &'a [Suggestion],
        n_left: usize,
        rest: &[Candidate],
    ) -> Self {
        let mut variety = Self { model, shown, is_last: n_left == 1, open: Vec::new() };
        let is_in_front = |item: ItemId| {
            context.cart.contains(&item) || context.ordered.contains(&item) || context.page == Some(item)
        };
        let open = rest.iter().filter_map(|candidate| {
            let anchor = candidate.contributions.first()?.anchor;
            let intent = variety.category(anchor)?;
            (is_in_front(anchor) && !variety.is_answered(intent)).then_some(intent)
        });
        variety.open = open.collect();
        variety
    }

    /// Whether a candidate gives way to what goes with parts of the cart that have no card yet.
    pub(crate) fn waits(&self, candidate: &Candidate) -> bool {
        let is_open = |intent: CategoryId| self.open.contains(&intent);
        self.is_last && !self.open.is_empty() && !self.intent(candidate).is_some_and(is_open)
    }

    /// What is left of a candidate's score; `seen` was shown on earlier pages.
    pub(crate) fn marginal(&self, candidate: &Candidate, seen: &[ItemId]) -> u64 {
        let mut thousandths = 1000;
        let category = self.category(candidate.item);
        if self.shown.iter().any(|card| self.category(card.item) == category) {
            thousandths = thousandths * SAME_CATEGORY / 1000;
        }
        if !self.open.is_empty() && self.intent(candidate).is_some_and(|intent| self.is_answered(intent)) {
            thousandths = thousandths * SAME_INTENT / 1000;
        }
        if self.is_last && seen.contains(&candidate.item) {
            thousandths = thousandths * SEEN_BEFORE / 1000;
        }
        candidate.score.0.saturating_mul(thousandths) / 1000
    }

    /// What a candidate is for: the category of its main anchor.
    fn intent(&self, candidate: &Candidate) -> Option<CategoryId> {
        self.category(candidate.contributions.first()?.anchor)
    }

    /// Whether a card goes with something of this category.
    fn is_answered(&self, intent: CategoryId) -> bool {
        let main = |card: &Suggestion| self.category(card.reason.main()?.anchor);
        self.shown.iter().any(|card| main(card) == Some(intent))
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
        let n_left = if is_last { 1 } else { 2 };
        Variety::new(&model, &Context::default(), &shown, n_left, &[]).marginal(&candidate, seen)
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
