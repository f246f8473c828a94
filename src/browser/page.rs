//! What the page can tell: the clock, prices in the shopper's notation, addresses.

use super::host::Host;
use crate::app::Now;
use crate::view::Page;
use goeswith_engine::ids::Millis;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The moment, and when the shopper's own day ends.
pub(super) fn now() -> Now {
    let today = Date::new_0();
    let midnight = Date::new_with_year_month_day(today.get_full_year(), month(&today), day(&today) + 1);
    Now { at: millis(today.get_time()), next_midnight: millis(midnight.get_time()) }
}

fn month(date: &Date) -> i32 {
    i32::try_from(date.get_month()).unwrap_or(0)
}

fn day(date: &Date) -> i32 {
    i32::try_from(date.get_date()).unwrap_or(1)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a JavaScript date is a whole number of milliseconds below 2^53; before 1970 it saturates to 0"
)]
fn millis(time: f64) -> Millis {
    Millis(time as u64)
}

/// A moment as JavaScript writes it.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "moments are whole numbers below 2^53"
)]
pub(super) fn js_time(moment: Millis) -> f64 {
    moment.0 as f64
}

/// One row's view of the page.
pub(super) struct RowPage<'a> {
    pub(super) host: &'a Host,
    pub(super) language: &'a str,
}

impl Page for RowPage<'_> {
    fn price(&self, hundredths: u32, currency: &str) -> String {
        let amount = f64::from(hundredths) / 100.0;
        let options = Object::new();
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &"style".into(), &"currency".into());
        let _ = Reflect::set(&options, &"currency".into(), &currency.into());
        let format = Intl::NumberFormat::new(&Array::of1(&self.language.into()), &options).format();
        format
            .call1(&JsValue::UNDEFINED, &amount.into())
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }

    fn link(&self, sku: &str) -> Option<String> {
        self.host.link(sku)
    }
}
