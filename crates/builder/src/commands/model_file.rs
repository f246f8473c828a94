//! Opening a model and finding items in it, with errors that help.

use std::path::{Path, PathBuf};

use goeswith_engine::ids::ItemId;
use goeswith_engine::model::{Model, ModelError};
use miette::Diagnostic;
use thiserror::Error;

use crate::near::edits;

/// A model file as the commands hold it.
pub(super) type OwnedModel = Model<Vec<u8>>;

/// Why a model could not be used.
#[derive(Debug, Error, Diagnostic)]
pub(super) enum ModelFileError {
    #[error("cannot read {}", path.display())]
    #[diagnostic(help("check the path; `goeswith build` writes such a file"))]
    Read { path: PathBuf, source: std::io::Error },
    /// The engine's message already says what to do.
    #[error("{} does not open", path.display())]
    Open { path: PathBuf, source: ModelError },
    #[error("no item has the SKU {sku:?}")]
    #[diagnostic(help("{near}"))]
    UnknownSku { sku: String, near: String },
    #[error("both SKUs are {sku:?}")]
    #[diagnostic(help("name two different items: an item has no relation to itself"))]
    SameItem { sku: String },
}

/// Reads and checks a model file; also its bytes, for figures about the file itself.
pub(super) fn open(path: &Path) -> Result<(OwnedModel, Vec<u8>), ModelFileError> {
    let bytes =
        std::fs::read(path).map_err(|source| ModelFileError::Read { path: path.to_path_buf(), source })?;
    let model = Model::open(bytes.clone())
        .map_err(|source| ModelFileError::Open { path: path.to_path_buf(), source })?;
    Ok((model, bytes))
}

/// The item with this SKU, or an error that names the nearest ones.
pub(super) fn find(model: &OwnedModel, sku: &str) -> Result<ItemId, ModelFileError> {
    model.find(sku).ok_or_else(|| {
        let near = nearest(model, sku);
        let near = if near.is_empty() {
            "no SKU or title comes near it; SKUs are written as in the catalogue".to_owned()
        } else {
            let lines = near.iter().map(|&item| format!("\n  {}  {}", model.sku(item), model.title(item)));
            format!("did you mean one of these?{}", lines.collect::<String>())
        };
        ModelFileError::UnknownSku { sku: sku.to_owned(), near }
    })
}

/// Most items named after "did you mean".
const MAX_NEAR: usize = 5;

/// Items whose SKU is at most two edits away (a third of its length, if that is less; letter case is no edit),
/// nearest first; else items whose title contains the text.
fn nearest(model: &OwnedModel, sku: &str) -> Vec<ItemId> {
    if sku.is_empty() {
        return Vec::new();
    }
    let wanted = sku.to_lowercase();
    let max_edits = (wanted.chars().count() / 3).min(2);
    let mut near: Vec<(usize, ItemId)> = model
        .item_ids()
        .map(|item| (edits(&wanted, &model.sku(item).to_lowercase()), item))
        .filter(|&(edits, _)| edits <= max_edits)
        .collect();
    if near.is_empty() {
        let contains = |item: &ItemId| model.title(*item).to_lowercase().contains(&wanted);
        near = model.item_ids().filter(contains).map(|item| (0, item)).collect();
    }
    near.sort_unstable_by_key(|&(edits, item)| (edits, model.sku(item)));
    near.into_iter().take(MAX_NEAR).map(|(_, item)| item).collect()
}
