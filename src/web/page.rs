//! What only the page can tell: its window, its time, its words, its way to the settings.

use super::node::{Node, ask, destined, find, get, says, text, window};
use crate::core::matcher::Address;
use crate::core::number;
use crate::core::time::Minutes;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// The selector of every way to the settings that a page can offer.
pub const OPENERS: &str = "[data-sluis=open],[href=\"#sluis\"]";

pub fn document() -> Option<Document> {
    get(&window(), "document").map(JsCast::unchecked_into)
}

/// The first element in the page that a selector finds.
pub fn element(selector: &str) -> Option<Node> {
    find(&*document()?, selector)
}

/// A part of the page's address, by the name it has in `location`.
pub fn address(part: &str) -> String {
    get(&window(), "location").and_then(|location| text(&location, part)).unwrap_or_default()
}

/// Where an address leads, as the browser reads it; nowhere, where it names no host.
pub fn destination(url: &str) -> Option<Address> {
    Address::read(&destined(url)?)
}

/// Whether the whole page has been parsed: only then is it known whether it links to the settings.
pub fn is_parsed(document: &JsValue) -> bool {
    !says(document, "readyState", "loading")
}

/// Whether the browser says that the visitor does not want to be followed.
pub fn objects(do_not_track: bool) -> bool {
    let Some(navigator) = get(&window(), "navigator") else { return false };
    get(&navigator, "globalPrivacyControl").is_some_and(|wish| wish.is_truthy()) || do_not_track && says(&navigator, "doNotTrack", "1")
}

pub fn now() -> Minutes {
    (js_sys::Date::now() / 60_000.0) as Minutes
}

/// A moment such as `2026-11-22T10:14Z` in a language, on the visitor's own clock.
pub fn moment(at: &str, language: &str) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(at));
    // What is no moment is shown as it stands.
    if date.get_time().is_nan() {
        return at.to_owned();
    }
    // To the minute, as it is recorded.
    let options: JsValue = js_sys::Object::new().into();
    super::node::set_text(&options, "dateStyle", "medium");
    super::node::set_text(&options, "timeStyle", "short");
    date.to_locale_string(language, &options).into()
}

/// A country's name in a language, or its code where the browser cannot say.
pub fn country(code: &str, language: &str) -> String {
    let options: JsValue = js_sys::Object::new().into();
    super::node::set_text(&options, "type", "region");
    DisplayNames::new(&Array::of1(&JsValue::from_str(language)), &options)
        .ok()
        .and_then(|names| ask(&names, "of", code))
        .unwrap_or_else(|| code.to_owned())
}

/// The plural categories of a language; `None` where the browser cannot say.
pub fn plurals(language: &str) -> Option<PluralRules> {
    PluralRules::new(language).ok()
}

/// The plural category of a whole number, by its name in CLDR.
pub fn plural(rules: &JsValue, n: usize) -> Option<String> {
    ask(rules, "select", &number::decimal(n))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    pub type PluralRules;

    // https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/PluralRules
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;

    // https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/DisplayNames
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &Array, options: &JsValue) -> Result<DisplayNames, JsValue>;
}
