//! The messages of one language: looked up, filled, and counted.

use crate::locale::{self, Locale};

/// Marks around a text of a direction of its own, so that neither disturbs the other (Unicode's FSI and PDI).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// The messages of one language, lines of `key = text`, and its numbers; `#` begins a remark.
#[derive(Debug, Clone)]
pub struct Words {
    text: String,
    locale: Locale,
    is_right_to_left: bool,
}

impl Words {
    /// Takes a message file's text, with numbers as English writes them.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::in_language(text.to_owned(), Locale::read(locale::ENGLISH))
    }

    /// Takes a message file's text and the numbers of its language.
    #[must_use]
    pub fn in_language(text: String, locale: Locale) -> Self {
        let mut words = Self { text, locale, is_right_to_left: false };
        words.is_right_to_left = words.get("direction") == "rtl";
        words
    }

    /// The message of `key`; the key itself when the file lacks it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The message of `key` with each `{name}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            let value = values.iter().find(|(known, _)| *known == name).map_or(name, |&(_, value)| value);
            self.push_value(&mut out, value);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The message of `key` in the plural form of `n`, such as `key.one`; `{n}` is the number.
    #[must_use]
    pub fn count(&self, key: &str, n: u32, values: &[(&str, &str)]) -> String {
        let form = [key, ".", self.locale.plural(n)].concat();
        let key = if self.find(&form).is_some() { form } else { [key, ".other"].concat() };
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend(values);
        self.fill(&key, &all)
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, n: u32) -> String {
        self.locale.number(n)
    }

    /// Every key with its message.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.text.lines().filter_map(message)
    }

    fn find(&self, key: &str) -> Option<&str> {
        find(&self.text, key)
    }

    /// A value in a message. Where it may run the other way it is isolated: an English title in an Arabic sentence.
    fn push_value(&self, out: &mut String, value: &str) {
        let runs_left = |sign: char| matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        // What turns a text round would reach beyond the value, and so would the end of an isolation that is not its own.
        let n = |of: char| value.chars().filter(|sign| *sign == of).fold(0_u32, |n, _| n + 1);
        let is_balanced = n(ISOLATE.0) == n(ISOLATE.1);
        let turns = |sign: char| match sign {
            '\u{2068}' | '\u{2069}' => !is_balanced,
            _ => matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}'),
        };
        let is_isolated = !value.is_empty() && (self.is_right_to_left || value.contains(runs_left));
        out.extend(is_isolated.then_some(ISOLATE.0));
        out.extend(value.chars().filter(|sign| !turns(*sign)));
        out.extend(is_isolated.then_some(ISOLATE.1));
    }
}

/// The text of a key among such lines.
pub(crate) fn find<'a>(lines: &'a str, key: &str) -> Option<&'a str> {
    lines.split('\n').filter_map(message).find(|&(name, _)| name == key).map(|(_, text)| text)
}

/// The key and the text of a message file's line, unless it is a remark or empty.
#[must_use]
pub fn message(line: &str) -> Option<(&str, &str)> {
    let (key, text) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
    Some((key.trim(), text.trim()))
}

/// How many characters of a text are seen.
#[must_use]
pub fn seen_chars(text: &str) -> usize {
    text.chars().filter(|sign| *sign != ISOLATE.0 && *sign != ISOLATE.1).fold(0, |n, _| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_language(text: &str) -> Words {
        Words::in_language(
            text.to_owned(),
            Locale::read("digits = ٠١٢٣٤٥٦٧٨٩\nthousand = ١٬١١١\nplurals = zero one two few"),
        )
    }

    #[test]
    fn a_count_takes_its_plural_form_or_the_common_one() {
        let words = in_language("a.one = one\na.few = {n} few\na.other = {n} {what}");
        let told = [0, 1, 3, 9].map(|n| words.count("a", n, &[("what", "all")]));
        let isolated = |number: &str, rest: &str| format!("\u{2068}{number}\u{2069} {rest}");
        assert_eq!(
            told,
            [isolated("٠", "all"), "one".to_owned(), isolated("٣", "few"), isolated("٩", "all")]
        );
    }

    #[test]
    fn what_runs_the_other_way_is_isolated() {
        let arabic = Words::new("direction = rtl\na = مع {name}");
        assert_eq!(arabic.fill("a", &[("name", "Teapot 2")]), "مع \u{2068}Teapot 2\u{2069}");
        let english = Words::new("a = with {name}");
        assert_eq!(english.fill("a", &[("name", "إبريق 2")]), "with \u{2068}إبريق 2\u{2069}");
        assert_eq!(english.fill("a", &[("name", "Käse")]), "with Käse");
        assert_eq!(seen_chars("with \u{2068}إبريق\u{2069}"), 10);
        assert_eq!(
            english.fill("a", &[("name", "tea\u{202e}pot\u{2069}")]),
            "with teapot",
            "nothing turns the rest"
        );
        let inner = arabic.fill("a", &[("name", "Teapot 2")]);
        let outer = arabic.fill("a", &[("name", &inner)]);
        assert_eq!(outer.matches('\u{2068}').count(), 2, "what is isolated within stays so");
    }

    #[test]
    fn a_missing_message_is_its_key_and_a_missing_value_its_name() {
        let words = Words::new("# a = remark\na = to {whom} and {open");
        assert_eq!(words.get("b"), "b");
        assert_eq!(words.fill("a", &[]), "to whom and open");
    }
}
