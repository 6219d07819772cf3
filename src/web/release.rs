//! Lets go of what is held, the way the browser would have loaded it: in document order, once.
//!
//! The element itself is revived where it can be, so that the page's listeners on it stay (measured in three
//! engines). Ordered scripts run one after another, because inline scripts between them depend on it; one that
//! hangs is left behind after a while and holds up nobody.

use super::gate::{Gate, Held, Loading};
use super::runtime::{self, Runtime};
use super::{dom, page};
use crate::core::matcher::match_url;
use crate::core::reduce::{App, names};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlScriptElement};

/// How long one script may take before those behind it go on without it, in milliseconds.
const PATIENCE: i32 = 4_000;

/// Scripts whose order matters, and how far along they are.
pub struct Releases {
    waiting: RefCell<VecDeque<Held>>,
    /// Counts steps, so that the time limit of a script that did load is recognised as stale.
    step: Cell<u32>,
    /// The one that is being fetched.
    running: RefCell<Option<Element>>,
    /// One has run out of time. The browser itself keeps ordered scripts waiting behind it, so those after it
    /// are released unordered; they still come one after another.
    overdue: Cell<bool>,
    done: Closure<dyn FnMut(JsValue)>,
}

impl Releases {
    pub fn new(_gate: &Gate) -> Self {
        let done = Closure::new(|told: JsValue| {
            if let Some(runtime) = runtime::current() {
                runtime.releases().told(&told);
                advance(&runtime);
            }
        });
        Self { waiting: RefCell::default(), step: Cell::new(0), running: RefCell::default(), overdue: Cell::new(false), done }
    }

    /// Hears that a script loaded or failed (an event), or that its time is over (the number of its step).
    fn told(&self, told: &JsValue) {
        let mut running = self.running.borrow_mut();
        let over = told.as_f64() == Some(f64::from(self.step.get()));
        // One that was left behind can still load, and then says nothing about the one under way.
        let ended = told.dyn_ref::<Event>().and_then(Event::target).is_some_and(|target| {
            running.as_ref().is_some_and(|running| JsValue::from(running) == JsValue::from(target))
        });
        if over && running.is_some() {
            self.overdue.set(true);
        }
        if over || ended {
            running.take();
        }
    }
}

/// Gives the guard its judge, and hears of what it holds from now on.
pub fn connect(runtime: &Rc<Runtime>) {
    let app = runtime.app.borrow();
    let patterns = app.config.services.iter().filter(|s| crate::core::decide::is_switchable(s)).flat_map(|s| s.hosts.clone());
    runtime.gate.add(patterns.collect());
    let ask = Closure::<dyn Fn(String) -> bool>::new(|url: String| {
        runtime::current().is_some_and(|runtime| may_load(&runtime.app.borrow(), &url))
    });
    let held = Closure::<dyn Fn()>::new(|| {
        if let Some(runtime) = runtime::current() {
            release(&runtime);
        }
    });
    // Both live as long as the page, as the guard does.
    runtime.gate.set_ask(&ask.into_js_value());
    runtime.gate.set_onhold(&held.into_js_value());
}

/// An address may load when a service that is declared for it is granted.
fn may_load(app: &App, url: &str) -> bool {
    let mut hosts: Vec<&str> = Vec::new();
    let mut grants = Vec::new();
    for (service, granted) in app.config.services.iter().zip(&app.decision.granted) {
        for host in &service.hosts {
            hosts.push(host);
            grants.push(*granted);
        }
    }
    match_url(url, hosts.into_iter()).into_iter().any(|place| grants[place])
}

/// A mark on an element says what it belongs to; without one, its address does.
fn may_go(app: &App, held: &Held) -> bool {
    match held.element().get_attribute("data-sluis") {
        Some(mark) => {
            let mut marked = app
                .config
                .services
                .iter()
                .zip(&app.decision.granted)
                .filter(|(service, _)| names(&mark, service.category, &service.id))
                .peekable();
            marked.peek().is_some() && marked.all(|(_, granted)| *granted)
        }
        None => held.value().is_some_and(|url| may_load(app, &url)),
    }
}

