//! The order log: every order line of the input files, with names replaced by numbers.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::basket_lines;
use super::columns::{OrderColumns, Wanted};
use super::date;
use super::error::InputError;
use super::layout::{self, N_ROLES};
use super::names::Names;
use super::number::parse_thousandths;
use super::packed::{self, PackedLine};
use super::table::{self, Row, Verdict};
use crate::place::{Place, device_of, market_of};

/// All order lines of the input, in reading order. Nothing is dropped or judged yet: see [`crate::clean`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderLog {
    /// The lines, in reading order.
    pub lines: Vec<OrderLine>,
    /// Order ids.
    pub orders: Names,
    /// SKUs as the log spells them, outer blanks removed.
    pub skus: Names,
    /// Customer ids.
    pub customers: Names,
    /// Item titles as the log spells them.
    pub titles: Names,
    /// Numbers of the orders that were cancelled or refunded as a whole, or never came about.
    pub void_orders: BTreeSet<u32>,
    /// Where orders came from, by the order's number, as far as the log says so.
    pub places: Vec<Place>,
}

/// One line of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderLine {
    /// Number of the order in [`OrderLog::orders`].
    pub order: u32,
    /// Number of the SKU in [`OrderLog::skus`].
    pub sku: u32,
    /// Number of the customer in [`OrderLog::customers`], where the log says so.
    pub customer: Option<u32>,
    /// Number of the title in [`OrderLog::titles`], where the log says so.
    pub title: Option<u32>,
    /// How many, in thousandths; below zero in a cancellation.
    pub quantity_thousandths: i64,
    /// Price of one, in thousandths of the currency unit, where the log says so.
    pub price_thousandths: Option<i64>,
    /// Seconds since the Unix epoch (log time read as UTC), where the log says so.
    pub placed_at_s: Option<i64>,
}

/// Reads order logs, one after the other, into one.
///
/// `progress` gets the files' total length in bytes and moves as they are read (compressed bytes, for compressed
/// files).
///
/// # Errors
///
/// A file that cannot be opened, read to its end or recognized; a missing column; more bad rows than `limit`
/// allows over all files together.
pub fn read_orders(
    paths: &[PathBuf],
    columns: &OrderColumns,
    limit: BadRowLimit,
    progress: &ProgressBar,
) -> Result<(OrderLog, RowReport), InputError> {
    let mut log = OrderLog::default();
    let mut report = RowReport::default();
    // A file that cannot be measured cannot be opened either, and that is told then.
    let file_len = |path: &PathBuf| path.metadata().map_or(0, |metadata| metadata.len());
    progress.set_length(paths.iter().map(file_len).sum());
    let mut n_bytes_read = 0;
    for path in paths {
        read_file(path, columns, progress, &mut log, &mut report)?;
        n_bytes_read += file_len(path);
        progress.set_position(n_bytes_read);
    }
    if limit.allows(&report) { Ok((log, report)) } else { Err(InputError::TooManyBadRows { report, limit }) }
}

fn read_file(
    path: &Path,
    columns: &OrderColumns,
    progress: &ProgressBar,
    log: &mut OrderLog,
    report: &mut RowReport,
) -> Result<(), InputError> {
    let are_columns_named = *columns != OrderColumns::default();
    if !are_columns_named && basket_lines::read(path, progress, log, report)? {
        return Ok(());
    }
    let says_once = Cell::new(false);
    let roles = |header: &[String]| {
        says_once.set(layout::says_once(header));
        layout::roles(header, columns).to_vec()
    };
    let wanted = Wanted { roles: &roles, further: layout::holds_lines, lines: true };
    let n_before = log.lines.len();
    table::read(path, wanted, progress, report, |row| log.add(row))?;
    if says_once.get() {
        log.spread(n_before);
    }
    Ok(())
}

