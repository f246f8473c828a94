//! The items of a catalogue, category by category: every item has a place, and those of one category stand side by
//! side. So whatever lists places in ascending order lists the items of one category one after the other.

#![expect(clippy::indexing_slicing, reason = "places come from here; there is an entry for every item")]

use super::categories::Categories;
use crate::num::{to_u32, to_usize};

/// Where items stand. Items that are not wanted stand nowhere.
#[derive(Debug)]
pub(super) struct Shelves {
    place_of: Vec<Option<u32>>,
    item_at: Vec<u32>,
    /// Per place: the end of its category.
    end_of: Vec<u32>,
}

impl Shelves {
    pub(super) fn new(categories: &Categories, is_wanted: impl Fn(u32) -> bool) -> Self {
        let mut shelves =
            Self { place_of: vec![None; categories.n_items()], item_at: Vec::new(), end_of: Vec::new() };
        for category in 0..to_u32(categories.len()) {
            for &item in categories.members(category).iter().filter(|&&item| is_wanted(item)) {
                shelves.place_of[to_usize(item)] = Some(to_u32(shelves.item_at.len()));
                shelves.item_at.push(item);
            }
            shelves.end_of.resize(shelves.item_at.len(), to_u32(shelves.item_at.len()));
        }
        shelves
    }

    /// All items that stand somewhere, place by place: ascending within a category.
    pub(super) fn items(&self) -> &[u32] {
        &self.item_at
    }

    pub(super) fn place_of(&self, item: u32) -> Option<u32> {
        self.place_of[to_usize(item)]
    }

    /// The places after this one in the same category.
    pub(super) fn after(&self, place: u32) -> std::ops::Range<u32> {
        place + 1..self.end_of[to_usize(place)]
    }
}

/// What each of many (orders, customers) holds, by place.
#[derive(Debug)]
pub(super) struct Holdings {
    /// `held[starts[h]..starts[h + 1]]` is held by holder `h`, by ascending place.
    starts: Vec<usize>,
    held: Vec<Held>,
}

/// One item that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    pub(super) place: u32,
    pub(super) n_orders: u32,
}

impl Holdings {
    /// `items` of every holder, with the orders of each.
    pub(super) fn new<I: Iterator<Item = (u32, u32)>>(
        shelves: &Shelves,
        holders: impl Iterator<Item = I>,
    ) -> Self {
        let mut holdings = Self { starts: vec![0], held: Vec::new() };
        for items in holders {
            let start = holdings.held.len();
            let held = |(item, n_orders)| Some(Held { place: shelves.place_of(item)?, n_orders });
            holdings.held.extend(items.filter_map(held));
            holdings.held[start..].sort_unstable();
            holdings.starts.push(holdings.held.len());
        }
        holdings
    }

    /// What a holder holds within a range of places.
    pub(super) fn within(&self, holder: usize, places: &std::ops::Range<u32>) -> &[Held] {
        let held = &self.held[self.starts[holder]..self.starts[holder + 1]];
        let from_start = &held[held.partition_point(|held| held.place < places.start)..];
        let n = from_start.iter().take_while(|held| held.place < places.end).count();
        &from_start[..n]
    }
}
