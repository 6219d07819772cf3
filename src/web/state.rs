//! The state on `<html>`, for the page's own style sheets.

use super::node::{get, set_attribute};
use crate::core::decide::is_whole;
use crate::core::json::word;
use crate::core::record::ASKED;
use crate::core::reduce::App;
use wasm_bindgen::JsValue;

/// `<html data-sluis-analytics="granted">`.
pub fn mark(document: &JsValue, app: &App<'_>) {
    let Some(html) = get(document, "documentElement") else { return };
    for (category, _) in &ASKED {
        let granted = is_whole(&app.site, &app.decision.granted, *category);
        set_attribute(&html, &["data-sluis-", category.name()].concat(), word(granted));
    }
}
