//! What the page can tell: the clock, prices in the shopper's notation, addresses.

use super::host::{Browser, Host};
use crate::app::Now;
use crate::view::Page;
use goeswith_engine::circumstances::{Circumstances, Device, Market, daypart_of};
use goeswith_engine::ids::Millis;

impl Browser {
    /// The moment, and when the shopper's own day ends.
    pub(super) fn moment(&self) -> Now {
        Now {
            at: millis(self.now()),
            next_midnight: millis(self.next_midnight()),
            circumstances: Circumstances {
                month: Some(self.month()),
                daypart: Some(daypart_of(self.hour())),
                device: Device::from_name(&self.device()),
                market: Market::of_language(&self.language()),
            },
        }
    }
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
pub(super) fn js_time(moment: Millis) -> f64 {
    js_number(moment.0)
}

/// A number as JavaScript writes it.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "moments and scores are whole numbers below 2^53"
)]
pub(super) fn js_number(number: u64) -> f64 {
    number as f64
}

impl Page for Host {
    fn price(&self, hundredths: u32, currency: &str) -> String {
        self.price(hundredths, currency)
    }

    fn link(&self, sku: &str) -> Option<String> {
        self.link(sku)
    }
}
