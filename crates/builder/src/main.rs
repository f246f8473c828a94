//! The command `goeswith`.

use std::process::ExitCode;

use clap::Parser;
use goeswith_builder::cli::Cli;

/// Exit code 0: done. 1: an error, told on stderr. 2: the command line makes no sense.
fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(report) => {
            eprintln!("{report:?}");
            ExitCode::FAILURE
        }
    }
}
