//! The section table, and the sections one after the other.

use super::bytes::{Cursor, Fault};
use super::error::ModelError;
use super::layout::{CRITICAL, ENTRY_LEN, MAGIC, MAJOR, MAX_FILE_LEN, MAX_SECTIONS, Section, checksum};
use crate::ids::to_usize;

/// A section as the table lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionInfo {
    /// What it holds.
    pub section: Section,
    /// Position in bytes from the file's start.
    pub offset: usize,
    /// Length in bytes.
    pub len: usize,
}

/// Reads the table, and checks that the file is whole and undamaged.
pub(crate) fn read_table(file: &[u8]) -> Result<Vec<SectionInfo>, ModelError> {
    if file.len() > MAX_FILE_LEN {
        return Err(ModelError::TooLarge { limit: MAX_FILE_LEN, got: file.len() });
    }
    if !file.starts_with(&MAGIC) {
        return Err(ModelError::NotAModel);
    }
    let mut sections = Vec::new();
    read_entries(file, &mut sections)?;
    Ok(sections)
}

fn read_entries(file: &[u8], sections: &mut Vec<SectionInfo>) -> Result<(), ModelError> {
    let mut cursor = Cursor::new(file);
    cursor.take(MAGIC.len())?;
    let (major, _minor) = (cursor.short()?, cursor.short()?);
    if major != MAJOR {
        return Err(ModelError::Version { got: major });
    }
    let n_sections = usize::from(cursor.short()?);
    if n_sections > MAX_SECTIONS {
        return Err(ModelError::Table { what: "too many sections" });
    }
    if cursor.short()? != 0 {
        return Err(ModelError::Table { what: "reserved bytes are not zero" });
    }
    let written = cursor.word()?;
    let table = cursor.take(n_sections * ENTRY_LEN)?;
    if checksum(table) != written {
        return Err(ModelError::Table { what: "wrong checksum" });
    }
    let mut table = Cursor::new(table);
    for _ in 0..n_sections {
        let (kind, flags) = (table.short()?, table.short()?);
        let (offset, len) = (to_usize(table.word()?), to_usize(table.word()?));
        let written = table.word()?;
        if offset != cursor.at() {
            return Err(ModelError::Table { what: "sections do not follow one another" });
        }
        let bytes = cursor.take(len).map_err(|_| Fault("file is cut short"))?;
        let Some(section) = Section::from_kind(kind) else {
            if flags & CRITICAL == 0 {
                continue;
            }
            return Err(ModelError::UnknownSection { kind });
        };
        if find(sections, section).is_some() {
            return Err(ModelError::Table { what: "section twice" });
        }
        if checksum(bytes) != written {
            return Err(ModelError::Checksum { section });
        }
        sections.push(SectionInfo { section, offset, len });
    }
    Ok(cursor.finish()?)
}

/// Where a section lies, if the file has it.
pub(crate) fn find(sections: &[SectionInfo], section: Section) -> Option<&SectionInfo> {
    sections.iter().find(|info| info.section == section)
}

/// Reads the sections of a file one after the other. One place knows where a fault is: the readers of the sections
/// say only what it is.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a [u8],
    sections: &'a [SectionInfo],
    section: Section,
    /// Position in bytes of the section's start.
    pub(crate) start: usize,
    /// The section's bytes.
    pub(crate) cursor: Cursor<'a>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a [u8], sections: &'a [SectionInfo]) -> Self {
        Self { file, sections, section: Section::Meta, start: 0, cursor: Cursor::default() }
    }

    /// Goes on to a section after the end of the one before; `false` when the file does not have it.
    pub(crate) fn enter(&mut self, section: Section) -> Result<bool, Fault> {
        self.cursor.finish()?;
        let Some(info) = find(self.sections, section) else { return Ok(false) };
        self.section = section;
        self.start = info.offset;
        self.cursor = Cursor::new(self.file.get(info.offset..info.offset + info.len).unwrap_or_default());
        Ok(true)
    }

    /// The fault with where it is.
    pub(crate) fn located(&self, Fault(what): Fault) -> ModelError {
        ModelError::Damaged { section: self.section, offset: self.cursor.at(), what }
    }
}
