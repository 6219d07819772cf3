//! The part of a checked configuration that decides, read from the page's own object.
//!
//! Texts are leaked: they are read once and stay for as long as the page does, and so the state can point to them.

use super::node::{Node, call_with, get, item, length, text, window};
use crate::core::config::{Category, Enforce, Storage};
use crate::core::site::{Item, Service, Site};
use wasm_bindgen::JsValue;

/// Reads a configuration that was checked and completed, and its seal.
pub fn read(config: &JsValue, sealed: &JsValue) -> Site<'static> {
    let [controller, statement, record, ui, policy] = ["controller", "statement", "record", "ui", "policy"].map(|key| member(config, key));
    Site {
        controller: said(&controller, "name").unwrap_or(""),
        domains: list(config, "domains", leak),
        statement_url: said(&statement, "url"),
        statement_version: said(&statement, "version"),
        months: get(&record, "months").and_then(|months| months.as_f64()).map_or(6, |months| months as u32),
        domain: said(&record, "domain"),
        layout: said(&ui, "layout").unwrap_or("bar"),
        theme: said(&ui, "theme").unwrap_or("auto"),
        corner: said(&ui, "corner").unwrap_or("left"),
        control: said(&ui, "control") != Some("none"),
        asked: said(sealed, "asked").unwrap_or(""),
        earlier: list(sealed, "earlier", edition),
        do_not_track: wish(&policy, "doNotTrack"),
        enforce: match said(config, "enforce") {
            Some("first") => Enforce::First,
            _ if wish(config, "enforce") => Enforce::Refused,
            _ => Enforce::Never,
        },
        services: list(config, "services", service),
    }
}

fn service(from: &JsValue) -> Service<'static> {
    let id = said(from, "id").unwrap_or("");
    Service {
        id,
        vendor: said(from, "catalogue").unwrap_or(id),
        provider: said(from, "provider").or_else(|| said(from, "name")).unwrap_or(""),
        category: Category::ALL[place(from, "category", Category::NAMES)],
        exempt: said(from, "basis") == Some("exempt"),
        advanced: said(from, "consentMode") == Some("advanced"),
        hosts: list(from, "hosts", leak),
        items: list(from, "items", stored),
        calls: ["denied", "granted", "default"].map(|state| list(&member(from, "signals"), state, json)),
    }
}

/// `{asked, again}`: a fingerprint, and the categories that have changed since.
fn edition(from: &JsValue) -> (&'static str, Vec<Category>) {
    let category = |name: &JsValue| Category::from_name(leak(name)).unwrap_or_default();
    (said(from, "asked").unwrap_or(""), list(from, "again", category))
}

fn stored(from: &JsValue) -> Item<'static> {
    Item { name: said(from, "name"), storage: Storage::ALL[place(from, "storage", Storage::NAMES)], path: said(from, "path") }
}

/// Whether something is asked for.
fn wish(of: &JsValue, key: &str) -> bool {
    get(of, key).is_some_and(|wish| wish.is_truthy())
}

fn member(of: &JsValue, key: &str) -> JsValue {
    get(of, key).map_or(JsValue::UNDEFINED, JsValue::from)
}

#[inline(never)]
fn said(of: &JsValue, key: &str) -> Option<&'static str> {
    text(of, key).map(|text| &*text.leak())
}

fn leak(from: &JsValue) -> &'static str {
    from.as_string().unwrap_or_default().leak()
}

fn json(from: &JsValue) -> &'static str {
    leak(&get(&window(), "JSON").and_then(|json| call_with(&json, "stringify", from)).map_or(JsValue::NULL, JsValue::from))
}

/// The place of a word among names; of the first, the default, when it is none of them.
fn place(of: &JsValue, key: &str, names: &[&str]) -> usize {
    said(of, key).and_then(|word| names.iter().position(|name| *name == word)).unwrap_or(0)
}

fn list<T>(of: &JsValue, key: &str, read: fn(&JsValue) -> T) -> Vec<T> {
    let list: Option<Node> = get(of, key);
    let mut all = Vec::new();
    if let Some(list) = list {
        for place in 0..length(&list) {
            if let Some(one) = item(&list, place) {
                all.push(read(&one));
            }
        }
    }
    all
}
