//! What people read about a model: its card, how it differs from another, and the audit page.
//!
//! Everything here is made from the model file alone, which holds its own manifest, and from the engine's own
//! choices; so what is told is what a shop serves.

pub mod audit;
pub mod compare;
pub mod concerns;
pub mod facts;
pub mod model_card;
pub mod page;
pub mod ranking;
pub mod review;
pub mod sensitive;
pub mod shown;
pub mod told;
