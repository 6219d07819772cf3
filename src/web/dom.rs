//! Views into elements. No markup is parsed, so Trusted Types have nothing to object to.

use crate::core::view::{Step, View};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlMediaElement};

/// Appends a view to an element.
pub fn append(document: &Document, place: &Element, view: View) {
    let mut open = vec![place.clone()];
    for step in view.0 {
        let Some(parent) = open.last() else { return };
        match step {
            Step::Open(tag) => {
                let Ok(element) = document.create_element(tag) else { return };
                let _ = parent.append_child(&element);
                open.push(element);
            }
            Step::Attribute(name, value) => {
                let _ = parent.set_attribute(name, &value);
            }
            Step::Text(text) => {
                let _ = parent.append_child(&document.create_text_node(&text));
            }
            Step::Close => {
                open.pop();
            }
        }
    }
}

/// The one element of a view, not yet in the page.
pub fn build(document: &Document, view: View) -> Option<Element> {
    let place = document.create_element("div").ok()?;
    append(document, &place, view);
    place.first_element_child()
}

/// Focuses without scrolling the page away from what was being read.
pub fn focus(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// Takes up room on the screen. A filter list that hides one of our parts makes this false.
pub fn is_visible(element: &Element) -> bool {
    element.client_height() > 0
}

/// Lies over the other element on the screen.
pub fn covers(front: &Element, behind: &Element) -> bool {
    let edge = |element: &Element, name: &str| {
        Reflect::get(element, &"getBoundingClientRect".into())
            .and_then(|method| method.dyn_into::<Function>()?.call0(element))
            .and_then(|place| Reflect::get(&place, &name.into()))
            .ok()
            .and_then(|edge| edge.as_f64())
            .unwrap_or_default()
    };
    [("top", "bottom"), ("left", "right")].iter().all(|(start, end)| {
        edge(front, start) < edge(behind, end) && edge(behind, start) < edge(front, end)
    })
}

/// `<source>` and `<track>` only count when their player is told to look again.
pub fn reload_media(element: &Element) {
    if let Some(player) = element.parent_element().and_then(|parent| parent.dyn_into::<HtmlMediaElement>().ok()) {
        player.load();
    }
}
