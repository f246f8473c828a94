//! Why an item is suggested: the computation itself as data, not a story about it.

use crate::confidence::Level;
use crate::ids::{ItemId, Score};
use crate::score::Contribution;

/// The contributions that made a score. Take the cited anchors' signals away and the score falls by exactly
/// [`cited_score`](Self::cited_score). (A view whose step is gone makes those before it count more.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    item: ItemId,
    contributions: Vec<Contribution>,
    n_cited: usize,
    level: Level,
    influences: Influences,
}

/// What of the shopper's, beside the anchors, moved a score up or down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Influences {
    /// The search that the item answers best.
    pub searched: Option<String>,
    /// Whether what she did with other items of its price counted.
    pub price: bool,
    /// Whether anything that she did before with items or suggestions like it counted.
    pub earlier: bool,
}

impl Reason {
    /// The reason of a candidate with these contributions, largest first, at least one.
    pub(crate) fn new(
        item: ItemId,
        score: Score,
        contributions: Vec<Contribution>,
        level: Level,
        influences: Influences,
    ) -> Self {
        let mut carried = 0_u64;
        let n_before_half = contributions
            .iter()
            .take_while(|contribution| {
                carried += contribution.score.0;
                carried.saturating_mul(2) < score.0
            })
            .count();
        let n_cited = (n_before_half + 1).min(contributions.len());
        Self { item, contributions, n_cited, level, influences }
    }

    /// The item it speaks for.
    #[must_use]
    pub fn item(&self) -> ItemId {
        self.item
    }

    /// The fewest anchors that carry at least half of the score, largest share first; never empty.
    #[must_use]
    pub fn cited(&self) -> &[Contribution] {
        self.contributions.get(..self.n_cited).unwrap_or_default()
    }

    /// The anchor that adds most: the one whose evidence is told.
    #[must_use]
    pub fn main(&self) -> Option<&Contribution> {
        self.contributions.first()
    }

    /// Everything that made the score, largest first.
    #[must_use]
    pub fn contributions(&self) -> &[Contribution] {
        &self.contributions
    }

    /// What the cited anchors add together.
    #[must_use]
    pub fn cited_score(&self) -> Score {
        Score(self.cited().iter().map(|contribution| contribution.score.0).sum())
    }

    /// What else counted.
    #[must_use]
    pub fn influences(&self) -> &Influences {
        &self.influences
    }

    /// How surely the main anchor is bought with the item.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }
}
