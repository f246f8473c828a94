//! What the shopper does with suggestions: points for and against a relation type at a stage, a category, an item, or
//! one pair. Bounded and decaying, so that no noise can turn the order of things over.
//!
//! ```text
//! points(key)  what was done, added up within ± its bound, fading evenly to nothing over 30 days
//! factor       1000 + 40 · Σ points of what a contribution is about, in thousandths, within 500 ..= 1500
//! ```
//! Where a type was turned down twice at a stage, its cards there must also be [surer](crate::select).
//!
//! A contribution is multiplied by its factor; since the factor depends on the contribution alone, a score is still the
//! sum of its contributions, and falls by exactly what the cited ones add.

use crate::ids::{CategoryId, ItemId, Millis};
use crate::model::{Label, Model};
use crate::pacing::DAY_MS;
use crate::relation_type::RelationType;
use crate::score::{Basis, Contribution};
use crate::stage::Stage;

/// What points are about. SKUs and paths, because model numbers change between builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Relations of a type, at a stage: a bag refused in the cart is not refused for ever.
    Type(RelationType, Stage),
    /// Items of this category, by its path, and of those below.
    Category(String),
    /// This item, by SKU.
    Item(String),
    /// This item beside this anchor: anchor, then candidate, by SKU.
    Pair(String, String),
    /// Items of this color, as the model calls it.
    Color(String),
    /// Items of this [price band](price_band).
    PriceBand(u8),
}

impl Subject {
    /// How far its points may go, for or against.
    const fn bound(&self) -> i32 {
        if matches!(self, Self::Pair(..)) { 8 } else { 6 }
    }
}

/// What she did with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Opened its page. To ask why is no liking.
    Open,
    /// Kept it for later.
    Save,
    /// Took it.
    Add,
    /// Said one of the three *no*s.
    Dismiss,
    /// Said that the reason did not help.
    NotHelpful,
    /// Looked at a product's page.
    Look,
    /// Followed a suggestion, and did not come back to where it was shown.
    Detour,
}

/// Points about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// What they are about.
    pub subject: Subject,
    /// For it, or against it when negative.
    pub points: i32,
    /// When they last changed.
    pub at: Millis,
}

/// Points fade to nothing after this long.
pub const FADES_AFTER_MS: u64 = 30 * DAY_MS;
/// Most things that points are kept about; past it the oldest go.
pub const MAX_SUBJECTS: usize = 200;
/// Points from which a type is cooled: two *no*s give −6, which is −5 until ten days have passed. A suggestion of the type that
/// is taken lifts it.
const COOLED_FROM: i32 = -5;
/// What one point moves a contribution by, in thousandths.
const STEP: i32 = 40;
/// Least and most that a contribution is multiplied by, in thousandths.
pub const FACTORS: (u32, u32) = (500, 1500);

/// A card as acts are about it: its relation, its place, and what it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The type of its main contribution; `None` for what goes with a category.
    pub relation_type: Option<RelationType>,
    /// Where it was shown.
    pub stage: Stage,
    /// The SKU of its main anchor.
    pub anchor: String,
    /// Its own SKU.
    pub sku: String,
    /// The path of its category.
    pub category: String,
    /// Its color, where the model has one.
    pub color: Option<String>,
    /// Its price band, where its price is known.
    pub price_band: Option<u8>,
}

impl About {
    /// An item at a stage, and what its card mainly rests on; `None` where there is no card. `None` when the model has no
    /// such item.
    #[must_use]
    pub fn new<B: AsRef<[u8]>>(
        model: &Model<B>,
        item: ItemId,
        main: Option<&Contribution>,
        stage: Stage,
    ) -> Option<Self> {
        let known = model.item(item)?;
        let color = model.label(Label::Color, item);
        Some(Self {
            relation_type: main.and_then(|main| main.basis.relation_type()),
            stage,
            anchor: main.map_or("", |main| model.sku(main.anchor)).to_owned(),
            sku: model.sku(item).to_owned(),
            category: model.category_path(known.category),
            color: color.map(|color| model.label_name(Label::Color, color).to_owned()),
            price_band: price_band(known.price_hundredths),
        })
    }
}

/// Everything she did with suggestions, as points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feedback {
    /// Oldest change first.
    kept: Vec<Points>,
}

