//! `relations.csv`: what the merchant says of single relations.
//!
//! Columns `anchor,candidate,action,type,note,reviewed`; the last two may be left out. Actions:
//!
//! - `accept`: the relation is right. It stays, whatever a wider line or `taxonomy.toml` says.
//! - `block`: the candidate is never suggested for the anchor. Either side may be `*` (everything) or
//!   `category:Kitchen > Mugs` (the category and all below it).
//! - `retype`: it is of this type instead, or the two are variants of one another (`variant`).
//! - `add`: the merchant declares it, under one of the types that orders cannot show.
//! - `pick`: where nothing is known that goes with an item of a category (`category:Garden`), this is suggested.
//!
//! A line that names two items wins over one that names a category or `*`; of two lines for the same pair the later
//! one wins, so that a newer judgement can be appended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use goeswith_engine::relation_type::RelationType;
use jiff::civil::Date;

use super::error::{MerchantError, read_text};
use super::lookup::{self, Unknown};
use crate::catalog::Catalog;
use crate::near::did_you_mean;

/// The columns, in the order in which the tool writes them.
pub const COLUMNS: [&str; 6] = ["anchor", "candidate", "action", "type", "note", "reviewed"];

const ACTIONS: [&str; 5] = ["accept", "block", "retype", "add", "pick"];
/// Most picks of a category: nobody sees more of them at once.
const MAX_PICKS: usize = 5;

/// What the merchant says, checked against the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RelationsFile {
    /// What is said of a pair (anchor, candidate), and in which line.
    pub(super) pairs: BTreeMap<(u32, u32), (Judgement, u64)>,
    /// Blocks that name a category or everything.
    pub(super) blocks: Vec<(Side, Side)>,
    /// What the merchant picks for a category, in the order of the lines.
    pub(super) picks: BTreeMap<Vec<String>, Vec<u32>>,
    /// Pairs that the merchant calls variants of one another.
    variants: BTreeSet<(u32, u32)>,
    newest_review: Option<Date>,
}

/// What is said of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It is right.
    Accept,
    /// Never.
    Block,
    /// It is of this type; never *bought later*, which is counted in customers.
    Retype(RelationType),
    /// The merchant declares it.
    Add(RelationType),
}

/// One side of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Side {
    All,
    Category(Vec<String>),
    Item(u32),
}

impl RelationsFile {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// The file cannot be read, or a line names what is not there; the message says which line.
    pub fn read(path: &Path, catalog: &Catalog) -> Result<Self, MerchantError> {
        Self::parse(path, &read_text(path)?, catalog)
    }

