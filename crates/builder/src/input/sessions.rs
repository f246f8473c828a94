//! Sessions: what people looked at, one item after the other.
//!
//! Two layouts are read, told apart by the first line:
//! - a table of clicks with a header that names a session, an item and a time;
//! - text without a header: one session per line, its items oldest first, between blanks. A file of test cases has
//!   one case per line: what was seen, a tab, and what came next.

use std::io::BufRead;
use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::columns::{Role, Wanted};
use super::date;
use super::error::InputError;
use super::names::Names;
use super::number::parse_thousandths;
use super::open::{self, Content};
use super::table;
use crate::catalog::{Catalog, CatalogItem, UNKNOWN_CATEGORY};
use crate::learn::Sessions;

/// Used, or what is wrong with it.
type Verdict = Result<(), String>;

/// A log of sessions, with SKUs replaced by numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionLog {
    /// SKUs as the log spells them.
    pub skus: Names,
    /// The oldest session first; of each its items, the oldest first. Numbers are those of `skus`.
    pub sessions: Vec<Vec<u32>>,
}

/// Steps of sessions: what had been seen, and what came next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionCases {
    /// SKUs as the file spells them.
    pub skus: Names,
    /// In the file's order.
    pub cases: Vec<SessionCase>,
}

/// One step of a session. Numbers are those of [`SessionCases::skus`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCase {
    /// The items so far, the oldest first, with repeats; at least one.
    pub seen: Vec<u32>,
    /// The next item.
    pub next: u32,
}

impl SessionLog {
    /// The sessions over a catalogue of their own: a log of sessions names items by SKU only, so that is their title.
    #[must_use]
    pub fn into_sessions(self) -> (Catalog, Sessions) {
        let item = |sku: &str| CatalogItem {
            sku: sku.to_owned(),
            title: sku.to_owned(),
            price_hundredths: 0,
            category: vec![UNKNOWN_CATEGORY.to_owned()],
            family: None,
            attributes: std::collections::BTreeMap::new(),
        };
        let (catalog, _) = Catalog::new(self.skus.iter().map(item).collect());
        // The catalogue is by ascending SKU, and so are the ranks.
        let ranks = self.skus.ranks();
        let rank = |number: u32| usize::try_from(number).ok().and_then(|number| ranks.get(number)).copied();
        let mut sessions = self.sessions;
        for session in &mut sessions {
            *session = session.iter().filter_map(|&number| rank(number)).collect();
        }
        (catalog, Sessions { n_items: ranks.len(), sessions })
    }
}

/// Reads the sessions to learn from. `progress` gets the file's length and moves as it is read.
///
/// # Errors
/// The file cannot be opened, read to its end or recognized; a column is missing; more rows are bad than `limit`
/// allows.
pub fn read_sessions(
    path: &Path,
    limit: BadRowLimit,
    progress: &ProgressBar,
) -> Result<(SessionLog, RowReport), InputError> {
    let mut log = SessionLog::default();
    let report = if is_table(path)? {
        let (clicks, report) = Clicks::read(path, progress)?;
        (log.skus, log.sessions) = clicks.into_sessions();
        report
    } else {
        read_lines(path, progress, |line| {
            let Ok(session) = numbers(line, &mut log.skus)? else { return Ok(Err("no item".to_owned())) };
            log.sessions.push(session);
            Ok(Ok(()))
        })?
    };
    checked(log, report, limit)
}

/// Reads the steps to test with. Of a table of clicks, every click but a session's first is a case.
///
/// # Errors
/// As [`read_sessions`].
pub fn read_session_cases(
    path: &Path,
    limit: BadRowLimit,
    progress: &ProgressBar,
) -> Result<(SessionCases, RowReport), InputError> {
    let mut test = SessionCases::default();
    let report = if is_table(path)? {
        let (clicks, report) = Clicks::read(path, progress)?;
        let (skus, sessions) = clicks.into_sessions();
        test.skus = skus;
        test.cases = sessions.iter().flat_map(|session| steps(session)).collect();
        report
    } else {
        read_lines(path, progress, |line| {
            let Some((seen, next)) = line.split_once('\t') else {
                return Ok(Err("no tab between what was seen and what came next".to_owned()));
            };
            let Ok(seen) = numbers(seen, &mut test.skus)? else {
                return Ok(Err("nothing was seen before the tab".to_owned()));
            };
            match numbers(next, &mut test.skus)?.as_deref() {
                Ok(&[next]) => test.cases.push(SessionCase { seen, next }),
                _ => return Ok(Err("not exactly one item after the tab".to_owned())),
            }
            Ok(Ok(()))
        })?
    };
    checked(test, report, limit)
}

fn checked<T>(value: T, report: RowReport, limit: BadRowLimit) -> Result<(T, RowReport), InputError> {
    if limit.allows(&report) {
        Ok((value, report))
    } else {
        Err(InputError::TooManyBadRows { report, limit })
    }
}

