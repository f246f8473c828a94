//! Topics that a shopper may not want to meet unasked, found by words in one file, `data/sensitive-topics.toml`.

use regex::Regex;
use serde::Deserialize;

/// All topics with their words.
#[derive(Debug, Clone)]
pub struct Topics {
    topics: Vec<KnownTopic>,
}

/// A topic, with its words as one pattern.
#[derive(Debug, Clone)]
struct KnownTopic {
    name: String,
    words: Regex,
    is_held_back: bool,
}

#[derive(Debug, Deserialize)]
struct TopicsFile {
    topic: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
struct Topic {
    name: String,
    /// Whether such items are never suggested beside other things; else they are only shown to the merchant.
    #[serde(default)]
    held_back: bool,
    words: Vec<String>,
}

impl Topics {
    /// Those of the file that comes with the tool.
    ///
    /// # Panics
    /// When that file is broken: a test reads it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the file is part of the tool, and a test reads it")]
    pub fn bundled() -> Self {
        let text = include_str!("../../data/sensitive-topics.toml");
        let file: TopicsFile = toml::from_str(text).expect("the bundled topics are TOML");
        let compile = |Topic { name, held_back: is_held_back, words }| {
            let words: Vec<String> = words.iter().map(|word: &String| regex::escape(word)).collect();
            let pattern = format!(r"(?i)\b(?:{})s?\b", words.join("|"));
            let words = Regex::new(&pattern).expect("escaped words are a pattern");
            KnownTopic { name, words, is_held_back }
        };
        Self { topics: file.topic.into_iter().map(compile).collect() }
    }

    /// The names of the topics that a text touches.
    pub fn of<'t>(&'t self, text: &str) -> impl Iterator<Item = &'t str> {
        self.topics.iter().filter(move |topic| topic.words.is_match(text)).map(|topic| topic.name.as_str())
    }

    /// The first of the topics held back that a text touches.
    #[must_use]
    pub fn held_back(&self, text: &str) -> Option<&str> {
        let held_back = self.topics.iter().filter(|topic| topic.is_held_back);
        held_back.into_iter().find(|topic| topic.words.is_match(text)).map(|topic| topic.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Topics;

    fn topics(text: &str) -> Vec<String> {
        Topics::bundled().of(text).map(str::to_owned).collect()
    }

    #[test]
    fn a_word_counts_where_it_stands_alone() {
        assert_eq!(topics("Set of 6 Wine glasses"), ["alcohol"]);
        assert_eq!(topics("FIRST AID TIN"), ["health"]);
        assert_eq!(topics("Beers of the world"), ["alcohol"]);
        assert_eq!(topics("Ginger bread, brass bell, twine, pillow"), Vec::<String>::new());
    }
}
