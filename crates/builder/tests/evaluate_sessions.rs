//! `goeswith evaluate sessions` as a person meets it, on logs small enough to check by hand.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Cup leads to saucer and lamp to bulb, twenty times each.
    fn train(&self) -> PathBuf {
        self.file("train.txt", &"CUP SAUCER\nLAMP BULB\n".repeat(20))
    }
}

fn evaluate(train: &Path, test: &Path, flags: &[&str]) -> Command {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.args(["evaluate", "sessions", "--train"]).arg(train).arg("--test").arg(test).args(flags);
    command
}

fn json(train: &Path, test: &Path, flags: &[&str]) -> Value {
    let output = evaluate(train, test, flags).arg("--json").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn is_near(value: &Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() < 1e-6
}

/// Two steps to what is new, one that goes nowhere else, and one to an item nobody knows.
const STEPS: &str = "CUP\tSAUCER\nLAMP\tBULB\nLAMP BULB\tLAMP\nCUP\tTEAPOT\n";

#[test]
fn figures_are_those_of_pencil_and_paper() {
    let folder = Folder::new();
    let report = json(&folder.train(), &folder.file("test.txt", STEPS), &["--compare"]);
    assert_eq!(report["cases"], 4);
    assert_eq!(report["methods"][0]["name"], "goeswith", "the model as shipped comes first");
    assert!(report["methods"][0]["model_bytes"].as_u64().unwrap() > 0);
    assert!(report["methods"][0]["build_cpu_s"].is_number());
    for method in report["methods"].as_array().unwrap() {
        // All four items fit into twenty places, so only the teapot is missed; steps back are no new items.
        assert!(is_near(&method["repeats"]["hr@20"], 0.75), "{method}");
        assert!(is_near(&method["new_items"]["hr@20"], 2.0 / 3.0), "{method}");
        // The standard error of 1, 1, 0: the square root of (1/3) / 3.
        assert!(is_near(&method["new_items"]["hr@20_se"], 0.333_333), "{method}");
        if method["name"] != "popularity" {
            assert!(is_near(&method["new_items"]["mrr@20"], 2.0 / 3.0), "{method}");
        }
    }
}

#[test]
fn what_a_page_misses_that_remembers_nothing_is_told() {
    let folder = Folder::new();
    // Only the cup speaks for the saucer; beside the lamp alone, what everybody looks at comes first.
    let test = folder.file("test.txt", "CUP LAMP\tSAUCER\n");
    let train = folder.file("train.txt", &"CUP SAUCER\nLAMP BULB\nTOP HIT\nTOP HIT\nTOP HIT\n".repeat(20));
    let report = json(&train, &test, &[]);
    let rank = |name: &str| {
        let methods = report["methods"].as_array().unwrap();
        let method = methods.iter().find(|method| method["name"] == name).unwrap();
        (1.0 / method["new_items"]["mrr@20"].as_f64().unwrap()).round()
    };
    assert!(rank("goeswith, this page alone") > rank("goeswith"), "{report}");
}

#[test]
fn clicks_with_times_say_the_same_as_lines() {
    let folder = Folder::new();
    let clicks = |sessions: &[[&str; 2]]| {
        let rows = sessions.iter().enumerate().flat_map(|(at, session)| {
            let time = 1_600_000_000 + 100 * at;
            // The later click first: times decide, not rows.
            [format!("{at},{},{}\n", session[1], time + 10), format!("{at},{},{time}\n", session[0])]
        });
        format!("SessionId,ItemId,Time\n{}", rows.collect::<String>())
    };
    let table = folder.file("train.csv", &clicks(&[["CUP", "SAUCER"], ["LAMP", "BULB"]].repeat(20)));
    let steps = folder.file("test.csv", &clicks(&[["CUP", "SAUCER"], ["LAMP", "BULB"]]));
    let lines = folder.file("test.txt", "CUP\tSAUCER\nLAMP\tBULB\n");
    let figures = |train: &Path, test: &Path| json(train, test, &[])["methods"][0]["repeats"].clone();
    assert_eq!(figures(&table, &steps), figures(&folder.train(), &lines));
}

#[test]
fn pairs_below_the_floor_are_not_in_the_model() {
    let folder = Folder::new();
    let train = folder.file("train.txt", &format!("CUP LAMP\n{}", "CUP SAUCER\nLAMP BULB\n".repeat(20)));
    let test = folder.file("test.txt", "CUP\tLAMP\n");
    let bytes = |flags| json(&train, &test, flags)["methods"][0]["model_bytes"].as_u64().unwrap();
    assert!(bytes(&["--floor", "2"]) < bytes(&[]));
}

#[test]
fn the_number_of_threads_changes_no_figure() {
    let folder = Folder::new();
    let (train, test) = (folder.train(), folder.file("test.txt", STEPS));
    let run = |n_threads: &str| {
        let mut command = evaluate(&train, &test, &["--compare", "--json"]);
        let output = command.env("RAYON_NUM_THREADS", n_threads).output().unwrap();
        let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
        for method in report["methods"].as_array_mut().unwrap() {
            method.as_object_mut().unwrap().remove("build_cpu_s").unwrap();
        }
        report
    };
    assert_eq!(run("1"), run("3"));
}

#[test]
fn what_cannot_be_measured_is_said_with_what_to_do() {
    let folder = Folder::new();
    let train = folder.train();
    let test = folder.file("test.txt", STEPS);
    let single = folder.file("single.txt", "CUP\nSAUCER\n");
    let whole = folder.file("whole.txt", &"CUP SAUCER\n".repeat(20));
    let alone = folder.file("alone.csv", "SessionId,ItemId,Time\n1,CUP,1600000000\n");
    let missing = folder.0.path().join("missing.txt");
    let cases: [(&Path, &Path, &str); 5] = [
        (&missing, &test, "check the path"),
        (&train, &missing, "check the path"),
        (&single, &test, "give whole sessions with --train"),
        (&train, &whole, "no tab between what was seen and what came next"),
        (&train, &alone, "a tab and the next item on each line"),
    ];
    for (train, test, told) in cases {
        let output = evaluate(train, test, &[]).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
        let message = message.split_whitespace().filter(|&word| word != "│").collect::<Vec<_>>().join(" ");
        assert!(!output.status.success() && message.contains(told), "{told}: {message}");
        assert!(output.stdout.is_empty());
    }
}
