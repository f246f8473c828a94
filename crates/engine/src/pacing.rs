//! How often: ceilings per page, hour, day and week for all placements together. Ceilings, never quotas.
//!
//! Below the ceilings a bar rises: each further impression of an hour must be surer than the one before, by one in a
//! hundred orders. What was shown on three pages of a day rests, and after a *no* comes silence ([`cooldown`]).

use crate::cooldown;
use crate::ids::{ItemId, Millis};
use crate::score::sort_by_keys;
use crate::shopper::Shopper;

/// The shopper's answer to "How often?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Frequency {
    /// Nothing, anywhere in the shop.
    Off,
    /// About a third of normal.
    Fewer,
    /// The default.
    #[default]
    Normal,
    /// About twice normal.
    More,
}

/// Most impressions at a frequency; inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceilings {
    /// On one page.
    pub page: u32,
    /// In any hour.
    pub hour: u32,
    /// In any 24 hours.
    pub day: u32,
    /// In any seven days.
    pub week: u32,
}

/// An hour in milliseconds.
pub const HOUR_MS: u64 = 60 * 60 * 1000;
/// A day in milliseconds.
pub const DAY_MS: u64 = 24 * HOUR_MS;
/// A week in milliseconds.
pub const WEEK_MS: u64 = 7 * DAY_MS;

impl Frequency {
    /// From least to most, as the control lists them.
    pub const ALL: [Self; 4] = [Self::Off, Self::Fewer, Self::Normal, Self::More];

    /// The table of `interface.md`.
    #[must_use]
    pub const fn ceilings(self) -> Ceilings {
        match self {
            Self::Off => Ceilings { page: 0, hour: 0, day: 0, week: 0 },
            Self::Fewer => Ceilings { page: 1, hour: 3, day: 6, week: 20 },
            Self::Normal => Ceilings { page: 3, hour: 9, day: 20, week: 60 },
            Self::More => Ceilings { page: 5, hour: 20, day: 40, week: 120 },
        }
    }

    /// The name in code, data and attributes: `off`, `fewer`, `normal`, `more`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Fewer => "fewer",
            Self::Normal => "normal",
            Self::More => "more",
        }
    }

    /// The dual of [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.name() == name)
    }
}

/// An item shown on so many pages within a day rests until the day has passed.
const TIRES_AFTER: usize = 3;
/// Most impressions that are kept: twice what a week can show.
const MAX_KEPT: usize = 240;
/// What the first impression of an hour must surely reach, in hundredths of orders with its anchor: a guess.
const BAR: u32 = 5;
/// How much surer each further impression of the hour must be.
const BAR_STEP: u32 = 1;

/// What was shown and taken: one count for all placements of a page, and the rolling windows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exposures {
    /// Items shown on this page, in the order they first were. Shown again on the same page they count once.
    page: Vec<ItemId>,
    /// What was shown on a page and when, oldest first; at most a week back. `None` is what the model does not have (any
    /// more): it counts towards the ceilings.
    shown: Vec<(Option<ItemId>, Millis)>,
    /// When a suggestion was last taken.
    accepted_at: Option<Millis>,
}

/// What may be shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// Items already shown on this page that may stay.
    pub shown: Vec<ItemId>,
    /// How many others may join them.
    pub n_new: u32,
    /// She said no a moment ago: nothing may join them.
    pub is_silent: bool,
    /// What was shown often enough for now.
    pub tired: Vec<ItemId>,
    /// What other pages of the last week showed.
    pub seen: Vec<ItemId>,
    /// What the next one must surely reach, in hundredths of orders with its anchor.
    pub bar: u32,
    /// How much surer each one after it must be.
    pub bar_step: u32,
}

impl Permit {
    /// No pacing at all, only the bar of a guess: for measuring what would be chosen.
    #[must_use]
    pub const fn unpaced() -> Self {
        Self {
            shown: Vec::new(),
            n_new: u32::MAX,
            is_silent: false,
            tired: Vec::new(),
            seen: Vec::new(),
            bar: BAR,
            bar_step: 0,
        }
    }
}

