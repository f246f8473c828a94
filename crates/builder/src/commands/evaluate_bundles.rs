//! `goeswith evaluate bundles`: does the first suggestion lie in the bundle that a person made?

use std::path::PathBuf;

use cpu_time::ProcessTime;
use goeswith_engine::circumstances::Circumstances;
use goeswith_engine::model::MAX_ROW_LEN;
use indicatif::ProgressBar;

use super::evaluate;
use super::text::thousands;
use crate::baskets::Baskets;
use crate::catalog::Catalog;
use crate::evaluate::agreement::{self, Fold, N_FOLDS};
use crate::evaluate::peers::{self, Aggregation, Popularity, Table};
use crate::evaluate::report::{MethodReport, Report, Role};
use crate::evaluate::shipped::Shipped;
use crate::input::human_bundles::{HumanBundles, read_human_bundles};
use crate::learn::{self, Keep, OrderIndex};
use crate::make::{self, MakeError, MethodName, Recipe};
use crate::merchant::Merchant;
use crate::num::to_usize;

/// See how often the first suggestion lies in a bundle that people made
#[derive(Debug, clap::Args)]
pub struct EvaluateBundlesArgs {
    /// A folder with `bundle_item`, `item_titles`, `item_categories`, `session_item` and `session_bundle`, each .csv
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Pairs of items in fewer distinct sessions than this never enter the model
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub floor: u32,
    /// Most relations per item
    #[arg(long, default_value_t = 16, value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_ROW_LEN)))]
    pub k: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// When the folder cannot be read, or its items make no model.
pub fn run(args: &EvaluateBundlesArgs) -> miette::Result<()> {
    let human = read_human_bundles(&args.data)?;
    let folds = agreement::folds(&human);
    let mut methods = shipped(&human.catalog, &folds, Keep { floor: args.floor, k: to_usize(args.k) })?;
    methods.push(peer("co-occurrence", &folds, |train| peers::co_occurrence(&OrderIndex::new(train))));
    methods.push(peer("cosine", &folds, |train| peers::cosine(&OrderIndex::new(train))));
    methods.push(peer("titles alone", &folds, |_| titles(&human.catalog)));
    let popular: Vec<Vec<f64>> = folds.iter().map(|fold| fold.rank(&Popularity)).collect();
    methods.push(method("popularity", Role::Peer, &folds, &popular, 0.0, 0));
    let n_cases = folds.iter().map(Fold::n_cases).sum();
    let report = Report { facts: facts(&human, n_cases, args), n_cases, methods };
    evaluate::print(&report, args.json)
}

fn facts(human: &HumanBundles, n_cases: usize, args: &EvaluateBundlesArgs) -> Vec<(&'static str, String)> {
    let n_bundles: usize = human.sessions.iter().map(|session| session.bundles.len()).sum();
    vec![
        ("items", thousands(human.catalog.items.len())),
        ("sessions", thousands(human.sessions.len())),
        ("human bundles", thousands(n_bundles)),
        (
            "protocol",
            format!(
                "{N_FOLDS} parts of sessions, each held back in turn with its bundles, never learned from"
            ),
        ),
        ("cases", format!("{}: an item of a held-back bundle, alone", thousands(n_cases))),
        ("HR@1", "the first suggestion is in a held-back bundle with the item".to_owned()),
        ("known", "items that some training session held beside another".to_owned()),
        ("floor", format!("pairs in {} sessions or more", args.floor)),
    ]
}

/// The model as it ships, and what its rows would show.
fn shipped(catalog: &Catalog, folds: &[Fold], keep: Keep) -> Result<Vec<MethodReport>, MakeError> {
    let started = ProcessTime::now();
    let (mut ranked, mut shown, mut model_bytes) = (Vec::new(), Vec::new(), 0);
    for fold in folds {
        let recipe = Recipe { method: MethodName::Ridge, lambda: None, title_weight: None, keep };
        let merchant = Merchant::default();
        let learned = make::learn(catalog, &fold.train, &merchant, &recipe, &ProgressBar::hidden())?;
        let bytes = make::write(catalog, &learned, CURRENCY, 0, String::new())?;
        model_bytes = bytes.len().max(model_bytes);
        let model = Shipped::open(bytes, catalog).map_err(MakeError::Unreadable)?;
        ranked.push(fold.rank(&model));
        shown.push(fold.ask(|anchor| model.shown(&[anchor], Circumstances::default(), 1).first().copied()));
    }
    let cpu_s = started.elapsed().as_secs_f64();
    Ok(vec![
        method("goeswith", Role::Shipped, folds, &ranked, cpu_s, model_bytes),
        method("goeswith, as shown", Role::Variation, folds, &shown, cpu_s, model_bytes),
    ])
}

fn peer(name: &str, folds: &[Fold], build: impl Fn(&Baskets) -> Table) -> MethodReport {
    let started = ProcessTime::now();
    let hits: Vec<Vec<f64>> = folds.iter().map(|fold| fold.rank(&build(&fold.train))).collect();
    method(name, Role::Peer, folds, &hits, started.elapsed().as_secs_f64(), 0)
}

fn method(
    name: &str,
    role: Role,
    folds: &[Fold],
    hits: &[Vec<f64>],
    build_cpu_s: f64,
    model_bytes: usize,
) -> MethodReport {
    let groups = agreement::groups(folds, hits);
    MethodReport { name: name.to_owned(), role, build_cpu_s, model_bytes, groups }
}

/// The items whose titles are most alike.
fn titles(catalog: &Catalog) -> Table {
    /// Candidates per item; only the first is asked for.
    const N_ALIKE: usize = 8;
    let titles: Vec<&str> = catalog.items.iter().map(|item| item.title.as_str()).collect();
    Table { rows: learn::similar(&titles, N_ALIKE), aggregation: Aggregation::Sum }
}

/// Prices take no part in any figure.
const CURRENCY: &str = "USD";
