//! `goeswith evaluate orders`: one item of each test order is hidden, and must be found from the others.

use std::path::PathBuf;

use cpu_time::ProcessTime;
use goeswith_engine::circumstances::Circumstance;
use goeswith_engine::model::MAX_ROW_LEN;
use indicatif::ProgressBar;

use super::evaluate;
use super::phases::{self, Unit};
use super::text::thousands;
use crate::catalog::Catalog;
use crate::clean;
use crate::evaluate::hidden::MAX_ITEMS;
use crate::evaluate::orders::{N_DRAWS, OrderTest, order_keys};
use crate::evaluate::peers::{self, Aggregation, Popularity, Table};
use crate::evaluate::ranking::Ranker;
use crate::evaluate::report::{MethodReport, Report, Role};
use crate::evaluate::shipped::Shipped;
use crate::evaluate::split::{self, Limits, MIN_ITEMS, Parts, Split};
use crate::input::log_catalog::catalog_of;
use crate::input::{self, BadRowLimit, CatalogColumns, OrderColumns};
use crate::learn::{Keep, OrderIndex};
use crate::make::{self, Learned, MakeError, MethodName, Recipe};
use crate::merchant::Merchant;
use crate::num::to_usize;

/// Hide one item of each held-back order, and see whether the others find it
#[derive(Debug, clap::Args)]
pub struct EvaluateOrdersArgs {
    /// Order logs, as for `build`, or one basket per line: ids separated by blanks or commas, without a header
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub orders: Vec<PathBuf>,
    /// The catalogue; without one, the items are what the log names
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// Which orders are held back: time:SHARE (the latest), random:SHARE or last-weeks:N
    #[arg(long, default_value = "time:0.1", value_name = "RULE")]
    pub split: Split,
    /// What the fixed draws begin with: the random split, the hidden items (ten seeds from here on), the sample
    #[arg(long, default_value_t = 42, value_name = "N")]
    pub seed: u64,
    /// Learn from the N latest training orders only, as a small shop would; the test stays the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub train_latest: Option<u32>,
    /// Test N of the held-back orders only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub test_sample: Option<u32>,
    /// Pairs of items that fewer customers ordered than this never enter the model (an order of nobody known counts as
    /// one customer)
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub floor: u32,
    /// Most relations per item
    #[arg(long, default_value_t = 16, value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_ROW_LEN)))]
    pub k: u32,
    /// Measure other methods and variations of the model in the same run
    #[arg(long)]
    pub compare: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// How many rows may be unusable: a number, or a share such as 0.5% (of which ten rows are always allowed)
    #[arg(long, default_value_t, value_name = "N|N%")]
    pub max_bad_rows: BadRowLimit,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub order_columns: OrderColumns,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub catalog_columns: CatalogColumns,
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, or there is nothing to learn from or to test.
pub fn run(args: &EvaluateOrdersArgs) -> miette::Result<()> {
    let progress = phases::begin("Reading orders", Unit::Bytes);
    let (log, _) =
        input::orders::read_orders(&args.orders, &args.order_columns, args.max_bad_rows, &progress)?;
    progress.finish_and_clear();
    let catalog = match &args.catalog {
        Some(path) => input::catalog::read_catalog(path, &args.catalog_columns, args.max_bad_rows)?.0,
        None => catalog_of(&log),
    };
    let keys = order_keys(log.orders.iter());
    let (baskets, _) = clean::to_baskets(&log, &catalog);
    drop(log);
    let limits =
        Limits { train_latest: args.train_latest.map(to_usize), test_sample: args.test_sample.map(to_usize) };
    let n_orders = baskets.orders.len();
    let parts = split::split(baskets, &keys, args.split, args.seed, limits)?;
    let test = OrderTest::new(&catalog, &parts.train, &parts.test, &keys, args.seed);
    let facts = facts(args, n_orders, &parts);
    let bench = Bench { catalog: &catalog, parts: &parts, test: &test };
    let report = Report { facts, n_cases: test.n_orders(), methods: bench.methods(args)? };
    evaluate::print(&report, args.json)
}

fn facts(args: &EvaluateOrdersArgs, n_orders: usize, parts: &Parts) -> Vec<(&'static str, String)> {
    let last_seed = args.seed.saturating_add(N_DRAWS - 1);
    vec![
        ("orders", thousands(n_orders)),
        ("split", args.split.to_string()),
        ("training orders", thousands(parts.train.orders.len())),
        ("test orders", format!("{}, of {MIN_ITEMS} different items or more", thousands(parts.test.len()))),
        (
            "hidden",
            format!("one item of each (of {MAX_ITEMS} at most), by seeds {} to {last_seed}", args.seed),
        ),
        (
            "errors",
            "standard errors over test orders, each of which counts with its mean over the seeds".to_owned(),
        ),
        ("floor", format!("pairs of {} customers or more", args.floor)),
        (
            "ranking",
            "only what is in the cart is excluded; as shown: with every rule but the ceilings".to_owned(),
        ),
        ("peers", "every pair at full precision, no floor, no file".to_owned()),
    ]
}

/// What all methods are given.
#[derive(Debug, Clone, Copy)]
struct Bench<'a> {
    catalog: &'a Catalog,
    parts: &'a Parts,
    test: &'a OrderTest,
}

/// What one model took and is.
struct Made {
    bytes: Vec<u8>,
    cpu_s: f64,
}

