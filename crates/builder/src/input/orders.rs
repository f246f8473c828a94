//! The order log: every order line of the input files, with names replaced by numbers.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::basket_lines;
use super::columns::{OrderColumns, Role, Wanted};
use super::date;
use super::error::InputError;
use super::names::Names;
use super::number::parse_thousandths;
use super::table::{self, Verdict};

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
    let wanted = Wanted { roles: &roles(columns), further: false };
    let are_columns_named = *columns != OrderColumns::default();
    if !are_columns_named && basket_lines::read(path, progress, log, report)? {
        return Ok(());
    }
    table::read(path, wanted, progress, report, |row| log.add(row.fields))
}

fn roles(columns: &OrderColumns) -> [Role<'_>; 7] {
    [
        Role {
            name: "order",
            flag: "--order-column",
            named: columns.order_column.as_deref(),
            usual: &[
                "invoiceno",
                "orderid",
                "orderno",
                "ordernumber",
                "order",
                "basketid",
                "basket",
                "transactionid",
                "transaction",
                "invoiceid",
                "invoicenumber",
                "invoice",
            ],
            required: true,
        },
        Role {
            name: "SKU",
            flag: "--sku-column",
            named: columns.sku_column.as_deref(),
            usual: &[
                "stockcode",
                "sku",
                "variantsku",
                "lineitemsku",
                "productsku",
                "productid",
                "itemid",
                "productcode",
                "itemcode",
                "product",
                "item",
            ],
            required: true,
        },
        Role {
            name: "quantity",
            flag: "--quantity-column",
            named: columns.quantity_column.as_deref(),
            usual: &["quantity", "qty", "lineitemquantity", "units"],
            required: false,
        },
        Role {
            name: "date",
            flag: "--date-column",
            named: columns.date_column.as_deref(),
            usual: &[
                "invoicedate",
                "createdat",
                "orderdate",
                "orderedat",
                "placedat",
                "transactiontimestamp",
                "transactiondate",
                "datetime",
                "date",
                "timestamp",
            ],
            required: false,
        },
        Role {
            name: "customer",
            flag: "--customer-column",
            named: columns.customer_column.as_deref(),
            usual: &["customerid", "customer", "householdid", "household", "userid", "clientid", "email"],
            required: false,
        },
        Role {
            name: "title",
            flag: "",
            named: None,
            usual: &[
                "description",
                "title",
                "productname",
                "producttitle",
                "itemname",
                "lineitemname",
                "name",
            ],
            required: false,
        },
        Role {
            name: "price",
            flag: "",
            named: None,
            usual: &["unitprice", "price", "lineitemprice"],
            required: false,
        },
    ]
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

    /// Checks one row and adds it to the log, or says what is wrong with it.
    fn add(&mut self, fields: &[Option<&str>]) -> Result<Verdict, InputError> {
        let &[order, sku, quantity, date, customer, title, price] = fields else {
            return Ok(Err("wrong number of columns".to_owned()));
        };
        let (Some(order), Some(sku)) = (filled(order), filled(sku)) else {
            return Ok(Err("the order or the SKU is empty".to_owned()));
        };
        let numbers = parse_quantity(quantity)
            .and_then(|quantity| Ok((quantity, parse_price(price)?, parse_date(date)?)));
        let (quantity_thousandths, price_thousandths, placed_at_s) = match numbers {
            Ok(numbers) => numbers,
            Err(what) => return Ok(Err(what)),
        };
        self.lines.push(OrderLine {
            order: intern(&mut self.orders, order, "orders")?,
            sku: intern(&mut self.skus, sku, "SKUs")?,
            customer: filled(customer)
                .map(|name| intern(&mut self.customers, name, "customers"))
                .transpose()?,
            title: filled(title).map(|name| intern(&mut self.titles, name, "titles")).transpose()?,
            quantity_thousandths,
            price_thousandths,
            placed_at_s,
        });
        Ok(Ok(()))
    }
}

fn intern(names: &mut Names, name: &str, what: &'static str) -> Result<u32, InputError> {
    names.intern(name).ok_or(InputError::TooManyNames { what })
}

/// The field without outer blanks, if anything is left.
fn filled(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}

/// One where the table has no such column.
fn parse_quantity(field: Option<&str>) -> Result<i64, String> {
    match field {
        None => Ok(1_000),
        Some(text) => parse_thousandths(text)
            .ok_or_else(|| format!("the quantity {text:?} is not a number such as 6 or -1")),
    }
}

fn parse_price(field: Option<&str>) -> Result<Option<i64>, String> {
    filled(field)
        .map(|text| {
            parse_thousandths(text).ok_or_else(|| format!("the price {text:?} is not a number such as 2.55"))
        })
        .transpose()
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
