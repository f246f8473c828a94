//! Which column holds what: recognized by its usual names, or named by a flag.

use std::path::Path;

use super::error::InputError;

/// Flags that name the columns of an order log. What is not named is recognized by its usual names.
#[derive(Debug, Clone, PartialEq, Eq, Default, clap::Args)]
#[command(next_help_heading = "Columns of the orders")]
pub struct OrderColumns {
    /// Column with the order's id [default: `InvoiceNo`, `order_id`, `basket_id`, `transaction_id`, …]
    #[arg(long, value_name = "NAME")]
    pub order_column: Option<String>,
    /// Column with the item's SKU [default: `StockCode`, `sku`, `product_id`, `item_id`, …]
    #[arg(long, value_name = "NAME")]
    pub sku_column: Option<String>,
    /// Column with the quantity; below zero is a cancellation [default: `Quantity`, `qty`; without, 1]
    #[arg(long, value_name = "NAME")]
    pub quantity_column: Option<String>,
    /// Column with the order's date [default: `InvoiceDate`, `created_at`, `order_date`, `timestamp`, …]
    #[arg(long, value_name = "NAME")]
    pub date_column: Option<String>,
    /// Column with the customer's id [default: `CustomerID`, `household_id`, `user_id`, …]
    #[arg(long, value_name = "NAME")]
    pub customer_column: Option<String>,
    /// Column with the order's country, by name or code [default: `Country`, `market`, `Shipping Country`, …]
    #[arg(long, value_name = "NAME")]
    pub market_column: Option<String>,
    /// Column with the device it was placed on: phone, tablet, desktop [default: `device`, `device_type`, …]
    #[arg(long, value_name = "NAME")]
    pub device_column: Option<String>,
}

/// Flags that name the columns of a catalogue. What is not named is recognized by its usual names.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Columns of the catalogue")]
pub struct CatalogColumns {
    /// Column with the item's SKU [default: `sku`, `StockCode`, `product_id`, …]
    #[arg(long, value_name = "NAME")]
    pub catalog_sku_column: Option<String>,
    /// Column with what the shopper reads [default: `title`, `name`, `Description`, …]
    #[arg(long, value_name = "NAME")]
    pub catalog_title_column: Option<String>,
    /// Column with the price, such as 2.55 [default: `price`, `UnitPrice`; without, unknown]
    #[arg(long, value_name = "NAME")]
    pub catalog_price_column: Option<String>,
    /// Column with the category path, such as "Kitchen > Mugs" [default: `category`; without, "Other"]
    #[arg(long, value_name = "NAME")]
    pub catalog_category_column: Option<String>,
    /// Column whose value variants share [default: `family`, `item_group_id`, `parent_sku`; without, none]
    #[arg(long, value_name = "NAME")]
    pub catalog_family_column: Option<String>,
}

/// What the columns of an order's lines begin with, where they come out of an object.
pub(super) const LINE_ITEM: &str = "line_item";

/// What one column is for, and how to find it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role<'a> {
    /// In words, such as "order".
    pub name: &'static str,
    /// The flag that names the column, if there is one.
    pub flag: &'static str,
    /// The column named by the flag.
    pub named: Option<&'a str>,
    /// Usual names, folded as by [`fold`]; the first that the table has wins.
    pub usual: &'static [&'static str],
    /// Whether the table is of no use without it.
    pub required: bool,
}

/// What is wanted of a table.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The columns with a meaning, in a table with this header.
    pub roles: &'a dyn Fn(&[String]) -> Vec<Role<'a>>,
    /// Which of the other columns are wanted, by name folded as by [`fold`].
    pub further: fn(&str) -> bool,
    /// Whether an array of lines in an object is to be taken apart into rows.
    pub lines: bool,
}

/// Where the wanted columns stand in a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    /// Per role, `None` for an optional one that no column fills.
    pub roles: Vec<Option<usize>>,
    /// Of the further columns.
    pub further: Vec<usize>,
}

