//! Opening a file and telling what it is by its first bytes: names lie, bytes do not.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use indicatif::ProgressBar;
use liblzma::read::XzDecoder;

use super::error::InputError;

/// An opened file.
pub(super) enum Content {
    /// Text, decompressed where it was compressed.
    Text(Box<dyn BufRead>),
    /// A Parquet file.
    Parquet(File),
}

const GZIP: &[u8] = b"\x1f\x8b";
const XZ: &[u8] = b"\xfd7zXZ\0";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
const PARQUET: &[u8] = b"PAR1";
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF";
const BZIP2: &[u8] = b"BZh";

/// Bytes looked at; at least as long as the longest signature.
const MAX_SIGNATURE_LEN: u64 = 8;

/// Opens `path` and sees through gzip, xz and zstd. `progress` moves with the bytes read from the file.
///
/// # Errors
///
/// The file cannot be opened, is empty, or is something else.
pub(super) fn open(path: &Path, progress: &ProgressBar) -> Result<Content, InputError> {
    let cannot_open = |source| InputError::Open { path: path.to_owned(), source };
    let cannot_read = |source| InputError::Read { path: path.to_owned(), source };
    let not_a_table = |found| Err(InputError::NotATable { path: path.to_owned(), found });

    let mut file = File::open(path).map_err(cannot_open)?;
    let mut signature = Vec::new();
    (&mut file).take(MAX_SIGNATURE_LEN).read_to_end(&mut signature).map_err(cannot_read)?;
    file.seek(SeekFrom::Start(0)).map_err(cannot_read)?;

    if signature.is_empty() {
        return Err(InputError::Empty { path: path.to_owned() });
    }
    if signature.starts_with(PARQUET) {
        return Ok(Content::Parquet(file));
    }
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")) {
        return not_a_table("something else than the Parquet its name promises");
    }
    if signature.starts_with(ZIP) {
        return not_a_table("a zip archive or an Excel workbook");
    }
    if signature.starts_with(PDF) {
        return not_a_table("a PDF");
    }
    if signature.starts_with(BZIP2) {
        return not_a_table("bzip2, which is not among the compressions read");
    }
    let file = progress.wrap_read(file);
    if signature.starts_with(GZIP) {
        return Ok(text(MultiGzDecoder::new(file)));
    }
    if signature.starts_with(XZ) {
        return Ok(text(XzDecoder::new_multi_decoder(file)));
    }
    if signature.starts_with(ZSTD) {
        return Ok(text(zstd::Decoder::new(file).map_err(cannot_read)?));
    }
    Ok(text(file))
}

fn text(reader: impl Read + 'static) -> Content {
    const BUFFER_LEN: usize = 1 << 16;
    Content::Text(Box::new(BufReader::with_capacity(BUFFER_LEN, reader)))
}
