//! Which signals count beside the cart. A shop may switch each of them off for its pages, and *Your suggestions* says so.

use super::row::Placement;
use super::state::App;
use goeswith_engine::circumstances::Circumstance;
use goeswith_engine::context::Context;
use goeswith_engine::feedback::Tilt;
use goeswith_engine::ids::Millis;
use goeswith_engine::stage::Stage;

/// What counts beside the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Products that she looked at, the page's own too: nothing goes with them. The page's own is still not suggested, nor
    /// what does its job.
    Views,
    /// What she searched for.
    Searches,
    /// What she bought before.
    Orders,
    /// What she did with suggestions, and what she likes. What was shown always counts: it is what pacing goes by.
    Acts,
    /// Where in the shop a row stands. Without it every row keeps to what may speak at the checkout, the least.
    Stage,
    /// Where and when she shops.
    Circumstance(Circumstance),
}

impl Signal {
    /// All of them, by the name that a shop gives.
    pub const ALL: [(&'static str, Self); 9] = [
        ("views", Self::Views),
        ("searches", Self::Searches),
        ("orders", Self::Orders),
        ("acts", Self::Acts),
        ("stage", Self::Stage),
        ("month", Self::Circumstance(Circumstance::Month)),
        ("daypart", Self::Circumstance(Circumstance::Daypart)),
        ("device", Self::Circumstance(Circumstance::Device)),
        ("market", Self::Circumstance(Circumstance::Market)),
    ];

    /// The signal of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, signal)| signal)
    }
}

impl App {
    /// Whether a signal counts: the shop does not have it ignored, and the model makes something of it.
    #[must_use]
    pub fn uses(&self, signal: Signal) -> bool {
        let is_told = match signal {
            Signal::Circumstance(circumstance) => self.model.tells_apart(circumstance),
            _ => true,
        };
        is_told && !self.ignored.contains(&signal)
    }

    /// Where a row of this placement counts as being.
    pub(super) fn stage_of(&self, placement: Placement) -> Stage {
        if self.uses(Signal::Stage) { placement.stage() } else { Stage::Checkout }
    }

    /// The shop says which signals do not count. What was noted of them stays, but nothing more is.
    pub(super) fn ignore(&mut self, signals: Vec<Signal>, now: Millis) {
        if self.ignored != signals {
            self.ignored = signals;
            self.refresh_all(now);
        }
    }

    /// Takes out of a context what does not count.
    pub(super) fn leave_out_ignored(&self, context: &mut Context) {
        for signal in &self.ignored {
            match signal {
                Signal::Views => context.views.clear(),
                Signal::Searches => context.searches.clear(),
                Signal::Orders => {
                    context.owned.clear();
                    context.ordered.clear();
                }
                Signal::Acts => context.tilt = Tilt::default(),
                // See `stage_of`.
                Signal::Stage => {}
                Signal::Circumstance(circumstance) => {
                    context.circumstances = context.circumstances.without(*circumstance);
                }
            }
        }
    }
}
