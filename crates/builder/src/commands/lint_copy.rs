//! `goeswith lint-copy`: what is wrong with texts that shoppers read.

use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::copy::lint;
use crate::output;

/// Check texts that shoppers read: message files, and any text for pressure
#[derive(Debug, clap::Args)]
pub struct LintCopyArgs {
    /// Message files of a language, or other texts, checked line by line
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Why texts were not found good.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum LintError {
    #[error("{} cannot be read", path.display())]
    #[diagnostic(help("give the path of a text file"))]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{} is no text in UTF-8", path.display())]
    #[diagnostic(help("save it as UTF-8"))]
    NotText { path: PathBuf },
    #[error("{n} to mend")]
    #[diagnostic(help("each line above says where, what, and what to do"))]
    Found { n: usize },
}

/// Runs the subcommand.
///
/// # Errors
/// When a file cannot be read, or something in it is to be mended; each finding is printed as a line.
pub fn run(args: &LintCopyArgs) -> miette::Result<()> {
    let mut lines = Vec::new();
    for path in &args.files {
        let findings = lint(&read(path)?);
        lines.extend(
            findings.iter().map(|found| format!("{}:{}: {}\n", path.display(), found.line, found.what)),
        );
    }
    output::print(&lines.concat())?;
    if lines.is_empty() { Ok(()) } else { Err(LintError::Found { n: lines.len() }.into()) }
}

fn read(path: &Path) -> Result<String, LintError> {
    let bytes = std::fs::read(path).map_err(|source| LintError::Read { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|_| LintError::NotText { path: path.to_owned() })
}
