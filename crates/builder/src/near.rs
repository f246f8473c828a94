//! "Did you mean …?": how far one name is from another.

/// Most names that a message offers.
const MAX_NEAR: usize = 3;

/// The Levenshtein distance, one row at a time.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut above_left = i;
        for (slot, y) in std::iter::zip(row.iter_mut().skip(1), b.chars()) {
            let above = *slot;
            left = (above_left + usize::from(x != y)).min(above + 1).min(left + 1);
            above_left = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The names that come nearest to what was written, as a sentence for the help of an error; letter case is no edit.
pub(crate) fn did_you_mean<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    let wanted = wanted.to_lowercase();
    let max_edits = (wanted.chars().count() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = names
        .map(|name| (edits(&wanted, &name.to_lowercase()), name))
        .filter(|&(edits, _)| edits <= max_edits)
        .collect();
    near.sort_unstable();
    near.dedup();
    let near: Vec<String> = near.into_iter().take(MAX_NEAR).map(|(_, name)| format!("{name:?}")).collect();
    if near.is_empty() {
        "nothing comes near it.".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, edits};

    #[test]
    fn counts_insertions_deletions_and_replacements() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(
            [edits("", "abc"), edits("abc", ""), edits("85123a", "85123b"), edits("a", "a")],
            [3, 3, 1, 0]
        );
    }

    #[test]
    fn the_nearest_names_are_offered_and_none_that_is_far() {
        let names = ["protects", "powers", "fits"];
        assert_eq!(did_you_mean("protect", names.into_iter()), "did you mean \"protects\"?");
        assert_eq!(did_you_mean("FITS", names.into_iter()), "did you mean \"fits\"?");
        assert_eq!(did_you_mean("unrelated", names.into_iter()), "nothing comes near it.");
    }
}
