//! The visitor's choice in first-party storage. Every failure is an absence: then the choice lasts for this page.

use super::node::{set_text, text};
use crate::core::record::{self, Record, Stored};
use crate::core::time::Minutes;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, JSON};
use wasm_bindgen::prelude::*;

/// As many receipts as a visitor is likely to want to look back on, in a few kilobytes.
const KEPT: u32 = 10;

/// All cookies that a script may read; none where cookies are denied.
pub fn cookies(document: &JsValue) -> String {
    text(document, "cookie").unwrap_or_default()
}

/// Writes one cookie, if it may.
pub fn set(document: &JsValue, cookie: &str) {
    set_text(document, "cookie", cookie);
}

/// The stored choice.
pub fn read(document: &JsValue, now: Minutes, months: u32) -> Stored {
    record::stored(&cookies(document), now, months)
}

/// Stores a choice and its receipt.
pub fn write(document: &JsValue, record: &Record, receipt: &str, months: u32, domain: Option<&str>, secure: bool) {
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
    let text = JSON::stringify(&receipts).ok()?.as_string()?;
    storage.set_item(record::RECEIPTS, &text).ok()
}

/// Local storage, or nothing where it is denied: gloo-storage panics there, so it is asked only after a probe.
pub fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// Session storage, or nothing where it is denied.
pub fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
