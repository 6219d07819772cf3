//! The guard as the core sees it. Its other half is `src/guard`.

use super::node::{Node, call_text, call_with, cut, get, item, length, run_with, set_attribute, text, truth};
use wasm_bindgen::JsValue;

/// The guard's handle, `window.sluis.gate`: `held` lists what is held, in the order in which it was found; `ask` is
/// called with an address that matches something known, and says whether it may pass; `onhold` is called for
/// everything that is held from now on. What has to be JavaScript (`pkg/src/loader.ts`) is there too.
pub struct Gate(pub Node);

impl std::ops::Deref for Gate {
    type Target = JsValue;

    fn deref(&self) -> &JsValue {
        &self.0
    }
}

impl Gate {
    pub fn has_detail(&self) -> bool {
        get(self, "detail").is_some()
    }

    /// Takes out of the guard's hands what is to go.
    pub fn take(&self, goes: &dyn Fn(&Held, &Node) -> bool) -> Vec<Held> {
        let mut taken = Vec::new();
        let Some(list) = get(self, "held") else { return taken };
        let mut place = 0;
        while place < length(&list) {
            let held = item(&list, place).map(Held);
            if held.is_some_and(|held| held.element().is_some_and(|element| goes(&held, &element))) {
                taken.extend(cut(&list, place).map(Held));
            } else {
                place += 1;
            }
        }
        taken
    }

    /// A function for the page; what it is called with arrives at `runtime::heard` under this name.
    pub fn listener(&self, name: &str) -> JsValue {
        call_text(self, "listener", name).map_or(JsValue::NULL, JsValue::from)
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

    /// The address that waits: of a `srcset` or a `srcdoc` one of several.
    pub fn address(&self) -> Option<String> {
        text(&self.0, "address")
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
