//! The documents say what is so: files and headings that they name exist, and the numbers of `docs/format.md`, the
//! words of `docs/glossary.md` and the flags of `README.md` are those of the code.

#![expect(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use goeswith_builder::cli::Cli;
use goeswith_builder::merchant::MARGIN_CAP;
use goeswith_builder::output::sha256;
use goeswith_engine::circumstances::Market;
use goeswith_engine::compatibility::WANTS;
use goeswith_engine::confidence::Level;
use goeswith_engine::ids::{CategoryId, FamilyId, ItemId};
use goeswith_engine::model::{
    self, Bundle, Calibration, Draft, DraftCategory, DraftItem, DraftLabels, DraftRelation, DraftRow, Label,
    Model, Profiles, Section,
};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::shopper::AnswerKind;

/// Folders at the top of the repository; what begins with one of them and a slash is a path.
const FOLDERS: [&str; 7] = ["crates", "data", "docs", "scripts", "src", "tests", "www"];
/// A name with one of these endings and without a slash is a file at the top.
const TOP_ENDINGS: [&str; 4] = [".json", ".md", ".mjs", ".toml"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every document, by its path from the top.
fn documents() -> Vec<String> {
    let mut found: Vec<String> =
        ["ARCHITECTURE.md", "CHANGELOG.md", "README.md", "data/README.md"].map(str::to_owned).into();
    for folder in ["docs", "docs/decisions"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|extension| extension == "md") {
                found.push(format!("{folder}/{name}"));
            }
        }
    }
    found.sort();
    found
}

/// A document without its code blocks.
fn prose(document: &str) -> String {
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in document.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// What stands between single backticks.
fn quoted(prose: &str) -> Vec<&str> {
    prose.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Targets of links and pictures.
fn targets(prose: &str) -> Vec<&str> {
    prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

/// The rows of all tables: their cells, without the backticks.
fn table_rows(document: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect()
    };
    document.lines().filter(|line| line.starts_with('|')).map(cells).collect()
}

/// The name a heading has in links, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.trim().to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(document: &str) -> Vec<String> {
    prose(document)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| anchor(line.trim_start_matches('#')))
        .collect()
}

/// Whether a quoted text is meant as a path in the repository.
fn is_path(text: &str) -> bool {
    let is_word = !text.contains(char::is_whitespace);
    let is_below = text.split_once('/').is_some_and(|(top, _)| FOLDERS.contains(&top));
    let is_top =
        !text.contains('/') && TOP_ENDINGS.iter().any(|ending| text.ends_with(ending) && text != *ending);
    is_word && (is_below || is_top)
}

#[test]
fn every_file_that_a_document_names_exists() {
    let mut missing = Vec::new();
    for document in documents() {
        let text = read(&document);
        let prose = prose(&text);
        let folder = root().join(Path::new(&document).parent().unwrap());
        for path in quoted(&prose).into_iter().filter(|text| is_path(text)) {
            // A pattern stands for the folder before it, and a test for its file.
            let fixed = path.split(['*', '{']).next().unwrap().split("::").next().unwrap();
            if !root().join(fixed).exists() && !folder.join(fixed).exists() {
                missing.push(format!("{document}: `{path}`"));
            }
        }
        for target in targets(&prose).into_iter().filter(|target| !target.contains("://")) {
            let (path, name) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { root().join(&document) } else { folder.join(path) };
            // Pictures are taken from the running demo; until the first are, their folder is not there.
            let is_untaken =
                target.contains("pictures/") && file.parent().is_some_and(|folder| !folder.exists());
            if is_untaken {
                continue;
            }
            if !file.exists() {
                missing.push(format!("{document}: ({target})"));
            } else if !name.is_empty() {
                let names = anchors(&std::fs::read_to_string(&file).unwrap());
                assert!(names.iter().any(|known| known == name), "{document}: no heading for ({target})");
            }
        }
    }
    assert!(missing.is_empty(), "named and not there:\n{}", missing.join("\n"));
}

#[test]
fn no_document_names_a_machine() {
    for document in documents() {
        let text = read(&document);
        for folder in ["home", "root", "tmp", "work"].map(|name| format!("/{name}/")) {
            assert!(!text.contains(&folder), "{document}: {folder}");
        }
    }
}

