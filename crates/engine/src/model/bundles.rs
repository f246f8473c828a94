//! The section of bundles, read only when somebody asks: the widget once per page.

use super::bytes::{Cursor, Fault, put_leb};
use super::draft::Bundle;
use super::layout::{BUNDLE_LEN, MAX_BUNDLES, MAX_TEXT_LEN};
use crate::ids::{ItemId, to_usize};

/// Appends all bundles: their number, then of each the name, the items as gaps, and the orders.
pub(crate) fn put_bundles(out: &mut Vec<u8>, bundles: &[Bundle]) {
    let len = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    put_leb(out, len(bundles.len()));
    for bundle in bundles {
        put_leb(out, len(bundle.name.len()));
        out.extend(bundle.name.as_bytes());
        put_leb(out, len(bundle.items.len()));
        let mut next = 0;
        for item in &bundle.items {
            put_leb(out, item.0 - next);
            next = item.0 + 1;
        }
        put_leb(out, bundle.n_orders);
    }
}

/// The dual of [`put_bundles`].
pub(crate) fn read_bundles(cursor: &mut Cursor<'_>, n_items: u32) -> Result<Vec<Bundle>, Fault> {
    let n = cursor.leb_up_to(MAX_BUNDLES, "too many bundles")?;
    let mut bundles = Vec::new();
    for _ in 0..n {
        let name_len = cursor.leb_up_to(MAX_TEXT_LEN, "name too long")?;
        let name = core::str::from_utf8(cursor.take(to_usize(name_len))?);
        let name = name.map_err(|_| Fault("name is not UTF-8"))?.to_owned();
        let len = cursor.leb_up_to(BUNDLE_LEN.1, "bundle of more than five items")?;
        if len < BUNDLE_LEN.0 {
            return Err(Fault("bundle of fewer than two items"));
        }
        let mut items = Vec::new();
        let mut next = 0_u32;
        for _ in 0..len {
            let item = next.checked_add(cursor.leb()?).filter(|&item| item < n_items);
            let item = item.ok_or(Fault("bundle of no such item"))?;
            items.push(ItemId(item));
            next = item + 1;
        }
        bundles.push(Bundle { name, items, n_orders: cursor.leb()? });
    }
    Ok(bundles)
}
