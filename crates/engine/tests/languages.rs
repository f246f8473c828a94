//! Every language says what English says, about real items, shortly, and counts as its speakers do.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::context::Context;
use goeswith_engine::feedback::{About, Act, Feedback};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::locale::{self, Locale};
use goeswith_engine::messages::seen_chars;
use goeswith_engine::model::Model;
use goeswith_engine::pacing::{Exposures, Frequency};
use goeswith_engine::search::Searches;
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use goeswith_engine::words::{MAX_REASON_CHARS, MAX_SHEET_WORDS, Words};

const NOW: Millis = Millis(1_300_000_000_000);

/// What `Intl` says of Arabic in Egypt; a journey compares.
fn arabic() -> Locale {
    let plural = |n: u32| match (n, n % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..=99) => "many",
        _ => "other",
    };
    let plurals: Vec<&str> = (0..200).map(plural).collect();
    Locale::read(&format!(
        "digits = ٠١٢٣٤٥٦٧٨٩\nthousand = ١٬١١١\nbillion = ١٬١١١٬١١١٬١١١\nplurals = {}",
        plurals.join(" ")
    ))
}

/// All bundled languages by code.
fn languages() -> BTreeMap<String, Words> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/messages");
    let words = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let locale = if code == "ar" { arabic() } else { Locale::read(locale::ENGLISH) };
        (code, Words::in_language(std::fs::read_to_string(&path).unwrap(), locale))
    });
    words.collect()
}

/// Keys with the names in braces; of plural forms the common one.
fn asked(words: &Words) -> BTreeMap<String, BTreeSet<String>> {
    let asked =
        words.messages().filter(|(key, _)| key.split_once('.').is_none_or(|(_, form)| form == "other"));
    let names =
        |text: &str| text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
    asked.map(|(key, text)| (key.to_owned(), names(text))).collect()
}

#[test]
fn every_language_says_what_english_says() {
    let languages = languages();
    let english = asked(&languages["en"]);
    assert!(languages.len() >= 3 && english.len() > 100);
    for (code, words) in &languages {
        assert_eq!(words.get("language"), code);
        let own = asked(words);
        let keys = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<String>>();
        let missing: Vec<String> = keys(&english).difference(&keys(&own)).cloned().collect();
        assert_eq!(missing, Vec::<String>::new(), "{code} lacks them");
        assert_eq!(own, english, "{code}");
    }
}

#[test]
fn arabic_counts_in_six_forms() {
    let words = &languages()["ar"];
    let counted = |n| words.count("orders-exactly", n, &[]).replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(
        [0, 1, 2, 3, 11, 100].map(counted),
        ["٠ طلب", "طلب واحد", "طلبين", "٣ طلبات", "١١ طلبًا", "١٠٠ طلب"]
    );
    assert_eq!([103, 1_211].map(counted), ["١٠٣ طلبات", "١٬٢١١ طلبًا"]);
}

#[test]
fn reasons_and_why_this_stay_short_in_every_language() {
    let model = Model::open(include_bytes!("../../../tests/fixtures/kitchen.gw").to_vec()).unwrap();
    let items: Vec<ItemId> = model.item_ids().collect();
    let mut shopper = Shopper::default();
    shopper.frequency = Frequency::More;
    for (code, words) in languages() {
        let mut n_cards = 0;
        for (n, cart) in items.chunks(1).chain(items.chunks(5)).enumerate() {
            let views: Vec<(ItemId, Millis)> =
                items.iter().skip(n * 7 % items.len()).take(n % 3).map(|item| (*item, NOW)).collect();
            let mut context = Context::new(cart, &views, NOW);
            if n % 2 == 1 {
                // As much to say as there can be.
                let mut searches = Searches::default();
                searches.add("set of mugs and cups in a box, for tea and cake", NOW);
                context.searches = searches.asked(&model, NOW);
                let mut feedback = Feedback::default();
                for &item in items.iter().skip(n % 7).step_by(7) {
                    let about = About::new(&model, item, None, context.stage).unwrap();
                    feedback.learn(Act::Open, &about, NOW);
                }
                context.tilt = feedback.tilt(&model, context.stage, NOW);
            }
            let permit = Exposures::default().permit(&shopper, NOW);
            for suggestion in select(&model, &context, &shopper, permit, 5).suggestions {
                let reason = words.reason(&model, &suggestion.reason);
                assert!((1..=MAX_REASON_CHARS).contains(&seen_chars(&reason)), "{code}: {reason}");
                let mut sheet = words.why(&model, &suggestion.reason, None);
                sheet.extend(
                    ["why", "close", "said-not-helpful", "undo"].map(|key| words.get(key).to_owned()),
                );
                let category = model.item(suggestion.item).unwrap().category;
                let category = words.category_name(&model, category);
                sheet.push(words.fill("no-more", &[("category", &category)]));
                let sheet = sheet.join(" ");
                assert!(sheet.split_whitespace().count() <= MAX_SHEET_WORDS, "{code}: {sheet}");
                for text in [&reason, &sheet] {
                    assert!(!text.contains(['{', '}']), "{code}: {text}");
                }
                n_cards += 1;
            }
        }
        assert!(n_cards > 1_000, "{code}: {n_cards}");
    }
}