impl Feedback {
    /// Learns from an act; what it changed, to be taken back.
    pub fn learn(&mut self, act: Act, about: &About, now: Millis) -> Vec<(Subject, i32)> {
        let (on_type, on_category, on_item, on_pair, on_look) = match act {
            Act::Open => (1, 0, 1, 0, 0),
            Act::Save => (1, 1, 2, 0, 1),
            Act::Add => (2, 1, 2, 0, 1),
            Act::Dismiss => (-3, -1, -3, 0, 0),
            Act::NotHelpful => (0, 0, 0, -8, 0),
            Act::Look => (0, 1, 0, 0, 1),
            Act::Detour => (-1, 0, 0, -2, 0),
        };
        let typed = about.relation_type.map(|of| {
            let subject = Subject::Type(of, about.stage);
            // A *no* stands against whatever spoke for the type before: two of them cool it.
            let credit = if act == Act::Dismiss { self.points(&subject, now).max(0) } else { 0 };
            (subject, on_type - credit)
        });
        let subjects = [
            typed,
            Some((Subject::Category(about.category.clone()), on_category)),
            Some((Subject::Item(about.sku.clone()), on_item)),
            Some((Subject::Pair(about.anchor.clone(), about.sku.clone()), on_pair)),
            about.color.clone().map(|color| (Subject::Color(color), on_look)),
            about.price_band.map(|band| (Subject::PriceBand(band), on_look)),
        ];
        let mut changed = Vec::new();
        for (subject, points) in subjects.into_iter().flatten() {
            let before = self.points(&subject, now);
            let change = self.add(subject.clone(), points, now);
            // A change across nothing is two, so that each can be taken back as far as it still stands.
            let is_across = before * (before + change) < 0;
            let to_nothing = if is_across { -before } else { 0 };
            for change in [to_nothing, change - to_nothing] {
                if change != 0 {
                    changed.push((subject.clone(), change));
                }
            }
        }
        changed
    }

    /// Takes back what an act changed, as far as it still stands: what has faded leaves nothing to take back.
    pub fn unlearn(&mut self, changed: &[(Subject, i32)], now: Millis) {
        for (subject, change) in changed.iter().rev() {
            let mut n_back = change.abs();
            if self.sign(subject) == change.signum() {
                n_back = n_back.min(self.points(subject, now).abs());
            }
            self.add(subject.clone(), -change.signum() * n_back, now);
        }
    }

    /// Whether there are points for a thing (1), against it (-1), or none (0), however faded.
    #[must_use]
    pub fn sign(&self, subject: &Subject) -> i32 {
        self.kept.iter().find(|kept| kept.subject == *subject).map_or(0, |kept| kept.points.signum())
    }

    fn points(&self, subject: &Subject, now: Millis) -> i32 {
        self.kept.iter().find(|kept| kept.subject == *subject).map_or(0, |kept| faded(kept, now))
    }

    /// By how much the points changed within their bound.
    pub(crate) fn add(&mut self, subject: Subject, points: i32, now: Millis) -> i32 {
        let before = self.points(&subject, now);
        let bound = subject.bound();
        let after = (before + points).clamp(-bound, bound);
        if points != 0 {
            self.put(Points { subject, points: after, at: now });
        }
        after - before
    }

    /// Keeps points as they are, such as those read from a record.
    pub fn put(&mut self, mut points: Points) {
        let bound = points.subject.bound();
        points.points = points.points.clamp(-bound, bound);
        self.kept.retain(|kept| kept.subject != points.subject);
        if points.points != 0 {
            self.kept.push(points);
        }
        self.kept.drain(..self.kept.len().saturating_sub(MAX_SUBJECTS));
    }

    /// Forgets what was learned about one thing.
    pub fn forget(&mut self, subject: &Subject) {
        self.kept.retain(|kept| kept.subject != *subject);
    }

    /// What there still are points about at `now`: for it, or against it when negative.
    pub fn standing(&self, now: Millis) -> impl Iterator<Item = (&Subject, i32)> {
        self.kept.iter().map(move |kept| (&kept.subject, faded(kept, now))).filter(|(_, points)| *points != 0)
    }

    /// What there are points about, the oldest change first.
    #[must_use]
    pub fn kept(&self) -> &[Points] {
        &self.kept
    }

