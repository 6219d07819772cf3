//! A call of a vendor's function as it stands in a configuration: `["fbq", "consent", "grant"]`.

use crate::core::cut::cut;
use crate::core::shape::{Kind, Read};
use crate::core::value::Value;

/// A call, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call(pub String);

impl Read for Call {
    const KIND: Kind = Kind::Call;
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    fn read(value: Option<&Value>) -> Self {
        Call(serde_json::to_string(&value).unwrap_or_default())
    }
    // The browser keeps the page's own object (`web::site`).
    #[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
    fn read(_: Option<&Value>) -> Self {
        Call::default()
    }
}

/// What the first of a call must look like, in a few words.
pub const EXPECTED: &str = "a vendor's function like fbq or uetq.push";

/// What belongs to the browser and can run a text as code or leave the page, and our own. A configuration is data, also
/// where somebody writes it who may not write scripts.
pub const FORBIDDEN: &[&str] = &[
    "document", "eval", "frames", "globalThis", "location", "navigation", "open", "opener", "parent", "self", "setInterval", "setTimeout",
    "sluis", "top", "window",
];

/// Whether this names a vendor's function: `name` or `name.method`.
pub fn is_function(name: &str) -> bool {
    let (first, method) = cut(name, b'.');
    is_word(first) && method.is_none_or(is_word) && !FORBIDDEN.contains(&first)
}

#[inline(never)]
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