fn steps(session: &[u32]) -> impl Iterator<Item = SessionCase> {
    (1..session.len()).filter_map(|at| {
        let (seen, rest) = session.split_at_checked(at)?;
        Some(SessionCase { seen: seen.to_vec(), next: *rest.first()? })
    })
}

/// The numbers of the items between blanks; the inner `Err` when there are none.
fn numbers(text: &str, skus: &mut Names) -> Result<Result<Vec<u32>, ()>, InputError> {
    let numbers: Vec<u32> = text
        .split_ascii_whitespace()
        .map(|sku| skus.intern(sku).ok_or(InputError::TooManyNames { what: "SKUs" }))
        .collect::<Result<_, _>>()?;
    Ok(if numbers.is_empty() { Err(()) } else { Ok(numbers) })
}

/// Whether the first line is the header of a table: one of its columns is the session.
fn is_table(path: &Path) -> Result<bool, InputError> {
    let Content::Text(mut text) = open::open(path, &ProgressBar::hidden())? else { return Ok(true) };
    let mut line = Vec::new();
    text.read_until(b'\n', &mut line).map_err(|source| InputError::Read { path: path.to_owned(), source })?;
    let line = String::from_utf8_lossy(&line).to_lowercase();
    Ok(line.split([',', ';', '\t']).any(|name| name.contains("session") || name.contains("visit")))
}

/// Reads text line by line; `visit` says whether the line could be used. Blank lines are passed over.
fn read_lines(
    path: &Path,
    progress: &ProgressBar,
    mut visit: impl FnMut(&str) -> Result<Verdict, InputError>,
) -> Result<RowReport, InputError> {
    let mut report = RowReport::default();
    let Content::Text(mut text) = open::open(path, progress)? else { return Ok(report) };
    progress.set_length(path.metadata().map_or(0, |metadata| metadata.len()));
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        let n_read = text
            .read_until(b'\n', &mut bytes)
            .map_err(|source| InputError::Read { path: path.to_owned(), source })?;
        if n_read == 0 {
            break;
        }
        if bytes.contains(&0) {
            return Err(InputError::NotATable { path: path.to_owned(), found: "binary data" });
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let verdict = match str::from_utf8(&bytes) {
            Ok(line) => visit(line.trim_end_matches(['\r', '\n']))?,
            Err(_) => Err("not in UTF-8".to_owned()),
        };
        report.count(verdict.into(), 1, || format!("{}:{number}", path.display()));
    }
    Ok(report)
}

/// A table of clicks in any row order.
#[derive(Debug, Default)]
struct Clicks {
    sessions: Names,
    skus: Names,
    /// Session, time in thousandths of any one unit, SKU.
    rows: Vec<(u32, i64, u32)>,
}

const ROLES: [Role<'static>; 3] = [
    Role {
        name: "session",
        flag: "SessionId, in its first line,",
        named: None,
        usual: &["sessionid", "session", "visitid", "visitorid", "visit"],
        required: true,
    },
    Role {
        name: "item",
        flag: "ItemId, in its first line,",
        named: None,
        usual: &["itemid", "item", "sku", "productid", "product", "stockcode"],
        required: true,
    },
    Role {
        name: "time",
        flag: "Time, in its first line,",
        named: None,
        usual: &["time", "timestamp", "eventtime", "datetime", "createdat", "date"],
        required: true,
    },
];

impl Clicks {
    fn read(path: &Path, progress: &ProgressBar) -> Result<(Self, RowReport), InputError> {
        let mut clicks = Self::default();
        let mut report = RowReport::default();
        progress.set_length(path.metadata().map_or(0, |metadata| metadata.len()));
        let wanted = Wanted { roles: &|_| ROLES.to_vec(), further: |_| false, lines: false };
        table::read(path, wanted, progress, &mut report, |row| Ok(clicks.add(row.fields)?.into()))?;
        Ok((clicks, report))
    }

    fn add(&mut self, fields: &[Option<&str>]) -> Result<Verdict, InputError> {
        let field = |at: usize| fields.get(at).copied().flatten().unwrap_or_default().trim();
        let [session, sku, time] = [field(0), field(1), field(2)];
        if session.is_empty() || sku.is_empty() {
            return Ok(Err("no session or no item".to_owned()));
        }
        let Some(time) = moment(time) else { return Ok(Err(format!("{time:?} is no time"))) };
        let too_many = |what| InputError::TooManyNames { what };
        let session = self.sessions.intern(session).ok_or_else(|| too_many("sessions"))?;
        let sku = self.skus.intern(sku).ok_or_else(|| too_many("SKUs"))?;
        self.rows.push((session, time, sku));
        Ok(Ok(()))
    }

