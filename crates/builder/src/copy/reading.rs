//! How hard an English text is to read: the Flesch–Kincaid grade, the school year that understands it
//! (J. P. Kincaid and others, *Derivation of New Readability Formulas*, 1975).

/// The grade of a text whose sentences are given apart; 0 without words.
pub(super) fn grade<'a>(sentences: impl IntoIterator<Item = &'a str>) -> f64 {
    let (mut n_sentences, mut n_words, mut n_syllables) = (0.0, 0.0, 0.0);
    for sentence in sentences {
        let words: Vec<u32> = sentence.split_whitespace().map(n_syllables_of).filter(|n| *n > 0).collect();
        if words.is_empty() {
            continue;
        }
        n_sentences += 1.0;
        for n in words {
            n_words += 1.0;
            n_syllables += f64::from(n);
        }
    }
    if n_words == 0.0 { 0.0 } else { 0.39 * n_words / n_sentences + 11.8 * n_syllables / n_words - 15.59 }
}

/// Groups of vowels, less a silent "e" at the end: right for nine words in ten. 0 for what is no word.
fn n_syllables_of(word: &str) -> u32 {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups: u32 = letters.split(|c| !is_vowel(c)).map(|group| u32::from(!group.is_empty())).sum();
    let is_silent = (letters.ends_with('e') && !letters.ends_with("le"))
        || (letters.ends_with("ed") && !letters.ends_with("ted") && !letters.ends_with("ded"));
    let spoken = if is_silent && groups > 1 { groups - 1 } else { groups };
    if letters.is_empty() { 0 } else { spoken.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_by_their_vowels() {
        let words = [
            ("cart", 1),
            ("suggestion", 3),
            ("like", 1),
            ("table", 2),
            ("looked", 1),
            ("noted", 2),
            ("the", 1),
        ];
        for (word, n) in words {
            assert_eq!(n_syllables_of(word), n, "{word}");
        }
        assert_eq!(n_syllables_of("163"), 0);
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 6 words, 6 syllables, 1 sentence.
        assert!((grade(["The cat sat on the mat"]) - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
        let hard = "Recommendations are calculated considering individual transactional associations";
        assert!(grade([hard]) > 12.0);
    }
}
