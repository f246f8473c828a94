//! What she saved for later: a short list, by SKU, because model numbers change between builds.

use crate::ids::Millis;

/// Most items that are kept; past it the oldest go. Nobody reads a longer list.
pub const MAX_SAVED: usize = 50;

/// Everything saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    /// SKU and when, the latest last.
    kept: Vec<(String, Millis)>,
}

impl Saved {
    /// Keeps an item; saved again, the later time holds.
    pub fn save(&mut self, sku: &str, at: Millis) {
        let at = self.kept.iter().find(|(known, _)| known == sku).map_or(at, |&(_, before)| before.max(at));
        self.take_back(sku);
        let after = self.kept.iter().take_while(|(_, earlier)| *earlier <= at).count();
        self.kept.insert(after, (sku.to_owned(), at));
        self.kept.drain(..self.kept.len().saturating_sub(MAX_SAVED));
    }

    /// Forgets an item.
    pub fn take_back(&mut self, sku: &str) {
        self.kept.retain(|(known, _)| known != sku);
    }

    /// Whether an item is kept.
    #[must_use]
    pub fn holds(&self, sku: &str) -> bool {
        self.kept.iter().any(|(known, _)| known == sku)
    }

    /// SKUs and when each was saved, the latest last.
    #[must_use]
    pub fn kept(&self) -> &[(String, Millis)] {
        &self.kept
    }

    /// Takes in what another page or tab saved.
    pub fn merge(&mut self, other: &Self) {
        for (sku, at) in &other.kept {
            self.save(sku, *at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skus(saved: &Saved) -> Vec<&str> {
        saved.kept().iter().map(|(sku, _)| sku.as_str()).collect()
    }

    #[test]
    fn the_latest_fifty_are_kept_each_once() {
        let mut saved = Saved::default();
        for at in 0..60 {
            saved.save(&at.to_string(), Millis(at));
        }
        saved.save("30", Millis(99));
        assert_eq!((saved.kept().len(), skus(&saved)[0], skus(&saved)[49]), (MAX_SAVED, "10", "30"));
        saved.take_back("30");
        assert!(!saved.holds("30") && saved.holds("31"));
    }

    #[test]
    fn merging_keeps_the_later_of_two_and_the_order_in_time() {
        let (mut here, mut there) = (Saved::default(), Saved::default());
        for (sku, at) in [("A", 1), ("B", 5)] {
            here.save(sku, Millis(at));
        }
        for (sku, at) in [("C", 3), ("A", 2)] {
            there.save(sku, Millis(at));
        }
        here.merge(&there);
        let once = here.clone();
        here.merge(&there);
        assert_eq!((skus(&here), &here), (vec!["A", "C", "B"], &once));
        assert_eq!(here.kept()[0].1, Millis(2));
    }
}