#[test]
fn every_decision_has_its_four_parts_and_a_number_of_its_own() {
    let decisions: Vec<String> =
        documents().into_iter().filter(|path| path.starts_with("docs/decisions/")).collect();
    for (number, path) in (1..).zip(&decisions) {
        let name = path.trim_start_matches("docs/decisions/");
        assert!(name.starts_with(&format!("{number:04}-")), "{path}: numbers run from 0001 without gaps");
        let headings = anchors(&read(path));
        let parts = ["status", "context", "decision", "consequences"];
        assert_eq!(headings.get(1..), Some(parts.map(str::to_owned).as_slice()), "{path}");
        let is_dated = |line: &&str| line.starts_with("Accepted, 20") || line.starts_with("Superseded, 20");
        assert_eq!(read(path).lines().filter(is_dated).count(), 1, "{path}: a status with a date");
    }
}

/// Every number of the layout table by its name, read from the source: some are private to the engine.
fn layout_constants() -> BTreeMap<String, u64> {
    let source = read("crates/engine/src/model/layout.rs");
    let mut constants = BTreeMap::new();
    for line in source.lines() {
        let Some((_, declaration)) = line.split_once("const ") else { continue };
        let Some((name, rest)) = declaration.split_once(": ") else { continue };
        let Some((kind, value)) = rest.trim_end_matches(';').split_once(" = ") else { continue };
        if !["u8", "u16", "u32", "usize"].contains(&kind) {
            continue;
        }
        let parse = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
        let value = match value.split_once("<<") {
            Some((left, right)) => parse(left) << parse(right),
            None => parse(value),
        };
        constants.insert(name.to_owned(), value);
    }
    constants
}

#[test]
fn the_format_document_has_every_constant_with_its_value() {
    let rows = table_rows(&read("docs/format.md"));
    let constants = layout_constants();
    assert!(constants.len() >= 12, "{constants:?}");
    for (name, value) in constants {
        let row = rows.iter().find(|row| row.first() == Some(&name));
        let row = row.unwrap_or_else(|| panic!("{name} is not in docs/format.md"));
        assert_eq!(row[1].replace(',', ""), value.to_string(), "{name}");
    }
    let magic = rows.iter().find(|row| row.first().is_some_and(|cell| cell == "MAGIC")).unwrap();
    assert_eq!(magic[1].as_bytes(), model::MAGIC);
}

#[test]
fn the_format_document_has_every_error_of_the_reader() {
    let text = read("docs/format.md");
    let (_, section) = text.split_once("## What a reader must refuse").unwrap();
    let source = read("crates/engine/src/model/error.rs");
    let (_, variants) = source.split_once("pub enum ModelError {\n").unwrap();
    let (variants, _) = variants.split_once("\n}\n").unwrap();
    let is_variant = |line: &&str| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase);
    let names: Vec<&str> = variants
        .lines()
        .filter(is_variant)
        .map(|line| line.trim().trim_end_matches([',', ' ', '{']))
        .collect();
    assert!(names.len() >= 8, "{names:?}");
    for name in names {
        assert!(section.contains(&format!("`{name}`")), "docs/format.md does not tell {name}");
    }
}

#[test]
fn the_architecture_names_every_module_and_folder() {
    let text = read("ARCHITECTURE.md");
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for library in ["crates/engine/src/lib.rs", "crates/builder/src/lib.rs", "src/lib.rs"] {
        let source = read(library);
        let modules = source.lines().filter_map(|line| {
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'))
        });
        for module in modules {
            assert!(words.contains(&module), "{library}: ARCHITECTURE.md does not tell {module}");
        }
    }
    let readme = read("README.md");
    for folder in FOLDERS {
        assert!(text.contains(&format!("| `{folder}/")), "ARCHITECTURE.md: {folder}");
        assert!(readme.contains(&format!("]({folder}")), "README.md: {folder}");
    }
}

/// The model that ends `docs/format.md`.
fn tea_for_two() -> Draft {
    let category = |name: &str, parent| DraftCategory { name: name.to_owned(), parent };
    let row = |scale, candidate, weight| DraftRow {
        scale,
        base: 0,
        relations: vec![DraftRelation { candidate: ItemId(candidate), weight, n_both: 10 }],
    };
    Draft {
        currency: "GBP".to_owned(),
        n_orders: 100,
        categories: vec![category("Tea", None), category("Cups", Some(CategoryId(0)))],
        items: vec![
            DraftItem {
                sku: "T1".to_owned(),
                title: "Teapot".to_owned(),
                lowercase_initial: false,
                price_hundredths: 1275,
                category: CategoryId(0),
                family: None,
                n_orders: 20,
            },
            DraftItem {
                sku: "C1".to_owned(),
                title: "Cup".to_owned(),
                lowercase_initial: true,
                price_hundredths: 295,
                category: CategoryId(1),
                family: Some(FamilyId(1)),
                n_orders: 30,
            },
        ],
        relations: BTreeMap::from([(
            RelationType::BoughtTogether,
            vec![row(65_535, 1, 15), row(30_000, 0, 9)],
        )]),
        manifest: "{}".to_owned(),
        ..Draft::default()
    }
}

