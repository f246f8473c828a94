//! How a language writes numbers and which plural form each takes. The browser knows; here it is plain data.

use crate::messages::find;

/// English, for the native tool. A page's script asks `Intl` instead.
pub const ENGLISH: &str = "\
digits = 0123456789
thousand = 1,111
billion = 1,111,111,111
plurals = other one";

/// The numbers of one language, as lines of `name = value`:
///
/// - `digits`: ten;
/// - `thousand`, `billion`: 1111 and 1111111111 as the language writes them, to see where its separators stand. Some
///   languages have none in four digits, some count in lakhs;
/// - `plurals`: the plural categories of 0 to 199, separated by blanks. From there on they repeat by the hundred.
#[derive(Debug, Clone)]
pub struct Locale {
    text: String,
}

impl Locale {
    /// Takes such lines.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, n: u32) -> String {
        let digit = |at: u32| usize::try_from(at).ok().and_then(|at| self.value("digits").chars().nth(at));
        let slot = digit(1);
        let mut written = String::new();
        let mut rest = n;
        for sign in self.value(if n < 10_000 { "thousand" } else { "billion" }).chars().rev() {
            if rest == 0 && !written.is_empty() {
                break;
            }
            if Some(sign) == slot {
                written.insert(0, digit(rest % 10).unwrap_or(sign));
                rest /= 10;
            } else {
                written.insert(0, sign);
            }
        }
        written
    }

    /// The category of plural forms that a number takes: `one`, `few`, `other` …
    #[must_use]
    pub fn plural(&self, n: u32) -> &str {
        let at = if n < 200 { n } else { 100 + n % 100 };
        usize::try_from(at).ok().and_then(|at| self.value("plurals").split(' ').nth(at)).unwrap_or("other")
    }

    fn value(&self, name: &str) -> &str {
        find(&self.text, name).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, n: u32) -> String {
        Locale::read(text).number(n)
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        for (n, written) in [(0, "0"), (7, "7"), (40, "40"), (1_000, "1,000"), (123_456, "123,456")] {
            assert_eq!(number(ENGLISH, n), written);
        }
        assert_eq!(number(ENGLISH, u32::MAX), "4,294,967,295");
        let polish = "digits = 0123456789\nthousand = 1111\nbillion = 1 111 111 111";
        assert_eq!((number(polish, 1_234), number(polish, 12_345)), ("1234".into(), "12 345".into()));
        let hindi = "digits = 0123456789\nthousand = 1,111\nbillion = 1,11,11,11,111";
        assert_eq!(number(hindi, 1_234_567), "12,34,567");
        let arabic = "digits = ٠١٢٣٤٥٦٧٨٩\nthousand = ١٬١١١\nbillion = ١٬١١١٬١١١٬١١١";
        assert_eq!((number(arabic, 90), number(arabic, 1_234)), ("٩٠".into(), "١٬٢٣٤".into()));
    }

    #[test]
    fn plural_forms_repeat_by_the_hundred() {
        let english = Locale::read(ENGLISH);
        assert_eq!(
            [0, 1, 2, 101, 201].map(|n| english.plural(n)),
            ["other", "one", "other", "other", "other"]
        );
        let forms: Vec<String> = (0..200).map(|n| format!("form-{n}")).collect();
        let many = Locale::read(&format!("plurals = {}", forms.join(" ")));
        assert_eq!(
            [3, 199, 200, 1_203].map(|n| many.plural(n)),
            ["form-3", "form-199", "form-100", "form-103"]
        );
    }
}
