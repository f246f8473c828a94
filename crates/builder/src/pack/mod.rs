//! Relations and catalogue → the engine's [`Draft`](goeswith_engine::model::Draft), ready to be written.
//!
//! Items are renumbered so that related ones get near numbers, which is what makes the file small; weights are
//! quantised; categories and families are numbered. The engine alone knows the bytes.

mod bisection;
mod categories;
mod draft;
mod families;
mod initials;
mod weights;

pub use draft::{PackError, pack};
