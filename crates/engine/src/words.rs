//! The sentences a shopper reads, made from one message file per language.

pub use crate::messages::Words;

use crate::bands;
use crate::compatibility::{Fit, fit};
use crate::confidence::Level;
use crate::context::SignalKind;
use crate::ids::{CategoryId, ItemId};
use crate::messages::seen_chars;
use crate::model::{Model, Unit};
use crate::reason::Reason;
use crate::relation_type::RelationType;
use crate::score::{Basis, Contribution};
use crate::select::Suggestion;
use crate::series;

/// English. In every language: sentence case, "you", present tense, verbs on buttons; no exclamation mark, no
/// pressure.
pub const ENGLISH: &str = include_str!("../messages/en.txt");

/// Most characters of a card's reason.
pub const MAX_REASON_CHARS: usize = 60;
/// Most words of a whole *Why this?*, its buttons included.
pub const MAX_SHEET_WORDS: usize = 80;
/// Most words of its statements; the rest is for its heading and buttons.
const MAX_SAID_WORDS: usize = MAX_SHEET_WORDS - 16;
/// Most characters of an anchor's name in a heading or a sentence.
const MAX_NAME_CHARS: usize = 40;
/// Anchors whose evidence *Why this?* tells, and the most characters of a name there: the first that fits.
const AS_LONG_AS_FITS: [(usize, usize); 5] =
    [(3, MAX_NAME_CHARS), (2, MAX_NAME_CHARS), (1, MAX_NAME_CHARS), (1, 24), (1, 12)];

impl Words {
    /// A row's heading: the one anchor of all its cards by name, else where the anchors come from.
    #[must_use]
    pub fn heading<B: AsRef<[u8]>>(&self, model: &Model<B>, suggestions: &[Suggestion]) -> String {
        let Some(first) = suggestions.first().and_then(|suggestion| suggestion.reason.main()) else {
            return String::new();
        };
        let cited = || suggestions.iter().flat_map(|suggestion| suggestion.reason.cited());
        if cited().any(|cited| cited.anchor != first.anchor) {
            return self.get(&["heading-", origin(cited())].concat()).to_owned();
        }
        let name = shorten(&self.item_name(model, first.anchor), MAX_NAME_CHARS);
        let key = match first.kind {
            SignalKind::Cart => "heading-cart-item",
            SignalKind::View => "heading-view",
            SignalKind::Order => "heading-order-item",
        };
        self.fill(key, &[("anchor", &name)])
    }

    /// A card's reason in at most [`MAX_REASON_CHARS`] characters.
    #[must_use]
    pub fn reason<B: AsRef<[u8]>>(&self, model: &Model<B>, reason: &Reason) -> String {
        let Some(main) = reason.main() else { return String::new() };
        let cited = reason.cited();
        let is_one = cited.len() == 1;
        let is_one_basis = cited.iter().all(|part| part.basis == main.basis);
        let item_name = |item| self.item_name(model, item);
        // The message, the name in it, and whether that name stands for all that is cited.
        let (key, name, is_all) = match (main.in_place_of, main.basis) {
            (Some(gone), _) => ("in-place-of", item_name(gone), is_one),
            (_, Basis::Category(category)) => ("fallback", self.category_name(model, category), is_one_basis),
            (_, Basis::Pick(category)) => ("pick", self.category_name(model, category), is_one_basis),
            (_, Basis::Relation(RelationType::CompletesSet))
                if cited.iter().all(|part| set_of(model, part, reason) == set_of(model, main, reason)) =>
            {
                let key = if main.kind == SignalKind::View { "completes-set-view" } else { "completes-set" };
                (key, set_of(model, main, reason), true)
            }
            (_, Basis::Relation(of))
                if is_one || matches!(of, RelationType::BoughtTogether | RelationType::Alike) =>
            {
                (of.name(), item_name(main.anchor), is_one)
            }
            // One name would leave out what carries as much.
            _ => return self.get(&["heading-", origin(cited)].concat()).to_owned(),
        };
        let key = [key, if is_all { "" } else { "-several" }].concat();
        let from = ["from-", origin(cited)].concat();
        let (part, whole) = share(main.n_both, main.n_base);
        let share_key = ["share-", unit(model)].concat();
        let share =
            self.count(&share_key, whole, &[("part", &self.number(part)), ("whole", &self.number(whole))]);
        let filled = |anchor: &str, name: &str| {
            self.fill(
                &key,
                &[("share", &share), ("from", self.get(&from)), ("anchor", anchor), ("name", name)],
            )
        };
        let mut room = MAX_REASON_CHARS.saturating_sub(seen_chars(&filled("", "")));
        let mut anchor = String::new();
        if main.in_place_of.is_some() && is_one {
            anchor = shorten(&item_name(main.anchor), room.saturating_sub(seen_chars(&name)).max(room / 2));
            room -= seen_chars(&anchor);
        }
        filled(&anchor, &shorten(&name, room))
    }