impl Wanted<'_> {
    /// Finds the wanted columns in the header of a table.
    ///
    /// # Errors
    ///
    /// A required column that was not recognized, or a named one that the table does not have.
    pub(super) fn resolve(&self, path: &Path, header: &[String]) -> Result<Columns, InputError> {
        let roles = (self.roles)(header);
        let roles: Result<_, _> = roles.iter().map(|role| resolve_one(path, header, role)).collect();
        Ok(self.with_further(header, roles?))
    }

    /// The same for one row of a table whose rows differ in their columns: what it lacks is `None`.
    pub(super) fn resolve_row(&self, header: &[String]) -> Columns {
        let roles = (self.roles)(header);
        self.with_further(header, roles.iter().map(|role| position(header, role)).collect())
    }

    fn with_further(&self, header: &[String], roles: Vec<Option<usize>>) -> Columns {
        let is_wanted = |(position, name): &(usize, &String)| {
            !roles.contains(&Some(*position)) && (self.further)(&fold(name))
        };
        let further = header.iter().enumerate().filter(is_wanted).map(|(position, _)| position).collect();
        Columns { roles, further }
    }
}

fn resolve_one(path: &Path, header: &[String], role: &Role<'_>) -> Result<Option<usize>, InputError> {
    let column = position(header, role);
    let found = || header.join(", ");
    match role.named {
        _ if column.is_some() => Ok(column),
        Some(wanted) => Err(InputError::UnknownColumn {
            path: path.to_owned(),
            wanted: wanted.to_owned(),
            found: found(),
            flag: role.flag,
        }),
        None if role.required => Err(InputError::MissingColumn {
            path: path.to_owned(),
            role: role.name,
            found: found(),
            flag: role.flag,
        }),
        None => Ok(None),
    }
}

fn position(header: &[String], role: &Role<'_>) -> Option<usize> {
    match role.named {
        Some(wanted) => {
            let exact = header.iter().position(|name| name == wanted);
            exact.or_else(|| position_folded(header, &fold(wanted)))
        }
        None => role.usual.iter().find_map(|usual| position_folded(header, usual)),
    }
}

fn position_folded(header: &[String], folded: &str) -> Option<usize> {
    header.iter().position(|name| fold(name) == folded)
}

/// `Order ID`, `order_id` and `OrderId` are the same name: letters and digits only, in small letters.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: Role<'static> = Role {
        name: "order",
        flag: "--order-column",
        named: None,
        usual: &["invoiceno", "orderid"],
        required: true,
    };

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    fn resolve(
        path: &Path,
        header: &[String],
        roles: &[Role<'static>],
    ) -> Result<Vec<Option<usize>>, InputError> {
        let wanted = Wanted { roles: &|_| roles.to_vec(), further: |_| false, lines: false };
        wanted.resolve(path, header).map(|columns| columns.roles)
    }

    #[test]
    fn names_are_recognized_whatever_their_case_and_joints() {
        for name in ["order_id", "Order ID", "orderId", "ORDER-ID", " order id "] {
            let columns = resolve(Path::new("f"), &header(&["x", name]), &[ORDER]).unwrap();
            assert_eq!(columns, [Some(1)], "{name:?}");
        }
    }

    #[test]
    fn the_more_usual_name_wins_over_the_earlier_column() {
        let columns = resolve(Path::new("f"), &header(&["order_id", "InvoiceNo"]), &[ORDER]).unwrap();
        assert_eq!(columns, [Some(1)]);
    }

    #[test]
    fn a_named_column_wins_and_must_exist() {
        let named = Role { named: Some("Ref"), ..ORDER };
        let columns = resolve(Path::new("f"), &header(&["order_id", "ref"]), &[named]).unwrap();
        assert_eq!(columns, [Some(1)]);
        let error = resolve(Path::new("f"), &header(&["order_id"]), &[named]).unwrap_err();
        assert!(matches!(error, InputError::UnknownColumn { .. }), "{error}");
    }

    #[test]
    fn an_optional_column_may_be_missing() {
        let optional = Role { required: false, ..ORDER };
        assert_eq!(resolve(Path::new("f"), &header(&["x"]), &[optional]).unwrap(), [None]);
    }
}
