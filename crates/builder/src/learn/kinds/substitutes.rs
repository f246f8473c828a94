//! Instead of: which item does another's job.
//!
//! Two items of one leaf category, alike in title, are substitutes when the same customers order both and keep them
//! apart: each customer's orders hold the two together less often than if that customer ordered either as often as
//! they do, but independently. Asking this customer by customer takes taste, trade and length of custom out of the
//! question; what is left is choosing one *or* the other.
//!
//! ```text
//! E      = Σ over customers of n_a·n_b / n         orders of the customer: with a, with b, in all
//! weight = avoidance · habit · company · price · title      each 0..=1, 0 is no relation
//!   avoidance  1 − n_ab / E                        orders with both, against E; must be below E
//!   habit      NPMI of "the customer orders a" and "orders b"     1 where no customer is known
//!   company    cosine of the company both keep
//!   price      the smaller over the larger         1 where one is unknown
//!   title      (1 + share of words in common) / 2; must share the word that tells the kind, or be equal
//! ```
//!
//! Variants are never substitutes. Items without a category have none. The relation is symmetric and carries no count
//! of orders: what is not bought together has no such evidence.
//!
//! What it does not guarantee: that the shopper sees it so. On groceries, with the product type as the answer, the 500
//! strongest agree in more than four of five cases (`goeswith evaluate substitutes`). The factors were chosen among a few
//! dozen combinations by looking at that very figure, so another shop may see a little less.

#![expect(clippy::indexing_slicing, reason = "one entry per item of the catalogue, asserted")]

use rayon::prelude::*;

use super::categories::Categories;
use super::company::Company;
use super::habits::{Habits, Meeting};
use super::titles::Titles;
use crate::baskets::Baskets;
use crate::catalog::Catalog;
use crate::learn::{OrderIndex, Relation, Rows};
use crate::num::{narrow, to_u32, to_usize};

/// Most substitutes of one item.
const MAX_SUBSTITUTES: usize = 8;

/// Weaker pairs are chance.
const MIN_WEIGHT: f32 = 0.001;

/// Two items of one category that customers keep apart.
#[derive(Debug, Clone, Copy)]
struct Apart {
    a: u32,
    b: u32,
    /// All that can be told of the two without the company they keep.
    weight: f64,
}

/// The substitutes of every item, strongest first; weights are above 0 and at most 1, and `n_both` is 0.
///
/// Both items were ordered by at least `floor` customers in common; where no customer is known, at least `floor` orders
/// with both would be expected.
///
/// # Panics
/// When `baskets` is not over the items of `catalog`.
#[must_use]
pub fn learn(catalog: &Catalog, baskets: &Baskets, floor: u32) -> Rows {
    assert_eq!(catalog.items.len(), baskets.n_items, "orders of this catalogue");
    let categories = Categories::new(catalog);
    let titles = Titles::new(catalog, &categories);
    let orders = OrderIndex::new(baskets);
    let habits = Habits::new(&orders, &categories, floor);
    let customers: Vec<u32> =
        orders.items().into_par_iter().map(|item| habits.n_customers_of(item)).collect();
    let shop = Shop { catalog, categories: &categories, titles: &titles, habits: &habits, customers, floor };
    let shelves = &habits.shelves;
    let apart: Vec<Apart> = (0..to_u32(shelves.items().len()))
        .into_par_iter()
        .map_init(Vec::new, |meetings, place| {
            let a = shelves.items()[to_usize(place)];
            let places = shelves.after(place);
            habits.meet(a, &places, meetings);
            let others = &shelves.items()[to_usize(places.start)..to_usize(places.end)];
            let pairs = std::iter::zip(others, &*meetings);
            pairs.filter_map(|(&b, &meeting)| shop.apart(a, b, meeting)).collect::<Vec<Apart>>()
        })
        .flatten_iter()
        .collect();
    rows(baskets.n_items, &weigh(&apart, &orders, &categories))
}

/// What a pair is judged by.
struct Shop<'a> {
    catalog: &'a Catalog,
    categories: &'a Categories,
    titles: &'a Titles,
    habits: &'a Habits<'a>,
    /// Per item: known customers who ordered it.
    customers: Vec<u32>,
    floor: u32,
}

impl Shop<'_> {
    /// The two items, if customers keep them apart.
    fn apart(&self, a: u32, b: u32, meeting: Meeting) -> Option<Apart> {
        let n_both = f64::from(meeting.n_both);
        let enough = if self.habits.n_customers > 0 {
            meeting.n_customers >= self.floor
        } else {
            meeting.expected >= f64::from(self.floor)
        };
        if !enough || n_both >= meeting.expected || self.categories.are_variants(a, b) {
            return None;
        }
        let avoidance = 1.0 - n_both / meeting.expected;
        let title = f64::midpoint(1.0, self.titles.likeness(a, b)?);
        let weight = avoidance * self.habit(a, b, meeting.n_customers) * self.price(a, b) * title;
        Some(Apart { a, b, weight })
    }

    /// How much more often than chance one customer orders both: normalized pointwise mutual information, 0..=1.
    fn habit(&self, a: u32, b: u32, n_both: u32) -> f64 {
        if self.habits.n_customers == 0 {
            return 1.0;
        }
        let (n, both) = (f64::from(self.habits.n_customers), f64::from(n_both));
        let (n_a, n_b) = (f64::from(self.customers[to_usize(a)]), f64::from(self.customers[to_usize(b)]));
        let most = libm::log(n / both);
        if most > 0.0 { (libm::log(both * n / (n_a * n_b)) / most).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn price(&self, a: u32, b: u32) -> f64 {
        let price = |item: u32| self.catalog.items[to_usize(item)].price_hundredths;
        let (less, more) = (price(a).min(price(b)), price(a).max(price(b)));
        if less == 0 { 1.0 } else { f64::from(less) / f64::from(more) }
    }
}

/// Multiplies in the company, which is costly and so is counted only for pairs that are not too weak without it.
fn weigh(apart: &[Apart], orders: &OrderIndex<'_>, categories: &Categories) -> Vec<Apart> {
    let items_of = |pairs: &[Apart]| {
        let mut is_of_pair = vec![false; orders.n_items()];
        for pair in pairs {
            is_of_pair[to_usize(pair.a)] = true;
            is_of_pair[to_usize(pair.b)] = true;
        }
        is_of_pair
    };
    let strong: Vec<Apart> = apart.iter().copied().filter(|pair| narrow(pair.weight) >= MIN_WEIGHT).collect();
    let company = Company::new(orders, categories, &items_of(apart), &items_of(&strong));
    strong
        .par_chunk_by(|one, other| one.a == other.a)
        .map_init(Company::zeros, |values, pairs| {
            let likeness = company.likeness(pairs[0].a, pairs.iter().map(|pair| pair.b), values);
            let weighed = std::iter::zip(pairs, likeness);
            weighed
                .map(|(pair, company)| Apart { weight: pair.weight * company, ..*pair })
                .collect::<Vec<_>>()
        })
        .flatten_iter()
        .collect()
}

fn rows(n_items: usize, pairs: &[Apart]) -> Rows {
    let mut rows: Rows = vec![Vec::new(); n_items];
    for &Apart { a, b, weight } in pairs {
        let weight = narrow(weight);
        if weight >= MIN_WEIGHT {
            rows[to_usize(a)].push(Relation { candidate: b, weight, n_both: 0 });
            rows[to_usize(b)].push(Relation { candidate: a, weight, n_both: 0 });
        }
    }
    for row in &mut rows {
        row.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.candidate.cmp(&b.candidate)));
        row.truncate(MAX_SUBSTITUTES);
    }
    rows
}
