//! Where and when she shops, as coarsely as it helps: month, part of the day, class of device, market. None of it leaves
//! the device.

/// What is known of where and when; `None` is unknown, or must not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// The month, 0 is January.
    pub month: Option<u8>,
    /// The part of the day, 0 is the night ([`daypart_of`]).
    pub daypart: Option<u8>,
    /// What she shops with.
    pub device: Option<Device>,
    /// The country that the shop's page is for.
    pub market: Option<Market>,
}

/// One of the circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circumstance {
    /// The month.
    Month,
    /// The part of the day.
    Daypart,
    /// The class of device.
    Device,
    /// The market.
    Market,
}

impl Circumstance {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Month, Self::Daypart, Self::Device, Self::Market];
}

impl Circumstances {
    /// The others alone.
    #[must_use]
    pub const fn without(mut self, circumstance: Circumstance) -> Self {
        match circumstance {
            Circumstance::Month => self.month = None,
            Circumstance::Daypart => self.daypart = None,
            Circumstance::Device => self.device = None,
            Circumstance::Market => self.market = None,
        }
        self
    }
}

/// A class of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Device {
    /// Touched, and held in one hand.
    Phone,
    /// Touched, and larger.
    Tablet,
    /// With a mouse or the like.
    Desktop,
}

impl Device {
    /// All of them, in the order of a model's profiles, with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("phone", Self::Phone), ("tablet", Self::Tablet), ("desktop", Self::Desktop)];

    /// The class of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, device)| device)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, device)| *device == self).map_or("", |(name, _)| name)
    }

    /// Its place in a model's profiles.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Phone => 0,
            Self::Tablet => 1,
            Self::Desktop => 2,
        }
    }
}

/// A country, by its ISO 3166-1 alpha-2 code: two ASCII capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Market([u8; 2]);

impl Market {
    /// The market of a code such as `GB`; `None` for what is not two ASCII letters.
    #[must_use]
    pub const fn from_code(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The market of a page in this language: the region of a tag such as `en-GB` (BCP 47, section 2.2.4).
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let subtags = tag.split(['-', '_']).take_while(|subtag| subtag.len() > 1);
        subtags.skip(1).filter(|subtag| subtag.len() == 2).find_map(Self::from_code)
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The part of the day that an hour is in: night 0–5, early 5–8, morning 8–12, afternoon 12–17, evening 17–21, late
/// 21–24, numbered from 0.
#[must_use]
pub fn daypart_of(hour: u8) -> u8 {
    [5, 8, 12, 17, 21].into_iter().fold(0, |part, begins| part + u8::from(hour >= begins))
}

#[cfg(test)]
mod tests {
    use super::{Device, Market, daypart_of};

    #[test]
    fn the_day_has_six_parts() {
        let parts = (0..24).map(daypart_of).fold([0; 6], |mut hours, part| {
            hours[usize::from(part)] += 1;
            hours
        });
        assert_eq!(parts, [5, 3, 4, 5, 4, 3]);
    }

    #[test]
    fn a_language_tag_names_the_market_or_none() {
        let market = |tag| Market::of_language(tag).map(|market| market.code().to_owned());
        assert_eq!(["en-GB", "zh-Hant-tw", "de_AT"].map(market).map(Option::unwrap), ["GB", "TW", "AT"]);
        assert!(
            ["", "en", "ar-001", "de-1996", "en-u-hc-h12", "x-gb"]
                .into_iter()
                .all(|tag| market(tag).is_none())
        );
    }

    #[test]
    fn a_market_is_two_letters_and_a_device_one_of_three() {
        let code = |code| Market::from_code(code).map(|market| market.code().to_owned());
        assert_eq!(code("gb").as_deref(), Some("GB"));
        assert!(["", "G", "GBR", "G1", "é"].into_iter().all(|other| code(other).is_none()));
        for (at, (name, device)) in (0..).zip(Device::ALL) {
            assert_eq!((Device::from_name(name), device.number()), (Some(device), at));
        }
        assert_eq!(Device::from_name("watch"), None);
    }
}