impl OrderLog {
    /// Adds an order of these SKUs, one of each, of which nothing else is known.
    pub(super) fn add_basket<'s>(
        &mut self,
        order: &str,
        skus: impl Iterator<Item = &'s str>,
    ) -> Result<(), InputError> {
        let order = intern(&mut self.orders, order, "orders")?;
        for sku in skus {
            self.lines.push(OrderLine {
                order,
                sku: intern(&mut self.skus, sku, "SKUs")?,
                customer: None,
                title: None,
                quantity_thousandths: 1_000,
                price_thousandths: None,
                placed_at_s: None,
            });
        }
        Ok(())
    }

    /// Gives all lines of an order, from line `start` on, the customer and the date that only its first line says.
    fn spread(&mut self, start: usize) {
        for order in self.lines.get_mut(start..).unwrap_or_default().chunk_by_mut(|a, b| a.order == b.order) {
            let customer = order.iter().find_map(|line| line.customer);
            let placed_at_s = order.iter().find_map(|line| line.placed_at_s);
            for line in order {
                line.customer = line.customer.or(customer);
                line.placed_at_s = line.placed_at_s.or(placed_at_s);
            }
        }
    }

    /// Checks one row and adds its lines to the log, or says what is wrong with them.
    fn add(&mut self, row: Row<'_>) -> Result<Verdict, InputError> {
        let Ok(fields) = <[Option<&str>; N_ROLES]>::try_from(row.fields) else {
            return Ok(Err("wrong number of columns".to_owned()).into());
        };
        let fields = LineFields::new(fields);
        if row.further.is_empty() {
            return Ok(self.add_line(fields)?.into());
        }
        let mut verdict = Verdict::default();
        for (name, field) in row.further {
            match packed::parse(name, field) {
                Ok(lines) => {
                    for line in &lines {
                        verdict.add(self.add_line(fields.with(line))?.into());
                    }
                }
                Err(what) => verdict.add(Err(what).into()),
            }
        }
        Ok(verdict)
    }

    fn add_line(&mut self, fields: LineFields<'_>) -> Result<Result<(), String>, InputError> {
        let Some(order) = filled(fields.order) else { return Ok(Err("the order is empty".to_owned())) };
        let order = intern(&mut self.orders, order, "orders")?;
        if filled(fields.cancelled).is_some() || fields.status.is_some_and(is_void) {
            self.void_orders.insert(order);
        }
        self.note_place(order, fields);
        let Some(sku) = filled(fields.sku).or_else(|| filled(fields.product)) else {
            return Ok(Err("the SKU is empty; --sku-column names another column".to_owned()));
        };
        let numbers = parse_quantity(fields)
            .and_then(|quantity| Ok((quantity, parse_price(fields, quantity)?, parse_date(fields.date)?)));
        let (quantity_thousandths, price_thousandths, placed_at_s) = match numbers {
            Ok(numbers) => numbers,
            Err(what) => return Ok(Err(what)),
        };
        self.lines.push(OrderLine {
            order,
            sku: intern(&mut self.skus, sku, "SKUs")?,
            customer: filled(fields.customer)
                .filter(|name| *name != GUEST)
                .map(|name| intern(&mut self.customers, name, "customers"))
                .transpose()?,
            title: filled(fields.title).map(|name| intern(&mut self.titles, name, "titles")).transpose()?,
            quantity_thousandths,
            price_thousandths,
            placed_at_s,
        });
        Ok(Ok(()))
    }

    fn note_place(&mut self, order: u32, fields: LineFields<'_>) {
        let place = Place {
            market: filled(fields.market).and_then(market_of),
            device: filled(fields.device).and_then(device_of),
        };
        let Ok(at) = usize::try_from(order) else { return };
        if place == Place::default() {
            return;
        }
        if self.places.len() <= at {
            self.places.resize(at + 1, Place::default());
        }
        if let Some(known) = self.places.get_mut(at) {
            *known = known.with(place);
        }
    }
}

