//! Reviews: what somebody wrote of an item.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::columns::{Role, Wanted};
use super::error::InputError;
use super::table;

/// One review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// SKU of the item it is about.
    pub sku: String,
    /// What it says.
    pub text: String,
}

/// Reads tables with a column for the SKU and one for the text, in any format the tool reads.
///
/// # Errors
///
/// A file that cannot be opened, read to its end or recognized; a missing column; more bad rows than `limit` allows.
pub fn read_reviews(paths: &[PathBuf], limit: BadRowLimit) -> Result<(Vec<Review>, RowReport), InputError> {
    let mut report = RowReport::default();
    let mut reviews = Vec::new();
    for path in paths {
        read_one(path, &mut report, &mut reviews)?;
    }
    if limit.allows(&report) {
        Ok((reviews, report))
    } else {
        Err(InputError::TooManyBadRows { report, limit })
    }
}

fn read_one(path: &Path, report: &mut RowReport, reviews: &mut Vec<Review>) -> Result<(), InputError> {
    let roles = |_: &[String]| ROLES.to_vec();
    let wanted = Wanted { roles: &roles, further: |_| false, lines: false };
    table::read(path, wanted, &ProgressBar::hidden(), report, |row| {
        Ok(match row.fields {
            [Some(sku), Some(text)] if !sku.trim().is_empty() => {
                reviews.push(Review { sku: sku.trim().to_owned(), text: (*text).to_owned() });
                Ok(()).into()
            }
            _ => Err("the SKU or the text is missing".to_owned()).into(),
        })
    })
}

const ROLES: [Role<'static>; 2] = [
    Role {
        name: "SKU",
        flag: "(a column named sku)",
        named: None,
        usual: &["sku", "productid", "itemid", "stockcode", "asin"],
        required: true,
    },
    Role {
        name: "text",
        flag: "(a column named text)",
        named: None,
        usual: &["text", "reviewtext", "review", "body", "content"],
        required: true,
    },
];