    /// Sessions by their last click, ties by session id; clicks by time, ties by SKU. Row order does not count.
    fn into_sessions(self) -> (Names, Vec<Vec<u32>>) {
        let session_ranks = self.sessions.ranks();
        let sku_ranks = self.skus.ranks();
        let rank = |ranks: &[u32], number: u32| {
            usize::try_from(number).ok().and_then(|number| ranks.get(number)).copied()
        };
        let mut clicks = self.rows;
        clicks.sort_unstable_by_key(|&(session, time, sku)| {
            (rank(&session_ranks, session), time, rank(&sku_ranks, sku))
        });
        let mut sessions: Vec<&[(u32, i64, u32)]> = clicks.chunk_by(|a, b| a.0 == b.0).collect();
        sessions.sort_by_key(|session| session.last().map(|&(_, time, _)| time));
        let items = |session: &[(u32, i64, u32)]| session.iter().map(|&(.., sku)| sku).collect();
        let sessions = sessions.into_iter().map(items).collect();
        (self.skus, sessions)
    }
}

/// Only the order of moments counts: a number in its own unit, to the thousandth, else a date.
fn moment(text: &str) -> Option<i64> {
    parse_thousandths(text).or_else(|| date::parse_epoch_s(text)?.checked_mul(1000))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::Path;

    use indicatif::ProgressBar;

    use super::{SessionCase, read_session_cases, read_sessions};
    use crate::input::{BadRowLimit, InputError};
    use crate::learn::Sessions;

    fn file(content: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content).unwrap();
        file
    }

    fn sessions(path: &Path) -> (Vec<String>, Sessions) {
        let (log, _) = read_sessions(path, BadRowLimit::Rows(0), &ProgressBar::hidden()).unwrap();
        let (catalog, sessions) = log.into_sessions();
        (catalog.items.into_iter().map(|item| item.sku).collect(), sessions)
    }

    fn error(content: &[u8]) -> InputError {
        let file = file(content);
        read_session_cases(file.path(), BadRowLimit::Rows(0), &ProgressBar::hidden()).unwrap_err()
    }

    #[test]
    fn a_line_is_a_session_and_items_are_numbered_by_sku() {
        let (skus, sessions) = sessions(file(b"30 20\n\n20 10 20\r\n").path());
        assert_eq!(skus, ["10", "20", "30"]);
        assert_eq!(sessions.sessions, [vec![2, 1], vec![1, 0, 1]]);
    }

    #[test]
    fn clicks_in_any_row_order_are_sessions_in_order_of_time() {
        let clicks = ["7\ta\t100.5", "8\tb\t90.0", "7\tc\t100.0", "8\ta\t101.0"];
        let mut reversed = clicks;
        reversed.reverse();
        let read = |rows: [&str; 4]| {
            sessions(file(format!("SessionId\tItemId\tTime\n{}\n", rows.join("\n")).as_bytes()).path())
        };
        let (skus, log) = read(clicks);
        assert_eq!((skus.join(""), &log.sessions), ("abc".to_owned(), &vec![vec![2, 0], vec![1, 0]]));
        assert_eq!(read(reversed).1, log);
    }

    #[test]
    fn dates_order_clicks_too() {
        let rows = b"session,item,timestamp\n1,b,2026-01-02 10:00:01\n1,a,2026-01-02 10:00:00\n";
        assert_eq!(sessions(file(rows).path()).1.sessions, [[0, 1]]);
    }

    #[test]
    fn compressed_files_are_the_same_files() {
        let plain = b"1 2 1\n3 2\n";
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(plain).unwrap();
        let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 1);
        xz.write_all(plain).unwrap();
        let compressed =
            [gzip.finish().unwrap(), xz.finish().unwrap(), zstd::encode_all(&plain[..], 1).unwrap()];
        let expected = sessions(file(plain).path());
        for bytes in compressed {
            assert_eq!(sessions(file(&bytes).path()), expected);
        }
    }

    #[test]
    fn cases_are_prefixes_with_what_came_next_or_every_step_of_a_table() {
        let read = |content: &[u8]| {
            let file = file(content);
            read_session_cases(file.path(), BadRowLimit::Rows(0), &ProgressBar::hidden()).unwrap().0.cases
        };
        let expected = [SessionCase { seen: vec![0], next: 1 }, SessionCase { seen: vec![0, 1], next: 0 }];
        assert_eq!(read(b"5\t6\n5 6\t5\n"), expected);
        assert_eq!(read(b"SessionId,ItemId,Time\n1,5,1\n1,6,2\n1,5,3\n2,9,4\n"), expected);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_line() {
        for (content, told) in [
            (&b"1 2\t3\n1 2 3\n"[..], ":2: no tab"),
            (b"\t3\n", ":1: nothing was seen"),
            (b"1\t3 4\n", ":1: not exactly one item"),
            (b"1\t3\n\xff\t1\n", ":2: not in UTF-8"),
            (b"SessionId,ItemId,Time\n1,5,soon\n", "\"soon\" is no time"),
            (b"SessionId,ItemId,Time\n1,,5\n", "no session or no item"),
            (b"SessionId,Time\n1,5\n", "no column for the item"),
            (b"1\t2\n\0\0\0\n", "binary data"),
            (b"", "is empty"),
        ] {
            let error = error(content);
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
