//! The thin edge to the browser. Every platform call lives in a leaf here and returns an `Option` or `Result`:
//! denied storage or a missing API is a normal case.

mod assistant;
mod dom;
mod export;
mod host;
mod inspect;
mod page;
mod root;
mod store;

/// A small allocator: the standard one for wasm is 2 kB more on the wire.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub use assistant::{Assistant, Mounted};
pub use host::{Browser, Host};
