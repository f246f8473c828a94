//! Orders as sets of items, in one canonical order: the only thing the learners see.

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
    /// Item positions in the catalogue, ascending, distinct, at least one.
    pub items: Vec<u32>,
    /// Which customer placed it (numbered by ascending customer id), where the log says so.
    pub customer: Option<u32>,
    /// When it was placed, in seconds since the Unix epoch (log time read as UTC), where the log says so.
    pub placed_at_s: Option<i64>,
}
