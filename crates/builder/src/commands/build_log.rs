//! What `build` learns from: orders, or visits where there are none.

use indicatif::ProgressBar;

use super::build::{BuildArgs, BuildError};
use super::phases::{self, Unit};
use super::text::thousands;
use crate::baskets::Baskets;
use crate::catalog::Catalog;
use crate::clean::{self, CleanReport};
use crate::input::sessions::read_sessions;
use crate::input::{self, RowReport};
use crate::learn::{Keep, Sessions};
use crate::make::{self, Learned, Recipe};
use crate::manifest::Window;
use crate::merchant::{Merchant, MerchantError};
use crate::visits;

/// A log with something to learn from.
pub(super) enum Log {
    Orders(Baskets),
    Visits(Sessions),
}

/// A log, and what became of its rows.
pub(super) struct Input {
    pub(super) log: Log,
    pub(super) rows: RowReport,
    pub(super) lines: CleanReport,
}

impl Input {
    /// Reads what the arguments name.
    pub(super) fn read(args: &BuildArgs, catalog: &Catalog) -> miette::Result<Self> {
        let (log, rows, lines) = if let Some(path) = &args.sessions {
            let progress = phases::begin("Reading visits", Unit::Bytes);
            let (log, rows) = read_sessions(path, args.max_bad_rows, &progress)?;
            progress.finish_and_clear();
            let (sessions, lines) = visits::to_sessions(&log, catalog);
            (Log::Visits(sessions), rows, lines)
        } else {
            let progress = phases::begin("Reading orders", Unit::Bytes);
            let (log, rows) =
                input::orders::read_orders(&args.orders, &args.order_columns, args.max_bad_rows, &progress)?;
            progress.finish_and_clear();
            let (baskets, lines) = clean::to_baskets(&log, catalog);
            (Log::Orders(baskets), rows, lines)
        };
        if lines.n_orders == 0 {
            let (rows, lines) = (Box::new(rows), Box::new(lines));
            return Err(match log {
                Log::Orders(_) => BuildError::NoOrders { rows, lines },
                Log::Visits(_) => BuildError::NoVisits { rows, lines },
            }
            .into());
        }
        Ok(Self { log, rows, lines })
    }
}

impl Log {
    /// The relations it teaches.
    pub(super) fn learn(
        &self,
        catalog: &Catalog,
        merchant: &Merchant,
        args: &BuildArgs,
        progress: &ProgressBar,
    ) -> Result<(Learned, Keep), MerchantError> {
        let (method, lambda, title_weight) = (args.method, args.lambda, args.title_weight);
        match self {
            Self::Orders(baskets) => {
                let keep = args.keep(16);
                let recipe = Recipe { method, lambda, title_weight, keep };
                Ok((make::learn(catalog, baskets, merchant, &recipe, progress)?, keep))
            }
            Self::Visits(sessions) => {
                let keep = args.keep(48);
                Ok((make::learn_from_sessions(catalog, sessions, merchant, keep, progress)?, keep))
            }
        }
    }

    /// The days that it spans, where it says.
    pub(super) fn window(&self) -> Option<Window> {
        match self {
            Self::Orders(baskets) => Window::of(baskets),
            Self::Visits(_) => None,
        }
    }

    /// What it holds and how much of it: `orders`, and their number and days.
    pub(super) fn told(&self) -> (&'static str, String) {
        match self {
            Self::Orders(baskets) => {
                let n_orders = thousands(baskets.orders.len());
                let told = match self.window() {
                    Some(window) => format!("{n_orders}, {} to {}", window.first, window.last),
                    None => n_orders,
                };
                ("orders", told)
            }
            Self::Visits(sessions) => {
                ("visits", format!("{} of two items or more", thousands(sessions.sessions.len())))
            }
        }
    }

    /// Whom the privacy floor counts.
    pub(super) const fn parties(&self) -> &'static str {
        match self {
            Self::Orders(_) => "customers",
            Self::Visits(_) => "visits",
        }
    }
}
