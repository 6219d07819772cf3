//! The module that shows all that is declared: the settings and the declaration. In builds and servers it makes the
//! banner's HTML as well.

use super::node::{attribute, find, is, set_attribute, set_text, text};
use super::scene::Source;
use super::{dom, page, store, written};
use crate::core::decide;
use crate::core::record::{RECEIPTS, Stored};
use crate::core::text::Key;
use crate::core::value::Value;
use crate::core::view::{Details, Scene, View, declaration, panel, prerendered, settings};
use gloo_storage::{LocalStorage, Storage};
use js_sys::JSON;
use wasm_bindgen::prelude::*;

/// Appends the settings (`kind` is `settings`) or the declaration to a place, or makes the
/// `panel` in a page anew. `scene` holds `config` (checked and
/// complete), `language` (that of the texts), `texts` (all of them, in the order of the build), `draft` (for each service
/// what its switch shows, `0` or `1`) and `standing`: `decided` (the visitor has
/// chosen before), `objects` (and has not, but the browser objects), or nothing.
#[wasm_bindgen]
pub fn show(kind: &str, place: &JsValue, scene: &JsValue) {
    let Some(document) = page::document() else { return };
    let Some(Source { config, texts, tag }) = Source::of(scene) else { return };
    let tag = &*tag;
    let mut draft: Vec<bool> = text(scene, "draft").unwrap_or_default().bytes().map(|digit| digit == b'1').collect();
    draft.resize(config.services.len(), false);
    let standing = text(scene, "standing").unwrap_or_default();
    let rules = page::plurals(tag);
    let kept = kept();
    let receipts = JSON::parse(&kept).map_or(Value::Null, |list| written::value(&list));
    let details = Details {
        site: config.site(""),
        config: &config,
        texts: &texts,
        tag,
        draft: &draft,
        decided: standing == "decided",
        objects: standing == "objects",
        receipts: &receipts,
        download: &["data:application/json,", &String::from(js_sys::encode_uri_component(&kept))].concat(),
        moment: &|at| page::moment(at, tag),
        country: &|code| page::country(code, tag),
        plural: &|n| rules.as_ref().and_then(|rules| page::plural(rules, n)).unwrap_or_default(),
    };
    let mut view = View::default();
    let mut held = None;
    match kind {
        "settings" => settings(&details, &mut view),
        "panel" => {
            // Made anew after each choice. Who pressed a button there still has it.
            held =
                dom::focused(&document).filter(|focused| is(place, "contains", focused)).and_then(|focused| attribute(&focused, "data-do"));
            set_text(place, "textContent", "");
            panel(&details, &mut view);
        }
        _ => view = declaration(&details),
    }
    dom::append_long(place, &view);
    if kind == "panel" {
        set_attribute(place, "data-filled", "");
    }
    if let Some(button) = held.and_then(|doing| find(place, &["[data-do=", &doing, "]"].concat())) {
        dom::focus(&button);
    }
}

/// The first layer as HTML, for the HTML of a page: hidden, as `prerendered` says. `texts` are those of the first
/// layer at least; `host` is named where the configuration names no domains.
#[wasm_bindgen]
pub fn prerender(config: &JsValue, texts: &JsValue, language: &str, host: &str) -> String {
    let Some(Source { config, texts, tag }) = Source::new(config, texts, language) else { return String::new() };
    let site = config.site("");
    let decision = decide::decide(&site, &Stored::Nothing, false);
    if !decision.ask {
        return String::new();
    }
    let control = texts.get(Key::LinkSettings);
    prerendered(&Scene { site: &site, texts: &texts, open: &decision.asked, again: false, host, control }, &tag).html()
}

/// The receipts as they are stored. gloo-storage panics where storage is denied, so it is asked only after a probe.
fn kept() -> String {
    let kept = store::area("localStorage").and_then(|_| LocalStorage::raw().get_item(RECEIPTS).ok().flatten());
    kept.unwrap_or_default()
}
