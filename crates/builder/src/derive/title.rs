//! Titles a shopper likes to read, from descriptions a till printed.

use super::rules::Rules;

/// Rewrites a description by the rules, and if it is SHOUTED puts it in sentence case with names kept.
pub(super) fn tidy(description: &str, rules: &Rules) -> String {
    let mut title = description.to_owned();
    for (pattern, replacement) in &rules.rewrites {
        title = pattern.replace_all(&title, replacement).into_owned();
    }
    if is_shouted(description) {
        title = with_names(&title.to_lowercase(), rules);
    }
    capitalized(title.trim())
}

/// Mostly capitals. Single small letters occur in shouted text too: `POLYESTER FILLER PAD 45x45cm`.
fn is_shouted(text: &str) -> bool {
    let n_capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let n_small = text.chars().filter(|c| c.is_lowercase()).count();
    n_capitals > n_small
}

fn with_names(text: &str, rules: &Rules) -> String {
    let Some(any_name) = &rules.any_name else { return text.to_owned() };
    let spelled = |found: &regex::Captures<'_>| {
        let found = found.get(0).map_or("", |name| name.as_str());
        rules.names.iter().find(|name| name.to_lowercase() == found).map_or(found, |name| name).to_owned()
    };
    any_name.replace_all(text, spelled).into_owned()
}

/// With a capital where the first letter or digit is a letter.
fn capitalized(text: &str) -> String {
    let mut done = false;
    text.chars()
        .flat_map(|c| {
            let is_first = !done && c.is_alphanumeric();
            done |= is_first;
            let (small, capital) = if is_first { (None, Some(c.to_uppercase())) } else { (Some(c), None) };
            small.into_iter().chain(capital.into_iter().flatten())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(description: &str) -> String {
        let rules = Rules::parse(
            r#"
            product_code = ''
            notes = []
            drop = []
            category = []
            [titles]
            rewrite = [['^\*', ''], ['\bSET/(\d+)', 'SET OF $1'], ['\s+', ' ']]
            names = ["London", "I", "Charlie and Lola", "Lola", "T"]
            [variants]
            colors = []
            sizes = []
            letters = []
            "#,
        );
        tidy(description, &rules.unwrap())
    }

    #[test]
    fn shouting_becomes_sentence_case_with_names_kept() {
        assert_eq!(tidied("MUG I LOVE LONDON"), "Mug I love London");
        assert_eq!(tidied("PINK CHARLIE AND LOLA TIN"), "Pink Charlie and Lola tin");
        assert_eq!(tidied("LOLITA ISLAND"), "Lolita island", "names are whole words");
    }

    #[test]
    fn what_is_not_shouted_keeps_its_letters() {
        assert_eq!(tidied("*Dad's Cab Electronic Meter"), "Dad's Cab Electronic Meter");
    }

    #[test]
    fn a_leading_figure_takes_no_capital() {
        assert_eq!(tidied("12 PENCILS"), "12 pencils");
        assert_eq!(tidied("\"TEA\"  SET/3"), "\"Tea\" set of 3");
    }
}
