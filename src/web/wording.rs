//! The texts of the page's language, with the site's own in place of ours.

use super::node::{self, get, item, length, number};
use super::runtime::log;
use crate::core::text::Texts;
use wasm_bindgen::JsValue;

/// `sealed.texts` holds, for each language, pairs of the place of a text and the site's own wording.
pub fn read(list: &JsValue, sealed: &JsValue, tag: &str) -> Option<Texts> {
    let Some(mut texts) = Texts::new(node::texts(list)) else {
        log("[sluis] the texts belong to another version: put all files of one release side by side.");
        return None;
    };
    if let Some(own) = get(sealed, "texts").and_then(|all| get(&all, tag)) {
        for index in 0..length(&own) {
            if let Some(pair) = item(&own, index)
                && let Some(text) = node::text(&pair, "1")
            {
                texts.set(number(&pair, "0") as usize, text);
            }
        }
    }
    Some(texts)
}