/// Takes everything that may go out of the guard's hands, and lets it go.
pub fn release(runtime: &Runtime) {
    let (free, held): (Vec<Held>, Vec<Held>) = {
        let app = runtime.app.borrow();
        runtime.gate.held().into_iter().partition(|held| may_go(&app, held))
    };
    if free.is_empty() {
        return;
    }
    runtime.gate.set_held(held);
    for held in free {
        let element = held.element();
        match element.dyn_ref::<HtmlScriptElement>() {
            Some(script) if is_ordered(&held, script) => runtime.releases().waiting.borrow_mut().push_back(held),
            Some(script) => revive(runtime, &held, script),
            None => restore(runtime, &held, &element),
        }
    }
    advance(runtime);
}

/// Classic scripts wait for each other; modules are kept in order by the browser, async ones are free.
fn is_ordered(held: &Held, script: &HtmlScriptElement) -> bool {
    !held.asynchronous() && kind(held, script).as_deref() != Some("module")
}

/// Runs waiting scripts up to the next one that has to be fetched.
fn advance(runtime: &Runtime) {
    let releases = runtime.releases();
    while releases.running.borrow().is_none() {
        let Some(held) = releases.waiting.borrow_mut().pop_front() else { return };
        let element = held.element();
        let script: &HtmlScriptElement = element.unchecked_ref();
        if address(&held, script).is_some() {
            *releases.running.borrow_mut() = Some(element.clone());
            let step = releases.step.get() + 1;
            releases.step.set(step);
            let done: &js_sys::Function = releases.done.as_ref().unchecked_ref();
            for event in ["load", "error"] {
                let _ = script.add_event_listener_with_callback(event, done);
            }
            if let Some(window) = page::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(done, PATIENCE, &step.into());
            }
        }
        revive(runtime, &held, script);
    }
}

/// The type a script has when it runs. What the guard found on a marked one is what keeps it from running.
fn kind(held: &Held, script: &HtmlScriptElement) -> Option<String> {
    script.get_attribute("data-type").or_else(|| held.value().and_then(|_| held.kind()))
}

fn address(held: &Held, script: &HtmlScriptElement) -> Option<String> {
    // An inline module is held for what it imports: that is its value, but not where it comes from.
    let taken = held.attribute().and_then(|_| held.value());
    taken.or_else(|| script.get_attribute("data-src")).or_else(|| script.get_attribute("src"))
}

/// Makes a script that never ran run: changing its type alone does nothing.
fn revive(runtime: &Runtime, held: &Held, script: &HtmlScriptElement) {
    let address = address(held, script);
    match kind(held, script) {
        Some(kind) => script.set_type(&kind),
        None => {
            let _ = script.remove_attribute("type");
        }
    }
    // An element that a script touches becomes async by itself; that would lose the order.
    script.set_async(held.asynchronous() || runtime.releases().overdue.get());
    match address {
        Some(address) => {
            let _ = script.remove_attribute("src");
            load(&runtime.gate, script, "src", &address);
        }
        None => {
            // A script is prepared anew when a node is inserted into it.
            let _ = script.append_child(&runtime.document.create_text_node(""));
        }
    }
}

/// Gives any other element back what was taken off, or what its mark says.
fn restore(runtime: &Runtime, held: &Held, element: &Element) {
    if let (Some(name), Some(value)) = (held.attribute(), held.value()) {
        load(&runtime.gate, element, &name, &value);
    }
    for name in ["src", "srcset", "href"] {
        if let Some(value) = element.get_attribute(&["data-", name].concat()) {
            load(&runtime.gate, element, name, &value);
        }
    }
    dom::reload_media(element);
}

fn load(gate: &Gate, element: &Element, name: &str, address: &str) {
    gate.free(element);
    let value = gate.trusted().map_or_else(|| JsValue::from_str(address), |trusted| trusted.url(address));
    let _ = element.unchecked_ref::<Loading>().set(name, &value);
}
