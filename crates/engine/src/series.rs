//! The name of a series, read off two titles: the longest run of words that both have.

/// The longest run of words that both titles share, letter case aside, as the first one writes it; the earliest of
/// equally long ones. `None` when they share no word.
#[must_use]
pub fn shared<'a>(title: &'a str, other: &str) -> Option<&'a str> {
    let mut best = "";
    for (start, _) in words(title) {
        let (tail, mut end) = (title.get(start..)?, 0);
        for (at, word) in words(tail) {
            let run = tail.get(..at + word.len())?;
            if !has_run(other, run) {
                break;
            }
            end = run.len();
        }
        if end > best.len() {
            best = tail.get(..end)?;
        }
    }
    (!best.is_empty()).then_some(best)
}

/// Whether the words of `run` stand one after the other in `title`.
fn has_run(title: &str, run: &str) -> bool {
    words(title).any(|(start, _)| {
        let rest = title.as_bytes().get(start..start + run.len());
        let after = title.as_bytes().get(start + run.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(run.as_bytes()))
            && after.is_none_or(|byte| !is_letter(*byte))
    })
}

/// The words of a text, each with its place. A byte of a letter beyond ASCII counts as a letter.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|character: char| character.is_ascii() && !character.is_ascii_alphanumeric()).filter_map(
        move |word| {
            let start = at;
            at += word.len() + 1;
            (!word.is_empty()).then_some((start, word))
        },
    )
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn finds_the_longest_shared_run_of_whole_words() {
        assert_eq!(shared("Regency teapot", "Cake stand, regency"), Some("Regency"));
        assert_eq!(shared("Circus parade lunch box", "Lunch bag circus parade"), Some("Circus parade"));
        assert_eq!(shared("Teapot", "Teapots"), None);
        assert_eq!(shared("Élan set", "élan mug"), None, "only ASCII letters have two cases");
        assert_eq!(shared("Poppy's playhouse kitchen", "Poppy's playhouse"), Some("Poppy's playhouse"));
        assert_eq!(shared("", "a"), None);
    }
}