/// The same model with something in every section.
fn tea_for_two_with_everything() -> Draft {
    let row = |relation_type: RelationType| DraftRow {
        scale: 40_000,
        base: if relation_type.counts_customers() { 20 } else { 0 },
        relations: vec![DraftRelation {
            candidate: ItemId(1),
            weight: 7,
            n_both: if relation_type.has_evidence() { 10 } else { 0 },
        }],
    };
    let of_category = DraftRow { base: 40, ..row(RelationType::BoughtTogether) };
    Draft {
        calibration: Calibration { shrinkage: 20, held_out_per_mille: [400, 200, 80] },
        last_day: 20_939,
        relations: RelationType::ALL.map(|of| (of, vec![row(of), DraftRow::default()])).into(),
        fallback: vec![of_category, DraftRow::default()],
        profiles: Profiles {
            months: vec![(ItemId(0), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
            dayparts: vec![(ItemId(1), [0, 3, 6, 9, 12, 15])],
            relation_months: vec![((ItemId(0), ItemId(1)), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])],
            devices: vec![(ItemId(0), [4, 8, 12])],
            markets: ["DE", "GB"].into_iter().filter_map(Market::from_code).collect(),
            item_markets: vec![(ItemId(1), [8, 2, 9, 0, 0, 0, 0, 0])],
        },
        compatibility: vec![vec![1, 3], vec![WANTS | 1]],
        labels: Label::ALL.map(|label| (label, DraftLabels::new(&[None, Some("red")]).unwrap())).into(),
        bundles: vec![Bundle { name: "Tea".to_owned(), items: vec![ItemId(0), ItemId(1)], n_orders: 10 }],
        ..tea_for_two()
    }
}

/// The file's layout in one line: its version, and a hash of every limit and of a file with every section.
fn layout_told() -> String {
    let file = model::encode(&tea_for_two_with_everything()).unwrap();
    assert_eq!(written_sections(&file).len(), Section::ALL.len(), "every section");
    let described = format!("{:?} {file:02x?}", layout_constants());
    format!("format {}.{}, layout {}", model::MAJOR, model::MINOR, &sha256(described.as_bytes())[..12])
}

/// What may be shown, and what may enter a model, in one line.
fn policy_told() -> String {
    let levels = Level::ALL.map(|(level, hundredths)| format!("{} {hundredths}", level.name()));
    let ceilings = Frequency::ALL.map(|frequency| {
        let most = frequency.ceilings();
        format!("{} {} {} {} {}", frequency.name(), most.page, most.hour, most.day, most.week)
    });
    let cli = Cli::command();
    let build = cli.find_subcommand("build").unwrap();
    let floor = build.get_arguments().find(|argument| argument.get_id() == "floor").unwrap();
    let floor = floor.get_default_values()[0].to_str().unwrap();
    format!(
        "levels {}; ceilings {}; margin at most {MARGIN_CAP}; floor {floor}",
        levels.join(", "),
        ceilings.join(", ")
    )
}

#[test]
fn a_change_of_the_file_or_of_what_may_be_shown_has_its_decision() {
    let decisions = documents().into_iter().filter(|path| path.starts_with("docs/decisions/"));
    let decisions: String = decisions.map(|path| read(&path)).collect();
    for told in [layout_told(), policy_told()] {
        assert!(
            decisions.lines().any(|line| line == told),
            "no record in docs/decisions/ says \"{told}\": write one that says why, with this line \
             (a changed meaning of bytes also raises MAJOR or MINOR, see docs/format.md)"
        );
    }
}

/// The demands of the list that `docs/demands.md` answers for.
const DEMANDS: [u32; 55] = [
    1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48, 49, 50, 51, 52, 53, 60, 63, 64,
    65,
];

#[test]
fn every_demand_has_its_tests_and_they_exist() {
    let text = read("docs/demands.md");
    let mut told = Vec::new();
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let Ok(number) = cells[0].parse::<u32>() else { continue };
        told.push(number);
        let tests: Vec<(&str, &str)> =
            quoted(cells[2]).into_iter().filter_map(|name| name.split_once("::")).collect();
        assert!(!tests.is_empty(), "demand {number} has no test");
        for (file, name) in tests {
            let source = read(file);
            if file.starts_with("tests/journeys/") {
                // A journey's title, as it stands in the source.
                let is_there = source.contains(&format!("\"{name}\""));
                assert!(is_there, "demand {number}: {file} has no journey {name:?}");
                continue;
            }
            let declaration = format!("fn {name}(");
            // Of a test, the function follows its attribute; a property test stands inside `proptest!`.
            let at = source.lines().position(|line| line.trim_start().starts_with(&declaration));
            let at = at.unwrap_or_else(|| panic!("demand {number}: {file} has no {name}"));
            let before = source.lines().take(at).last().unwrap_or_default().trim();
            assert_eq!(before, "#[test]", "demand {number}: {name} in {file} is no test");
        }
    }
    assert_eq!(told, DEMANDS);
}

