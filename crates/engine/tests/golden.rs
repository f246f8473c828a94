//! The golden cases, natively. `BLESS=1` accepts what the engine says now.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(unreachable_pub, reason = "shared with the browser's tests")]

#[path = "../../../tests/support/golden.rs"]
mod golden;

#[test]
fn native_gives_the_golden_answers() {
    let got = golden::run();
    if std::env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/golden.txt");
        std::fs::write(path, &got).expect("the fixture can be written");
    } else {
        assert_eq!(got, golden::EXPECTED);
    }
    assert!(got.matches(" cites ").count() > 200, "the cases show enough to compare");
}
