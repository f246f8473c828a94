//! One shopper's visits.

use std::collections::BTreeSet;

use goeswith_engine::context::Context;
use goeswith_engine::feedback::{About, Act};
use goeswith_engine::ids::{CategoryId, ItemId, Millis};
use goeswith_engine::memory::Memory;
use goeswith_engine::model::Model;
use goeswith_engine::pacing::{DAY_MS, Frequency, HOUR_MS, Permit, WEEK_MS};
use goeswith_engine::select::{Suggestion, select};
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::stage::Stage;

use super::Simulation;
use super::draws::{Draws, Popularity, neighbour};

/// What happens on a page, in thousandths.
const ADDS_TO_CART: u64 = 250;
const ANSWERS_HOW_OFTEN: u64 = 10;
/// What happens to a card.
const TAKEN: u64 = 40;
const REFUSED: u64 = 30;
const NOT_HELPFUL: u64 = 10;
const ASKED_WHY: u64 = 30;
/// Cards of a row.
const ROW: usize = 3;

pub(super) struct Walk<'a> {
    model: &'a Model<Vec<u8>>,
    popularity: &'a Popularity,
    draws: Draws,
    now: Millis,
    shopper: Shopper,
    memory: Memory,
    cart: Vec<ItemId>,
    /// Every impression: the item and when. The simulator's own.
    log: Vec<(ItemId, Millis)>,
    /// What was shown last, to be followed.
    offered: Vec<ItemId>,
    pub(super) counted: Simulation,
}

