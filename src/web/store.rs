//! The visitor's choice in first-party storage. Every failure is an absence: then the choice lasts for this page.

use super::node::{Node, ask, get, run_texts, set_text, text, window};
use crate::core::receipts;
use crate::core::record::{self, Record, Stored};
use crate::core::time::Minutes;
use wasm_bindgen::JsValue;

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
    let mut found = record::stored(&cookies(document), now, months);
    // A browser removes a cookie that is over. The proof of the choice outlives it and tells that there was one (L-08).
    if matches!(found, Stored::Nothing) && area("localStorage").and_then(|storage| get(&storage, record::RECEIPTS)).is_some() {
        found = Stored::Expired;
    }
    found
}

/// Stores a choice and its receipt.
pub fn write(document: &JsValue, record: &Record, receipt: &str, months: u32, domain: Option<&str>, secure: bool) {
    set(document, &record::cookie(record, months, domain, secure));
    if let Some(storage) = area("localStorage") {
        let list = ask(&storage, "getItem", record::RECEIPTS).unwrap_or_default();
        run_texts(&storage, "setItem", record::RECEIPTS, &receipts::append(&list, receipt));
    }
}

/// A storage area by its name in the window, or nothing where it is denied.
pub fn area(name: &str) -> Option<Node> {
    get(&window(), name)
}
