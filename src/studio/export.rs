//! The module's surface towards JavaScript: JSON as text, because that is all that has to cross.

use wasm_bindgen::prelude::wasm_bindgen;

/// [`super::judge`].
#[wasm_bindgen]
pub fn judge(text: &str) -> String {
    super::judge(text).to_string()
}

/// [`super::policy`].
#[wasm_bindgen]
pub fn policy(text: &str, state: &str) -> String {
    super::policy(text, state).to_string()
}

/// [`super::statement`].
#[wasm_bindgen]
pub fn statement(text: &str, language: &str, draft: bool) -> String {
    super::statement(text, language, draft).to_string()
}

/// [`super::services`].
#[wasm_bindgen]
pub fn services() -> String {
    super::services()
}