impl Bench<'_> {
    fn methods(&self, args: &EvaluateOrdersArgs) -> Result<Vec<MethodReport>, MakeError> {
        let keep = Keep { floor: args.floor, k: to_usize(args.k) };
        let mut methods = self.shipped(keep, args.compare)?;
        if args.compare {
            phases::begin("Variations of the model", Unit::Items).finish_and_clear();
            let other_floor = if args.floor == 1 { 5 } else { 1 };
            let made = self.make(Keep { floor: other_floor, ..keep })?;
            let n_bytes = made.bytes.len();
            let shipped = Shipped::open(made.bytes, self.catalog).map_err(MakeError::Unreadable)?;
            let name = format!("goeswith, floor {other_floor}");
            let groups = vec![self.test.rank_placed(&shipped, |here| here)];
            let (role, build_cpu_s) = (Role::Variation, made.cpu_s);
            methods.push(MethodReport { name, role, build_cpu_s, model_bytes: n_bytes, groups });
            methods.push(self.full_precision(Keep { k: usize::MAX, ..keep })?);
            phases::begin("Peers", Unit::Items).finish_and_clear();
            methods.extend(self.peers());
        }
        Ok(methods)
    }

    /// The model as it ships, what its rows would show and, to compare, what it is without each of the circumstances that
    /// it makes anything of.
    fn shipped(&self, keep: Keep, compare: bool) -> Result<Vec<MethodReport>, MakeError> {
        phases::begin("Learning and testing", Unit::Items).finish_and_clear();
        let Made { bytes, cpu_s } = self.make(keep)?;
        let model_bytes = bytes.len();
        let shipped = Shipped::open(bytes, self.catalog).map_err(MakeError::Unreadable)?;
        let row = |name: &str, role, group| MethodReport {
            name: name.to_owned(),
            role,
            build_cpu_s: cpu_s,
            model_bytes,
            groups: vec![group],
        };
        let mut rows = vec![
            row("goeswith", Role::Shipped, self.test.rank_placed(&shipped, |here| here)),
            row("goeswith, as shown", Role::Variation, self.test.shown(&shipped)),
        ];
        if compare {
            for (circumstance, name) in [
                (Circumstance::Month, "goeswith, without months"),
                (Circumstance::Daypart, "goeswith, without parts of the day"),
                (Circumstance::Device, "goeswith, without devices"),
                (Circumstance::Market, "goeswith, without markets"),
            ] {
                if shipped.tells_apart(circumstance) {
                    let without = self.test.rank_placed(&shipped, |here| here.without(circumstance));
                    rows.push(row(name, Role::Variation, without));
                }
            }
        }
        Ok(rows)
    }

    /// The same relations before any was dropped or rounded.
    fn full_precision(&self, keep: Keep) -> Result<MethodReport, MakeError> {
        let started = ProcessTime::now();
        let learned = self.learn(keep)?;
        let n_items = self.catalog.items.len();
        let table = Table::of_relations(&learned.relations, n_items);
        let cpu_s = started.elapsed().as_secs_f64();
        Ok(self.method("goeswith, full precision".to_owned(), Role::Variation, cpu_s, 0, &table))
    }

    fn peers(&self) -> Vec<MethodReport> {
        type Build = fn(&OrderIndex<'_>) -> Box<dyn Ranker>;
        let peers: [(&str, Build); 7] = [
            ("popularity", |_| Box::new(Popularity)),
            ("co-occurrence", |orders| Box::new(peers::co_occurrence(orders))),
            ("cosine", |orders| Box::new(peers::cosine(orders))),
            ("LLR", |orders| Box::new(peers::llr(orders))),
            ("BM25-cosine, sum", |orders| Box::new(peers::bm25_cosine(orders, Aggregation::Sum))),
            ("BM25-cosine, max", |orders| Box::new(peers::bm25_cosine(orders, Aggregation::Max))),
            ("max confidence", |orders| Box::new(peers::max_confidence(orders))),
        ];
        let report = |(name, build): (&str, Build)| {
            let started = ProcessTime::now();
            let peer = build(&OrderIndex::new(&self.parts.train));
            let cpu_s = started.elapsed().as_secs_f64();
            self.method(name.to_owned(), Role::Peer, cpu_s, 0, peer.as_ref())
        };
        peers.into_iter().map(report).collect()
    }

    fn method(
        &self,
        name: String,
        role: Role,
        build_cpu_s: f64,
        model_bytes: usize,
        ranker: &dyn Ranker,
    ) -> MethodReport {
        MethodReport { name, role, build_cpu_s, model_bytes, groups: vec![self.test.rank(ranker)] }
    }

    fn make(&self, keep: Keep) -> Result<Made, MakeError> {
        let started = ProcessTime::now();
        let learned = self.learn(keep)?;
        let bytes = make::write(self.catalog, &learned, CURRENCY, 0, String::new())?;
        Ok(Made { bytes, cpu_s: started.elapsed().as_secs_f64() })
    }

    fn learn(&self, keep: Keep) -> Result<Learned, MakeError> {
        let recipe = Recipe { method: MethodName::Ridge, lambda: None, title_weight: None, keep };
        let merchant = Merchant::default();
        Ok(make::learn(self.catalog, &self.parts.train, &merchant, &recipe, &ProgressBar::hidden())?)
    }
}

/// Prices take no part in any figure.
const CURRENCY: &str = "USD";
