//! Strings as numbers: what lets millions of order lines stay small in memory.

use std::collections::HashMap;

/// Distinct strings, numbered from 0 in order of first appearance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    /// The number of `name`, a new one if it was not seen before; `None` once all numbers are taken.
    pub fn intern(&mut self, name: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = u32::try_from(self.names.len()).ok()?;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        Some(number)
    }

    /// The string with this number; empty if there is none.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.names.get(n)).map_or("", |name| name)
    }

    /// All strings, in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// Per number, the string's position among all strings in ascending order of their bytes: unlike numbers,
    /// ranks do not depend on the order of appearance.
    #[must_use]
    pub fn ranks(&self) -> Vec<u32> {
        let mut by_name: Vec<(&str, usize)> = self.iter().zip(0..).collect();
        by_name.sort_unstable();
        let mut ranked: Vec<(usize, u32)> =
            by_name.into_iter().map(|(_, number)| number).zip(0_u32..).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, rank)| rank).collect()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_keeps_its_number() {
        let mut names = Names::default();
        assert_eq!(["b", "a", "b"].map(|name| names.intern(name)), [Some(0), Some(1), Some(0)]);
        assert_eq!((names.len(), names.name(1), names.name(7)), (2, "a", ""));
    }

    #[test]
    fn ranks_follow_the_bytes_of_the_names() {
        let mut names = Names::default();
        for name in ["C10", "9", "a", "C9", "10"] {
            names.intern(name);
        }
        assert_eq!(names.ranks(), [2, 1, 4, 3, 0]);
    }
}
