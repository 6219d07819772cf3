//! Opening one place: what waits there goes, and the placeholder with it.

use super::{Embeds, SHOWN, Waiting};
use crate::web::gate::Held;
use crate::web::node::{Node, attribute, call_with, is, run, run_texts, set_attribute, set_truth, truth};
use crate::web::{dom, release};
use wasm_bindgen::JsValue;

impl Embeds {
    /// Shows this one embed until the page is left, and no other.
    pub fn open(&self, waiting: Waiting) {
        if waiting.content.is_some() {
            // Its scripts will ask for more, and nobody can tell for whom; other places are out of their sight.
            self.once.borrow_mut().extend(waiting.service);
            set_attribute(&waiting.element, SHOWN, "");
        }
        self.release(&waiting);
        self.end(waiting);
    }

    /// Lets go of a frame. Only with a mark does the guard let it load what its address alone would not allow.
    pub fn release(&self, waiting: &Waiting) {
        let bare = waiting.content.is_none() && attribute(&waiting.element, "data-sluis").is_none();
        if bare {
            set_attribute(&waiting.element, "data-sluis", "once");
        }
        for held in self.gate.take(&|_, element| **element == *waiting.element) {
            if let Some(element) = held.element() {
                release::restore(&self.gate, &held, &element);
            }
        }
        if bare {
            run_texts(&waiting.element, "removeAttribute", "data-sluis", "");
        }
    }

    /// Takes the placeholder away and gives the place back. Focus that was in it goes to what is shown there.
    pub fn end(&self, waiting: Waiting) {
        let element = &waiting.element;
        call_with(&self.sizes, "unobserve", element);
        run_texts(element, "removeAttribute", "data-sluis-waiting", "");
        let active = dom::focused(&self.document);
        let focused = waiting.shown.as_ref().zip(active).is_some_and(|(shown, active)| is(shown, "contains", &active));
        if focused {
            if waiting.content.is_some() && attribute(element, "tabindex").is_none() {
                set_attribute(element, "tabindex", "-1");
            }
            // It is where the placeholder was, and some browsers bring what gets focus to another place in the window.
            let options: JsValue = js_sys::Object::new().into();
            set_truth(&options, "preventScroll", true);
            call_with(element, "focus", &options);
        }
        if let Some(shown) = &waiting.shown {
            run(shown, "remove");
        }
        if let Some(content) = &waiting.content {
            call_with(element, "appendChild", content);
            self.run_scripts(&waiting);
        }
    }

    /// Runs what a place that was opened waits for: the scripts in it, and those of its service that stand elsewhere.
    fn run_scripts(&self, waiting: &Waiting) {
        let goes = |held: &Held, element: &Node| {
            let here = is(&waiting.element, "contains", element);
            let own = || self.service(attribute(element, "data-sluis").as_deref(), &held.address().unwrap_or_default()) == waiting.service;
            here || truth(element, "isConnected") && release::is_script(element) && own()
        };
        for held in self.gate.take(&goes) {
            let Some(element) = held.element() else { continue };
            if release::is_script(&element) {
                release::revive(&self.gate, &held, &element, false);
            } else {
                release::restore(&self.gate, &held, &element);
            }
        }
    }
}
