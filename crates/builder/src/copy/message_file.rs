//! The rules of a message file: it says what English says, as shortly and as plainly.

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::messages::message;
use goeswith_engine::words::{ENGLISH, MAX_REASON_CHARS, MAX_SHEET_WORDS};

use super::phrases::{Phrases, Rule};
use super::{Finding, reading};

/// Characters that a reason must leave for the name in it.
const MIN_NAME_CHARS: usize = 12;
/// Words of a name in a sentence, as long as most are.
const NAME_WORDS: usize = 4;
/// Most words of a sentence; English has its reading level instead.
const MAX_SENTENCE_WORDS: usize = 12;
/// The school year that must understand the English texts as a whole, and any one that is longer than a line.
const MAX_GRADE: f64 = 6.0;
const MAX_LONG_GRADE: f64 = 8.0;
const LONG_WORDS: usize = 15;
/// What a file says about its language, and what each may be; any code of a language.
const ABOUT: [(&str, &[&str]); 3] =
    [("language", &[]), ("direction", &["ltr", "rtl"]), ("name-initial", &["small", "kept"])];
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// Forms that may say their number as a word.
const MAY_LACK_NUMBER: [&str; 3] = ["zero", "one", "two"];
/// Of *Why this?*: one of each list is said, and every other message that begins with "why-". How sure is told beside
/// orders with the anchor only.
const BY_ORDERS: [&str; 2] = ["why-evidence", "why-sure"];
const BY_ELSE: [&str; 7] = [
    "why-bought-later",
    "why-declared",
    "why-alike",
    "why-fallback",
    "why-pick",
    "why-in-place-of",
    "why-in-place-of-orders",
];
const ACTION: [&str; 4] = ["why-in-cart", "why-looking", "why-looked", "why-ordered"];

/// A message file, its lines by key.
#[derive(Debug)]
pub(super) struct MessageFile<'a> {
    messages: BTreeMap<&'a str, (usize, &'a str)>,
    findings: Vec<Finding>,
    n_lines: usize,
}

