//! `goeswith evaluate sessions`: what is looked at next must be found from what was looked at before.

use std::path::PathBuf;

use cpu_time::ProcessTime;
use goeswith_engine::model::MAX_ROW_LEN;
use indicatif::ProgressBar;
use miette::Diagnostic;
use thiserror::Error;

use super::evaluate;
use super::phases::{self, Unit};
use super::text::thousands;
use crate::catalog::Catalog;
use crate::evaluate::peers::{self, Aggregation, Popularity, Table};
use crate::evaluate::ranking::{Lists, Ranker};
use crate::evaluate::report::{MethodReport, Report, Role};
use crate::evaluate::sessions::{self, ByRecency, ShippedSessions, Step};
use crate::evaluate::vsknn::VsKnn;
use crate::input::BadRowLimit;
use crate::input::sessions::{read_session_cases, read_sessions};
use crate::learn::{Keep, OrderIndex, Sessions};
use crate::make::{self, Learned, MakeError};
use crate::merchant::Merchant;
use crate::num::to_usize;

/// Predict each next item of test sessions from the items before it
#[derive(Debug, clap::Args)]
pub struct EvaluateSessionsArgs {
    /// Sessions to learn from: one per line, its items oldest first, the oldest session first; or a table of clicks
    /// with the columns `SessionId`, `ItemId` and `Time`
    #[arg(long, value_name = "FILE")]
    pub train: PathBuf,
    /// What to predict: items seen, a tab, the next item, on each line; or a table of clicks
    #[arg(long, value_name = "FILE")]
    pub test: PathBuf,
    /// Pairs of items in fewer distinct sessions than this never enter the model
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub floor: u32,
    /// Most relations per item
    #[arg(long, default_value_t = 48, value_name = "N",
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
}

/// Why there is nothing to measure.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum EvaluateSessionsError {
    /// Nothing to learn from.
    #[error("{} holds no session of two items or more", path.display())]
    #[diagnostic(help("give whole sessions with --train: one per line, its items between blanks"))]
    NoSessions {
        /// The training file.
        path: PathBuf,
    },
    /// Nothing to test.
    #[error("{} holds no step to predict", path.display())]
    #[diagnostic(help(
        "give what was seen, a tab and the next item on each line, or sessions of two clicks or more"
    ))]
    NoSteps {
        /// The test file.
        path: PathBuf,
    },
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, or there is nothing to learn from or to test.
pub fn run(args: &EvaluateSessionsArgs) -> miette::Result<()> {
    let progress = phases::begin("Reading sessions", Unit::Bytes);
    let (log, _) = read_sessions(&args.train, args.max_bad_rows, &progress)?;
    let (test, _) = read_session_cases(&args.test, args.max_bad_rows, &progress)?;
    progress.finish_and_clear();
    let (catalog, sessions) = log.into_sessions();
    if sessions.sessions.iter().all(|session| session.len() < 2) {
        return Err(EvaluateSessionsError::NoSessions { path: args.train.clone() }.into());
    }
    let steps = sessions::steps(&test, &catalog);
    if steps.is_empty() {
        return Err(EvaluateSessionsError::NoSteps { path: args.test.clone() }.into());
    }
    let baskets = sessions.baskets();
    let index = OrderIndex::new(&baskets);
    let n_sessions_of: Vec<u32> = (0..).take(sessions.n_items).map(|item| index.n_orders_of(item)).collect();
    let lists = Lists::new(catalog.items.iter().map(|item| item.sku.as_str()), &n_sessions_of);
    let bench = Bench { catalog: &catalog, sessions: &sessions, index: &index, lists: &lists, steps: &steps };
    let report = Report { facts: facts(args, &bench), n_cases: steps.len(), methods: bench.methods(args)? };
    evaluate::print(&report, args.json)
}

fn facts(args: &EvaluateSessionsArgs, bench: &Bench<'_>) -> Vec<(&'static str, String)> {
    let count = |is_case: &dyn Fn(&&Step) -> bool| thousands(bench.steps.iter().filter(is_case).count());
    vec![
        ("training sessions", thousands(bench.sessions.sessions.len())),
        ("items", thousands(bench.sessions.n_items)),
        ("steps: repeats", format!("{}; every item is listed", thousands(bench.steps.len()))),
        ("steps: new items", format!("{}; what was seen is not listed", count(&|step| !step.is_repeat))),
        ("steps: current hidden", format!("{}; the current item is not listed", count(&|step| !step.stays))),
        ("errors", "standard errors over steps".to_owned()),
        ("floor", format!("pairs in {} sessions or more", args.floor)),
        ("as shown", "with every rule but the ceilings; the current item is never shown".to_owned()),
        (
            "this page alone",
            "privacy mode page in a shop of many pages: only the current item counts".to_owned(),
        ),
        ("peers", "at full precision, no floor, no file; pairs count by the age of their anchor".to_owned()),
    ]
}

