//! The guard as the core sees it. Its other half is `src/guard`.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// The guard's handle, `window.sluis.gate`.
    pub type Gate;

    /// What is held, in the order in which it was found.
    #[wasm_bindgen(method, getter)]
    pub fn held(this: &Gate) -> Vec<Held>;

    #[wasm_bindgen(method, setter)]
    pub fn set_held(this: &Gate, held: Vec<Held>);

    /// Called with an address that matches something known: may it pass?
    #[wasm_bindgen(method, setter)]
    pub fn set_ask(this: &Gate, ask: &JsValue);

    /// Called for everything that is held from now on.
    #[wasm_bindgen(method, setter)]
    pub fn set_onhold(this: &Gate, onhold: &JsValue);

    /// More hosts to hold.
    #[wasm_bindgen(method)]
    pub fn add(this: &Gate, patterns: Vec<String>);

    /// This element is not held again, whatever its address: its mark has decided.
    #[wasm_bindgen(method)]
    pub fn free(this: &Gate, element: &Element);

    /// What makes an address acceptable where the page enforces Trusted Types.
    #[wasm_bindgen(method, getter)]
    pub fn trusted(this: &Gate) -> Option<Trusted>;

    /// Google's queue takes `arguments` objects and silently ignores arrays, so this one call is JavaScript.
    #[wasm_bindgen(method, variadic)]
    pub fn gtag(this: &Gate, arguments: &js_sys::Array);

    pub type Trusted;

    #[wasm_bindgen(method)]
    pub fn url(this: &Trusted, address: &str) -> JsValue;

    /// An element that is given an address which may be more than a text.
    pub type Loading;

    #[wasm_bindgen(method, catch, js_name = setAttribute)]
    pub fn set(this: &Loading, name: &str, value: &JsValue) -> Result<(), JsValue>;

    /// One element that is held.
    #[derive(Clone)]
    pub type Held;

    #[wasm_bindgen(method, getter)]
    pub fn element(this: &Held) -> Element;

    /// The attribute that was taken off; absent for an inline script.
    #[wasm_bindgen(method, getter)]
    pub fn attribute(this: &Held) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Held) -> Option<String>;

    /// A script's type before it was held.
    #[wasm_bindgen(method, getter, js_name = "type")]
    pub fn kind(this: &Held) -> Option<String>;

    /// The script was free to run in any order.
    #[wasm_bindgen(method, getter)]
    pub fn asynchronous(this: &Held) -> bool;
}