/// A section's kind and flags as the writer sets them, by its name.
fn written_sections(file: &[u8]) -> BTreeMap<&'static str, (u16, u16)> {
    let constants = layout_constants();
    let len = |name: &str| usize::try_from(constants[name]).unwrap();
    let (header_len, entry_len) = (len("HEADER_LEN"), len("ENTRY_LEN"));
    let mut sections = BTreeMap::new();
    let opened = Model::open(file).unwrap();
    for (at, section) in opened.sections().iter().map(|info| info.section).enumerate() {
        let entry = header_len + at * entry_len;
        let short = |at: usize| u16::from_le_bytes(file[at..at + 2].try_into().unwrap());
        assert_eq!(short(entry), section.kind(), "sections are written in the order of the table");
        sections.insert(section.name(), (section.kind(), short(entry + 2)));
    }
    sections
}

#[test]
fn the_format_document_has_every_section() {
    let text = read("docs/format.md");
    let rows = table_rows(&text);
    let file = model::encode(&tea_for_two()).unwrap();
    for (name, (kind, flags)) in written_sections(&file) {
        let row = rows.iter().find(|row| row.get(1).is_some_and(|cell| cell == name));
        let row = row.unwrap_or_else(|| panic!("{name} is not in docs/format.md"));
        let told = if flags == 1 { "critical" } else { "optional" };
        assert_eq!((&row[0], row[2].as_str()), (&kind.to_string(), told), "{name}");
    }
    let headings = anchors(&text);
    for section in Section::ALL {
        let is_relations = matches!(section, Section::Relations(_));
        let has = (is_relations && text.contains(&format!("`{}`", section.name())))
            || headings.iter().any(|heading| heading.split('-').any(|word| word == section.name()))
            || headings.iter().any(|heading| heading == section.name());
        assert!(has, "docs/format.md has no heading for {}", section.name());
    }
}

#[test]
fn the_whole_file_of_the_format_document_is_what_the_writer_writes() {
    let text = read("docs/format.md");
    let (_, after) = text.split_once("## A whole file").unwrap();
    let (_, block) = after.split_once("```text\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let mut told: Vec<u8> = Vec::new();
    for line in block.lines() {
        let (offset, rest) = line.split_once("  ").unwrap();
        assert_eq!(usize::from_str_radix(offset, 16).unwrap(), told.len(), "{line}");
        let (bytes, _) = rest.split_once('│').unwrap();
        told.extend(bytes.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()));
    }
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    let file = model::encode(&tea_for_two()).unwrap();
    assert_eq!(hex(&told), hex(&file));
    assert_eq!(Model::open(told).unwrap().to_draft().unwrap(), tea_for_two());
}

#[test]
fn the_glossary_has_every_name_that_the_code_gives_to_data() {
    let glossary = read("docs/glossary.md");
    let known = quoted(&glossary);
    let mut names: Vec<String> = Level::ALL.iter().map(|(level, _)| level.name().to_owned()).collect();
    names.extend(Frequency::ALL.iter().map(|frequency| frequency.name().to_owned()));
    names.extend(AnswerKind::ALL.iter().map(|kind| kind.name().to_owned()));
    names.extend(RelationType::ALL.iter().map(|relation_type| relation_type.name().to_owned()));
    // The widget is not for the builder to import: its placements are read from the table in the source.
    let rows = read("src/app/row.rs");
    let placements: Vec<String> = rows
        .lines()
        .filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", Self::"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert!(placements.len() >= 7, "{placements:?}");
    names.extend(placements);
    for name in names {
        assert!(known.contains(&name.as_str()), "docs/glossary.md lacks `{name}`");
    }
}

#[test]
fn the_readme_tells_every_subcommand_and_its_own_flags() {
    let readme = read("README.md");
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        let heading = format!("### goeswith {name}\n");
        let section = readme.split_once(&heading).unwrap_or_else(|| panic!("README.md lacks {heading}")).1;
        let section = section.split("\n## ").next().unwrap().split("\n### ").next().unwrap();
        for flag in command.get_arguments().filter_map(|argument| argument.get_long()) {
            // Flags that name columns are told once for all.
            if !flag.ends_with("-column") && flag != "help" {
                assert!(
                    section.contains(&format!("--{flag}")) || flag == "output",
                    "{name}: --{flag} is not told"
                );
            }
        }
    }
}
