//! Parquet files, through the record interface and only the columns that are wanted.
//!
//! Values are turned into the text that the CSV reader would have found, so that both formats share everything
//! that comes after.

use std::fmt::Write;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use indicatif::ProgressBar;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::bad_rows::RowReport;
use super::columns::{Columns, Wanted};
use super::error::InputError;
use super::table::{self, Visit};

/// Reads a Parquet table row by row. `progress` moves by row groups.
///
/// # Errors
///
/// The file is damaged or lacks a column; or `visit` failed.
pub(super) fn read(
    path: &Path,
    file: File,
    wanted: Wanted<'_>,
    progress: &ProgressBar,
    report: &mut RowReport,
    mut visit: impl Visit,
) -> Result<(), InputError> {
    let reader = guarded(path, || SerializedFileReader::new(file))?;
    let schema = reader.metadata().file_metadata().schema();
    let header: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let columns = wanted.resolve(path, &header)?;
    let picker = guarded(path, || Picker::new(schema, &columns))?;

    let mut texts: Vec<Option<String>> =
        picker.places.iter().map(|place| place.map(|_| String::new())).collect();
    let mut row_number = 0_u64;
    for group_number in 0..reader.num_row_groups() {
        let group = guarded(path, || reader.get_row_group(group_number))?;
        let projection = picker.projection.clone();
        let mut rows = guarded(path, || RowIter::from_row_group(Some(projection), group.as_ref()))?;
        while let Some(row) = guarded(path, || rows.next().transpose())? {
            row_number += 1;
            let verdict = match picker.pick(&row, &mut texts) {
                Ok(()) => {
                    let fields: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
                    let further = picker.pick_further(&row);
                    let further: Vec<(&str, &str)> =
                        further.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    visit(table::Row { fields: &fields, further: &further })?
                }
                Err(what) => Err(what).into(),
            };
            report.count(verdict, 1, || format!("{}:{row_number}", path.display()));
        }
        progress.inc(u64::try_from(group.metadata().compressed_size()).unwrap_or(0));
    }
    Ok(())
}

/// Calls into the crate `parquet`, which panics on some damaged files (a negative offset in the footer, for one)
/// where it should return an error.
fn guarded<T>(path: &Path, call: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, InputError> {
    // Whatever the call left half done is dropped with the error, and never looked at.
    let what = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "its structure makes no sense".to_owned(),
    };
    Err(InputError::Parquet { path: path.to_owned(), what })
}

/// Which columns to read, and where each role's value stands in a row of only those.
struct Picker {
    projection: Type,
    /// Per role.
    places: Vec<Option<usize>>,
    /// Of the further columns.
    further: Vec<usize>,
}

impl Picker {
    fn new(schema: &Type, wanted: &Columns) -> Result<Self, ParquetError> {
        let mut columns: Vec<usize> = wanted.roles.iter().flatten().chain(&wanted.further).copied().collect();
        columns.sort_unstable();
        columns.dedup();
        let fields = columns.iter().filter_map(|column| schema.get_fields().get(*column).map(Arc::clone));
        let projection = Type::group_type_builder(schema.name()).with_fields(fields.collect()).build()?;
        let place = |position: Option<usize>| columns.binary_search(&position?).ok();
        let further = wanted.further.iter().filter_map(|column| place(Some(*column))).collect();
        Ok(Self { projection, places: wanted.roles.iter().copied().map(place).collect(), further })
    }

    /// Writes each role's value over the text before; `None` stays where the table has no such column.
    fn pick(&self, row: &Row, texts: &mut [Option<String>]) -> Result<(), String> {
        for (place, text) in std::iter::zip(&self.places, texts) {
            if let (Some(place), Some(text)) = (place, text)
                && let Some((_, value)) = row.get_column_iter().nth(*place)
            {
                text.clear();
                write_text(value, text)?;
            }
        }
        Ok(())
    }

    /// Name and text of the further values, without those that have no text: nothing depends on them.
    fn pick_further<'r>(&self, row: &'r Row) -> Vec<(&'r str, String)> {
        let pick_one = |place: &usize| {
            let (name, value) = row.get_column_iter().nth(*place)?;
            let mut text = String::new();
            write_text(value, &mut text).ok()?;
            Some((name.as_str(), text))
        };
        self.further.iter().filter_map(pick_one).collect()
    }
}

/// Adds the value as the same table in CSV would spell it; dates and times as seconds since the Unix epoch.
fn write_text(value: &Field, text: &mut String) -> Result<(), String> {
    const SECONDS_PER_DAY: i64 = 86_400;
    let written = match value {
        Field::Null => Ok(()),
        Field::Str(value) => text.write_str(value),
        Field::Bytes(bytes) => text.write_str(bytes.as_utf8().map_err(|_| "not in UTF-8".to_owned())?),
        Field::Date(days) => write!(text, "{}", i64::from(*days) * SECONDS_PER_DAY),
        Field::TimestampMillis(millis) => write!(text, "{}", millis.div_euclid(1_000)),
        Field::TimestampMicros(micros) => write!(text, "{}", micros.div_euclid(1_000_000)),
        // Not through the display form, which always shows a fraction ("6.0") and long numbers as powers.
        Field::Float(number) => write!(text, "{number}"),
        Field::Double(number) => write!(text, "{number}"),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => {
            return Err("a nested value where a plain one is needed".to_owned());
        }
        plain => write!(text, "{plain}"),
    };
    written.map_err(|error| error.to_string())
}
