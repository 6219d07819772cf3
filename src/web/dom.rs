//! Views into elements. No markup is parsed, so Trusted Types have nothing to object to.

use super::node::{Node, call_text, find, get, item, number, raise, repeat, run, run_with, text};
use crate::core::view::View;
use wasm_bindgen::JsValue;
use web_sys::Document;

/// Appends a view to an element.
pub fn append(place: &JsValue, view: &View) {
    raise(place, &view.0);
}

/// The same for a view in which much is alike.
pub fn append_long(place: &JsValue, view: &View) {
    repeat(place, &view.0);
}

/// The one element of a view, not yet in the page.
pub fn build(document: &Document, view: &View) -> Option<Node> {
    let place = document.create_document_fragment();
    append(&place, view);
    get(&place, "firstChild")
}

/// Puts an element first in another.
pub fn prepend(parent: &JsValue, child: &JsValue) {
    let first = get(parent, "firstChild").map_or(JsValue::NULL, JsValue::from);
    run_with(parent, "insertBefore", child, &first);
}

/// Focuses it.
pub fn focus(element: &JsValue) {
    run(element, "focus");
}

/// What has focus.
pub fn focused(document: &JsValue) -> Option<Node> {
    get(document, "activeElement")
}

/// Anything with attributes: neither the document nor the window.
pub fn is_element(node: &JsValue) -> bool {
    number(node, "nodeType") == 1
}

/// Takes up room on the screen. A filter list that hides one of our parts makes this false. Not for what stands in a
/// line: <https://drafts.csswg.org/cssom-view/#dom-element-clientheight>.
pub fn is_visible(element: &JsValue) -> bool {
    number(element, "clientHeight") > 0
}

/// `<source>` and `<track>` only count when their player is told to look again.
pub fn reload_media(element: &JsValue) {
    if let Some(player) = get(element, "parentElement")
        && matches!(text(&player, "localName").as_deref(), Some("audio" | "video"))
    {
        run(&player, "load");
    }
}

/// All elements in a place that a selector finds, the first and the last of them.
pub fn ends(place: &JsValue, selector: &str) -> Option<(Node, Node)> {
    let list = call_text(place, "querySelectorAll", selector)?;
    Some((item(&list, 0)?, item(&list, number(&list, "length") as u32 - 1)?))
}

/// Removes whatever a selector finds in a place.
pub fn remove(place: &JsValue, selector: &str) {
    while let Some(found) = find(place, selector) {
        run(&found, "remove");
    }
}
