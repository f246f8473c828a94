//! `goeswith lint-copy`: the bundled texts are good, and each way to be bad is told with its line.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::Command;
use goeswith_builder::copy::lint;
use goeswith_engine::words::ENGLISH;

const MESSAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/messages");

/// English with one line changed, and where that is.
fn changed(from: &str, to: &str) -> (String, usize) {
    let line = ENGLISH.lines().position(|line| line == from).unwrap() + 1;
    (ENGLISH.replace(&format!("\n{from}\n"), &format!("\n{to}\n")), line)
}

/// What is told of that one line, or of the whole at the end.
fn told(from: &str, to: &str) -> Vec<String> {
    let (text, line) = changed(from, to);
    let end = text.lines().count();
    let findings = lint(&text);
    assert!(findings.iter().all(|found| [line, line + 1, end].contains(&found.line)), "{findings:?}");
    findings.into_iter().map(|found| found.what).collect()
}

fn assert_told(from: &str, to: &str, expected: &str) {
    let told = told(from, to);
    assert!(told.len() == 1 && told.iter().any(|what| what.contains(expected)), "{to}: {told:?}");
}

#[test]
fn every_bundled_message_file_is_good() {
    let files: Vec<_> = std::fs::read_dir(MESSAGES).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 3, "{files:?}");
    let done = Command::cargo_bin("goeswith").unwrap().arg("lint-copy").args(&files).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stdout), "");
    assert!(done.status.success());
}

#[test]
fn what_english_says_and_another_language_does_not_is_told() {
    assert_told("not-now = Not now", "# not-now", "not-now is missing: say \"Not now\"");
    assert_told("people-exactly.one = {n} person", "#", "people-exactly.one is missing");
    assert!(
        lint(&changed("language = en", "#").0)
            .iter()
            .any(|found| found.what.starts_with("language is missing"))
    );
}

#[test]
fn what_no_code_asks_for_is_told() {
    assert_told(
        "fits = Fits the {name}",
        "fits = Fits the {nmae} {name}",
        "{nmae} has no value in fits: it knows {name}",
    );
    assert_told("fits = Fits the {name}", "fits = Fits it", "fits does not say {name}");
    assert_told("close = Close", "close = Close\ncloze = Close", "nothing says cloze");
    assert_told("close = Close", "close = Close\nclose.one = Close", "nothing says close.one");
    assert_told("close = Close", "close = Close\nclose = Shut", "stands on line");
    assert_told("close = Close", "close = Close\nand more", "no message");
    assert_told(
        "orders-exactly.one = {n} order",
        "orders-exactly.one = {n} order\norders-exactly.three = {n}",
        "three is no plural form",
    );
    assert_told("direction = ltr", "direction = left", "write ltr or rtl");
}

#[test]
fn loud_pressing_and_prying_texts_are_told() {
    assert_told("added = Added", "added = Added!", "exclamation mark");
    assert_told("fits = Fits the {name}", "fits = Fits the {name}. Hurry", "\"Hurry\" presses");
    assert_told("not-now = Not now", "not-now = No, I don't like to save", "shames");
    assert_told("fits = Fits the {name}", "fits = Because you have the {name}", "claims a cause");
    assert_told("fits = Fits the {name}", "fits = People like you have the {name}", "talks about who");
}

#[test]
fn long_and_hard_texts_are_told() {
    assert_told(
        "fits = Fits the {name}",
        "fits = It is known by all of us to fit quite well on top of the {name}",
        "a reason of 57 characters beside the name: at most 48",
    );
    assert_told(
        "off = Suggestions are off.",
        "off = Personalized recommendations are currently deactivated throughout every associated \
         commercial environment in accordance with previously communicated individual preferences",
        "reads like school year",
    );
    let long = "word ".repeat(70);
    let told = told("why-not-counted = Its price did not count", &format!("why-not-counted = {long}"));
    assert!(told.iter().any(|what| what.starts_with("Why this? may reach")), "{told:?}");
    let german = std::fs::read_to_string(format!("{MESSAGES}/de.txt")).unwrap();
    let german =
        german.replace("off = Vor", "off = Eins zwei drei vier fünf sechs sieben acht neun zehn Vor");
    let told = lint(&german);
    assert!(told.iter().any(|found| found.what.contains("a sentence of 13 words")), "{told:?}");
    let told = lint(&german.replace("mit Kategorie „{name}“", "mit „{name}“"));
    assert!(told.iter().any(|found| found.what.contains("say that it is a category")), "{told:?}");
}

#[test]
fn a_merchants_own_text_is_read_for_pressure_alone() {
    let told = lint("name,skus\nTea for two,A B\nHurry: only 3 left,C D\nWomen's scarf!,E F\n");
    let lines: Vec<usize> = told.iter().map(|found| found.line).collect();
    assert_eq!(lines, [3, 3], "{told:?}");
}

#[test]
fn the_command_names_file_and_line_and_fails() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundles.csv");
    std::fs::write(&file, "Tea for two\nLast chance tea\n").unwrap();
    let run = |path: &std::path::Path| {
        Command::cargo_bin("goeswith").unwrap().arg("lint-copy").arg(path).output().unwrap()
    };
    let done = run(&file);
    let line = format!("{}:2: \"Last chance\" presses", file.display());
    assert!(String::from_utf8_lossy(&done.stdout).starts_with(&line), "{done:?}");
    assert_eq!(done.status.code(), Some(1));
    std::fs::write(&file, [0xff, 0xfe, 0x00]).unwrap();
    assert!(String::from_utf8_lossy(&run(&file).stderr).contains("no text in UTF-8"));
    assert!(String::from_utf8_lossy(&run(&folder.path().join("none")).stderr).contains("cannot be read"));
}
