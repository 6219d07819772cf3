//! The visitor's choice in first-party storage. Every failure is an absence: then the choice lasts for this page.

use crate::core::record::{self, Record, Stored};
use crate::core::time::Minutes;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, JSON};
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// As many receipts as a visitor is likely to want to look back on, in a few kilobytes.
const KEPT: u32 = 10;

#[wasm_bindgen]
extern "C" {
    type Jar;

    #[wasm_bindgen(method, getter, catch)]
    fn cookie(this: &Jar) -> Result<String, JsValue>;

    #[wasm_bindgen(method, setter, catch)]
    fn set_cookie(this: &Jar, text: &str) -> Result<(), JsValue>;
}

/// All cookies that a script may read; none where cookies are denied.
pub fn cookies(document: &Document) -> String {
    document.unchecked_ref::<Jar>().cookie().unwrap_or_default()
}

/// Writes one cookie, if it may.
pub fn set(document: &Document, text: &str) {
    let _ = document.unchecked_ref::<Jar>().set_cookie(text);
}

/// The stored choice.
pub fn read(document: &Document, now: Minutes, months: u32) -> Stored {
    record::stored(&cookies(document), now, months)
}

/// Stores a choice and its receipt.
pub fn write(document: &Document, record: &Record, receipt: &str, months: u32, domain: Option<&str>, secure: bool) {
    set(document, &record::cookie(record, months, domain, secure));
    let _ = append(receipt);
}

fn append(receipt: &str) -> Option<()> {
    let storage = local()?;
    let list = storage.get_item(record::RECEIPTS).ok().flatten();
    let parsed = list.and_then(|text| JSON::parse(&text).ok());
    // What is there and is not a list was not written by us: start anew rather than fail.
    let receipts = parsed.filter(Array::is_array).map_or_else(Array::new, JsCast::unchecked_into::<Array>);
    receipts.push(&JSON::parse(receipt).ok()?);
    while receipts.length() > KEPT {
        receipts.shift();
    }
    let text = JSON::stringify(&receipts).ok()?;
    storage.set_item(record::RECEIPTS, &String::from(text)).ok()
}

/// Local storage, or `None` where it is denied: gloo-storage panics there, so it is asked only after a probe.
pub fn local() -> Option<web_sys::Storage> {
    super::page::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}
