//! The visitor's choice in first-party storage. Every failure is an absence: then the choice lasts for this page.

use super::node::{Node, ask, call_with, get, length, run, run_texts, set_text, text, window};
use crate::core::record::{self, Record, Stored};
use crate::core::time::Minutes;
use js_sys::Array;
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
    let storage = area("localStorage")?;
    let json = get(&window(), "JSON")?;
    let parsed = ask(&storage, "getItem", record::RECEIPTS).and_then(|text| parse(&json, &text));
    // What is there and is not a list was not written by us: start anew rather than fail.
    let receipts = parsed.filter(|found| Array::is_array(found)).unwrap_or_else(|| Array::new().unchecked_into());
    call_with(&receipts, "push", &*parse(&json, receipt)?);
    while length(&receipts) > KEPT {
        run(&receipts, "shift");
    }
    let text = call_with(&json, "stringify", &receipts)?.as_string()?;
    run_texts(&storage, "setItem", record::RECEIPTS, &text);
    Some(())
}

fn parse(json: &JsValue, text: &str) -> Option<Node> {
    super::node::call_text(json, "parse", text)
}

/// `localStorage` or `sessionStorage`; nothing where it is denied.
pub fn area(name: &str) -> Option<Node> {
    get(&window(), name)
}