    /// What is known of whether it fits what it goes with, where the merchant's rules are about both.
    #[must_use]
    pub fn fit<B: AsRef<[u8]>>(&self, model: &Model<B>, reason: &Reason) -> Option<(Fit, String)> {
        let main = reason.main()?;
        let anchor = main.anchor;
        let fit = fit(model.compatibility_codes(anchor), model.compatibility_codes(reason.item()));
        let key = match fit {
            Fit::Verified => "fit-checked",
            // The card's reason is that it fits: the merchant's word, where the rule knows too little.
            Fit::Unchecked if main.basis == Basis::Relation(RelationType::Fits) => return None,
            Fit::Unchecked => "fit-unchecked",
            Fit::NoRule | Fit::Incompatible => return None,
        };
        let name = shorten(&self.item_name(model, anchor), MAX_NAME_CHARS);
        Some((fit, self.fill(key, &[("name", &name)])))
    }

    /// The statements of *Why this?*, each one sentence that the reason's contributions make true: the evidence of
    /// the anchors that carry half of the score (three at most; fewer, and shorter names, where the sheet would grow too long), what else
    /// counted, what did not.
    #[must_use]
    pub fn why<B: AsRef<[u8]>>(
        &self,
        model: &Model<B>,
        reason: &Reason,
        viewed: Option<ItemId>,
    ) -> Vec<String> {
        let mut sentences = Vec::new();
        for (max_told, max_chars) in AS_LONG_AS_FITS {
            sentences = self.statements(model, reason, viewed, (max_told, max_chars));
            let n_said: usize = sentences.iter().map(|sentence| n_words(sentence)).sum();
            if n_said <= MAX_SAID_WORDS {
                break;
            }
        }
        sentences
    }

