//! What the first module gives to JavaScript; nothing else is exported.

use super::gate::Gate;
use super::node::{self, Node};
use super::runtime;
use crate::core::reduce::{Action, Actor};
use wasm_bindgen::prelude::*;

/// Reads the configuration and the stored choice, for [`begin`] to act on. Never throws.
///
/// `config` was checked and completed, by the module `check` or before it was published; `sealed` is the
/// member of that name in it. `language` is the list of texts that this page needs, such as `nl-informal`.
/// `load` is called with `text` when texts are needed, and with `detail` when the settings or the declaration are;
/// answer with [`loaded`] or [`failed`].
#[wasm_bindgen]
pub fn boot(config: &JsValue, sealed: Node, language: &str, gate: Node, load: Node) {
    runtime::boot(config, sealed, language, Gate(gate), load);
}

/// Starts the component, once.
#[wasm_bindgen]
pub fn begin() {
    runtime::begin();
}

/// The texts of the first layer have come, in the order of the build; or, with `gate.detail` set, the settings.
#[wasm_bindgen]
pub fn loaded(texts: &JsValue) {
    runtime::loaded(texts);
}

/// The settings could not be loaded.
#[wasm_bindgen]
pub fn failed() {
    runtime::failed();
}

/// What a function of `gate.listener(what)` was called with.
#[wasm_bindgen]
pub fn heard(what: &str, told: &JsValue) -> bool {
    runtime::heard(what, told)
}

/// Grants everything that is asked; with ids, exactly those categories and services.
#[wasm_bindgen]
pub fn accept(ids: Option<Node>) {
    match ids {
        Some(ids) => runtime::act(Action::Grant(&node::texts(&ids)), Actor::Script),
        None => runtime::act(Action::Accept, Actor::Script),
    }
}

/// Refuses everything that can be refused.
#[wasm_bindgen]
pub fn reject() {
    runtime::act(Action::Reject, Actor::Script);
}

/// Takes back what was granted.
#[wasm_bindgen]
pub fn withdraw() {
    runtime::act(Action::Withdraw, Actor::Script);
}

/// Opens the settings.
#[wasm_bindgen]
pub fn open() {
    runtime::act(Action::Open, Actor::Script);
}

/// Closes the settings without a choice.
#[wasm_bindgen]
pub fn close() {
    runtime::act(Action::Close, Actor::Script);
}

/// What is granted now, as the page may know it: JSON.
#[wasm_bindgen]
pub fn state() -> String {
    runtime::state()
}
