//! The question after the order, "Did a suggestion help?": when it may be asked, and what she answered.
//!
//! It is asked once per three orders at most. What she answers moves the points of the kinds of reason that she met by
//! one, within their bounds:
//! ```text
//! yes         + 1  each relation type, at each stage, that has points for it: what she opened, saved or took
//! not really  − 1  each relation type, at each stage, that has points at all, and each of those shown here
//! ```

use crate::feedback::{Feedback, Subject};
use crate::ids::Millis;
use crate::pacing::HOUR_MS;
use crate::relation_type::RelationType;
use crate::score::sort_by_keys;
use crate::stage::Stage;

/// Once per so many orders.
const ORDERS_BETWEEN: usize = 3;
/// Most characters of what was missing.
pub const MAX_MISSING_CHARS: usize = 200;

/// When it was asked, and what she said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// The orders since it was asked, the latest last; no more than it takes to ask again.
    pub(crate) orders: Vec<Millis>,
    /// When it was last asked.
    pub(crate) asked_at: Option<Millis>,
    /// What she last said.
    pub(crate) reply: Option<Reply>,
}

/// What she said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Whether a suggestion helped.
    pub helped: bool,
    /// What was missing, in her own words; empty when she did not say.
    pub missing: String,
    /// Whether she gave it to the shop.
    pub is_shared: bool,
    /// When she last changed it.
    pub at: Millis,
}

impl Survey {
    /// The page after an order. Within an hour of the one before it is that page once more.
    pub fn count_order(&mut self, now: Millis) {
        let latest = self.orders.last().copied().max(self.asked_at);
        if latest.is_none_or(|latest| latest.age_ms(now) >= HOUR_MS) {
            self.orders.push(now);
            self.orders.drain(..self.orders.len().saturating_sub(ORDERS_BETWEEN));
        }
    }

    /// Whether it may be asked.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.asked_at.is_none() || self.orders.len() >= ORDERS_BETWEEN
    }

    /// It is asked now.
    pub fn ask(&mut self, now: Millis) {
        self.asked_at = Some(now);
        self.orders.clear();
    }

    /// She says whether a suggestion helped.
    pub fn answer(&mut self, helped: bool, now: Millis) {
        self.reply = Some(Reply { helped, missing: String::new(), is_shared: false, at: now });
    }

    /// She says what was missing; of a long text the beginning.
    pub fn add_missing(&mut self, text: &str, now: Millis) {
        if let Some(reply) = &mut self.reply {
            reply.missing = text.trim().chars().take(MAX_MISSING_CHARS).collect();
            reply.at = now;
        }
    }

    /// She gives it to the shop.
    pub fn share(&mut self, now: Millis) {
        if let Some(reply) = &mut self.reply {
            (reply.is_shared, reply.at) = (true, now);
        }
    }

    /// The orders since it was last asked; `None` when it was not, and there were none.
    #[must_use]
    pub fn n_orders_since(&self) -> Option<u32> {
        let n_orders = self.orders.iter().fold(0, |n, _| n + 1);
        (n_orders > 0 || self.asked_at.is_some()).then_some(n_orders)
    }

    /// That it was asked is forgotten, and the orders since; what she said is not.
    pub fn forget_asked(&mut self) {
        self.asked_at = None;
        self.orders.clear();
    }

    /// What she said is forgotten; that it was asked is not.
    pub fn forget_reply(&mut self) {
        self.reply = None;
    }

    /// What she last said.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        self.reply.as_ref()
    }

    /// Takes in what another page or tab knows: the later question, the orders since, the later answer.
    pub fn merge(&mut self, other: Self) {
        let mut orders = core::mem::take(&mut self.orders);
        orders.extend(other.orders);
        sort_by_keys(&mut orders, |order| [order.0, 0, 0, 0]);
        self.asked_at = self.asked_at.max(other.asked_at);
        for order in orders {
            if self.asked_at.is_none_or(|asked| asked < order) {
                self.count_order(order);
            }
        }
        let at = |reply: &Option<Reply>| reply.as_ref().map(|reply| reply.at);
        if at(&other.reply) > at(&self.reply) {
            self.reply = other.reply;
        }
    }
}

