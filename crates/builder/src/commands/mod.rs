//! The subcommands, one file each: its flags, and `run`.

pub mod audit;
pub mod build;
pub mod bundles;
pub mod catalog;
pub mod diff;
pub mod evaluate;
pub mod evaluate_bundles;
pub mod evaluate_orders;
pub mod evaluate_sessions;
pub mod evaluate_substitutes;
pub mod explain;
pub mod export;
pub mod import;
pub mod inspect;
pub mod lint_copy;
pub mod recommend;
pub mod reviews;
pub mod simulate;

mod build_log;
mod model_file;
mod phases;
mod text;
