//! Orders → relations: which items go with which, how strongly, and the evidence for it.
//!
//! Two methods stand behind one trait, [`Method`]: [`Ridge`], the default, and [`Llr`], the textbook
//! alternative that is easy to check by hand. Both see nothing but [`Baskets`](crate::baskets::Baskets), and
//! both end in the same two rules ([`Keep`]): pairs of fewer customers than the privacy floor never enter, and of
//! what is left the best `k` per anchor stay. What no order says yet, titles may: [`Alike`]. How strongly, and how
//! strong the ridge's penalty is, [`tune`] finds out on held-out orders.
//!
//! Everything here gives the same bytes on any number of threads and on every platform: targets are
//! independent of one another, every sum has one fixed order of operations, and transcendental functions come
//! from `libm`.

mod alike;
pub mod bundles;
mod calibrate;
mod cholesky;
mod fallback;
mod gather;
mod gram;
mod holdout;
mod index;
mod item_set;
pub mod kinds;
mod llr;
mod method;
mod profiles;
mod rehearsal;
mod ridge;
mod sessions;
mod sessions_gram;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod trial;
mod tune;
mod typed;

pub use alike::Alike;
pub use calibrate::Calibration;
pub use fallback::{CategoryRow, relate_categories};
pub use gather::{Keep, Relation, Relations};
pub use holdout::Holdout;
pub use index::{MAX_ITEMS_OF_ORDER, OrderIndex, Pair, PairCounter};
pub use llr::Llr;
pub use method::Method;
pub use profiles::{Profiles, circumstances_of};
pub use rehearsal::Rehearsal;
pub use ridge::Ridge;
pub use sessions::{SessionRecipe, Sessions, learn_sessions};
pub use titles::similar;
pub use tune::{Tuned, tune};
pub use typed::{Rows, TypedRelations};