/// Learns from her answer, and what that changed.
pub fn learn(
    feedback: &mut Feedback,
    helped: bool,
    shown: &[(RelationType, Stage)],
    now: Millis,
) -> Vec<(Subject, i32)> {
    let mut met: Vec<Subject> = Vec::new();
    for (subject, points) in feedback.standing(now) {
        if matches!(subject, Subject::Type(..)) && (points > 0 || !helped) {
            met.push(subject.clone());
        }
    }
    for &(relation_type, stage) in shown.iter().filter(|_| !helped) {
        let subject = Subject::Type(relation_type, stage);
        if !met.contains(&subject) {
            met.push(subject);
        }
    }
    let step = if helped { 1 } else { -1 };
    let mut changed = Vec::new();
    for subject in met {
        let change = feedback.add(subject.clone(), step, now);
        if change != 0 {
            changed.push((subject, change));
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feedback::{About, Act};
    use proptest::prelude::*;

    #[test]
    fn it_is_asked_once_per_three_orders() {
        let mut survey = Survey::default();
        let mut asked = Vec::new();
        for order in 0..9 {
            // Each page after an order is looked at three times.
            for look in 0..3 {
                let now = Millis((order * 24 + 5) * HOUR_MS + look * 1000);
                survey.count_order(now);
                if survey.is_due() {
                    survey.ask(now);
                    asked.push(order);
                }
            }
        }
        assert_eq!(asked, [0, 3, 6]);
    }

    #[test]
    fn what_was_missing_is_bounded_and_shared_by_her_alone() {
        let mut survey = Survey::default();
        survey.add_missing("too early", Millis(1));
        assert_eq!(survey.reply(), None);
        survey.answer(false, Millis(2));
        survey.add_missing(&"ü ".repeat(300), Millis(3));
        let reply = survey.reply().unwrap();
        assert_eq!((reply.missing.chars().count(), reply.is_shared), (MAX_MISSING_CHARS, false));
        survey.share(Millis(4));
        assert!(survey.reply().unwrap().is_shared);
        survey.answer(true, Millis(5));
        assert!(!survey.reply().unwrap().is_shared, "another answer is not shared with the first");
    }

    const BOUGHT: Subject = Subject::Type(RelationType::BoughtTogether, Stage::Cart);
    const ALIKE: Subject = Subject::Type(RelationType::Alike, Stage::Product);

    fn points(feedback: &Feedback) -> [i32; 2] {
        [BOUGHT, ALIKE]
            .map(|of| feedback.kept().iter().find(|kept| kept.subject == of).map_or(0, |kept| kept.points))
    }

    #[test]
    fn yes_speaks_for_what_she_took_and_not_really_against_what_she_met() {
        let about = About {
            relation_type: Some(RelationType::BoughtTogether),
            stage: Stage::Cart,
            anchor: "A".into(),
            sku: "B".into(),
            category: "Tea".into(),
            color: None,
            price_band: None,
        };
        let shown = [(RelationType::Alike, Stage::Product)];
        let mut feedback = Feedback::default();
        assert_eq!(learn(&mut feedback, true, &shown, Millis(0)), [], "shown is not yet helpful");
        feedback.learn(Act::Add, &about, Millis(0));
        learn(&mut feedback, true, &shown, Millis(0));
        assert_eq!(points(&feedback), [3, 0]);
        let taught = learn(&mut feedback, false, &shown, Millis(0));
        assert_eq!(points(&feedback), [2, -1]);
        feedback.unlearn(&taught, Millis(0));
        assert_eq!(points(&feedback), [3, 0], "taken back");
    }

    proptest! {
        #[test]
        fn no_number_of_answers_moves_points_beyond_their_bound(answers in prop::collection::vec(any::<bool>(), 0..60)) {
            let mut feedback = Feedback::default();
            for helped in answers {
                learn(&mut feedback, helped, &[(RelationType::Alike, Stage::Product)], Millis(0));
                prop_assert!(points(&feedback).iter().all(|points| points.abs() <= 6));
            }
        }

        #[test]
        fn merging_asks_no_more_often(orders in prop::collection::vec(0_u64..200, 0..8), asked in prop::option::of(0_u64..200)) {
            let mut here = Survey::default();
            for &hour in &orders {
                here.count_order(Millis(hour * HOUR_MS));
            }
            let there = Survey { asked_at: asked.map(|hour| Millis(hour * HOUR_MS)), ..Survey::default() };
            let mut merged = here.clone();
            merged.merge(there.clone());
            let once = merged.clone();
            merged.merge(there);
            prop_assert_eq!(&merged, &once);
            prop_assert!(merged.orders.iter().all(|&order| merged.asked_at.is_none_or(|asked| asked < order)));
        }
    }
}
