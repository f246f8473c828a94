//! The layouts in which shops export their orders, and which column means what in each.
//!
//! - *Shopify*, Orders → Export: `Name` is the order (`#1001`), one row per line; fields of the order (`Email`,
//!   `Created at`, `Financial Status`, `Cancelled at`) stand on its first row only.
//! - *`WooCommerce`*, one row per line: Advanced Order Export (`Order Number`, `Item Name`, `Quantity (- Refund)`) and
//!   Customer/Order/Coupon Export (`order_id`, `item_sku`, `item_quantity`).
//! - *`WooCommerce`*, one row per order: see [`packed`](super::packed).
//! - Objects with an array of lines: see [`json_lines`](super::json_lines). Shops' APIs call the order `id`, which in
//!   any other table may number the rows.

use super::columns::{OrderColumns, Role, fold};
use super::packed;

/// How a table of orders is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One row per order line, each complete.
    Lines,
    /// Shopify's export.
    Shopify,
    /// One row per order with its lines in one column or several.
    Packed,
    /// Orders with an array of lines.
    Nested,
}

/// The roles of an order log, in the order of [`roles`].
pub(super) const N_ROLES: usize = 13;

/// The columns of order lines in a table with this header.
pub(super) fn roles<'a>(header: &[String], columns: &'a OrderColumns) -> [Role<'a>; N_ROLES] {
    let layout = Layout::of(header);
    [
        Role {
            name: "order",
            flag: "--order-column",
            named: columns.order_column.as_deref(),
            usual: match layout {
                Layout::Shopify => &["name"],
                Layout::Nested => {
                    &["orderid", "ordernumber", "id", "number", "name", "order", "basketid", "invoiceno"]
                }
                Layout::Lines | Layout::Packed => ORDER,
            },
            required: true,
        },
        Role {
            name: "SKU",
            flag: "--sku-column",
            named: columns.sku_column.as_deref(),
            usual: if layout == Layout::Packed { &[] } else { SKU },
            required: layout != Layout::Packed,
        },
        optional("quantity", "--quantity-column", columns.quantity_column.as_deref(), QUANTITY),
        optional("date", "--date-column", columns.date_column.as_deref(), DATE),
        optional("customer", "--customer-column", columns.customer_column.as_deref(), CUSTOMER),
        optional("title", "", None, if layout == Layout::Lines { TITLE } else { TITLE_OF_LINE }),
        optional("price", "", None, if layout == Layout::Lines { PRICE } else { PRICE_OF_LINE }),
        optional("status", "", None, &["financialstatus", "orderstatus", "status"]),
        optional("cancellation", "", None, &["cancelledat", "canceledat"]),
        optional("refunded quantity", "", None, &["itemrefundedqty", "lineitemrefundedqty", "refundedqty"]),
        optional("product", "", None, PRODUCT),
        optional("market", "--market-column", columns.market_column.as_deref(), MARKET),
        optional("device", "--device-column", columns.device_column.as_deref(), DEVICE),
    ]
}

/// Whether only the first row of an order says who placed it, when, and what became of it.
pub(super) fn says_once(header: &[String]) -> bool {
    Layout::of(header) == Layout::Shopify
}

/// Whether a column, by its folded name, holds lines of an order.
pub(super) fn holds_lines(folded: &str) -> bool {
    folded == packed::LINES || packed::is_numbered(folded)
}

fn optional<'a>(
    name: &'static str,
    flag: &'static str,
    named: Option<&'a str>,
    usual: &'static [&'static str],
) -> Role<'a> {
    Role { name, flag, named, usual, required: false }
}

impl Layout {
    fn of(header: &[String]) -> Self {
        let folded: Vec<String> = header.iter().map(|name| fold(name)).collect();
        let has = |name: &str| folded.iter().any(|folded| folded == name);
        if folded.iter().any(|name| holds_lines(name)) {
            Self::Packed
        } else if has("name") && has("lineitemname") && has("lineitemquantity") {
            Self::Shopify
        } else if header.iter().any(|name| name.starts_with("line_item.")) {
            Self::Nested
        } else {
            Self::Lines
        }
    }
}

const ORDER: &[&str] = &[
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
];
/// Before where it was sent: of what is not sent, that is empty.
const MARKET: &[&str] = &[
    "market",
    "billingcountry",
    "billingcountrycode",
    "shippingcountry",
    "shippingcountrycode",
    "country",
    "countrycode",
];
const DEVICE: &[&str] = &[
    "device",
    "devicetype",
    "deviceclass",
    "devicecategory",
    "wcorderattributiondevicetype",
    "metawcorderattributiondevicetype",
];
const SKU: &[&str] = &[
    "lineitemsku",
    "itemsku",
    "stockcode",
    "sku",
    "variantsku",
    "productsku",
    "lineitemproductid",
    "productid",
    "itemid",
    "productcode",
    "itemcode",
    "product",
    "item",
];
/// What is left of a line after refunds, where the export says so, stands first.
const QUANTITY: &[&str] = &[
    "quantityrefund",
    "lineitemquantity",
    "lineitemqty",
    "itemquantity",
    "itemqty",
    "quantity",
    "qty",
    "units",
];
const DATE: &[&str] = &[
    "invoicedate",
    "createdat",
    "orderdate",
    "orderedat",
    "placedat",
    "transactiontimestamp",
    "transactiondate",
    "datecreatedgmt",
    "datecreated",
    "datetime",
    "date",
    "timestamp",
];
/// The address of a guest tells more than her number, which is 0 for all of them.
const CUSTOMER: &[&str] = &[
    "email",
    "emailbilling",
    "billingemail",
    "customeremail",
    "customerid",
    "customer",
    "householdid",
    "household",
    "userid",
    "customeruser",
    "clientid",
];
const TITLE: &[&str] = &["description", "title", "productname", "producttitle", "itemname", "name"];
const TITLE_OF_LINE: &[&str] = &["lineitemtitle", "lineitemname"];
const PRICE: &[&str] = &["unitprice", "price", "itemcost", "itemprice"];
const PRICE_OF_LINE: &[&str] = &["lineitemprice", "lineitemunitprice"];
/// What names an item whose SKU is empty.
const PRODUCT: &[&str] = &["lineitemvariantid", "lineitemproductid", "itemproductid", "lineitemname"];