/// What all methods are given.
#[derive(Debug, Clone, Copy)]
struct Bench<'a> {
    catalog: &'a Catalog,
    sessions: &'a Sessions,
    index: &'a OrderIndex<'a>,
    lists: &'a Lists,
    steps: &'a [Step],
}

impl Bench<'_> {
    fn methods(&self, args: &EvaluateSessionsArgs) -> Result<Vec<MethodReport>, MakeError> {
        let keep = Keep { floor: args.floor, k: to_usize(args.k) };
        phases::begin("Learning and testing", Unit::Items).finish_and_clear();
        let mut methods = self.shipped("goeswith", Role::Shipped, keep)?;
        if args.compare {
            phases::begin("Variations of the model", Unit::Items).finish_and_clear();
            let floor = if args.floor == 1 { 5 } else { 1 };
            let name = format!("goeswith, floor {floor}");
            methods.extend(self.shipped(&name, Role::Variation, Keep { floor, ..keep })?);
            methods.push(self.full_precision(Keep { k: usize::MAX, ..keep })?);
            phases::begin("Peers", Unit::Items).finish_and_clear();
            methods.extend(self.peers());
        }
        Ok(methods)
    }

    /// A model as it ships: learned, packed, written, opened; and what its rows would show.
    fn shipped(&self, name: &str, role: Role, keep: Keep) -> Result<Vec<MethodReport>, MakeError> {
        let started = ProcessTime::now();
        let learned = self.learn(keep)?;
        let bytes = make::write(self.catalog, &learned, CURRENCY, 0, String::new())?;
        let build_cpu_s = started.elapsed().as_secs_f64();
        let model_bytes = bytes.len();
        let max_weight = learned.relations.max_weight();
        let model = ShippedSessions::open(bytes, self.catalog, max_weight).map_err(MakeError::Unreadable)?;
        let report =
            |name: String, role, groups| MethodReport { name, role, build_cpu_s, model_bytes, groups };
        Ok(vec![
            report(name.to_owned(), role, sessions::evaluate(&model, self.lists, self.steps)),
            report(
                format!("{name}, as shown"),
                Role::Variation,
                sessions::evaluate_shown(&model, self.steps),
            ),
            report(
                format!("{name}, this page alone"),
                Role::Variation,
                sessions::evaluate(&model, self.lists, &sessions::this_page_alone(self.steps)),
            ),
        ])
    }

    /// The same relations before any was dropped or rounded.
    fn full_precision(&self, keep: Keep) -> Result<MethodReport, MakeError> {
        let started = ProcessTime::now();
        let learned = self.learn(keep)?;
        let table = Table::of_relations(&learned.relations, self.catalog.items.len());
        let cpu_s = started.elapsed().as_secs_f64();
        let ranker = ByRecency::full_precision(table);
        Ok(self.method("goeswith, full precision".to_owned(), Role::Variation, cpu_s, &ranker))
    }

    fn learn(&self, keep: Keep) -> Result<Learned, MakeError> {
        let merchant = Merchant::default();
        Ok(make::learn_from_sessions(self.catalog, self.sessions, &merchant, keep, &ProgressBar::hidden())?)
    }

    fn peers(&self) -> Vec<MethodReport> {
        type Build = fn(&OrderIndex<'_>) -> Table;
        let tables: [(&str, Build); 6] = [
            ("co-occurrence", peers::co_occurrence),
            ("cosine", peers::cosine),
            ("LLR", peers::llr),
            ("BM25-cosine, sum", |sessions| peers::bm25_cosine(sessions, Aggregation::Sum)),
            ("BM25-cosine, max", |sessions| peers::bm25_cosine(sessions, Aggregation::Max)),
            ("max confidence", peers::max_confidence),
        ];
        let mut reports = vec![self.method("popularity".to_owned(), Role::Peer, 0.0, &Popularity)];
        for (name, build) in tables {
            let started = ProcessTime::now();
            let peer = ByRecency::peer(build(self.index));
            let cpu_s = started.elapsed().as_secs_f64();
            reports.push(self.method(name.to_owned(), Role::Peer, cpu_s, &peer));
        }
        let started = ProcessTime::now();
        let knn = VsKnn::new(self.index);
        let cpu_s = started.elapsed().as_secs_f64();
        reports.push(self.method("VS-kNN".to_owned(), Role::Peer, cpu_s, &knn));
        reports
    }

    fn method(&self, name: String, role: Role, build_cpu_s: f64, ranker: &dyn Ranker) -> MethodReport {
        let groups = sessions::evaluate(ranker, self.lists, self.steps);
        MethodReport { name, role, build_cpu_s, model_bytes: 0, groups }
    }
}

/// Prices take no part in any figure.
const CURRENCY: &str = "USD";