    /// [`why`](Self::why), with the evidence of at most so many anchors, and names of at most so many characters.
    fn statements<B: AsRef<[u8]>>(
        &self,
        model: &Model<B>,
        reason: &Reason,
        viewed: Option<ItemId>,
        (max_told, max_chars): (usize, usize),
    ) -> Vec<String> {
        let mut sentences = Vec::new();
        for contribution in reason.cited().iter().take(max_told) {
            let sentence = self.evidence(model, contribution, max_chars);
            // Anchors of one category say the same of it.
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        if let Some(main) = reason.main() {
            let key = match main.kind {
                SignalKind::Cart => "why-in-cart",
                SignalKind::Order => "why-ordered",
                SignalKind::View if viewed == Some(main.anchor) => "why-looking",
                SignalKind::View => "why-looked",
            };
            let name = shorten(&self.item_name(model, main.anchor), max_chars);
            sentences.push(self.fill(key, &[("anchor", &name)]));
        }
        let n_others = reason.contributions().len() - reason.cited().len().min(max_told);
        if n_others > 0 {
            let n_others = u32::try_from(n_others).unwrap_or(u32::MAX);
            sentences.push(self.fill("why-others", &[("n", &self.number(n_others))]));
        }
        let influences = reason.influences();
        if let Some(query) = &influences.searched {
            sentences.push(self.fill("why-searched", &[("query", &shorten(query, max_chars))]));
        }
        if influences.earlier {
            sentences.push(self.get("why-earlier").to_owned());
        }
        if !influences.price {
            sentences.push(self.get("why-not-counted").to_owned());
        }
        sentences.extend(self.sure(model, reason));
        sentences
    }

    /// One sentence: how often what was told as surely came true in orders held back. Only where orders say how sure: not
    /// of what the merchant's word makes a guess.
    fn sure<B: AsRef<[u8]>>(&self, model: &Model<B>, reason: &Reason) -> Option<String> {
        let main = reason.main()?;
        Level::of(main.evidence(model, reason.item())).filter(|level| *level == reason.level())?;
        let by_relation = matches!(main.basis, Basis::Relation(of) if !of.counts_customers());
        let levels = Level::ALL.iter().map(|(level, _)| level);
        let mut held_out = std::iter::zip(levels, model.calibration().held_out_per_mille);
        let (_, per_mille) = held_out.find(|(level, _)| **level == reason.level())?;
        let (part, whole) = share(per_mille, 1000);
        let share = [("part", self.number(part)), ("whole", self.number(whole))];
        let share = self.fill("share", &share.each_ref().map(|(name, value)| (*name, value.as_str())));
        let orders = self.get(unit(model));
        (by_relation && per_mille > 0)
            .then(|| self.fill("why-sure", &[("orders", orders), ("share", &share)]))
    }

    /// One sentence: what one contribution rests on, with its counts where orders say something.
    fn evidence<B: AsRef<[u8]>>(
        &self,
        model: &Model<B>,
        contribution: &Contribution,
        max_chars: usize,
    ) -> String {
        let Contribution { anchor, basis, in_place_of, n_both, n_base, .. } = *contribution;
        let key = match basis {
            Basis::Relation(of) if in_place_of.is_some() && n_both > 0 && !of.counts_customers() => {
                "why-in-place-of-orders"
            }
            _ if in_place_of.is_some() => "why-in-place-of",
            Basis::Category(_) => "why-fallback",
            Basis::Pick(_) => "why-pick",
            Basis::Relation(RelationType::BoughtLater) => "why-bought-later",
            Basis::Relation(RelationType::Alike) => "why-alike",
            Basis::Relation(_) if n_both == 0 => "why-declared",
            Basis::Relation(_) => "why-evidence",
        };
        let name = match basis {
            Basis::Category(category) | Basis::Pick(category) => self.category_name(model, category),
            Basis::Relation(_) => self.item_name(model, in_place_of.unwrap_or(anchor)),
        };
        let counted = match basis {
            Basis::Relation(of) if of.counts_customers() => "people",
            _ => unit(model),
        };
        // A small count is known as a band: its least for the part, its greatest for the whole.
        let both = self.number(n_both);
        let both = self.fill(if bands::is_exact(n_both) { "exactly" } else { "at-least" }, &[("n", &both)]);
        let of = if bands::is_exact(n_base) { "-exactly" } else { "-at-most" };
        let of = self.count(&[counted, of].concat(), n_base, &[]);
        let name = shorten(&name, max_chars);
        let anchor = shorten(&self.item_name(model, anchor), max_chars);
        let orders = self.get(unit(model));
        self.fill(
            key,
            &[("both", &both), ("of", &of), ("orders", orders), ("name", &name), ("anchor", &anchor)],
        )
    }

    /// A number of orders or visits as far as it is known; a small one is the least of its band.
    #[must_use]
    pub fn orders_at_least<B: AsRef<[u8]>>(&self, model: &Model<B>, n_orders: u32) -> String {
        let known = if bands::is_exact(n_orders) { "-exactly" } else { "-at-least" };
        self.count(&[unit(model), known].concat(), n_orders, &[])
    }

    /// An item's title as it stands within a sentence: in a language that does so, with a small first letter unless it
    /// is a name.
    #[must_use]
    pub fn item_name<B: AsRef<[u8]>>(&self, model: &Model<B>, item: ItemId) -> String {
        let is_small = model.item(item).is_some_and(|item| item.lowercase_initial);
        self.within_sentence(model.title(item), is_small)
    }

    /// A category's name as it stands within a sentence: likewise, unless titles that begin with its first word keep
    /// their capital there ("no more cake stands", "no more Christmas cards").
    #[must_use]
    pub fn category_name<B: AsRef<[u8]>>(&self, model: &Model<B>, category: CategoryId) -> String {
        let name = model.category_name(category);
        let first_word = name.split(' ').next().unwrap_or_default();
        let keeps_capital = model.item_ids().any(|item| {
            model.title(item).split(' ').next() == Some(first_word)
                && model.item(item).is_some_and(|item| !item.lowercase_initial)
        });
        self.within_sentence(name, !keeps_capital)
    }

    fn within_sentence(&self, name: &str, is_small: bool) -> String {
        let mut characters = name.chars();
        match characters.next() {
            Some(first) if is_small && self.get("name-initial") == "small" => {
                [small(first)].into_iter().chain(characters).collect()
            }
            _ => name.to_owned(),
        }
    }
}

/// What the model's evidence counts, as part of a message's key.
fn unit<B: AsRef<[u8]>>(model: &Model<B>) -> &'static str {
    match model.unit() {
        Unit::Orders => "orders",
        Unit::Visits => "visits",
    }
}

fn n_words(text: &str) -> usize {
    text.split(' ').fold(0, |n, _| n + 1)
}