/// What a session has shown.
#[derive(Default)]
struct Session {
    items: BTreeSet<ItemId>,
    categories: BTreeSet<CategoryId>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        model: &'a Model<Vec<u8>>,
        popularity: &'a Popularity,
        seed: u64,
        shopper: u64,
    ) -> Self {
        Self {
            model,
            popularity,
            draws: Draws::new(seed, shopper),
            now: Millis(1_800_000_000_000),
            shopper: Shopper::default(),
            memory: Memory::default(),
            cart: Vec::new(),
            log: Vec::new(),
            offered: Vec::new(),
            counted: Simulation::default(),
        }
    }

    /// One to eight visits within about ten days; how many.
    pub(super) fn visits(&mut self) -> u64 {
        let n_visits = 1 + self.draws.below(8);
        self.shopper.frequency = self.any_frequency();
        for _ in 0..n_visits {
            let began_at = self.shopper.frequency;
            let mut session = Session::default();
            let n_pages = 1 + self.draws.below(4) * self.draws.below(4);
            for _ in 0..n_pages {
                self.page(&mut session);
                self.wait(10_000, 240_000);
            }
            let tally = self.counted.of(began_at);
            tally.n_sessions += 1;
            tally.n_distinct_items += length(session.items.len());
            tally.n_distinct_categories += length(session.categories.len());
            self.cart.clear();
            self.memory.views.clear();
            self.wait(HOUR_MS / 2, 2 * DAY_MS);
        }
        n_visits
    }

    /// Fifty pages without ceilings, bar and silence: distinct items and categories shown.
    pub(super) fn fifty_pages(&mut self) -> (u64, u64) {
        let mut session = Session::default();
        for _ in 0..50 {
            self.memory.exposures.turn_page();
            self.go();
            let paced = self.memory.exposures.permit(&self.shopper, self.now);
            let permit = Permit { tired: paced.tired, seen: paced.seen, ..Permit::unpaced() };
            let shown = select(self.model, &self.context(Stage::Product), &self.shopper, permit, ROW);
            self.offered = shown.suggestions.iter().map(|card| card.item).collect();
            for &item in &self.offered {
                self.memory.exposures.record(item, self.now);
            }
            session.see(self.model, &self.offered);
            self.wait(10_000, 120_000);
        }
        (length(session.items.len()), length(session.categories.len()))
    }

    /// Looks at another product, and perhaps takes it.
    fn go(&mut self) {
        let item = match (self.draws.below(3), self.memory.views.last().copied()) {
            (0, Some((last, _))) => neighbour(self.model, last, &mut self.draws),
            (1, Some(_)) => self
                .draws
                .one(&self.offered)
                .copied()
                .unwrap_or_else(|| self.popularity.draw(&mut self.draws)),
            _ => self.popularity.draw(&mut self.draws),
        };
        self.memory.views.retain(|&(seen, _)| seen != item);
        self.memory.views.push((item, self.now));
        if self.draws.happens(ADDS_TO_CART) && !self.cart.contains(&item) {
            self.cart.push(item);
        }
    }

    fn context(&self, stage: Stage) -> Context {
        Context {
            stage,
            tilt: self.memory.feedback.tilt(self.model, stage, self.now),
            ..Context::new(&self.cart, &self.memory.views, self.now)
        }
    }

    fn page(&mut self, session: &mut Session) {
        self.memory.exposures.turn_page();
        self.go();
        if self.draws.happens(ANSWERS_HOW_OFTEN) {
            self.shopper.frequency = self.any_frequency();
        }
        let stage = self.draws.one(&Stage::ALL).copied().unwrap_or_default();
        let context = self.context(stage);
        let permit = self.memory.exposures.permit(&self.shopper, self.now);
        let is_silent = permit.is_silent;
        let shown = select(self.model, &context, &self.shopper, permit, ROW).suggestions;
        self.offered = shown.iter().map(|card| card.item).collect();
        self.check(&context, &shown, is_silent);

        let n_repeats = self.offered.iter().filter(|item| session.items.contains(item)).count();
        for &item in &self.offered {
            self.memory.exposures.record(item, self.now);
            self.log.push((item, self.now));
        }
        session.see(self.model, &self.offered);
        let in_window =
            |window_ms: u64| self.log.iter().filter(|(_, at)| at.age_ms(self.now) < window_ms).count();
        let most =
            [self.offered.len(), in_window(HOUR_MS), in_window(DAY_MS), in_window(WEEK_MS)].map(length);
        self.check_ceilings(most);
        let of_one = self.offered.iter().map(|item| {
            self.log.iter().filter(|(seen, at)| seen == item && at.age_ms(self.now) < DAY_MS).count()
        });
        let most_of_one_item = of_one.max().map_or(0, length);
        let frequency = self.shopper.frequency;
        let tally = self.counted.of(frequency);
        tally.n_pages += 1;
        tally.n_pages_with_some += u64::from(!shown.is_empty());
        tally.n_silent_pages += u64::from(is_silent);
        tally.n_impressions += length(shown.len());
        tally.n_repeats += length(n_repeats);
        if !shown.is_empty() {
            for (known, most) in std::iter::zip(&mut tally.most, most) {
                *known = (*known).max(most);
            }
        }
        tally.most_of_one_item = tally.most_of_one_item.max(most_of_one_item);
        for card in &shown {
            self.react(frequency, stage, card);
        }
    }

    fn react(&mut self, frequency: Frequency, stage: Stage, card: &Suggestion) {
        let Some(about) = self.about(stage, card) else { return };
        let act = match self.draws.below(1000) {
            draw if draw < TAKEN => Act::Add,
            draw if draw < TAKEN + REFUSED => Act::Dismiss,
            draw if draw < TAKEN + REFUSED + NOT_HELPFUL => Act::NotHelpful,
            draw if draw < TAKEN + REFUSED + NOT_HELPFUL + ASKED_WHY => Act::Open,
            _ => return,
        };
        self.memory.feedback.learn(act, &about, self.now);
        match act {
            Act::Add => {
                self.cart.push(card.item);
                self.memory.exposures.accept(self.now);
                self.counted.of(frequency).n_taken += 1;
            }
            Act::Dismiss => {
                let kind = self.draws.one(&AnswerKind::OF_CARD).copied().unwrap_or(AnswerKind::NotNow);
                let subject = if kind == AnswerKind::NoMore { &about.category } else { &about.sku };
                self.shopper.say(kind, subject, self.now);
                self.counted.of(frequency).n_refused += 1;
            }
            _ => {}
        }
    }

    fn about(&self, stage: Stage, card: &Suggestion) -> Option<About> {
        About::new(self.model, card.item, card.reason.main(), stage)
    }

    /// What must never be seen.
    fn check(&mut self, context: &Context, shown: &[Suggestion], is_silent: bool) {
        let mut broken = Vec::new();
        if is_silent && !shown.is_empty() {
            broken.push("something new within the silence after a no".to_owned());
        }
        for card in shown {
            let parts = card.reason.contributions();
            let is_known = |anchor: ItemId| {
                context.cart.contains(&anchor) || context.views.iter().any(|&(seen, _)| seen == anchor)
            };
            if parts.is_empty() || !parts.iter().all(|part| is_known(part.anchor)) {
                broken.push("a reason that is not in the cart or among what was looked at".to_owned());
            }
            if context.cart.contains(&card.item) {
                broken.push("something that is in the cart".to_owned());
            }
            broken
                .extend(self.refusal(card.item).map(|kind| format!("something refused as {}", kind.name())));
        }
        for rule in broken {
            *self.counted.violations.entry(rule).or_default() += 1;
        }
    }

    /// The answer that stands against an item, by the words of `interface.md` and not by the engine's.
    fn refusal(&self, item: ItemId) -> Option<AnswerKind> {
        let category =
            self.model.item(item).map(|item| self.model.category_path(item.category)).unwrap_or_default();
        let stands = self.shopper.answers().iter().find(|answer| {
            let refused = self.model.find(&answer.subject);
            match answer.kind {
                AnswerKind::NotNow => refused == Some(item) && answer.at.age_ms(self.now) < DAY_MS,
                AnswerKind::NotInterested => {
                    refused.is_some_and(|refused| refused == item || self.model.are_variants(refused, item))
                }
                AnswerKind::NoKind => false,
                AnswerKind::NoMore => {
                    category == answer.subject || category.starts_with(&format!("{} > ", answer.subject))
                }
            }
        });
        stands.map(|answer| answer.kind)
    }

    fn check_ceilings(&mut self, most: [u64; 4]) {
        // Nothing new was shown: what an earlier, higher answer let through may still be in the window.
        if self.offered.is_empty() {
            return;
        }
        let limits = match self.shopper.frequency {
            Frequency::Off => [0, 0, 0, 0],
            Frequency::Fewer => [1, 3, 6, 20],
            Frequency::Normal => [3, 9, 20, 60],
            Frequency::More => [5, 20, 40, 120],
        };
        for (n, (limit, window)) in
            std::iter::zip(most, std::iter::zip(limits, ["page", "hour", "day", "week"]))
        {
            if n > limit {
                let rule = format!("more than {limit} in a {window} at {}", self.shopper.frequency.name());
                *self.counted.violations.entry(rule).or_default() += 1;
            }
        }
    }

    fn any_frequency(&mut self) -> Frequency {
        // Most never answer.
        const ANSWERS: [Frequency; 8] = [
            Frequency::Off,
            Frequency::Fewer,
            Frequency::Fewer,
            Frequency::Normal,
            Frequency::Normal,
            Frequency::Normal,
            Frequency::Normal,
            Frequency::More,
        ];
        self.draws.one(&ANSWERS).copied().unwrap_or_default()
    }

    fn wait(&mut self, least_ms: u64, more_ms: u64) {
        self.now = self.now.plus_ms(least_ms + self.draws.below(more_ms));
    }
}