    /// The points that count at `now` and `stage`, in terms of a model.
    #[must_use]
    pub fn tilt<B: AsRef<[u8]>>(&self, model: &Model<B>, stage: Stage, now: Millis) -> Tilt {
        let mut tilt = Tilt::default();
        let has_categories = self.kept.iter().any(|kept| matches!(kept.subject, Subject::Category(_)));
        let paths: Vec<(String, CategoryId)> = model
            .category_ids()
            .filter(|_| has_categories)
            .map(|category| (model.category_path(category), category))
            .collect();
        for (subject, points) in self.standing(now) {
            match subject {
                Subject::Type(relation_type, at) if *at == stage => tilt.types.push((*relation_type, points)),
                Subject::Type(..) => {}
                Subject::Category(path) => {
                    let found = paths.iter().find(|(known, _)| known == path);
                    tilt.categories.extend(found.map(|&(_, category)| (category, points)));
                }
                Subject::Item(sku) => tilt.items.extend(model.find(sku).map(|item| (item, points))),
                Subject::Color(name) => {
                    let color = model.find_label(Label::Color, name);
                    tilt.colors.extend(color.map(|color| (color, points)));
                }
                Subject::PriceBand(band) => tilt.price_bands.push((*band, points)),
                Subject::Pair(anchor, sku) => {
                    let pair = model.find(anchor).zip(model.find(sku));
                    tilt.pairs.extend(pair.map(|pair| (pair, points)));
                }
            }
        }
        tilt
    }
}

/// What is left of points at `now`.
fn faded(points: &Points, now: Millis) -> i32 {
    let left_days = FADES_AFTER_MS.saturating_sub(points.at.age_ms(now)).div_ceil(DAY_MS);
    let left_days = i32::try_from(left_days).unwrap_or(0);
    // Away from nothing: whatever is kept still counts, and has its line in *Your suggestions*.
    (points.points * left_days + 29 * points.points.signum()) / 30
}

/// Points that count now, in terms of a model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tilt {
    types: Vec<(RelationType, i32)>,
    categories: Vec<(CategoryId, i32)>,
    items: Vec<(ItemId, i32)>,
    pairs: Vec<((ItemId, ItemId), i32)>,
    colors: Vec<(u16, i32)>,
    price_bands: Vec<(u8, i32)>,
}

impl Tilt {
    /// What a contribution is multiplied by, in thousandths, within [`FACTORS`].
    #[must_use]
    pub fn factor<B: AsRef<[u8]>>(
        &self,
        model: &Model<B>,
        anchor: ItemId,
        candidate: ItemId,
        relation_type: Option<RelationType>,
    ) -> u64 {
        let mut points = of(&self.types, |&of| Some(of) == relation_type)
            + of(&self.items, |&item| item == candidate)
            + of(&self.pairs, |&pair| pair == (anchor, candidate));
        if !self.categories.is_empty()
            && let Some(item) = model.item(candidate)
        {
            let is_above =
                |category: &CategoryId| model.category_chain(item.category).any(|above| above == *category);
            points += of(&self.categories, is_above);
        }
        points += self.by_price(model, candidate);
        if let Some(color) = model.label(Label::Color, candidate).filter(|_| !self.colors.is_empty()) {
            points += of(&self.colors, |&of| of == color);
        }
        let factor = u32::try_from(1000 + STEP * points).unwrap_or(0);
        u64::from(factor.clamp(FACTORS.0, FACTORS.1))
    }
}

impl Tilt {
    /// Whether she turned relations of this type down, here, twice or more of late.
    #[must_use]
    pub fn is_cooled(&self, basis: Basis) -> bool {
        of(&self.types, |&of| basis == Basis::Relation(of)) <= COOLED_FROM
    }

    /// The points for or against what an item costs.
    pub(crate) fn by_price<B: AsRef<[u8]>>(&self, model: &Model<B>, item: ItemId) -> i32 {
        let band = model.item(item).and_then(|item| price_band(item.price_hundredths));
        of(&self.price_bands, |of| Some(*of) == band)
    }
}

