//! Strings as numbers: what lets millions of order lines stay small in memory.

use std::collections::HashMap;

/// Distinct strings, numbered from 0 in order of first appearance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    by_number: Vec<Box<str>>,
    number_of: HashMap<Box<str>, u32>,
    /// The number given last: the lines of an order mostly follow one another.
    latest: u32,
}

impl Names {
    /// The number of `name`, a new one if it was not seen before; `None` once all numbers are taken.
    pub fn intern(&mut self, name: &str) -> Option<u32> {
        let is_latest = |latest: usize| self.by_number.get(latest).is_some_and(|known| **known == *name);
        if usize::try_from(self.latest).is_ok_and(is_latest) {
            return Some(self.latest);
        }
        self.latest = if let Some(number) = self.number_of.get(name) {
            *number
        } else {
            let number = u32::try_from(self.by_number.len()).ok()?;
            self.by_number.push(name.into());
            self.number_of.insert(name.into(), number);
            number
        };
        Some(self.latest)
    }

    /// The string with this number; empty if there is none.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.by_number.get(n)).map_or("", |name| name)
    }

    /// All strings, in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.by_number.iter().map(AsRef::as_ref)
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
        self.by_number.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_number.is_empty()
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
