//! The edge: it performs what the core decided, and decides nothing. This file is the whole
//! surface towards JavaScript; nothing else is exported.

pub mod decode;
pub mod dom;
mod gate;
mod node;
mod page;
mod release;
mod runtime;
mod signals;
mod stage;
mod state;
mod store;
mod sweep;

use crate::core::reduce::{Action, Actor};
use gate::Gate;
use node::Node;
use wasm_bindgen::prelude::*;

// Smaller than the default allocator, and a page's worth of views is no load for it.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Starts the component: checks the configuration, reads the stored choice and acts on both.
///
/// Never throws. Problems of the configuration go to the console, all of them, and then everything stays held.
/// `load` is called with a language (`nl`, `nl-je`, `en`) when texts are needed; answer with [`texts`].
#[wasm_bindgen]
pub fn boot(config: &JsValue, catalogue: &JsValue, gate: Gate, load: Node) {
    runtime::boot(config, catalogue, gate, load);
}

/// The texts of the language that was asked for, in the order of the build.
#[wasm_bindgen]
pub fn texts(list: &JsValue) {
    runtime::texts(node::texts(list));
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

/// What is granted now, as the page may know it.
#[wasm_bindgen]
pub fn state() -> JsValue {
    runtime::state()
}
