//! How good is what would be shown? Orders and sessions that the learner never saw, with one item hidden.
//!
//! What is measured is what ships: the quantised file, opened and scored by the engine that browsers run. Peers
//! ([`peers`]) get the same training data, the same cases and the same ranking rules in the same run.
//!
//! ```text
//! split   orders → training and test
//! hidden  test order → cases: what is in the cart, and the item to be found
//! ranking scores → a list: what is excluded, how ties fall, what fills up
//! metrics ranks in lists → hit rate, reciprocal rank, gain, each with its standard error
//! reach   lists → how popular and how various what is shown is
//! report  all of these as one record, for programs (JSON) and for people (table)
//! ```

pub mod hidden;
pub mod metrics;
pub mod ranking;
pub mod reach;
pub mod split;
pub mod substitutes;

pub mod agreement;
pub mod orders;
pub mod peers;
pub mod sessions;
pub mod shipped;
pub mod vsknn;

pub mod report;
mod table;
