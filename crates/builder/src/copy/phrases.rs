//! Phrases that press, shame, claim causes or talk about people, per language: `data/copy-rules.toml`.

use regex::Regex;
use serde::Deserialize;

use super::Finding;

/// Why a phrase may not be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Pressure,
    Guilt,
    Cause,
    People,
}

impl Rule {
    pub(super) const ALL: [Self; 4] = [Self::Pressure, Self::Guilt, Self::Cause, Self::People];
    /// What a shop may say of itself and its goods is its own, but it may not press.
    pub(super) const OF_ANY_TEXT: [Self; 2] = [Self::Pressure, Self::Guilt];

    fn told(self) -> &'static str {
        match self {
            Self::Pressure => "presses: say what the thing is, and leave the time to the shopper",
            Self::Guilt => "shames: let a no be a plain no",
            Self::Cause => "claims a cause: tell what was counted, not why",
            Self::People => "talks about who the shopper is: tell only what happened here",
        }
    }
}

/// All phrases.
#[derive(Debug)]
pub(super) struct Phrases {
    languages: Vec<(String, [Regex; 4])>,
}

#[derive(Debug, Deserialize)]
struct RulesFile {
    language: Vec<Language>,
}

#[derive(Debug, Deserialize)]
struct Language {
    code: String,
    pressure: Vec<String>,
    guilt: Vec<String>,
    cause: Vec<String>,
    people: Vec<String>,
}

impl Phrases {
    /// Those that come with the tool.
    #[expect(clippy::expect_used, reason = "the file is part of the tool, and a test reads it")]
    pub(super) fn bundled() -> Self {
        let text = include_str!("../../data/copy-rules.toml");
        let file: RulesFile = toml::from_str(text).expect("the bundled rules are TOML");
        let compile = |language: Language| {
            let Language { code, pressure, guilt, cause, people } = language;
            (code, [pressure, guilt, cause, people].map(|phrases| pattern(&phrases)))
        };
        Self { languages: file.language.into_iter().map(compile).collect() }
    }

    /// What a line says against the rules, in one language or in any.
    pub(super) fn found(
        &self,
        line: &str,
        language: Option<&str>,
        rules: &[Rule],
        number: usize,
    ) -> Vec<Finding> {
        let is_asked = |(code, _): &&(String, _)| language.is_none_or(|language| code == language);
        let mut findings = Vec::new();
        for (_, patterns) in self.languages.iter().filter(is_asked) {
            for (rule, pattern) in
                Rule::ALL.into_iter().zip(patterns).filter(|(rule, _)| rules.contains(rule))
            {
                for said in pattern.find_iter(line) {
                    findings.push(Finding::new(number, format!("\"{}\" {}", said.as_str(), rule.told())));
                }
            }
        }
        findings
    }
}

/// One pattern for all phrases, each between the borders of words.
#[expect(clippy::expect_used, reason = "escaped phrases are a pattern")]
fn pattern(phrases: &[String]) -> Regex {
    let one = |phrase: &String| {
        let escaped = regex::escape(phrase).replace('…', r"\S+(?: \S+){0,2}").replace(r"\*", r"\w*");
        escaped.replace('\'', "['’]")
    };
    let all: Vec<String> = phrases.iter().map(one).collect();
    Regex::new(&format!(r"(?i)\b(?:{})\b", all.join("|"))).expect("escaped phrases are a pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Vec<String> {
        let found = Phrases::bundled().found(line, None, &Rule::ALL, 1);
        found
            .into_iter()
            .map(|finding| finding.what.split('"').nth(1).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn pressure_is_found_in_any_language() {
        assert_eq!(said("Hurry: only 3 left in stock"), ["Hurry", "only 3 left"]);
        assert_eq!(said("Don’t miss it"), ["Don’t miss"]);
        assert_eq!(said("Verpasse nichts, nur noch zwei"), ["Verpasse", "nur noch"]);
        assert_eq!(said("أسرع، بقي ٣ قطع فقط"), ["أسرع", "بقي ٣ قطع فقط"]);
        assert_eq!(said("Because you like tea, people like you"), ["Because you", "people like you"]);
    }

    #[test]
    fn words_within_words_and_plain_facts_are_none() {
        for line in
            ["Hurrying home bag", "Free delivery from £40", "Left-handed scissors only", "Menorah candles"]
        {
            assert_eq!(said(line), Vec::<String>::new(), "{line}");
        }
    }
}
