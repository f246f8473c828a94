//! The merchant's side: files that add to what was learned, and overrule it.
//!
//! In this order: [`Taxonomy::restrict`] takes out what the merchant's categories rule out, [`RelationsFile::overrule`]
//! has the last word on single pairs, [`Compatibility::take_out_incompatible`] takes out what does not fit whoever
//! declared it, and [`Objective::weigh`] weighs the margin in. [`Merchant::apply`] does all of it;
//! [`Merchant::apply_to_categories`] does the like for what goes with a mere category.

mod bundles_file;
mod by_category;
mod error;
mod fitting;
mod lookup;
mod objective;
mod overrule;
mod relations_file;
mod reviews;
mod taxonomy;
#[cfg(test)]
pub(crate) mod testing;

use std::path::PathBuf;

pub use bundles_file::read_bundles;
pub use by_category::ByCategory;
pub use error::MerchantError;
pub use fitting::{Compatibility, LIKELY_ORDERS, Verdict};
pub use objective::{MARGIN_CAP, Objective};
pub use overrule::Overruled;
pub use relations_file::{COLUMNS, Judgement, RelationsFile};
pub use reviews::{Mined, mine};
pub use taxonomy::{Taxonomy, needs_of};

use crate::catalog::Catalog;
use crate::learn::TypedRelations;

/// Flags that name the merchant's files.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "What the merchant says")]
pub struct MerchantFiles {
    /// Relations to accept, block, retype, add or pick: a CSV file (anchor, candidate, action, type, note, reviewed)
    #[arg(long, value_name = "FILE")]
    pub relations: Option<PathBuf>,
    /// What goes with what by category, needs, and what must fit: a TOML file
    #[arg(long, value_name = "FILE")]
    pub taxonomy: Option<PathBuf>,
    /// Bundles: a CSV file (name, skus divided by |)
    #[arg(long, value_name = "FILE")]
    pub bundles: Option<PathBuf>,
    /// What suggestions are ranked by, such as margin = 0.05: a TOML file
    #[arg(long, value_name = "FILE")]
    pub objective: Option<PathBuf>,
}

/// Everything the merchant says, checked against the catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merchant {
    /// Of single relations.
    pub relations: RelationsFile,
    /// Of categories.
    pub taxonomy: Taxonomy,
    /// Of the ranking.
    pub objective: Objective,
    /// Where the merchant's bundles are: they are read when the rules they must keep are known.
    pub bundles: Option<PathBuf>,
}

/// What the merchant's files did.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct MerchantReport {
    /// Relations that the taxonomy does not allow.
    pub n_restricted: u32,
    /// What single lines did.
    #[serde(flatten)]
    pub overruled: Overruled,
    /// Relations whose items do not fit.
    pub n_incompatible: u32,
    /// What became of relations from categories.
    #[serde(flatten)]
    pub by_category: ByCategory,
}

impl Merchant {
    /// Reads and checks the files that there are.
    ///
    /// # Errors
    /// A file cannot be read, or says what makes no sense.
    pub fn read(files: &MerchantFiles, catalog: &Catalog) -> Result<Self, MerchantError> {
        let mut merchant = Self { bundles: files.bundles.clone(), ..Self::default() };
        if let Some(path) = &files.relations {
            merchant.relations = RelationsFile::read(path, catalog)?;
        }
        if let Some(path) = &files.taxonomy {
            merchant.taxonomy = Taxonomy::read(path, catalog)?;
        }
        if let Some(path) = &files.objective {
            merchant.objective = Objective::read(path, catalog)?;
        }
        Ok(merchant)
    }

    /// Overrules what was learned. `n_both` says how many orders held a pair: 0 below the privacy floor.
    pub fn apply(
        &self,
        relations: &mut TypedRelations,
        compatibility: &Compatibility,
        catalog: &Catalog,
        n_both: impl Fn(u32, u32) -> u32,
    ) -> MerchantReport {
        let stands = |anchor, candidate| self.relations.stands(anchor, candidate);
        let n_restricted = self.taxonomy.restrict(relations, catalog, stands);
        let overruled = self.relations.overrule(relations, catalog, n_both);
        let n_incompatible = compatibility.take_out_incompatible(relations);
        self.objective.weigh(relations, catalog);
        MerchantReport { n_restricted, overruled, n_incompatible, ..MerchantReport::default() }
    }
}
