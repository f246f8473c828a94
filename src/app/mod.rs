//! What the widget knows and how events change it: `(App, Event) → (App, Effects)`.

mod adding;
mod answering;
mod asking;
mod charge;
mod choosing;
mod event;
mod hearing;
mod inspect;
mod lessons;
mod observing;
mod row;
mod saving;
mod sharing;
mod signals;
mod state;
mod telling;
mod together;

pub(crate) use adding::is_in_cart;
pub use asking::Reply;
pub(crate) use asking::Step;
pub use event::{Effect, Event, Now};
pub use inspect::{Fate, PacingInside, RowInside, Weighed};
pub use row::{Answered, Card, Open, Placement, Row, RowId};
pub use sharing::{Heard, Known};
pub use signals::Signal;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod fuzz;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_adding;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_ending;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_kept;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_lessons;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_memory;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_mine;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_observing;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_question;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_saved;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_standing;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_telling;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_together;

pub(crate) use state::key;
pub use state::{AddState, App};
pub use together::{Ticks, Together};
