//! The texts of the page's language, with the site's own in place of ours.

use super::node::{split, worded};
use super::runtime::log;
use crate::core::text::Texts;
use wasm_bindgen::JsValue;

/// `list` has them in the order of the build; `sealed.texts` has the site's own.
pub fn read(list: &JsValue, sealed: &JsValue, tag: &str) -> Option<Texts> {
    let texts = Texts::new(split(&worded(list, sealed, tag)));
    if texts.is_none() {
        log("[sluis] the texts belong to another version: put all files of one release side by side.");
    }
    texts
}