impl Session {
    fn see(&mut self, model: &Model<Vec<u8>>, items: &[ItemId]) {
        self.items.extend(items);
        self.categories.extend(items.iter().filter_map(|&item| model.item(item)).map(|item| item.category));
    }
}

fn length(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_shows_too_much_is_told_on() {
        let model = Model::open(include_bytes!("../../../../tests/fixtures/kitchen.gw").to_vec());
        let model = model.unwrap_or_else(|error| panic!("{}", error.message()));
        let popularity = Popularity::new(&model);
        let mut walk = Walk::new(&model, &popularity, 1, 1);
        walk.offered = vec![ItemId(0)];
        walk.check_ceilings([3, 9, 20, 60]);
        assert!(walk.counted.violations.is_empty(), "ceilings are inclusive");
        walk.check_ceilings([4, 9, 20, 60]);
        walk.check_ceilings([3, 10, 20, 61]);
        let told: Vec<&str> = walk.counted.violations.keys().map(String::as_str).collect();
        let expected = [
            "more than 3 in a page at normal",
            "more than 60 in a week at normal",
            "more than 9 in a hour at normal",
        ];
        assert_eq!(told, expected);

        walk.counted = Simulation::default();
        walk.memory.views.push((ItemId(0), walk.now));
        let context = walk.context(Stage::Product);
        let shown = select(&model, &context, &walk.shopper, Permit::unpaced(), 3).suggestions;
        walk.check(&context, &shown, false);
        assert!(walk.counted.violations.is_empty() && !shown.is_empty());
        let sku = model.sku(shown[0].item).to_owned();
        walk.shopper.say(AnswerKind::NotInterested, &sku, walk.now);
        walk.check(&Context::default(), &shown, true);
        assert_eq!(walk.counted.violations.len(), 3, "{:?}", walk.counted.violations);
    }
}
