//! Product feeds in XML, as shops make them for Google Merchant Center: RSS (`<item>`) or Atom (`<entry>`).
//!
//! The columns of a product are the elements straight inside it, without their prefix: `<g:id>` is `id`. What stands
//! deeper, such as the price of a shipping, is left out.
//!
//! Attributes and their values: <https://support.google.com/merchants/answer/7052112>.

use std::io::{BufRead, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

use super::bad_rows::RowReport;
use super::columns::Wanted;
use super::error::InputError;
use super::table::{NamedRows, Visit};

/// Elements that are one product each: RSS, Atom.
const PRODUCTS: [&str; 2] = ["item", "entry"];

/// Reads a feed product by product.
///
/// # Errors
///
/// The XML is damaged or holds no product, the products lack a column, or `visit` failed.
pub(super) fn read(
    path: &Path,
    text: Box<dyn BufRead>,
    wanted: Wanted<'_>,
    report: &mut RowReport,
    mut visit: impl Visit,
) -> Result<(), InputError> {
    let mut reader = Reader::from_reader(Lines { text, n_ended: 0 });
    let mut buffer = Vec::new();
    let mut product = Product::default();
    let mut rows = NamedRows::new(path, wanted);
    let mut n_products = 0_u64;
    loop {
        buffer.clear();
        let line = reader.get_ref().n_ended + 1;
        let event = reader.read_event_into(&mut buffer).map_err(|error| InputError::Xml {
            path: path.to_owned(),
            line,
            what: error.to_string(),
        })?;
        match event {
            Event::Eof if product.depth > 0 => {
                let what = "it ends in the middle of a product".to_owned();
                return Err(InputError::Xml { path: path.to_owned(), line, what });
            }
            Event::Eof => break,
            Event::Start(tag) => product.open(tag.local_name().into_inner(), line),
            Event::End(_) => {
                if product.close() {
                    let verdict = rows.visit(&product.fields, &mut visit)?;
                    report.count(verdict, 1, || format!("{}:{}", path.display(), product.line));
                    product = Product::default();
                    n_products += 1;
                }
            }
            Event::Text(text) => product.add(&text.xml10_content()),
            Event::CData(text) => product.add(&text.xml10_content()),
            Event::GeneralRef(reference) => product.add(&resolved(&reference)),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if n_products == 0 {
        return Err(InputError::NotATable {
            path: path.to_owned(),
            found: "XML without an <item> or <entry>",
        });
    }
    rows.finish()
}

/// The product that is being read.
#[derive(Debug, Default)]
struct Product {
    /// Open elements from the product on; 0 outside of products.
    depth: usize,
    /// Where it begins.
    line: u64,
    /// Name and text of its elements so far.
    fields: Vec<(String, String)>,
}

impl Product {
    fn open(&mut self, name: &str, line: u64) {
        match self.depth {
            0 if PRODUCTS.contains(&name) => (self.depth, self.line) = (1, line),
            0 => {}
            depth => {
                self.depth = depth + 1;
                if depth == 1 {
                    self.fields.push((name.to_owned(), String::new()));
                }
            }
        }
    }

    /// Whether that was the end of the product.
    fn close(&mut self) -> bool {
        let was = self.depth;
        self.depth = was.saturating_sub(1);
        was == 1
    }

    fn add(&mut self, text: &str) {
        if let (2, Some((_, field))) = (self.depth, self.fields.last_mut()) {
            field.push_str(text);
        }
    }
}

/// The character a reference stands for; the reference as it is written where XML defines none.
fn resolved(reference: &BytesRef<'_>) -> String {
    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
    let text = character.or_else(|| resolve_xml_entity(reference).map(str::to_owned));
    text.unwrap_or_else(|| format!("&{};", &**reference))
}

/// A text that counts its lines as they are taken from it.
struct Lines {
    text: Box<dyn BufRead>,
    /// Lines that ended so far.
    n_ended: u64,
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_bytes = self.fill_buf()?.read(buffer)?;
        self.consume(n_bytes);
        Ok(n_bytes)
    }
}

impl BufRead for Lines {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        // The text is in memory until it is consumed, so this reads nothing.
        let taken = self.text.fill_buf().unwrap_or_default();
        let n_ended: u64 = taken.iter().take(n_bytes).filter(|byte| **byte == b'\n').map(|_| 1).sum();
        self.n_ended += n_ended;
        self.text.consume(n_bytes);
    }
}