/// Where contributions come from, as part of a message's key.
fn origin<'a>(cited: impl IntoIterator<Item = &'a Contribution>) -> &'static str {
    let (mut from_cart, mut from_views, mut from_order) = (false, false, false);
    for part in cited {
        from_cart |= part.kind == SignalKind::Cart;
        from_views |= part.kind == SignalKind::View;
        from_order |= part.kind == SignalKind::Order;
    }
    if from_order {
        "order"
    } else if !from_views {
        "cart"
    } else if from_cart {
        "mixed"
    } else {
        "views"
    }
}

/// The name of the series that an anchor and the item belong to.
fn set_of<B: AsRef<[u8]>>(model: &Model<B>, part: &Contribution, reason: &Reason) -> String {
    let title = model.title(part.anchor);
    series::shared(title, model.title(reason.item())).unwrap_or(title).to_owned()
}

/// The small form of a Latin capital (Unicode's first two blocks). The standard library's table for all scripts
/// would be a third of the widget's size.
pub(crate) fn small(capital: char) -> char {
    match capital {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(capital) + 32).unwrap_or(capital),
        _ => capital.to_ascii_lowercase(),
    }
}

/// At most `max` characters of `text`, cut between words and marked with "…".
#[must_use]
pub fn shorten(text: &str, max: usize) -> String {
    let mut last_blank = 0;
    for (n, (at, character)) in text.char_indices().enumerate() {
        // A word that ends just before the "…" is kept.
        if character == ' ' && n < max {
            last_blank = at;
        }
        if n == max {
            let words = text.get(..last_blank).unwrap_or_default();
            let words = words.trim_end_matches(|last: char| last.is_ascii_punctuation() || last == ' ');
            return [words, "…"].concat();
        }
    }
    text.to_owned()
}

/// A proportion as people say it: the nearest of 1 in 20 … 1 in 2, 3 in 10, 2 in 5, 3 in 5, 2 in 3, 7 in 10, 3 in 4, 4 in 5,
/// 9 in 10.
#[must_use]
pub fn share(n_both: u32, n_anchor: u32) -> (u32, u32) {
    const SAID: [(u32, u32); 20] = [
        (1, 20),
        (1, 15),
        (1, 12),
        (1, 10),
        (1, 9),
        (1, 8),
        (1, 7),
        (1, 6),
        (1, 5),
        (1, 4),
        (3, 10),
        (1, 3),
        (2, 5),
        (1, 2),
        (3, 5),
        (2, 3),
        (7, 10),
        (3, 4),
        (4, 5),
        (9, 10),
    ];
    // |n_both/n_anchor − part/whole| compared without division: each error is over the common n_anchor · whole.
    let error = |&(part, whole): &(u32, u32)| {
        let miss = (u64::from(n_both) * u64::from(whole)).abs_diff(u64::from(part) * u64::from(n_anchor));
        (miss, u64::from(whole))
    };
    let closer = |a: &(u32, u32), b: &(u32, u32)| {
        let ((miss_a, whole_a), (miss_b, whole_b)) = (error(a), error(b));
        (miss_a * whole_b).cmp(&(miss_b * whole_a))
    };
    SAID.into_iter().min_by(closer).unwrap_or((1, 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_cut_between_words() {
        assert_eq!(shorten("Regency teapot", 14), "Regency teapot");
        assert_eq!(shorten("Set of 3 cake tins, pantry design", 20), "Set of 3 cake tins…");
        assert_eq!(shorten("Set of 3 cake tins, pantry design", 19), "Set of 3 cake…");
    }

    #[test]
    fn shares_are_said_as_people_say_them() {
        assert_eq!([share(41, 163), share(104, 352), share(81, 283)], [(1, 4), (3, 10), (3, 10)]);
        assert_eq!(share(5, 5), (9, 10));
        assert_eq!(share(67, 100), (2, 3));
        assert_eq!(share(8, 100), (1, 12));
    }

    #[test]
    fn no_message_presses_or_shouts() {
        for (key, text) in Words::new(ENGLISH).messages() {
            assert!(!text.contains('!'), "{key}");
            for word in ["hurry", "only", "last", "miss out", "people like you", "because of"] {
                assert!(!text.to_lowercase().contains(word), "{key} says {word}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_share_is_never_far_from_the_truth(n_anchor in 1_u32..1_000_000, part in 0.05..=1.0_f64) {
            let n_both = format!("{}", (f64::from(n_anchor) * part).ceil()).parse::<u32>().unwrap();
            let (said, whole) = share(n_both, n_anchor);
            let off = f64::from(said) / f64::from(whole) - f64::from(n_both) / f64::from(n_anchor);
            prop_assert!((-0.101..0.051).contains(&off), "{n_both} of {n_anchor} said as {said} of {whole}");
        }
    }
}
