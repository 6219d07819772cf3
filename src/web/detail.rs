//! The second module: everything that most visits do without. It checks a configuration that carries no seal, and
//! makes the settings and the declaration, which show all that is declared. Its surface towards JavaScript is here.

use super::node::{get, text};
use super::{decode, dom, embed, encode, page, store, wording};
use crate::core::check;
use crate::core::config::Config;
use crate::core::problem;
use crate::core::record::RECEIPTS;
use crate::core::seal::{self, seal};
use crate::core::shape::Read;
use crate::core::text::Texts;
use crate::core::value::Value;
use crate::core::decide;
use crate::core::record::Stored;
use crate::core::text::Key;
use crate::core::view::{Details, Scene, View, declaration, prerendered, settings};
use gloo_storage::{LocalStorage, Storage};
use js_sys::JSON;
use wasm_bindgen::prelude::*;

/// Judges a configuration. `catalogue` has the entry for each id that it names and that is known.
///
/// Answers with the configuration complete, and in `sealed` what the first module needs besides; or, when it has an
/// error, with a text that tells every problem. Then everything stays held.
#[wasm_bindgen]
pub fn check(config: &JsValue, catalogue: &JsValue) -> JsValue {
    let checked = check::check(decode::value(config), &decode::value(catalogue));
    let Some(config) = checked.config else {
        return JsValue::from_str(&problem::report(&checked.problems));
    };
    let mut complete = checked.complete;
    complete.fill(seal::KEY, &seal(&config));
    encode::value(&complete)
}

/// Appends the settings (`kind` is `settings`) or the declaration to a place; for `embed`, brings the placeholders in
/// line, wherever in the page they are. `scene` holds `config` (checked and
/// complete), `language` (that of the texts), `texts` (all of them, in the order of the build), `draft` (for each service
/// what its switch shows, `0` or `1`) and `standing`: `decided` (the visitor has
/// chosen before), `objects` (and has not, but the browser objects), or nothing.
#[wasm_bindgen]
pub fn show(kind: &str, place: &JsValue, scene: &JsValue) {
    if kind == "embed" {
        return embed::sync(scene, || read(scene));
    }
    let Some(document) = page::document() else { return };
    let Some((config, texts, tag)) = read(scene) else { return };
    let tag = &*tag;
    let mut draft: Vec<bool> = text(scene, "draft").unwrap_or_default().bytes().map(|digit| digit == b'1').collect();
    draft.resize(config.services.len(), false);
    let standing = text(scene, "standing").unwrap_or_default();
    let rules = page::plurals(tag);
    let kept = kept();
    let receipts = JSON::parse(&kept).map_or(Value::Null, |list| decode::value(&list));
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
    match kind {
        "settings" => settings(&details, &mut view),
        _ => view = declaration(&details),
    }
    dom::append(&document, place.unchecked_ref(), view);
}

/// The first layer as HTML, for the HTML of a page: hidden, as `prerendered` says. `texts` are those of the first
/// layer at least; `host` is named where the configuration names no domains.
#[wasm_bindgen]
pub fn prerender(config: &JsValue, texts: &JsValue, language: &str, host: &str) -> String {
    let sealed = get(config, seal::KEY).map_or(JsValue::NULL, JsValue::from);
    let tag = crate::core::cut::cut(language, b'-').0;
    let value = decode::value(config);
    let config = Config::read(Some(&value));
    let Some(texts) = wording::read(texts, &sealed, tag) else { return String::new() };
    let site = config.site("");
    let decision = decide::decide(&site, &Stored::Nothing, false);
    if !decision.ask {
        return String::new();
    }
    let control = texts.get(Key::LinkSettings);
    prerendered(&Scene { site: &site, texts: &texts, open: &decision.asked, again: false, host, control }, tag).html()
}

/// The receipts as they are stored. gloo-storage panics where storage is denied, so it is asked only after a probe.
fn kept() -> String {
    let kept = store::area("localStorage").and_then(|_| LocalStorage::raw().get_item(RECEIPTS).ok().flatten());
    kept.unwrap_or_default()
}

/// Something that was done with a placeholder, or a question about one.
#[wasm_bindgen]
pub fn told(what: &str, event: &JsValue) -> bool {
    embed::told(what, event)
}

/// The configuration, the texts and their language.
fn read(scene: &JsValue) -> Option<(Config, Texts, String)> {
    let value = get(scene, "config").map_or(Value::Null, |config| decode::value(&config));
    let config = Config::read(Some(&value));
    let language = text(scene, "language").unwrap_or_default();
    let tag = crate::core::cut::cut(&language, b'-').0;
    let sealed = get(scene, "config").and_then(|config| get(&config, seal::KEY)).map_or(JsValue::NULL, JsValue::from);
    let texts = get(scene, "texts").and_then(|list| wording::read(&list, &sealed, tag))?;
    Some((config, texts, tag.to_owned()))
}
