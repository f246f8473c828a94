//! The widget of Goes With: what runs in the shopper's own browser.
//!
//! One way, no back and forth: events in, view out.
//!
//! - [`app`] is what is known and how an event changes it: pure, tested natively.
//! - [`view`] is what a row looks like for that state, as a tree of plain data: pure, tested natively.
//! - `browser` is the thin edge: it turns clicks into events and trees into elements, and owns every listener and
//!   timer. It writes text and attributes only, never markup made from data.

pub mod app;
pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod browser;