    /// The same for text that was read before; `path` is for the messages.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn parse(path: &Path, text: &str, catalog: &Catalog) -> Result<Self, MerchantError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let at = |line: u64| format!("{}:{line}", path.display());
        let broken = |error: csv::Error| {
            MerchantError::entry(
                at(error.position().map_or(1, csv::Position::line)),
                error.to_string(),
                "give a CSV file in UTF-8",
            )
        };
        let header = reader.headers().map_err(broken)?.clone();
        let columns =
            Columns::find(&header).map_err(|(what, help)| MerchantError::entry(at(1), what, help))?;
        let mut file = Self::default();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line);
            file.take(&columns.fields(&record), line, catalog)
                .map_err(|(what, help)| MerchantError::entry(at(line), what, help))?;
        }
        Ok(file)
    }

    /// Whether the merchant has called this very pair right, or has declared or retyped it.
    #[must_use]
    pub fn stands(&self, anchor: u32, candidate: u32) -> bool {
        self.pairs.get(&(anchor, candidate)).is_some_and(|(judgement, _)| *judgement != Judgement::Block)
    }

    /// The day of the newest review; `None` when no line has one.
    #[must_use]
    pub const fn newest_review(&self) -> Option<Date> {
        self.newest_review
    }

    /// Pairs that the merchant calls variants of one another, the smaller item first.
    pub fn variants(&self) -> impl Iterator<Item = (u32, u32)> {
        self.variants.iter().copied()
    }

    fn take(&mut self, fields: &[&str; 6], line: u64, catalog: &Catalog) -> Result<(), Unknown> {
        let &[anchor, candidate, action, type_name, _, reviewed] = fields;
        let (anchor, candidate) = (side(anchor, catalog)?, side(candidate, catalog)?);
        if !reviewed.is_empty() {
            let day = reviewed
                .parse::<Date>()
                .map_err(|_| (format!("{reviewed:?} is no day"), "write days as 2026-11-21".to_owned()))?;
            self.newest_review = self.newest_review.max(Some(day));
        }
        if action == "pick" {
            return self.pick(anchor, &candidate, catalog);
        }
        let (&Side::Item(anchor), &Side::Item(candidate)) = (&anchor, &candidate) else {
            if action != "block" {
                return Err((
                    format!("only a block or a pick may name a category, not {action:?}"),
                    "name two items".to_owned(),
                ));
            }
            self.blocks.push((anchor, candidate));
            return Ok(());
        };
        if anchor == candidate {
            return Err(("anchor and candidate are the same item".to_owned(), "name two items".to_owned()));
        }
        let unordered = (anchor.min(candidate), anchor.max(candidate));
        if action == "retype" && type_name == "variant" {
            self.variants.insert(unordered);
            self.pairs.remove(&(anchor, candidate));
            self.pairs.remove(&(candidate, anchor));
            return Ok(());
        }
        self.variants.remove(&unordered);
        let judged = judgement(action, type_name)?;
        let is_needed = matches!(
            judged,
            Judgement::Add(RelationType::NeededWith) | Judgement::Retype(RelationType::NeededWith)
        );
        if is_needed && reviewed.is_empty() {
            return Err((
                "nobody has checked that it is needed, which every shopper would be told".to_owned(),
                "write the day you checked it in the column reviewed, as 2026-11-21, or choose the type fits"
                    .to_owned(),
            ));
        }
        let stands = matches!(
            self.pairs.get(&(anchor, candidate)),
            Some((Judgement::Add(_) | Judgement::Retype(_), _))
        );
        // What was declared before is what is called right.
        if !(stands && judged == Judgement::Accept) {
            self.pairs.insert((anchor, candidate), (judged, line));
        }
        Ok(())
    }

    fn pick(&mut self, anchor: Side, candidate: &Side, catalog: &Catalog) -> Result<(), Unknown> {
        let (Side::Category(category), &Side::Item(candidate)) = (anchor, candidate) else {
            return Err((
                "a pick is one item for a category".to_owned(),
                "name a category as anchor (category:Garden), and an item as candidate".to_owned(),
            ));
        };
        if (Side::Category(category.clone())).holds(candidate, &catalog.items) {
            return Err((
                format!("the item is itself in {}", category.join(" > ")),
                "pick what goes with the category".to_owned(),
            ));
        }
        let picks = self.picks.entry(category).or_default();
        if !picks.contains(&candidate) {
            picks.push(candidate);
        }
        if picks.len() > MAX_PICKS {
            return Err((
                format!("more than {MAX_PICKS} picks for one category"),
                "keep the best: a row shows no more".to_owned(),
            ));
        }
        Ok(())
    }
}

fn side(text: &str, catalog: &Catalog) -> Result<Side, Unknown> {
    if text == "*" {
        return Ok(Side::All);
    }
    match text.strip_prefix("category:") {
        Some(path) => lookup::category(catalog, path.trim()).map(Side::Category),
        None => lookup::item(catalog, text).map(Side::Item),
    }
}

fn judgement(action: &str, type_name: &str) -> Result<Judgement, Unknown> {
    match action {
        "accept" => Ok(Judgement::Accept),
        "block" => Ok(Judgement::Block),
        "retype" => match lookup::relation_type(type_name)? {
            RelationType::BoughtLater => Err((
                "what is bought later is counted, not declared".to_owned(),
                "choose another type, or block the relation".to_owned(),
            )),
            relation_type => Ok(Judgement::Retype(relation_type)),
        },
        "add" => match lookup::relation_type(type_name)? {
            relation_type if relation_type.is_declared() || relation_type == RelationType::InsteadOf => {
                Ok(Judgement::Add(relation_type))
            }
            _ => Err((
                format!("{type_name:?} is learned, not declared"),
                "add a relation as needed-with, fits, protects, powers, care-for or instead-of".to_owned(),
            )),
        },
        _ => Err((
            format!("there is no action {action:?}"),
            format!("{} The actions are {}", did_you_mean(action, ACTIONS.into_iter()), ACTIONS.join(", ")),
        )),
    }
}

