//! The guard as the core sees it. Its other half is `src/guard`.

use super::node::{Node, call_text, call_with, get, run_with, set_attribute, text, truth};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The guard's handle, `window.sluis.gate`: `held` lists what is held, in the order in which it was found;
    /// `ask` is called with an address that matches something known, and says whether it may pass; `onhold` is
    /// called for everything that is held from now on.
    pub type Gate;

    /// Google's queue takes `arguments` objects and silently ignores arrays, so this one call is JavaScript.
    #[wasm_bindgen(method, variadic)]
    pub fn gtag(this: &Gate, arguments: &Array);

    /// Makes the settings or the declaration (`show` of the second module); set once that is there.
    #[wasm_bindgen(method)]
    pub fn detail(this: &Gate, kind: &str, place: &JsValue, draft: &Array, decided: bool);
}

impl Gate {
    pub fn has_detail(&self) -> bool {
        get(self, "detail").is_some()
    }

    /// More hosts to hold.
    pub fn add(&self, patterns: &Array) {
        call_with(self, "add", patterns);
    }

    /// Gives an element an address, or another attribute. It is not held again, whatever that is: its mark has
    /// decided. Where the page enforces Trusted Types, it takes more than a text.
    pub fn load(&self, element: &JsValue, name: &str, address: &str) {
        call_with(self, "free", element);
        match get(self, "trusted") {
            Some(trusted) => {
                if let Some(address) = call_text(&trusted, "url", address) {
                    run_with(element, "setAttribute", &JsValue::from_str(name), &address);
                }
            }
            None => set_attribute(element, name, address),
        }
    }
}

/// One element that is held.
pub struct Held(pub Node);

impl Held {
    pub fn element(&self) -> Option<Node> {
        get(&self.0, "element")
    }

    /// The attribute that was taken off; absent for an inline script.
    pub fn attribute(&self) -> Option<String> {
        text(&self.0, "attribute")
    }

    pub fn value(&self) -> Option<String> {
        text(&self.0, "value")
    }

    /// A script's type before it was held.
    pub fn kind(&self) -> Option<String> {
        text(&self.0, "type")
    }

    /// The script was free to run in any order.
    pub fn asynchronous(&self) -> bool {
        truth(&self.0, "asynchronous")
    }
}
