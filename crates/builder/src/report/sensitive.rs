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
    /// Of items with these words none is ever suggested beside other things.
    held_back: Option<Regex>,
}

#[derive(Debug, Deserialize)]
struct TopicsFile {
    topic: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
struct Topic {
    name: String,
    /// Words that leave no doubt: such items are never suggested beside other things.
    #[serde(default)]
    held_back: Vec<String>,
    /// Words that are worth the merchant's look.
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
        let any_of = |words: &[&String]| {
            let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
            let pattern = format!(r"(?i)\b(?:{})s?\b", words.join("|"));
            Regex::new(&pattern).expect("escaped words are a pattern")
        };
        let compile = |Topic { name, held_back, words }: Topic| KnownTopic {
            name,
            words: any_of(&words.iter().chain(&held_back).collect::<Vec<_>>()),
            held_back: (!held_back.is_empty()).then(|| any_of(&held_back.iter().collect::<Vec<_>>())),
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
        let is_held_back =
            |topic: &&KnownTopic| topic.held_back.as_ref().is_some_and(|words| words.is_match(text));
        self.topics.iter().find(is_held_back).map(|topic| topic.name.as_str())
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

    #[test]
    fn only_what_leaves_no_doubt_is_held_back() {
        let topics = Topics::bundled();
        for plain in
            ["Glue gun", "Tea urn", "Hot water bottle, tea and sympathy", "First aid tin", "Chain lubricant"]
        {
            assert_eq!(topics.held_back(plain), None, "{plain}");
        }
        assert_eq!(topics.held_back("Pregnancy test"), Some("pregnancy"));
        assert_eq!(topics.held_back("Funeral candle"), Some("death and mourning"));
        assert!(Topics::bundled().of("Funeral candle").any(|name| name == "death and mourning"));
    }
}