impl<'a> MessageFile<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut file = Self { messages: BTreeMap::new(), findings: Vec::new(), n_lines: 1 };
        for (line, number) in text.lines().zip(1..) {
            file.n_lines = number;
            if let Some((key, text)) = message(line) {
                if let Some((first, _)) = file.messages.insert(key, (number, text)) {
                    file.tell(number, format!("{key} stands on line {first} already: keep one of them"));
                }
            } else if !line.trim().is_empty() && !line.starts_with('#') {
                file.tell(number, "no message: write key = text, or begin a remark with #".to_owned());
            }
        }
        file
    }

    pub(super) fn findings(mut self, phrases: &Phrases) -> Vec<Finding> {
        let english = MessageFile::read(ENGLISH);
        let messages: Vec<(&str, usize, &str)> =
            self.messages.iter().map(|(key, (line, text))| (*key, *line, *text)).collect();
        let language = self.text("language");
        for (key, line, text) in messages {
            if let Some((_, allowed)) = ABOUT.iter().find(|(known, _)| *known == key) {
                if !allowed.is_empty() && !allowed.contains(&text) {
                    self.tell(line, format!("{key} is \"{text}\": write {}", allowed.join(" or ")));
                }
                continue;
            }
            self.check_names(&english, key, line, text);
            self.check_text(key, line, text, language);
            self.findings.extend(phrases.found(text, Some(language), &Rule::ALL, line));
        }
        self.check_whole(&english);
        self.check_fallback();
        if language == "en" {
            self.check_reading();
        }
        self.findings
    }

    fn tell(&mut self, line: usize, what: String) {
        self.findings.push(Finding::new(line, what));
    }

    fn text(&self, key: &str) -> &'a str {
        self.messages.get(key).map_or("", |(_, text)| *text)
    }

    /// What goes with a category is told from what goes with an item.
    fn check_fallback(&mut self) {
        let Some(&(line, text)) = self.messages.get("fallback") else { return };
        if text == self.text("bought-together") {
            self.tell(line, "fallback says what bought-together says: say that it is a category".to_owned());
        }
    }

    /// The messages of a key: one, or its plural forms.
    fn forms<'s>(&'s self, base: &'s str) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        self.messages.iter().filter(move |(key, _)| base_of(key) == base).map(|(_, (_, text))| *text)
    }

    /// Key and placeholders must be known, and none forgotten.
    fn check_names(&mut self, english: &MessageFile<'_>, key: &str, line: usize, text: &str) {
        let (base, form) = key.split_once('.').unwrap_or((key, ""));
        let known: BTreeSet<&str> = english.forms(base).flat_map(placeholders).collect();
        let is_counted = english.messages.contains_key(format!("{base}.other").as_str());
        if english.forms(base).next().is_none() || is_counted == form.is_empty() {
            self.tell(line, format!("nothing says {key}: remove it, or spell it as en.txt does"));
            return;
        }
        if is_counted && !PLURALS.contains(&form) {
            self.tell(line, format!("{form} is no plural form: one of {}", PLURALS.join(", ")));
        }
        let said: BTreeSet<&str> = placeholders(text).into_iter().collect();
        for name in said.difference(&known) {
            let names: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
            self.tell(line, format!("{{{name}}} has no value in {key}: it knows {}", names.join(" ")));
        }
        for name in known.difference(&said).filter(|_| !MAY_LACK_NUMBER.contains(&form)) {
            self.tell(line, format!("{key} does not say {{{name}}}: put it in"));
        }
    }

    /// Short, calm, and of plain sentences.
    fn check_text(&mut self, key: &str, line: usize, text: &str, language: &str) {
        if text.is_empty() {
            self.tell(line, format!("{key} says nothing: write its text"));
        }
        if text.contains(['!', '！', '¡']) {
            self.tell(line, "an exclamation mark: end with a full stop, or with nothing".to_owned());
        }
        for sentence in sentences(text).filter(|_| language != "en") {
            let n_words = n_words(sentence);
            if n_words > MAX_SENTENCE_WORDS {
                self.tell(
                    line,
                    format!("a sentence of {n_words} words: at most {MAX_SENTENCE_WORDS}, make two"),
                );
            }
        }
        // Only reasons and the lines of Why this? hold a name.
        if placeholders(text).contains(&"name") && !key.starts_with("why-") {
            let n_chars = self.longest_frame(text);
            let most = MAX_REASON_CHARS - MIN_NAME_CHARS;
            if n_chars > most {
                self.tell(
                    line,
                    format!("a reason of {n_chars} characters beside the name: at most {most}, shorten it"),
                );
            }
        }
    }

    /// The characters of a reason without its name, with the longest share.
    fn longest_frame(&self, text: &str) -> usize {
        let shares = ["share-orders", "share-visits"].into_iter().flat_map(|key| self.forms(key));
        let filled = |share: &str| share.replace("{part}", "9").replace("{whole}", "10").chars().count();
        let share = shares.map(filled).max().unwrap_or_default();
        let others = placeholders(text).into_iter().filter(|name| *name == "share").count() * share;
        sans_placeholders(text).chars().count() + others
    }

    /// Nothing is missing, every counted message has every plural form, *Why this?* is no essay.
    fn check_whole(&mut self, english: &MessageFile<'_>) {
        let end = self.n_lines;
        let used: BTreeSet<&str> =
            self.messages.keys().filter_map(|key| key.split_once('.')).map(|(_, form)| form).collect();
        // All that the file uses anywhere, and the common one.
        let forms: Vec<&str> =
            PLURALS.into_iter().filter(|form| used.contains(form) || *form == "other").collect();
        let mut missing = Vec::new();
        for (key, (_, text)) in &english.messages {
            match key.split_once('.') {
                None if !self.messages.contains_key(key) => {
                    missing.push(format!("{key} is missing: say \"{text}\" in this language"));
                }
                Some((base, "other")) => {
                    let forms =
                        forms.iter().filter(|form| !self.messages.contains_key(&*format!("{base}.{form}")));
                    missing.extend(forms.map(|form| {
                        format!(
                            "{base}.{form} is missing: say \"{text}\" in this language, in that plural form"
                        )
                    }));
                }
                _ => {}
            }
        }
        for what in missing {
            self.tell(end, what);
        }
        let n_words = self.longest_sheet();
        if n_words > MAX_SHEET_WORDS {
            self.tell(
                end,
                format!("Why this? may reach {n_words} words: at most {MAX_SHEET_WORDS}, shorten why-…"),
            );
        }
    }

    /// Words of the longest *Why this?* that tells one anchor's evidence, its buttons included.
    fn longest_sheet(&self) -> usize {
        let words = |key: &str| self.filled_words(self.text(key));
        let longest = |keys: &[&str]| keys.iter().copied().map(words).max().unwrap_or(0);
        let evidence = BY_ORDERS.into_iter().map(words).sum::<usize>().max(longest(&BY_ELSE));
        let is_once = |key: &&str| {
            let is_one_of_many =
                [BY_ORDERS.as_slice(), &BY_ELSE, &ACTION].iter().any(|keys| keys.contains(key));
            key.starts_with("why-") && !is_one_of_many
        };
        let others: usize = self.messages.keys().copied().filter(is_once).map(words).sum();
        let buttons = words("said-not-helpful") + words("undo") + words("no-more");
        words("why") + words("close") + evidence + longest(&ACTION) + others + buttons
    }

    /// Words of a text with its placeholders filled by the longest that may stand there.
    fn filled_words(&self, text: &str) -> usize {
        let most = |bases: &[&str]| {
            bases.iter().flat_map(|base| self.forms(base)).map(n_words).max().unwrap_or_default()
        };
        let of = |name: &str| match name {
            "name" | "anchor" | "category" => NAME_WORDS,
            "both" => most(&["exactly", "at-least"]),
            "of" => most(&["orders-exactly", "orders-at-most", "visits-exactly", "visits-at-most"])
                .max(most(&["people-exactly", "people-at-most"])),
            "share" => most(&["share"]),
            _ => 1,
        };
        n_words(text) + placeholders(text).into_iter().map(|name| of(name) - 1).sum::<usize>()
    }

    fn check_reading(&mut self) {
        let texts: Vec<(usize, String)> =
            self.messages.values().map(|(line, text)| (*line, text.replace(['{', '}'], ""))).collect();
        for (line, text) in texts.iter().filter(|(_, text)| n_words(text) >= LONG_WORDS) {
            let grade = reading::grade(sentences(text));
            if grade > MAX_LONG_GRADE {
                self.tell(
                    *line,
                    format!("reads like school year {grade:.0}: shorter sentences, shorter words"),
                );
            }
        }
        let grade = reading::grade(texts.iter().flat_map(|(_, text)| sentences(text)));
        if grade > MAX_GRADE {
            self.tell(
                self.n_lines,
                format!("all texts read like school year {grade:.1}: at most {MAX_GRADE}"),
            );
        }
    }
}

fn base_of<'k>(key: &&'k str) -> &'k str {
    key.split('.').next().unwrap_or_default()
}

/// The names in braces.
fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)).collect()
}

fn sans_placeholders(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |sign: char| matches!(sign, '.' | '?' | '؟' | '…');
    text.split_inclusive(ends).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn n_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