/// The fields of one order line, as text.
#[derive(Debug, Clone, Copy, Default)]
struct LineFields<'f> {
    order: Option<&'f str>,
    sku: Option<&'f str>,
    quantity: Option<&'f str>,
    date: Option<&'f str>,
    customer: Option<&'f str>,
    title: Option<&'f str>,
    /// Of one.
    price: Option<&'f str>,
    /// Of all, where the price of one is not said.
    total: Option<&'f str>,
    status: Option<&'f str>,
    cancelled: Option<&'f str>,
    refunded: Option<&'f str>,
    product: Option<&'f str>,
    market: Option<&'f str>,
    device: Option<&'f str>,
}

impl<'f> LineFields<'f> {
    /// In the order of [`layout::roles`].
    fn new(fields: [Option<&'f str>; N_ROLES]) -> Self {
        let [
            order,
            sku,
            quantity,
            date,
            customer,
            title,
            price,
            status,
            cancelled,
            refunded,
            product,
            market,
            device,
        ] = fields;
        Self {
            order,
            sku,
            quantity,
            date,
            customer,
            title,
            price,
            total: None,
            status,
            cancelled,
            refunded,
            product,
            market,
            device,
        }
    }

    /// The order's fields with those of a packed line.
    fn with(self, line: &'f PackedLine) -> Self {
        Self {
            sku: Some(&line.sku),
            quantity: filled(Some(&line.quantity)),
            title: Some(&line.title),
            total: Some(&line.total),
            refunded: Some(&line.refunded),
            product: Some(&line.product),
            ..self
        }
    }
}

/// The number that `WooCommerce` gives every customer without an account.
const GUEST: &str = "0";

/// Whether an order in this state was taken back as a whole or never came about, as Shopify and `WooCommerce` call it.
/// An order not yet paid counts: it was put together and placed.
fn is_void(status: &str) -> bool {
    let status = status.trim().to_ascii_lowercase();
    let status = status.strip_prefix("wc-").unwrap_or(&status);
    let void = ["cancelled", "canceled", "refunded", "voided", "failed", "expired", "trash", "draft"];
    void.contains(&status) || status.ends_with("-draft")
}

fn intern(names: &mut Names, name: &str, what: &'static str) -> Result<u32, InputError> {
    names.intern(name).ok_or(InputError::TooManyNames { what })
}

/// The field without outer blanks, if anything is left.
fn filled(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}

/// What was bought and not given back. One where the table has no such column.
fn parse_quantity(fields: LineFields<'_>) -> Result<i64, String> {
    let number = |text: &str| {
        parse_thousandths(text)
            .ok_or_else(|| format!("the quantity {text:?} is not a number such as 6 or -1"))
    };
    let bought = fields.quantity.map_or(Ok(1_000), number)?;
    // Some exports count what was given back below zero.
    let refunded = filled(fields.refunded).map_or(Ok(0), number)?.unsigned_abs();
    let refunded = i64::try_from(refunded).unwrap_or(i64::MAX);
    Ok(if bought > 0 { bought.saturating_sub(refunded).max(0) } else { bought })
}

/// The price of one in a line of `quantity_thousandths`.
fn parse_price(fields: LineFields<'_>, quantity_thousandths: i64) -> Result<Option<i64>, String> {
    let number = |text: &str| {
        parse_thousandths(text).ok_or_else(|| format!("the price {text:?} is not a number such as 2.55"))
    };
    if let Some(price) = filled(fields.price) {
        return number(price).map(Some);
    }
    let Some(total) = filled(fields.total) else { return Ok(None) };
    let of_one = |total: i64| total.checked_mul(1_000)?.checked_div(quantity_thousandths);
    number(total).map(of_one)
}

fn parse_date(field: Option<&str>) -> Result<Option<i64>, String> {
    filled(field)
        .map(|text| {
            date::parse_epoch_s(text).ok_or_else(|| {
                format!("the date {text:?} is neither like 2010-12-31 23:59 nor like 12/31/2010 23:59 (month first)")
            })
        })
        .transpose()
}
