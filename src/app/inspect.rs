//! *Behind the scenes*: what the next choice would be made of, row by row. Looking changes nothing: the choice is made
//! once more and thrown away.

use super::row::{Card, Placement, Row, RowId};
use super::state::App;
use goeswith_engine::context::{Context, Signal};
use goeswith_engine::eligibility::Suppression;
use goeswith_engine::ids::{ItemId, Millis, Score};
use goeswith_engine::model::Bundle;
use goeswith_engine::pacing::{Ceilings, Frequency, Permit};
use goeswith_engine::score::Contribution;
use goeswith_engine::select::{Selection, Suggestion, select};

/// Most candidates told of a row; a wide cart has hundreds.
const MAX_CANDIDATES: usize = 30;

/// What a row sees, and what became of everything it weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowInside {
    /// Where it sits.
    pub placement: Placement,
    /// What counts there.
    pub context: Context,
    /// What speaks there, and how loudly.
    pub anchors: Vec<Signal>,
    /// What is shown, then the rest, each best first.
    pub candidates: Vec<Weighed>,
    /// The bundle below its cards.
    pub bundle: Option<Bundle>,
}

/// An item that was weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The item.
    pub item: ItemId,
    /// The sum of what speaks for it.
    pub score: Score,
    /// What speaks for it, largest first.
    pub contributions: Vec<Contribution>,
    /// Shown, held back, or free to come.
    pub fate: Fate,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A card offers it.
    Shown,
    /// It may come when the row is next chosen: a freed place stays empty until then.
    Next,
    /// It is not shown, and why.
    HeldBack(Suppression),
}

impl Fate {
    /// Why it is not shown, in data; empty when it is.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Shown => "",
            Self::Next => "next",
            Self::HeldBack(suppression) => suppression.name(),
        }
    }
}

/// What pacing allows on this page now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacingInside {
    /// The shopper's answer to "How often?".
    pub frequency: Frequency,
    /// Whether "Pause for today" holds.
    pub is_paused: bool,
    /// Impressions of this page.
    pub n_on_page: u32,
    /// How far each ceiling is away.
    pub left: Ceilings,
    /// What the first impression of an hour must surely reach, in hundredths of orders.
    pub first_bar: u32,
    /// What may be shown now.
    pub permit: Permit,
}

impl App {
    /// What every row that chooses sees and weighs at `now`, in the order the rows came; none does where nothing may be
    /// suggested.
    #[must_use]
    pub fn rows_inside(&self, now: Millis) -> Vec<RowInside> {
        let rows = self.rows().filter(|(_, row)| row.chooses());
        let rows = rows.filter(|_| !self.is_mute(now));
        rows.map(|(id, row)| self.row_inside(id, row, now)).collect()
    }

    fn row_inside(&self, id: RowId, row: &Row, now: Millis) -> RowInside {
        let context = self.context(row.placement, now);
        let permit = self.memory.exposures.permit(&self.shopper, now);
        let selection = select(&self.model, &context, &self.shopper, permit, row.max);
        let mut candidates = weighed(&row.cards, selection);
        candidates.truncate(MAX_CANDIDATES);
        let anchors = context.signals();
        let bundle = self.together(id).map(|together| together.bundle.clone());
        RowInside { placement: row.placement, context, anchors, candidates, bundle }
    }

    /// What pacing allows on this page at `now`.
    #[must_use]
    pub fn pacing_inside(&self, now: Millis) -> PacingInside {
        let exposures = &self.memory.exposures;
        PacingInside {
            frequency: self.shopper.frequency,
            is_paused: self.shopper.is_paused_at(now),
            n_on_page: exposures.n_on_page(),
            left: exposures.left(&self.shopper, now),
            first_bar: Permit::unpaced().bar,
            permit: exposures.permit(&self.shopper, now),
        }
    }
}

