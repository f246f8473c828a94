//! What tabs share: the store. Nobody writes over what was not read: before a tab takes anything in, it takes in what
//! others wrote, whether it has been told of it or not. So the store holds all that was said, and a change is of what
//! holds. That consent was withdrawn, or everything erased, is a word that is written in place of what is shared, and
//! removed: every tab hears of it. Where only that is gone which tabs share, tabs that share it do as if it were withdrawn.
//!
//! What cannot be read says nothing, and what a write came to is what lies there afterwards: a browser, or a tool on the
//! page, may take a text and keep none.
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

/// What another tab did to what was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It wrote.
    Written,
    /// It removed what tabs share.
    Removed,
    /// It did so with the word that consent was withdrawn, or everything erased.
    Withdrawn,
}

impl Known {
    /// Whether a tab in this mode forgets for what it heard, now that the store holds this. One that shares reads first what
    /// is there; where that is nothing but what it wrote itself meanwhile, that goes, too.
    #[must_use]
    pub fn is_withdrawn(&self, heard: Heard, held: &Self, mode: PrivacyMode) -> bool {
        if mode == PrivacyMode::Remembered {
            heard != Heard::Written && self.memory == held.memory
        } else {
            heard == Heard::Withdrawn
        }
    }

    /// What others wrote since, now that the store holds this; one thing at a time, what was observed first.
    pub fn news(&mut self, held: Self) -> Option<Event> {
        if self.memory != held.memory {
            self.memory.clone_from(&held.memory);
            return Some(Event::Recalled(held.memory));
        }
        if self.choices != held.choices {
            self.choices.clone_from(&held.choices);
            return Some(Event::Stored(held.choices));
        }
        None
    }

    /// This tab wrote what an effect says, and the store holds this now.
    pub fn wrote(&mut self, effect: &Effect, held: Self) {
        match effect {
            Effect::Store(_) => self.choices = held.choices,
            // What a tab keeps for itself changes nothing of what is shared.
            Effect::Remember(mode, _) if *mode != PrivacyMode::Session => self.memory = held.memory,
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
        let held = |choices, memory| Known { choices: text(choices), memory: text(memory) };
        let mut known = Known::default();
        assert_eq!(known.news(held("a", "b")), Some(Event::Recalled(text("b"))), "in this order");
        assert_eq!(known.news(held("a", "b")), Some(Event::Stored(text("a"))));
        assert_eq!(known.news(held("a", "b")), None);
        known.wrote(&Effect::Store(text("c")), held("c", "d"));
        assert_eq!(
            known.news(held("c", "d")),
            Some(Event::Recalled(text("d"))),
            "of the rest nothing was read"
        );
        known.wrote(&Effect::Store(text("e")), held("c", "d"));
        assert_eq!(known.news(held("c", "d")), None, "what did not hold is no news of others");
        known.wrote(&Effect::Remember(PrivacyMode::Remembered, text("f")), held("c", "f"));
        assert_eq!(known.news(held("c", "f")), None);
        known.wrote(&Effect::Remember(PrivacyMode::Session, text("g")), held("c", "h"));
        assert_eq!(known.news(held("c", "h")), Some(Event::Recalled(text("h"))), "a tab's own is not shared");
    }
}