/// Where price bands end, in whole units of the currency; what costs more is in the last band.
const BAND_ENDS: [u32; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/// The band of what costs more than all ends.
pub const LAST_BAND: u8 = 10;

/// The price band of a price in hundredths, 0 to [`LAST_BAND`]; none where the price is not known.
#[must_use]
pub fn price_band(hundredths: u32) -> Option<u8> {
    let n_below = BAND_ENDS.iter().filter(|&&end| hundredths >= end * 100).fold(0, |n, _| n + 1);
    (hundredths > 0).then_some(n_below)
}

/// Where a price band begins and ends, in hundredths: 0 for no beginning or no end.
#[must_use]
pub fn price_band_bounds(band: u8) -> (u32, u32) {
    let end = |at: Option<usize>| at.and_then(|at| BAND_ENDS.get(at)).map_or(0, |end| end * 100);
    (end(usize::from(band).checked_sub(1)), end(Some(usize::from(band))))
}

fn of<K>(points: &[(K, i32)], is_it: impl Fn(&K) -> bool) -> i32 {
    points.iter().filter(|(key, _)| is_it(key)).map(|(_, points)| points).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn about(sku: &str) -> About {
        About {
            relation_type: Some(RelationType::BoughtTogether),
            stage: Stage::Cart,
            anchor: "A".to_owned(),
            sku: sku.to_owned(),
            category: "Tea".to_owned(),
            color: Some("red".to_owned()),
            price_band: Some(2),
        }
    }

    fn points(feedback: &Feedback, subject: &Subject, now: Millis) -> i32 {
        feedback.kept().iter().find(|kept| kept.subject == *subject).map_or(0, |kept| faded(kept, now))
    }

    const TYPE: Subject = Subject::Type(RelationType::BoughtTogether, Stage::Cart);

    #[test]
    fn points_fade_evenly_over_thirty_days() {
        let mut feedback = Feedback::default();
        feedback.learn(Act::Dismiss, &about("B"), Millis(0));
        feedback.learn(Act::Dismiss, &about("C"), Millis(0));
        let left = |days: u64| points(&feedback, &TYPE, Millis(days * DAY_MS));
        assert_eq!([0, 10, 15, 29, 30, 99].map(left), [-6, -4, -3, -1, 0, 0]);
    }

    #[test]
    fn a_single_point_counts_and_is_listed_as_long_as_it_is_kept() {
        let mut feedback = Feedback::default();
        feedback.learn(Act::Look, &about("B"), Millis(0));
        let listed = |days: u64| feedback.standing(Millis(days * DAY_MS)).count();
        assert_eq!([0, 1, 29, 30].map(listed), [3, 3, 3, 0]);
    }

    #[test]
    fn a_no_in_the_cart_says_nothing_of_the_product_page() {
        let mut feedback = Feedback::default();
        feedback.learn(Act::Dismiss, &about("B"), Millis(0));
        assert_eq!(
            points(&feedback, &Subject::Type(RelationType::BoughtTogether, Stage::Product), Millis(0)),
            0
        );
        assert_eq!(points(&feedback, &TYPE, Millis(0)), -3);
    }

    #[test]
    fn not_helpful_is_about_the_pair_alone() {
        let mut feedback = Feedback::default();
        feedback.learn(Act::NotHelpful, &about("B"), Millis(0));
        assert_eq!(feedback.kept().len(), 1);
        assert_eq!(points(&feedback, &Subject::Pair("A".into(), "B".into()), Millis(0)), -8);
        feedback.forget(&Subject::Pair("A".into(), "B".into()));
        assert!(feedback.kept().is_empty());
    }

    #[test]
    fn looks_show_a_liking_for_category_color_and_price() {
        let mut feedback = Feedback::default();
        feedback.learn(Act::Look, &about("B"), Millis(0));
        let kept: Vec<&Subject> = feedback.kept().iter().map(|kept| &kept.subject).collect();
        let color = Subject::Color("red".to_owned());
        assert_eq!(kept, [&Subject::Category("Tea".to_owned()), &color, &Subject::PriceBand(2)]);
    }

    #[test]
    fn price_bands_are_those_that_people_think_in() {
        assert_eq!(
            [0, 99, 100, 499, 500, 999_999].map(price_band),
            [None, Some(0), Some(1), Some(2), Some(3), Some(10)]
        );
        assert_eq!([0, 2, 10].map(price_band_bounds), [(0, 100), (200, 500), (100_000, 0)]);
    }

    proptest! {
        /// A thousand random acts move nothing beyond its bound, and what is kept stays small.
        #[test]
        fn noise_stays_within_its_bounds(
            acts in prop::collection::vec((0_usize..7, 0_u32..30, 0_u64..DAY_MS), 1000),
        ) {
            let kinds =
                [Act::Open, Act::Save, Act::Add, Act::Dismiss, Act::NotHelpful, Act::Look, Act::Detour];
            let (mut feedback, mut now) = (Feedback::default(), Millis(0));
            for (kind, item, step_ms) in acts {
                now = now.plus_ms(step_ms);
                feedback.learn(kinds[kind], &about(&item.to_string()), now);
            }
            for kept in feedback.kept() {
                let bound = if matches!(kept.subject, Subject::Pair(..)) { 8 } else { 6 };
                prop_assert!(kept.points.abs() <= bound, "{kept:?}");
            }
            prop_assert!(feedback.kept().len() <= MAX_SUBJECTS);
        }
    }
}
