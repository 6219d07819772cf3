//! Placeholders: what a visitor sees where an embed waits, and letting go of that one. A module of its own.
//!
//! A frame keeps its place in the layout, unseen, and its placeholder lies over it: the page around it never moves, and
//! where the frame changes size the placeholder follows. An embed that a vendor's script builds has no frame yet: its
//! owner marks the place with `data-sluis-embed="SERVICE"`, the content is taken out, so that no script finds it, and
//! the placeholder stands in the marked place itself.

use super::gate::{Gate, Held};
use super::node::{self, Node, attribute, call, call_text, call_with, cut, get, is, item, length, measure, number, run, run_texts, run_with, set_attribute, set_text, text, truth};
use super::runtime::log;
use super::scene::Source;
use super::{dom, page, release};
use crate::core::config::{Category, Config, Service};
use crate::core::embed::{self, Page};
use crate::core::matcher::match_url;
use crate::core::reduce::names;
use crate::core::text::Texts;
use crate::core::view;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// Smaller than this on a side, in pixels, a frame shows nothing to anybody: it counts visits.
const UNSEEN: i32 = 40;
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
    let is_granted = |service: &Service| state.as_ref().and_then(|state| text(state, &service.id)).as_deref() == Some("granted");
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
            return log(&["[sluis] data-sluis-embed=\"", &name, "\" names nothing that consent.json asks for. Expected the id of a service."].concat());
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
        let mut owners = Vec::new();
        let mut patterns: Vec<&str> = Vec::new();
        for (index, service) in self.config.services.iter().enumerate() {
            for host in &service.hosts {
                owners.push(index);
                patterns.push(host);
            }
        }
        match_url(address, patterns.into_iter()).into_iter().map(|place| owners[place]).collect()
    }

    /// The service of an embed. A mark decides; where it names more than one, the address tells them apart.
    fn service(&self, mark: Option<&str>, address: &str) -> Option<usize> {
        let hosts = self.hosts(address);
        let Some(mark) = mark else { return hosts.first().copied() };
        let named = |service: &Service| service.is_switchable() && names(mark, service.category, &service.id);
        let all: Vec<usize> = (0..self.config.services.len()).filter(|index| named(&self.config.services[*index])).collect();
        all.iter().find(|index| hosts.contains(index)).or(all.first()).copied()
    }

    fn build(&self, waiting: &Waiting) -> Option<Node> {
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
        let shown = dom::build(&self.document, view)?;
        run_with(&shown, "addEventListener", &JsValue::from_str("click"), &self.click);
        Some(shown)
    }

    /// Lays each placeholder exactly over its frame; one whose frame is gone or not seen goes too.
    fn fit(&self) {
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

    /// Shows this one embed until the page is left, and no other.
    fn open(&self, waiting: Waiting) {
        if waiting.content.is_some() {
            // Its scripts will ask for more, and nobody can tell for whom; other places are out of their sight.
            self.once.borrow_mut().extend(waiting.service);
            set_attribute(&waiting.element, SHOWN, "");
        }
        self.release(&waiting);
        self.end(waiting);
    }

    /// Lets go of a frame. Only with a mark does the guard let it load what its address alone would not allow.
    fn release(&self, waiting: &Waiting) {
        let bare = waiting.content.is_none() && attribute(&waiting.element, "data-sluis").is_none();
        if bare {
            set_attribute(&waiting.element, "data-sluis", "once");
        }
        for held in self.take(|_, element| **element == *waiting.element) {
            if let Some(element) = held.element() {
                release::restore(&self.gate, &held, &element);
            }
        }
        if bare {
            run_texts(&waiting.element, "removeAttribute", "data-sluis", "");
        }
    }

    /// Takes out of the guard's hands what is to go.
    fn take(&self, goes: impl Fn(&Held, &Node) -> bool) -> Vec<Held> {
        let mut taken = Vec::new();
        let Some(list) = get(&self.gate, "held") else { return taken };
        let mut place = 0;
        while place < length(&list) {
            let held = item(&list, place).map(Held);
            if held.is_some_and(|held| held.element().is_some_and(|element| goes(&held, &element))) {
                taken.extend(cut(&list, place).map(Held));
            } else {
                place += 1;
            }
        }
        taken
    }

    /// Takes the placeholder away and gives the place back. Focus that was in it goes to what is shown there.
    fn end(&self, waiting: Waiting) {
        let element = &waiting.element;
        call_with(&self.sizes, "unobserve", element);
        run_texts(element, "removeAttribute", "data-sluis-waiting", "");
        let active = dom::focused(&self.document);
        let focused = waiting.shown.as_ref().zip(active).is_some_and(|(shown, active)| is(shown, "contains", &active));
        if focused {
            if waiting.content.is_some() && attribute(element, "tabindex").is_none() {
                set_attribute(element, "tabindex", "-1");
            }
            dom::focus(element);
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
        for held in self.take(goes) {
            let Some(element) = held.element() else { continue };
            if release::is_script(&element) {
                release::revive(&self.gate, &held, &element, false);
            } else {
                release::restore(&self.gate, &held, &element);
            }
        }
    }

    /// Whether an address belongs to a service that a place was opened for.
    fn passes(&self, address: &str) -> bool {
        let once = self.once.borrow();
        !once.is_empty() && self.hosts(address).iter().any(|service| once.contains(service))
    }
}

fn is_frame(element: &Node) -> bool {
    text(element, "localName").as_deref() == Some("iframe")
}

/// Where a place begins on the screen, and what follows it.
fn edges(place: &JsValue) -> [f64; 2] {
    let top = |element: &JsValue| call(element, "getBoundingClientRect").map_or(0.0, |edges| measure(&edges, "top"));
    [top(place), get(place, "nextElementSibling").map_or(0.0, |next| top(&next))]
}

/// Makes a placeholder take up what the content of its place took up: so high, between edges that stay where they were.
fn take_up(place: &JsValue, shown: &JsValue, height: i32, before: [f64; 2]) {
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