/// Where each column is.
struct Columns([Option<usize>; 6]);

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, Unknown> {
        for name in header {
            if !COLUMNS.contains(&name) {
                let near = did_you_mean(name, COLUMNS.into_iter());
                let help = format!("{near} The columns are {}", COLUMNS.join(","));
                return Err((format!("there is no column {name:?}"), help));
            }
        }
        let positions = COLUMNS.map(|column| header.iter().position(|name| name == column));
        if let Some((column, _)) =
            std::iter::zip(COLUMNS, positions).take(4).find(|(_, position)| position.is_none())
        {
            let help = format!("the first line must be {}", COLUMNS.join(","));
            return Err((format!("the column {column:?} is missing"), help));
        }
        Ok(Self(positions))
    }

    /// What a record says, by [`COLUMNS`]; empty where it says nothing.
    fn fields<'r>(&self, record: &'r csv::StringRecord) -> [&'r str; 6] {
        self.0.map(|position| position.and_then(|position| record.get(position)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchant::testing::catalog;

    fn parse(text: &str) -> Result<RelationsFile, MerchantError> {
        RelationsFile::parse(Path::new("relations.csv"), text, &catalog())
    }

    fn message(line: &str) -> String {
        let error = parse(&format!("anchor,candidate,action,type\nCAM,BAG,accept,\n{line}\n")).unwrap_err();
        let help = miette::Diagnostic::help(&error).map(|help| help.to_string()).unwrap_or_default();
        format!("{error} | {help}")
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_what_was_meant() {
        for (line, parts) in [
            ("CAN,BAG,block,", ["relations.csv:3:", "no item \"CAN\"", "\"CAM\""]),
            ("CAM,BAG,blok,", ["relations.csv:3:", "no action \"blok\"", "\"block\""]),
            ("CAM,BAG,retype,protect", ["relations.csv:3:", "no relation type \"protect\"", "\"protects\""]),
            ("CAM,BAG,add,bought-together", ["relations.csv:3:", "learned, not declared", "needed-with"]),
            ("CAM,BAG,retype,bought-later", ["relations.csv:3:", "counted", "another type"]),
            ("CAM,CAM,accept,", ["relations.csv:3:", "same item", "two items"]),
            ("CAM,BAG,add,needed-with", ["relations.csv:3:", "nobody has checked", "reviewed"]),
            ("CAM,BAG,retype,needed-with,,", ["relations.csv:3:", "nobody has checked", "reviewed"]),
            ("*,BAG,accept,", ["relations.csv:3:", "only a block", "two items"]),
            ("CAM,BAG,pick,", ["relations.csv:3:", "one item for a category", "category:Garden"]),
            ("category:Cameras,CAM,pick,", ["relations.csv:3:", "itself in Cameras", "goes with"]),
            (
                "category:Cameras,category:Bags,pick,",
                ["relations.csv:3:", "one item", "an item as candidate"],
            ),
            ("category:Camera,BAG,block,", ["relations.csv:3:", "no category \"Camera\"", "\"Cameras\""]),
        ] {
            let message = message(line);
            assert!(parts.iter().all(|part| message.contains(part)), "{line}: {message}");
        }
    }

    #[test]
    fn unknown_and_missing_columns_are_told() {
        let told = |text: &str| parse(text).unwrap_err().to_string();
        assert!(told("anchor,candidate,acton,type\n").contains("no column \"acton\""));
        assert!(told("anchor,candidate,type\n").contains("\"action\" is missing"));
        assert!(
            told("anchor,candidate,action,type,note,reviewed\nCAM,BAG,accept,,,21.11.2026\n")
                .contains("no day")
        );
    }

    #[test]
    fn the_newest_review_is_known() {
        let file = parse(
            "anchor,candidate,action,type,note,reviewed\n\
             CAM,BAG,accept,,,2026-03-01\nCAM,LENS,accept,,,2026-01-01\n",
        )
        .unwrap();
        assert_eq!(file.newest_review().unwrap().to_string(), "2026-03-01");
        assert_eq!(parse("anchor,candidate,action,type\n").unwrap().newest_review(), None);
    }

    #[test]
    fn of_two_lines_for_a_pair_the_later_one_stands() {
        let file = parse("anchor,candidate,action,type\nCAM,BAG,block,\nCAM,BAG,add,protects\n").unwrap();
        assert!(file.stands(1, 0), "BAG is item 0, CAM item 1");
        assert!(!file.stands(0, 1), "relations are directed");
    }
}