impl Exposures {
    /// What the shopper's frequency and answers, and what was shown, still allow on this page at `now`.
    #[must_use]
    pub fn permit(&self, shopper: &Shopper, now: Millis) -> Permit {
        let page_limit = usize::try_from(shopper.frequency_at(now).ceilings().page).unwrap_or(usize::MAX);
        let Ceilings { page, hour, day, week } = self.left(shopper, now);
        Permit {
            shown: self.page.iter().copied().take(page_limit).collect(),
            n_new: page.min(hour).min(day).min(week),
            is_silent: cooldown::is_silent(shopper.answers(), self.accepted_at, now),
            tired: self.tired(now),
            seen: self.seen(),
            bar: BAR + BAR_STEP * self.n_shown(HOUR_MS, now),
            bar_step: BAR_STEP,
        }
    }

    /// How far each ceiling of the shopper's frequency is away at `now`.
    #[must_use]
    pub fn left(&self, shopper: &Shopper, now: Millis) -> Ceilings {
        let ceilings = shopper.frequency_at(now).ceilings();
        Ceilings {
            page: ceilings.page.saturating_sub(self.n_on_page()),
            hour: ceilings.hour.saturating_sub(self.n_shown(HOUR_MS, now)),
            day: ceilings.day.saturating_sub(self.n_shown(DAY_MS, now)),
            week: ceilings.week.saturating_sub(self.n_shown(WEEK_MS, now)),
        }
    }

    /// Impressions of this page.
    #[must_use]
    pub fn n_on_page(&self) -> u32 {
        u32::try_from(self.page.len()).unwrap_or(u32::MAX)
    }

    /// Impressions of the last `window_ms`.
    fn n_shown(&self, window_ms: u64, now: Millis) -> u32 {
        let n = self.shown.iter().filter(|(_, at)| at.age_ms(now) < window_ms).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    }

    fn seen(&self) -> Vec<ItemId> {
        let shown = self.shown.iter().filter_map(|&(item, _)| item);
        shown.filter(|item| !self.page.contains(item)).collect()
    }

    fn tired(&self, now: Millis) -> Vec<ItemId> {
        let mut tired: Vec<ItemId> = Vec::new();
        for item in self.shown.iter().filter_map(|&(item, _)| item) {
            let same =
                self.shown.iter().filter(|&&(other, at)| other == Some(item) && at.age_ms(now) < DAY_MS);
            if !tired.contains(&item) && same.count() >= TIRES_AFTER {
                tired.push(item);
            }
        }
        tired
    }

    /// Counts an impression of `item`, once per page.
    pub fn record(&mut self, item: ItemId, now: Millis) {
        if !self.page.contains(&item) {
            self.page.push(item);
            self.shown.retain(|(_, at)| at.age_ms(now) < WEEK_MS);
            self.shown.push((Some(item), now));
        }
    }

    /// A suggestion was taken: the cooldown ends.
    pub fn accept(&mut self, now: Millis) {
        self.accepted_at = Some(now);
    }

    /// What was taken at `at` is given back. The one that was taken before it, if any, is then the last; where another was
    /// taken since, that still is.
    pub fn give_back(&mut self, at: Millis, before: Option<Millis>) {
        if self.accepted_at == Some(at) {
            self.accepted_at = before;
        }
    }

    /// What was shown on a page and when, oldest first; `None` is what the model does not have.
    #[must_use]
    pub fn shown(&self) -> &[(Option<ItemId>, Millis)] {
        &self.shown
    }

    /// Whether a page before this one showed anything within the week.
    #[must_use]
    pub fn has_earlier(&self) -> bool {
        self.shown.len() > self.page.len()
    }

    /// When a suggestion was last taken.
    #[must_use]
    pub const fn accepted_at(&self) -> Option<Millis> {
        self.accepted_at
    }

