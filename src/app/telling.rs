//! What the shop's scripts are told of what the shopper does, where the page asks for it: that she followed a card to its
//! page, that she turned one down, and how often she wants suggestions. Each is told once, by the row that she did it in.
//!
//! Nothing else: no reason and no cart, nothing from *Your suggestions* but how often, nothing that is taken back, nothing that another tab
//! says. While she shops for someone else, and of what touches a sensitive topic, no card is told of.

use super::event::{Effect, Event};
use super::state::App;
use goeswith_engine::shopper::AnswerKind;

impl App {
    /// Whether the shop hears of her, or did on this page: what was told stays told.
    pub(crate) fn is_shop_told(&self) -> bool {
        self.tells || self.has_told
    }

    /// What the shop is told of an event.
    pub(super) fn told(&self, event: &Event) -> Option<Effect> {
        let tell = |row, name, key, value: &str| Effect::Tell(row, name, key, value.to_owned());
        let told = match *event {
            Event::Follow(row, item) => tell(row, "open", "sku", self.model.sku(item)),
            Event::Say(row, AnswerKind::NoMore, item) => {
                let category = self.model.item(item)?.category;
                tell(row, "dismiss", "category", &self.model.category_path(category))
            }
            Event::Say(row, _, item) => tell(row, "dismiss", "sku", self.model.sku(item)),
            Event::Frequency(row, frequency) => tell(row, "control", "level", frequency.name()),
            Event::Pause(row) => tell(row, "control", "level", "paused"),
            Event::Resume(row) => tell(row, "control", "level", self.shopper.frequency.name()),
            _ => return None,
        };
        let is_private =
            matches!(*event, Event::Follow(_, item) | Event::Say(_, _, item) if !self.may_note(item));
        (self.tells && !is_private).then_some(told)
    }
}
