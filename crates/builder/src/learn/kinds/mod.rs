//! What kind of relation two items have, beyond being bought together: of a set, one after the other, or one in
//! place of the other.
//!
//! [`sets`] and [`later`] take relations that are already learned and give them a truer type; [`substitutes`] finds
//! its own. None of them looks at anything but orders, customers, dates and the catalogue, none relates variants, and
//! all give the same rows on any number of threads.

mod binomial;
mod categories;
mod company;
mod habits;
pub mod later;
mod runs;
pub mod sets;
mod shelves;
pub mod substitutes;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
