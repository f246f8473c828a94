//! Where an order came from: the market, and the class of device. Orders that say neither are the rule.

use std::str::FromStr;

use goeswith_engine::circumstances::{Device, Market};

/// Where an order came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The country, where the log says so.
    pub market: Option<Market>,
    /// The class of device, where the log says so.
    pub device: Option<Device>,
}

impl Place {
    /// What both say; where they disagree, the smaller, whichever came first.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            market: [self.market, other.market].into_iter().flatten().min(),
            device: [self.device, other.device].into_iter().flatten().min(),
        }
    }
}

/// The market that a log calls `GB`, `gbr` or `United Kingdom`; `None` for what is no country.
pub(crate) fn market_of(text: &str) -> Option<Market> {
    let name: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
    // Reserved in ISO 3166-1 for the country that has the code GB.
    let name = if name.eq_ignore_ascii_case("uk") { "GB" } else { &name };
    Market::from_code(celes::Country::from_str(name).ok()?.alpha2)
}

/// The class of a device that a log calls `Mobile`, `iPad` or `desktop computer`; `None` for what is none of the three.
pub(crate) fn device_of(text: &str) -> Option<Device> {
    let name = text.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["tablet", "ipad"]) => Some(Device::Tablet),
        () if has(&["phone", "mobile", "android"]) => Some(Device::Phone),
        () if has(&["desktop", "laptop", "computer", "pc"]) => Some(Device::Desktop),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, device_of, market_of};
    use goeswith_engine::circumstances::Device;

    #[test]
    fn a_market_is_known_by_its_codes_and_its_name() {
        let code = |text| market_of(text).map(|market| market.code().to_owned());
        for text in ["GB", "gb", "GBR", "United Kingdom", " united kingdom ", "UK"] {
            assert_eq!(code(text).as_deref(), Some("GB"), "{text}");
        }
        assert_eq!(["Hong Kong", "USA", "Czech Republic"].map(code).map(Option::unwrap), ["HK", "US", "CZ"]);
        assert!(["", "Unspecified", "European Community", "ZZ"].into_iter().all(|text| code(text).is_none()));
    }

    #[test]
    fn a_device_is_one_of_three_classes() {
        for (text, device) in [
            ("Mobile", Device::Phone),
            ("smartphone", Device::Phone),
            ("iPad", Device::Tablet),
            ("android tablet", Device::Tablet),
            ("Desktop", Device::Desktop),
        ] {
            assert_eq!(device_of(text), Some(device), "{text}");
        }
        assert!(device_of("").is_none() && device_of("kiosk").is_none());
    }

    #[test]
    fn of_two_answers_it_does_not_matter_which_came_first() {
        let of = |market, device| Place { market: market_of(market), device: device_of(device) };
        let both = of("DE", "phone").with(of("AT", ""));
        assert_eq!(both, of("AT", "phone"));
        assert_eq!(both, of("AT", "").with(of("DE", "phone")));
    }
}
