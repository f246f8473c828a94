//! The subcommands, one file each: its flags, and `run`.

pub mod build;
pub mod catalog;
pub mod diff;
pub mod evaluate;
pub mod evaluate_orders;
pub mod evaluate_sessions;
pub mod explain;
pub mod inspect;
pub mod recommend;

mod model_file;
mod phases;
mod text;
