//! The module for a configuration that carries no seal: it was not checked before it was published.

use super::{decode, encode};
use crate::core::check;
use crate::core::problem;
use crate::core::seal::{self, seal};
use wasm_bindgen::prelude::*;

/// Judges a configuration. `catalogue` has the entry for each id that it names and that is known.
///
/// Answers with the configuration complete, and in `sealed` what the first module needs besides; or, when it has an
/// error, with a text that tells every problem. Then everything stays held.
#[wasm_bindgen]
pub fn check(config: &JsValue, catalogue: &JsValue) -> JsValue {
    let checked = check::check(decode::value(config), &decode::value(catalogue));
    let Some(config) = checked.config else {
        return JsValue::from_str(&problem::report(&checked.problems));
    };
    let mut complete = checked.complete;
    complete.fill(seal::KEY, &seal(&config));
    encode::value(&complete)
}
