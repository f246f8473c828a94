//! The core of Goes With: the model file, scoring, eligibility, reasons, pacing and what is remembered.
//!
//! Pure: no I/O, no clock, no randomness, no logging, no floats. Bytes, `now` and settings come in, plain data
//! goes out, and native and wasm agree to the bit.

pub mod bands;
pub mod compatibility;
pub mod ids;
pub mod model;
pub mod relation_type;

pub mod circumstances;
pub mod confidence;
pub mod context;
mod cooldown;
pub mod feedback;
pub mod score;
pub mod search;
pub mod series;
pub mod stage;

pub mod eligibility;
pub mod locale;
pub mod messages;
pub mod pacing;
pub mod reason;
pub mod select;
mod variety;

pub mod memory;
pub mod privacy;
pub mod record;
pub mod saved;
pub mod shopper;
pub mod survey;
pub mod words;
