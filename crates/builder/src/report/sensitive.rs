//! Topics that a shopper may not want to meet unasked, found by words in one file, `data/sensitive-topics.toml`.

use regex::Regex;
use serde::Deserialize;

/// All topics with their words.
#[derive(Debug, Clone)]
pub struct Topics {
    topics: Vec<(String, Regex)>,
}

#[derive(Debug, Deserialize)]
struct TopicsFile {
    topic: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
struct Topic {
    name: String,
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
        let compile = |Topic { name, words }| {
            let words: Vec<String> = words.iter().map(|word: &String| regex::escape(word)).collect();
            let pattern = format!(r"(?i)\b(?:{})s?\b", words.join("|"));
            (name, Regex::new(&pattern).expect("escaped words are a pattern"))
        };
        Self { topics: file.topic.into_iter().map(compile).collect() }
    }

    /// The names of the topics that a text touches.
    pub fn of<'t>(&'t self, text: &str) -> impl Iterator<Item = &'t str> {
        self.topics.iter().filter(move |(_, words)| words.is_match(text)).map(|(name, _)| name.as_str())
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
