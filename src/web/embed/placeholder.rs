//! A placeholder: made, and laid over its frame or into its place.

use super::{Embeds, Waiting};
use crate::core::config::Service;
use crate::core::view;
use crate::web::dom;
use crate::web::node::{self, Node, attribute, call, call_with, get, measure, number, run, run_with, set_attribute, set_text};
use wasm_bindgen::JsValue;

/// Smaller than this on a side, in pixels, a frame shows nothing to anybody: it counts visits.
const UNSEEN: i32 = 40;

impl Embeds {
    pub fn build(&self, waiting: &Waiting) -> Option<Node> {
        let service = waiting.service.map(|index| &self.config.services[index]);
        let host = || waiting.page.as_ref().map(|page| page.host.as_str());
        let vendor = service.map(Service::provider_label).filter(|name| !name.is_empty()).or_else(host)?;
        let title = attribute(&waiting.element, "title").unwrap_or_default();
        let view = view::embed(&view::Embed {
            texts: &self.texts,
            tag: &self.tag,
            theme: self.config.ui.theme.name(),
            title: &title,
            service: service.map(Service::label),
            vendor,
            page: waiting.page.as_ref(),
        });
        let shown = dom::build(&self.document, &view)?;
        run_with(&shown, "addEventListener", &JsValue::from_str("click"), &self.click);
        Some(shown)
    }

    /// Lays each placeholder exactly over its frame; one whose frame is gone or not seen goes too.
    pub fn fit(&self) {
        for waiting in self.waiting.borrow_mut().iter_mut().filter(|waiting| waiting.content.is_none()) {
            let (width, height) = (number(&waiting.element, "offsetWidth"), number(&waiting.element, "offsetHeight"));
            if width < UNSEEN || height < UNSEEN {
                if let Some(shown) = waiting.shown.take() {
                    run(&shown, "remove");
                    waiting.moved = (0.0, 0.0);
                }
                continue;
            }
            if waiting.shown.is_none() {
                waiting.shown = self.build(waiting);
            }
            let Some(shown) = &waiting.shown else { continue };
            if get(&waiting.element, "nextSibling").is_none_or(|next| *next != **shown) {
                call_with(&waiting.element, "after", shown);
                set_attribute(&waiting.element, "data-sluis-waiting", "");
                // What is around it can get wider and leave the frame as it is, but elsewhere: where a scroll bar goes.
                if let Some(around) = get(&waiting.element, "parentElement") {
                    call_with(&self.sizes, "observe", &around);
                }
            }
            let Some(style) = get(shown, "style") else { continue };
            set_text(&style, "width", &pixels(f64::from(width)));
            set_text(&style, "height", &pixels(f64::from(height)));
            if let (Some(frame), Some(own)) = (call(&waiting.element, "getBoundingClientRect"), call(shown, "getBoundingClientRect")) {
                let by = |side| measure(&frame, side) - measure(&own, side);
                waiting.moved = (waiting.moved.0 + by("left"), waiting.moved.1 + by("top"));
                set_text(&style, "transform", &["translate(", &pixels(waiting.moved.0), ",", &pixels(waiting.moved.1), ")"].concat());
            }
        }
    }
}

/// Where a place begins on the screen, and what follows it.
pub fn edges(place: &JsValue) -> [f64; 2] {
    let top = |element: &JsValue| call(element, "getBoundingClientRect").map_or(0.0, |edges| measure(&edges, "top"));
    [top(place), get(place, "nextElementSibling").map_or(0.0, |next| top(&next))]
}

/// Makes a placeholder take up what the content of its place took up: so high, between edges that stay where they were.
pub fn take_up(place: &JsValue, shown: &JsValue, height: i32, before: [f64; 2]) {
    let Some(style) = get(shown, "style") else { return };
    let set = |name: &str, length: f64| set_text(&style, name, &pixels(length));
    set("height", f64::from(height));
    // The place's own padding and border.
    set("height", f64::from(2 * height - number(place, "offsetHeight")));
    // Margins that stuck out of the place.
    set("marginTop", before[0] - edges(place)[0]);
    set("marginBottom", before[1] - edges(place)[1]);
}

/// A length as style sheets write it. The page writes the number: code for that would be larger than all of this.
fn pixels(length: f64) -> String {
    let number = node::ask(&JsValue::from_f64(length), "toFixed", "2").unwrap_or_default();
    [&number, "px"].concat()
}