/// The cards as they were chosen, then what the choice would be made of now.
fn weighed(cards: &[Card], selection: Selection) -> Vec<Weighed> {
    let offered = cards.iter().filter(|card| card.is_offered()).map(|card| &card.suggestion);
    let suggested = |suggestion: &Suggestion, fate: Fate| Weighed {
        item: suggestion.item,
        score: suggestion.score,
        contributions: suggestion.reason.contributions().to_vec(),
        fate,
    };
    let mut all: Vec<Weighed> = offered.map(|shown| suggested(shown, Fate::Shown)).collect();
    let n_shown = all.len();
    let next = selection.suggestions.iter().map(|next| suggested(next, Fate::Next));
    let held_back = selection.suppressed.into_iter().map(|(candidate, why)| Weighed {
        item: candidate.item,
        score: candidate.score,
        contributions: candidate.contributions,
        fate: Fate::HeldBack(why),
    });
    for other in next.chain(held_back) {
        if !all.iter().take(n_shown).any(|shown| shown.item == other.item) {
            all.push(other);
        }
    }
    all
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

    use super::super::tests::{A, B, NOON, sku, teapot_in_cart};
    use super::super::{Event, Now};
    use super::*;
    use goeswith_engine::privacy::PrivacyMode;
    use goeswith_engine::shopper::AnswerKind;

    /// "C1 shown, C2 variant-of-suggestion …" for the row at this place.
    fn fates(app: &App, row: usize, now: Millis) -> String {
        let inside = app.rows_inside(now);
        let all = inside[row].candidates.iter();
        let told = all.map(|weighed| {
            let why = weighed.fate.why();
            [app.model.sku(weighed.item), if why.is_empty() { "shown" } else { why }].join(" ")
        });
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_candidate_has_its_fate_and_adds_up() {
        let app = teapot_in_cart();
        assert_eq!(fates(&app, 0, NOON.at), "C1 shown, S1 shown, C2 variant-of-suggestion, L1 below-bar");
        let inside = app.rows_inside(NOON.at);
        assert_eq!(inside.len(), 2, "the control chooses nothing");
        for weighed in inside.iter().flat_map(|row| &row.candidates) {
            let sum: u64 = weighed.contributions.iter().map(|part| part.score.0).sum();
            assert_eq!(weighed.score.0, sum);
            assert!(sum > 0);
        }
        assert_eq!(inside[0].context.cart, [sku(&app, "T1")]);
        assert_eq!((inside[0].anchors.len(), inside[0].anchors[0].anchor), (1, sku(&app, "T1")));
    }

    #[test]
    fn what_was_refused_silenced_or_put_into_the_cart_says_so() {
        let mut app = teapot_in_cart();
        let (teacup, stand) = (sku(&app, "C1"), sku(&app, "S1"));
        app.reduce(Event::Say(A, AnswerKind::NotInterested, teacup), NOON);
        assert_eq!(fates(&app, 0, NOON.at), "S1 shown, C1 not-interested, C2 not-interested, L1 below-bar");
        app.reduce(Event::Cart(vec![sku(&app, "T1"), stand]), NOON);
        assert!(fates(&app, 1, NOON.at).contains("K1 silence"), "{}", fates(&app, 1, NOON.at));
        let pacing = app.pacing_inside(NOON.at);
        assert!(pacing.permit.is_silent);
        let later = Millis(NOON.at.0 + 61_000);
        assert!(fates(&app, 1, later).contains("K1 next"), "{}", fates(&app, 1, later));
    }

    #[test]
    fn pacing_tells_how_far_each_ceiling_is_away() {
        let mut app = teapot_in_cart();
        let pacing = app.pacing_inside(NOON.at);
        assert_eq!(pacing.n_on_page, 2, "the same two in both rows count once");
        assert_eq!(pacing.left, Ceilings { page: 1, hour: 7, day: 18, week: 58 });
        assert_eq!((pacing.first_bar, pacing.permit.bar), (5, 7));
        app.reduce(Event::Frequency(B, Frequency::Fewer), NOON);
        let pacing = app.pacing_inside(NOON.at);
        assert_eq!(pacing.left, Ceilings { page: 0, hour: 1, day: 4, week: 18 });
        assert!(fates(&app, 0, NOON.at).contains("S1 ceiling"));
        app.reduce(Event::Mode(PrivacyMode::Off, None), NOON);
        assert_eq!(app.rows_inside(NOON.at), []);
    }

    #[test]
    fn looking_changes_nothing() {
        let (mut looked_at, mut left_alone) = (teapot_in_cart(), teapot_in_cart());
        let debug = |app: &App| format!("{app:?}");
        for minutes in 0..90 {
            let now = Now { at: Millis(NOON.at.0 + minutes * 60_000), ..NOON };
            let _ = looked_at.rows_inside(now.at);
            let _ = looked_at.pacing_inside(now.at);
            for app in [&mut looked_at, &mut left_alone] {
                let cart = vec![sku(app, if minutes % 2 == 0 { "T1" } else { "S1" })];
                app.reduce(Event::Cart(cart), now);
            }
            assert_eq!(debug(&looked_at), debug(&left_alone));
        }
    }
}