    /// Counts an impression of an earlier page; of very many the latest.
    pub fn restore(&mut self, item: Option<ItemId>, at: Millis) {
        self.shown.push((item, at));
        self.shown.drain(..self.shown.len().saturating_sub(MAX_KEPT));
    }

    /// What stands on this page, for its ceiling, and nothing else.
    #[must_use]
    pub fn on_this_page(&self) -> Self {
        Self { page: self.page.clone(), ..Self::default() }
    }

    /// The impressions of this page alone.
    #[must_use]
    pub fn of_this_page(&self) -> Self {
        let mut own = self.on_this_page();
        own.shown.clone_from(&self.shown);
        own.shown.retain(|(item, _)| item.is_some_and(|item| self.page.contains(&item)));
        own
    }

    /// Takes in the impressions of another page or tab, each once. One without a name may be any of the same moment: of a
    /// moment there are as many as the fuller of both has, so that several of one refresh stay several.
    pub fn merge(&mut self, other: &Self) {
        let mut merged: Vec<(Option<ItemId>, Millis)> = Vec::new();
        for is_named in [true, false] {
            for source in [&self.shown, &other.shown] {
                for &(item, at) in source.iter().filter(|(item, _)| item.is_some() == is_named) {
                    let is_same = |known: &&(Option<ItemId>, Millis)| {
                        known.1 == at && (known.0 == item || item.is_none())
                    };
                    if merged.iter().filter(is_same).count() < source.iter().filter(is_same).count() {
                        merged.push((item, at));
                    }
                }
            }
        }
        sort_by_keys(&mut merged, |&(item, at)| [at.0, item.map_or(0, |item| u64::from(item.0) + 1), 0, 0]);
        self.shown = merged;
        self.accepted_at = self.accepted_at.max(other.accepted_at);
    }

    /// A suggestion was taken on an earlier page.
    pub fn restore_accepted(&mut self, at: Millis) {
        self.accepted_at = self.accepted_at.max(Some(at));
    }

