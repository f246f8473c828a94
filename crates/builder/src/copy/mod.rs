//! What a shop's texts may not say, and how long and plain they must be: message files line by line and as a whole,
//! other texts for pressure.

mod message_file;
mod phrases;
mod reading;

use goeswith_engine::messages::message;
use goeswith_engine::words::{ENGLISH, Words};

use message_file::MessageFile;
use phrases::{Phrases, Rule};

/// Something to mend in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line, from 1; the last for what is missing.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Finding {
    fn new(line: usize, what: String) -> Self {
        Self { line, what }
    }
}

/// Everything to mend in a text: by the rules of message files if it has one of their keys, else the few of any text.
#[must_use]
pub fn lint(text: &str) -> Vec<Finding> {
    let phrases = Phrases::bundled();
    let english = Words::new(ENGLISH);
    let is_known = |(key, _): (&str, &str)| english.messages().any(|(known, _)| known == key);
    let mut findings = if text.lines().filter_map(message).any(is_known) {
        MessageFile::read(text).findings(&phrases)
    } else {
        text.lines()
            .zip(1..)
            .flat_map(|(line, number)| phrases.found(line, None, &Rule::OF_ANY_TEXT, number))
            .collect()
    };
    findings.sort_by_key(|finding| finding.line);
    findings
}
