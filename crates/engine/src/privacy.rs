//! How much may be kept of what the shopper does. What she *says* (how often, pause, every *no*, gift mode) is hers, and
//! is kept in every mode.

/// The privacy mode, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PrivacyMode {
    /// Nothing is shown at all.
    Off,
    /// This page and the cart, in memory only: the mode without consent.
    #[default]
    Page,
    /// From page to page, until the tab is closed.
    Session,
    /// From visit to visit; what is not renewed is forgotten after 30 days.
    Remembered,
}

impl PrivacyMode {
    /// From least to most.
    pub const ALL: [Self; 4] = [Self::Off, Self::Page, Self::Session, Self::Remembered];

    /// The name in code, data and attributes: `off`, `page`, `session`, `remembered`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Page => "page",
            Self::Session => "session",
            Self::Remembered => "remembered",
        }
    }

    /// What the shop's consent tool says; anything unknown is no consent.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|mode| mode.name() == name).unwrap_or_default()
    }

    /// The mode that holds where the browser may say that the shopper objects (`globalPrivacyControl`): then never more
    /// than this page.
    #[must_use]
    pub fn under(self, objects: bool) -> Self {
        if objects { self.min(Self::Page) } else { self }
    }

    /// Whether anything that she does is kept from page to page.
    #[must_use]
    pub fn keeps(self) -> bool {
        self >= Self::Session
    }
}

#[cfg(test)]
mod tests {
    use super::PrivacyMode;

    #[test]
    fn an_objection_leaves_this_page_at_most() {
        let under = |mode: PrivacyMode| mode.under(true).name();
        assert_eq!(PrivacyMode::ALL.map(under), ["off", "page", "page", "page"]);
        assert_eq!(PrivacyMode::Remembered.under(false), PrivacyMode::Remembered);
    }

    #[test]
    fn what_is_no_consent_is_none() {
        for word in ["", "yes", "Remembered", "all"] {
            assert_eq!(PrivacyMode::from_name(word), PrivacyMode::Page);
        }
        assert_eq!(PrivacyMode::from_name("session"), PrivacyMode::Session);
    }
}
