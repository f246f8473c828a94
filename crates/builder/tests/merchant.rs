//! The merchant's commands as a person meets them: every test runs the real `goeswith`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn goeswith(args: &[&str]) -> std::process::Output {
    Command::cargo_bin("goeswith").unwrap().args(args).output().unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Twenty-five reviews written for this test: what fits, what does not, doubts, questions, denials. By hand one edge
/// for each claim that a reader would agree to, and none for the rest.
#[test]
fn reviews_become_the_lines_that_a_reader_would_write() {
    let folder = root().join("crates/builder/tests/fixtures/reviews");
    let path = |name: &str| folder.join(name).display().to_string();
    let output = goeswith(&["reviews", &path("reviews.csv"), "--catalog", &path("catalog.csv")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    // The hashes are checked for their form; what they are of is checked in `merchant/reviews.rs`.
    let edges: Vec<String> = lines
        .lines()
        .skip(1)
        .map(|line| {
            let (edge, hashes) = line.trim_end_matches(',').rsplit_once(": ").unwrap();
            assert!(hashes.split(' ').all(|hash| hash.len() == 12), "{line}");
            edge.to_owned()
        })
        .collect();
    let expected = [
        "BATT-W,CHG-W,add,needed-with,1 review",
        "BAG-S,CAM-7,add,fits,1 review",
        "CAM-7,BAG-S,add,fits,1 review",
        "CAM-7,CARD-128,add,needed-with,2 reviews",
        "CAM-7,LENS-35,add,fits,2 reviews",
        "CAM-7,STRAP-L,add,fits,1 review",
        "CAM-9,BATT-W,add,fits,1 review",
        "CAM-9,LENS-85,add,fits,1 review",
        "CAM-9,TRI-3,add,fits,1 review",
    ];
    let (mut edges, mut expected) = (edges, expected.map(str::to_owned).to_vec());
    edges.sort();
    expected.sort();
    assert_eq!(edges, expected);
    assert!(!lines.contains("bokeh") && !lines.contains("trip;"), "no text is kept");
}

#[test]
fn a_model_goes_out_as_lines_and_comes_back_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let model = root().join("tests/fixtures/kitchen.gw").display().to_string();
    let exported = goeswith(&["export", &model, "-o", &path("shop.jsonl")]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let imported = goeswith(&["import", &path("shop.jsonl"), "-o", &path("shop.gw")]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    assert!(fs::read(path("shop.gw")).unwrap() == fs::read(&model).unwrap(), "other bytes");
    let lines = fs::read_to_string(path("shop.jsonl")).unwrap();
    assert!(lines.contains(r#""kind":"relation","anchor":""#), "a person can read it");
    fs::write(path("shop.jsonl"), lines.replacen(r#""weight":"#, r#""wait":"#, 1)).unwrap();
    let refused = goeswith(&["import", &path("shop.jsonl"), "-o", &path("other.gw")]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("shop.jsonl:") && told.contains("wait"), "{told}");
    assert!(!Path::new(&path("other.gw")).exists());
}
