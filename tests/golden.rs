//! The golden cases in a browser's wasm: the same text as natively, so the same bits.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    unreachable_pub,
    reason = "shared with the native tests; a test may fail loudly"
)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "support/golden.rs"]
mod golden;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn wasm_gives_the_golden_answers() {
    let got = golden::run();
    for (got, expected) in got.lines().zip(golden::EXPECTED.lines()) {
        assert_eq!(got, expected);
    }
    assert_eq!(got.len(), golden::EXPECTED.len());
}