    /// A new page begins: the page's own count starts anew, the windows roll on.
    pub fn turn_page(&mut self) {
        self.page.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(frequency: Frequency) -> Shopper {
        let mut shopper = Shopper::default();
        shopper.frequency = frequency;
        shopper
    }

    #[test]
    fn the_bar_rises_with_every_impression_of_the_hour_and_falls_when_it_has_passed() {
        let mut exposures = Exposures::default();
        let bar = |exposures: &Exposures, now_ms| exposures.permit(&at(Frequency::More), Millis(now_ms)).bar;
        let mut last = 0;
        for item in 0..20 {
            assert!(bar(&exposures, 0) > last, "each must be surer than the one before");
            last = bar(&exposures, 0);
            exposures.turn_page();
            exposures.record(ItemId(item), Millis(0));
        }
        assert_eq!((last, bar(&exposures, HOUR_MS)), (24, 5));
    }

    #[test]
    fn what_three_pages_showed_rests_for_a_day() {
        let mut exposures = Exposures::default();
        for page in 0..3 {
            exposures.turn_page();
            exposures.record(ItemId(7), Millis(page * HOUR_MS));
            exposures.record(ItemId(page.try_into().unwrap()), Millis(page * HOUR_MS));
        }
        let tired =
            |exposures: &Exposures, now_ms| exposures.permit(&at(Frequency::More), Millis(now_ms)).tired;
        assert_eq!(tired(&exposures, 2 * HOUR_MS), [ItemId(7)]);
        assert_eq!(tired(&exposures, DAY_MS), [], "the first of them is a day ago");
    }

    #[test]
    fn an_item_on_a_page_counts_once_and_may_stay() {
        let mut exposures = Exposures::default();
        for item in [1, 2, 3, 1, 2] {
            exposures.record(ItemId(item), Millis(0));
        }
        let permit = exposures.permit(&at(Frequency::Normal), Millis(0));
        assert_eq!((permit.shown, permit.n_new), (vec![ItemId(1), ItemId(2), ItemId(3)], 0));
    }

    #[test]
    fn a_lower_frequency_holds_at_once_for_what_is_already_shown() {
        let mut exposures = Exposures::default();
        for item in 0..5 {
            exposures.record(ItemId(item), Millis(0));
        }
        let permit = |frequency| {
            let Permit { shown, n_new, .. } = exposures.permit(&at(frequency), Millis(0));
            (shown, n_new)
        };
        assert_eq!(permit(Frequency::Fewer), (vec![ItemId(0)], 0));
        assert_eq!(permit(Frequency::Off), (vec![], 0));
    }

    #[test]
    fn windows_roll_and_a_clock_set_back_opens_nothing() {
        let mut exposures = Exposures::default();
        for page in 0..3 {
            exposures.turn_page();
            for item in 0..3 {
                exposures.record(ItemId(page * 3 + item), Millis(HOUR_MS));
            }
        }
        exposures.turn_page();
        assert_eq!(
            exposures.permit(&at(Frequency::Normal), Millis(2 * HOUR_MS - 1)).n_new,
            0,
            "nine within the hour"
        );
        assert_eq!(
            exposures.permit(&at(Frequency::Normal), Millis(2 * HOUR_MS)).n_new,
            3,
            "the hour has passed"
        );
        assert_eq!(exposures.permit(&at(Frequency::Normal), Millis(0)).n_new, 0, "before they happened");
    }

    #[test]
    fn what_has_no_name_counts_as_often_as_it_was_shown() {
        let named = |items: &[u32]| {
            let mut exposures = Exposures::default();
            for &item in items {
                exposures.record(ItemId(item), Millis(5));
            }
            exposures
        };
        let mut nameless = Exposures::default();
        for _ in 0..3 {
            nameless.restore(None, Millis(5));
        }
        let hour = |exposures: &Exposures| exposures.left(&at(Frequency::Normal), Millis(6)).hour;
        let mut next_page = Exposures::default();
        next_page.merge(&nameless);
        assert_eq!(hour(&next_page), 6, "three cards of one refresh, read on the next page");
        let mut same_page = named(&[1, 2, 3]);
        same_page.merge(&nameless);
        assert_eq!(
            (hour(&same_page), &same_page),
            (6, &named(&[1, 2, 3])),
            "the same three, read where they stand"
        );
        let mut one_more = named(&[1]);
        one_more.restore(None, Millis(5));
        one_more.merge(&nameless);
        assert_eq!(hour(&one_more), 6, "one of the three has a name here");
    }

    proptest! {
        /// Whoever shows only what is permitted never passes a ceiling, whatever the order of events.
        #[test]
        fn no_ceiling_is_ever_passed(
            steps in prop::collection::vec((0_u32..30, 0_u64..HOUR_MS, 0_usize..4, any::<bool>()), 1..200),
        ) {
            let mut exposures = Exposures::default();
            let mut log: Vec<Millis> = Vec::new();
            let mut on_page: Vec<ItemId> = Vec::new();
            let mut now = Millis(0);
            for (item, step_ms, level, new_page) in steps {
                now = now.plus_ms(step_ms);
                let frequency = Frequency::ALL[level];
                if new_page {
                    exposures.turn_page();
                    on_page.clear();
                }
                let permit = exposures.permit(&at(frequency), now);
                let item = ItemId(item);
                let ceilings = frequency.ceilings();
                if permit.shown.contains(&item) || permit.n_new > 0 {
                    exposures.record(item, now);
                    if !on_page.contains(&item) {
                        on_page.push(item);
                        log.push(now);
                        for (window_ms, limit) in
                            [(HOUR_MS, ceilings.hour), (DAY_MS, ceilings.day), (WEEK_MS, ceilings.week)]
                        {
                            let n = log.iter().filter(|at| at.age_ms(now) < window_ms).count();
                            prop_assert!(n <= usize::try_from(limit).unwrap());
                        }
                        prop_assert!(on_page.len() <= usize::try_from(ceilings.page).unwrap());
                    }
                }
            }
        }
    }
}
