//! Placeholders: what a visitor sees where an embed waits, and letting go of that one. A module of its own.
//!
//! A frame keeps its place in the layout, unseen, and its placeholder lies over it: the page around it never moves, and
//! where the frame changes size the placeholder follows. An embed that a vendor's script builds has no frame yet: its
//! owner marks the place with `data-sluis-embed="SERVICE"`, the content is taken out, so that no script finds it, and
//! the placeholder stands in the marked place itself.

mod placeholder;
mod release;

use crate::core::config::{Config, Service};
use crate::core::embed::{self, Page};
use crate::core::matcher::owners;
use crate::core::reduce::names;
use crate::core::text::Texts;
use crate::web::gate::{Gate, Held};
use crate::web::node::{
    Node, attribute, call, call_text, call_with, get, is, item, length, number, run, run_texts, says, set_attribute, text,
};
use crate::web::runtime::log;
use crate::web::scene::Source;
use crate::web::{dom, page};
use placeholder::{edges, take_up};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// A place that is lower than this was left empty by its page, and is given room.
const EMPTY: i32 = 120;
/// On a place: it was opened, or is none.
const SHOWN: &str = "data-sluis-shown";

thread_local! {
    static EMBEDS: Cell<Option<&'static Embeds>> = const { Cell::new(None) };
}

/// All placeholders of the page. Leaked once, as the runtime of the first module is.
struct Embeds {
    document: Document,
    gate: Gate,
    config: Config,
    texts: Texts,
    tag: String,
    /// Tells `told` of clicks, and of frames that change size.
    click: Node,
    sizes: Node,
    granted: RefCell<Vec<bool>>,
    waiting: RefCell<Vec<Waiting>>,
    /// Services that one place was opened for: what their scripts ask for next may pass until the page is left.
    once: RefCell<Vec<usize>>,
}

/// One embed that waits.
struct Waiting {
    /// The frame, or the marked place.
    element: Node,
    /// What was taken out of a marked place.
    content: Option<Node>,
    service: Option<usize>,
    page: Option<Page>,
    /// Its placeholder, once there is room for one, and how far that was moved.
    shown: Option<Node>,
    moved: (f64, f64),
}

/// Brings the placeholders in line with what is held and granted. `scene` is that of `detail::show`, with `gate`,
/// `services` (what is granted, by id), and what hears of clicks and sizes.
#[wasm_bindgen]
pub fn sync(scene: &JsValue) {
    if EMBEDS.get().is_none() {
        let make = || {
            let Source { config, texts, tag } = Source::of(scene)?;
            let [gate, click, sizes] = ["gate", "click", "sizes"].map(|name| get(scene, name));
            Some(Embeds {
                document: page::document()?,
                gate: Gate(gate?),
                config,
                texts,
                tag,
                click: click?,
                sizes: sizes?,
                granted: RefCell::default(),
                waiting: RefCell::default(),
                once: RefCell::default(),
            })
        };
        EMBEDS.set(make().map(|embeds| &*Box::leak(Box::new(embeds))));
    }
    let Some(embeds) = EMBEDS.get() else { return };
    let state = get(scene, "services");
    let is_granted = |service: &Service| state.as_ref().is_some_and(|state| says(state, &service.id, "granted"));
    *embeds.granted.borrow_mut() = embeds.config.services.iter().map(is_granted).collect();
    embeds.look();
}

/// What the page tells: a click in a placeholder, a change of size, that it is parsed; or what the guard asks.
#[wasm_bindgen]
pub fn told(what: &str, event: &JsValue) -> bool {
    let Some(embeds) = EMBEDS.get() else { return false };
    match what {
        "ask" => return event.as_string().is_some_and(|address| embeds.passes(&address)),
        "click" => embeds.clicked(event),
        "size" => embeds.fit(),
        _ => embeds.look(),
    }
    true
}

impl Embeds {
    fn look(&self) {
        for held in self.held() {
            if let Some(frame) = held.element().filter(is_frame)
                && get(&frame, "ownerDocument").is_some_and(|document| is(&document, "isSameNode", &self.document))
            {
                self.add_frame(&held, frame);
            }
        }
        // A place that is still being parsed has not got all of its content.
        if page::is_parsed(&self.document)
            && let Some(places) = call_text(&self.document, "querySelectorAll", "[data-sluis-embed]")
        {
            for index in 0..length(&places) {
                if let Some(place) = item(&places, index) {
                    self.add_place(place);
                }
            }
        }
        let mut place = 0;
        while place < self.waiting.borrow().len() {
            if self.waits(&self.waiting.borrow()[place]) {
                place += 1;
            } else {
                let over = self.waiting.borrow_mut().remove(place);
                // Where a mark names more than its own service, the first module waits for all of them.
                self.release(&over);
                self.end(over);
            }
        }
        self.fit();
    }

    fn held(&self) -> Vec<Held> {
        let Some(list) = get(&self.gate, "held") else { return Vec::new() };
        (0..length(&list)).filter_map(|place| item(&list, place).map(Held)).collect()
    }

