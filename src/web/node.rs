//! Anything of the page, by the names it has in JavaScript.
//!
//! Elements of views, events and storage go through `web-sys` and `gloo-storage`, which are typed. What is asked for
//! in many places, once in each, goes through here: a method then costs its name and not an import with glue and
//! with code for what it may throw. With all of the edge on `web-sys` a first visit was 6 KB larger (brotli).
//! What throws gives nothing (`node.js`).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/node.js")]
extern "C" {
    /// An element, an event, a list, the window: whatever a page has.
    #[derive(Clone)]
    pub type Node;

    #[wasm_bindgen(js_name = page)]
    pub fn window() -> Node;

    pub fn get(of: &JsValue, name: &str) -> Option<Node>;

    /// A property that is a text or nothing.
    #[wasm_bindgen(js_name = get)]
    pub fn text(of: &JsValue, name: &str) -> Option<String>;

    /// Whether a property is this text.
    pub fn says(of: &JsValue, name: &str, value: &str) -> bool;

    /// A property that is a whole number; 0 where there is none.
    #[wasm_bindgen(js_name = get)]
    pub fn number(of: &JsValue, name: &str) -> i32;

    /// A property that is true or false.
    #[wasm_bindgen(js_name = get)]
    pub fn truth(of: &JsValue, name: &str) -> bool;

    /// A property that may have a fraction.
    #[wasm_bindgen(js_name = get)]
    pub fn measure(of: &JsValue, name: &str) -> f64;

    /// One of a list.
    #[wasm_bindgen(js_name = get)]
    pub fn item(of: &JsValue, place: u32) -> Option<Node>;

    pub fn set(of: &JsValue, name: &str, value: &JsValue);

    #[wasm_bindgen(js_name = set)]
    pub fn set_text(of: &JsValue, name: &str, value: &str);

    #[wasm_bindgen(js_name = set)]
    pub fn set_truth(of: &JsValue, name: &str, value: bool);

    pub fn call(of: &JsValue, name: &str) -> Option<Node>;

    #[wasm_bindgen(js_name = call)]
    pub fn call_text(of: &JsValue, name: &str, text: &str) -> Option<Node>;

    #[wasm_bindgen(js_name = call)]
    pub fn call_with(of: &JsValue, name: &str, value: &JsValue) -> Option<Node>;

    /// Calls what answers with a text or nothing.
    #[wasm_bindgen(js_name = call)]
    pub fn ask(of: &JsValue, name: &str, text: &str) -> Option<String>;

    /// Calls what answers with true or false.
    #[wasm_bindgen(js_name = call)]
    pub fn is(of: &JsValue, name: &str, value: &JsValue) -> bool;

    #[wasm_bindgen(js_name = call)]
    pub fn run(of: &JsValue, name: &str);

    #[wasm_bindgen(js_name = call)]
    pub fn run_text(of: &JsValue, name: &str, text: &str);

    #[wasm_bindgen(js_name = call)]
    pub fn run_show(of: &JsValue, name: &str, kind: &str, place: &JsValue, draft: &str, standing: &str);

    #[wasm_bindgen(js_name = call)]
    pub fn run_texts(of: &JsValue, name: &str, text: &str, other: &str);

    #[wasm_bindgen(js_name = call)]
    pub fn run_with(of: &JsValue, name: &str, value: &JsValue, other: &JsValue);

    #[wasm_bindgen(js_name = call)]
    pub fn run_listen(of: &JsValue, name: &str, event: &str, act: &JsValue, capture: bool);

    /// The texts in a list, each with a zero behind it.
    fn joined(list: &JsValue) -> String;

    /// The texts of a page, with the site's own in place of ours, in the same way.
    pub fn worded(list: &JsValue, sealed: &JsValue, tag: &str) -> String;

    /// What of a configuration decides, as `site` reads it.
    pub fn told(config: &JsValue, sealed: &JsValue) -> String;

    /// A value as `written` reads it.
    pub fn flat(value: &JsValue) -> String;

    /// The host and the path of an address.
    pub fn destined(url: &str) -> Option<String>;

    /// Makes elements of steps (`core::view`) at the end of a place.
    pub fn raise(place: &JsValue, steps: &str);

    /// The same for a long list of what is alike.
    pub fn repeat(place: &JsValue, steps: &str);

    /// Takes the first layer, and the small button, off an element that has focus.
    pub fn uncover(target: &JsValue);

    /// Takes one out of a list.
    pub fn cut(list: &JsValue, place: u32) -> Option<Node>;
}

/// How many there are in a list.
pub fn length(list: &JsValue) -> u32 {
    number(list, "length") as u32
}

/// An attribute of an element, where it has it.
pub fn attribute(element: &JsValue, name: &str) -> Option<String> {
    ask(element, "getAttribute", name)
}

/// Sets an attribute of an element.
pub fn set_attribute(element: &JsValue, name: &str, value: &str) {
    run_texts(element, "setAttribute", name, value);
}

/// The first element in a place that a selector finds.
pub fn find(place: &JsValue, selector: &str) -> Option<Node> {
    call_text(place, "querySelector", selector)
}

/// The texts in a list.
pub fn texts(list: &JsValue) -> Vec<String> {
    split(&joined(list))
}

/// The texts in one, each with a zero behind it.
#[inline(never)]
pub fn split(mut told: &str) -> Vec<String> {
    let mut texts = Vec::new();
    while let (text, Some(rest)) = crate::core::cut::cut(told, 0) {
        texts.push(text.to_owned());
        told = rest;
    }
    texts
}
