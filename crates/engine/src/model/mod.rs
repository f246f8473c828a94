//! The model file: what a shop hosts and a browser reads. Writer and reader stand side by side over one
//! layout table; `docs/format.md` is the normative text.
//!
//! The reader validates every bound once, in one pass, and then answers straight from the bytes.

mod bundles;
mod bytes;
mod decode;
mod draft;
mod encode;
mod error;
mod labels;
mod layout;
mod profiles;
mod relations;
mod sections;
mod sku_index;
mod texts;

pub use decode::{Item, Model};
pub use draft::{
    Bundle, Calibration, Dayparts, Devices, Draft, DraftCategory, DraftItem, DraftRelation, DraftRow,
    Markets, Months, Profiles, Unit,
};
pub use encode::encode;
pub use error::{DraftError, ModelError};
pub use labels::{DraftLabels, Label};
pub use layout::{
    BUNDLE_LEN, MAGIC, MAJOR, MAX_BUNDLES, MAX_CATEGORIES, MAX_CODES, MAX_DAY, MAX_FILE_LEN, MAX_ITEMS,
    MAX_LABELS, MAX_MARKETS, MAX_ROW_LEN, MAX_SECTIONS, MAX_TEXT_LEN, MINOR, Section,
};
pub use relations::{Relation, Row};
pub use sections::SectionInfo;