    fn waits(&self, waiting: &Waiting) -> bool {
        let granted = waiting.service.is_some_and(|service| self.granted.borrow()[service]);
        let held = || self.held().iter().any(|held| held.element().is_some_and(|element| *element == *waiting.element));
        !granted && (waiting.content.is_some() || held())
    }

    fn knows(&self, element: &JsValue) -> bool {
        self.waiting.borrow().iter().any(|waiting| *waiting.element == *element)
    }

    fn add_frame(&self, held: &Held, frame: Node) {
        if self.knows(&frame) {
            return;
        }
        let address = held.address().or_else(|| attribute(&frame, "data-src")).or_else(|| attribute(&frame, "src")).unwrap_or_default();
        let service = self.service(attribute(&frame, "data-sluis").as_deref(), &address);
        call_with(&self.sizes, "observe", &frame);
        let page = embed::page(&address);
        self.waiting.borrow_mut().push(Waiting { element: frame, content: None, service, page, shown: None, moved: (0.0, 0.0) });
    }

    fn add_place(&self, place: Node) {
        let name = attribute(&place, "data-sluis-embed").unwrap_or_default();
        if name.is_empty() || self.knows(&place) || attribute(&place, SHOWN).is_some() {
            return;
        }
        // The last link of a vendor's own markup leads to what is embedded.
        let link = dom::ends(&place, "a[href]").and_then(|(_, last)| text(&last, "href")).unwrap_or_default();
        let Some(service) = self.service(Some(&name), &link) else {
            set_attribute(&place, SHOWN, "");
            return log(&[
                "[sluis] data-sluis-embed=\"",
                &name,
                "\" names nothing that consent.json asks for. Expected the id of a service.",
            ]
            .concat());
        };
        if self.granted.borrow()[service] {
            return;
        }
        let page = embed::link(&link).filter(|_| self.hosts(&link).contains(&service)).or_else(|| {
            let host = self.config.services[service].hosts.first()?;
            embed::page(&["https://", host].concat())
        });
        let (height, before) = (number(&place, "offsetHeight"), edges(&place));
        let Some(content) = call(&self.document, "createDocumentFragment") else { return };
        while let Some(child) = get(&place, "firstChild") {
            call_with(&content, "appendChild", &child);
        }
        let mut waiting = Waiting { element: place, content: Some(content), service: Some(service), page, shown: None, moved: (0.0, 0.0) };
        if let Some(shown) = self.build(&waiting) {
            set_attribute(&shown, "data-fills", "");
            call_with(&waiting.element, "appendChild", &shown);
            if height >= EMPTY {
                take_up(&waiting.element, &shown, height, before);
            }
            waiting.shown = Some(shown);
        }
        self.waiting.borrow_mut().push(waiting);
    }

    /// The services that are declared for an address.
    fn hosts(&self, address: &str) -> Vec<usize> {
        let hosts =
            self.config.services.iter().enumerate().flat_map(|(index, service)| service.hosts.iter().map(move |host| (index, &**host)));
        page::destination(address).map_or(Vec::new(), |address| owners(&address, hosts))
    }

    /// The service of an embed. A mark decides; where it names more than one, the address tells them apart.
    fn service(&self, mark: Option<&str>, address: &str) -> Option<usize> {
        let hosts = self.hosts(address);
        let Some(mark) = mark else { return hosts.first().copied() };
        let named = |service: &Service| service.is_switchable() && names(mark, service.category, &service.id);
        let all: Vec<usize> = (0..self.config.services.len()).filter(|index| named(&self.config.services[*index])).collect();
        all.iter().find(|index| hosts.contains(index)).or(all.first()).copied()
    }

    fn clicked(&self, event: &JsValue) {
        let Some(button) = get(event, "target").and_then(|target| call_text(&target, "closest", "[data-do]")) else { return };
        // The page may have the frame in a link.
        run(event, "preventDefault");
        let owner = get(event, "currentTarget").map_or(JsValue::NULL, JsValue::from);
        let place = self.waiting.borrow().iter().position(|waiting| waiting.shown.as_ref().is_some_and(|shown| **shown == owner));
        let Some(place) = place else { return };
        let service = self.waiting.borrow()[place].service;
        if attribute(&button, "data-do").as_deref() == Some("once") {
            let waiting = self.waiting.borrow_mut().remove(place);
            self.open(waiting);
        } else if let Some(service) = service
            && let Some(grant) = call_text(&self.gate, "listener", "embed")
        {
            run_texts(&grant, "call", "", &self.config.services[service].id);
        }
    }

    /// Whether an address belongs to a service that a place was opened for.
    fn passes(&self, address: &str) -> bool {
        let once = self.once.borrow();
        !once.is_empty() && self.hosts(address).iter().any(|service| once.contains(service))
    }
}

fn is_frame(element: &Node) -> bool {
    says(element, "localName", "iframe")
}
