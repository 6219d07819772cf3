//! What only the page can tell: its window, its time, its language, its way to the settings.

use crate::core::time::Minutes;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Window};

/// The selector of every way to the settings that a page can offer.
pub const OPENERS: &str = "[data-sluis=open]";

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// Whether the whole page has been parsed: only then is it known whether it links to the settings.
pub fn is_parsed(document: &Document) -> bool {
    ready_state(document) != "loading"
}

pub fn now() -> Minutes {
    (js_sys::Date::now() / 60_000.0) as Minutes
}

/// What stands in `<html lang>`.
pub fn language(document: &Document) -> String {
    document.document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default()
}

pub fn find(document: &Document, selector: &str) -> Option<Element> {
    document.query_selector(selector).ok().flatten()
}

/// A country's name in a language, or its code where the browser cannot say.
pub fn country(code: &str, language: &str) -> String {
    DisplayNames::new(vec![language.to_owned()], &Naming::region())
        .and_then(|names| names.of(code))
        .unwrap_or_else(|_| code.to_owned())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    // https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/DisplayNames
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: Vec<String>, options: &Naming) -> Result<DisplayNames, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(extends = js_sys::Object)]
    type Naming;

    #[wasm_bindgen(method, setter, js_name = "type")]
    fn set_kind(this: &Naming, kind: &str);

    type Parsing;

    #[wasm_bindgen(method, getter, js_name = readyState)]
    fn ready_state(this: &Parsing) -> String;
}

impl Naming {
    fn region() -> Self {
        let naming = js_sys::Object::new().unchecked_into::<Self>();
        naming.set_kind("region");
        naming
    }
}

fn ready_state(document: &Document) -> String {
    document.unchecked_ref::<Parsing>().ready_state()
}
