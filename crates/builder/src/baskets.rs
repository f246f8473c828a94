//! Orders as sets of items, in one canonical order: the only thing the learners see.

use crate::place::Place;

/// All orders that count. The same order lines in any row order, over any number of files, give an equal value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baskets {
    /// Number of items in the catalogue; every item position in `orders` is below it.
    pub n_items: usize,
    /// By ascending order id (bytes).
    pub orders: Vec<Basket>,
}

/// One order: the distinct items it held after cancellations were taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Basket {
    /// The order's number: the rank of its id among all ids of the log, ascending by bytes.
    pub order: u32,
    /// Item positions in the catalogue, ascending, distinct, at least one.
    pub items: Vec<u32>,
    /// Which customer placed it (numbered by ascending customer id), where the log says so.
    pub customer: Option<u32>,
    /// When it was placed, in seconds since the Unix epoch (log time read as UTC), where the log says so.
    pub placed_at_s: Option<i64>,
    /// Where it came from, as far as the log says so.
    pub place: Place,
}

/// One order line that counts. Orders and customers are numbered by ascending id, so that their numbers do not
/// depend on row order; numbers may be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountedLine {
    /// The order's number.
    pub order: u32,
    /// The item's position in the catalogue.
    pub item: u32,
    /// The customer's number, where the log says so.
    pub customer: Option<u32>,
    /// When the line was placed, in seconds since the Unix epoch, where the log says so.
    pub placed_at_s: Option<i64>,
}

impl Baskets {
    /// Gathers lines, in any order, into baskets.
    ///
    /// Where the lines of one order disagree, its date is the earliest and its customer the one with the smallest
    /// number. Customers are numbered anew, without gaps.
    #[must_use]
    pub fn new(n_items: usize, mut lines: Vec<CountedLine>) -> Self {
        lines.sort_unstable();
        let mut orders: Vec<Basket> =
            lines.chunk_by(|a, b| a.order == b.order).map(Basket::from_sorted_lines).collect();
        let mut customers: Vec<u32> = orders.iter().filter_map(|order| order.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        for order in &mut orders {
            let renumber = |customer| customers.binary_search(&customer).ok();
            order.customer = order.customer.and_then(renumber).and_then(|number| u32::try_from(number).ok());
        }
        Self { n_items, orders }
    }

    /// Says where orders came from, by [`Basket::order`]; of what is not listed nothing is known.
    pub fn place(&mut self, places: &[Place]) {
        for order in &mut self.orders {
            let rank = usize::try_from(order.order).ok();
            order.place = rank.and_then(|rank| places.get(rank)).copied().unwrap_or_default();
        }
    }
}

impl Basket {
    fn from_sorted_lines(lines: &[CountedLine]) -> Self {
        let mut items: Vec<u32> = lines.iter().map(|line| line.item).collect();
        items.dedup();
        Self {
            order: lines.first().map_or(0, |line| line.order),
            items,
            customer: lines.iter().filter_map(|line| line.customer).min(),
            placed_at_s: lines.iter().filter_map(|line| line.placed_at_s).min(),
            place: Place::default(),
        }
    }
}
