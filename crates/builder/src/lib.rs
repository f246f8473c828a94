//! The tool behind the command `goeswith`: orders and a catalogue in, one model file out.
//!
//! Data flows one way, and the modules are listed in that order: order lines are cleaned into [`baskets`],
//! relations are learned from them, packed into the engine's draft, and the engine writes the bytes.

pub mod baskets;
pub mod bursts;
pub mod catalog;
pub mod clean;
pub mod derive;
pub mod hash;
pub mod input;

pub mod exchange;
pub mod label;
pub mod last_day;
pub mod learn;
pub mod make;
pub mod manifest;
pub mod merchant;
pub mod pack;
pub mod place;
pub mod relate;

pub mod evaluate;
pub mod simulate;

pub mod copy;
pub mod output;
pub mod report;

pub mod cli;
pub mod commands;

mod near;
mod num;
mod sku_matcher;
mod visits;
