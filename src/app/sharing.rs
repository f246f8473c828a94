//! What tabs share: the store. Nobody writes over what was not read: before a tab takes anything in, it takes in what
//! others wrote, whether it has been told of it or not. So the store holds all that was said, and a change is of what
//! holds. What is removed says that consent was withdrawn; where there is nothing to remove, a word is written and
//! removed, for the others to hear of.
//!
//! Left open: tabs that write within the same milliseconds, before the browser has told any. Of what they say the later
//! holds; what one of them wrote after consent was withdrawn in another, it removes when it hears of that.

use super::event::{Effect, Event};
use goeswith_engine::privacy::PrivacyMode;

/// What the store holds, as far as this tab read or wrote it.
#[derive(Debug, Default)]
pub struct Known {
    /// What she said.
    pub choices: Option<String>,
    /// What was observed, where tabs share it.
    pub memory: Option<String>,
}

impl Known {
    /// What others wrote since, now that the store holds this; one thing at a time, what was observed first.
    pub fn news(&mut self, choices: Option<String>, memory: Option<String>) -> Option<Event> {
        if self.memory != memory {
            self.memory.clone_from(&memory);
            return Some(Event::Recalled(memory));
        }
        if self.choices != choices {
            self.choices.clone_from(&choices);
            return Some(Event::Stored(choices));
        }
        None
    }

    /// This tab wrote what an effect says.
    pub fn wrote(&mut self, effect: Effect) {
        match effect {
            Effect::Store(text) => self.choices = text,
            Effect::Remember(mode, text) => {
                self.memory = text.filter(|_| mode == PrivacyMode::Remembered);
            }
            _ => {}
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_news_once_and_ones_own_is_none() {
        let text = |text: &str| Some(text.to_owned());
        let mut known = Known::default();
        assert_eq!(known.news(text("a"), text("b")), Some(Event::Recalled(text("b"))), "in this order");
        assert_eq!(known.news(text("a"), text("b")), Some(Event::Stored(text("a"))));
        assert_eq!(known.news(text("a"), text("b")), None);
        known.wrote(Effect::Store(text("c")));
        known.wrote(Effect::Remember(PrivacyMode::Remembered, text("d")));
        assert_eq!(known.news(text("c"), text("d")), None);
        known.wrote(Effect::Remember(PrivacyMode::Session, text("e")));
        assert_eq!(known.news(text("c"), None), None, "a tab's own is not shared");
    }
}
