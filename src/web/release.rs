//! Lets go of what is held, the way the browser would have loaded it: in document order, once.
//!
//! The element itself is revived where it can be, so that the page's listeners on it stay (measured in three
//! engines). Ordered scripts run one after another, because inline scripts between them depend on it; one that
//! hangs is left behind after a while and holds up nobody.

use super::gate::{Gate, Held};
use super::node::{Node, attribute, call, get, run, run_text, run_with, set, set_text, set_truth};
use super::runtime::Runtime;
use super::{dom, page};
use crate::core::matcher::owners;
use crate::core::reduce::{App, names};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

/// How long one script may take before those behind it go on without it, in milliseconds.
const PATIENCE: i32 = 4_000;

/// Scripts whose order matters, and how far along they are.
pub struct Releases {
    waiting: RefCell<Vec<Held>>,
    /// Counts steps, so that the time limit of a script that did load is recognised as stale.
    step: Cell<u32>,
    /// The one that is being fetched.
    running: RefCell<Option<Node>>,
    /// One has run out of time. The browser itself keeps ordered scripts waiting behind it, so those after it
    /// are released unordered; they still come one after another.
    overdue: Cell<bool>,
}

impl Releases {
    pub fn new() -> Self {
        Self { waiting: RefCell::default(), step: Cell::new(0), running: RefCell::default(), overdue: Cell::new(false) }
    }

    /// Hears that a script loaded or failed (an event), or that its time is over (the number of its step).
    fn told(&self, told: &JsValue) {
        let mut running = self.running.borrow_mut();
        let Some(script) = &*running else { return };
        let over = told.as_f64() == Some(f64::from(self.step.get()));
        // One that was left behind can still load, and then says nothing about the one under way.
        let ended = get(told, "target").is_some_and(|target| JsValue::from(target) == **script);
        if over {
            self.overdue.set(true);
        }
        if over || ended {
            *running = None;
        }
    }
}

/// Gives the guard its judge, and hears of what it holds from now on.
pub fn connect(runtime: &Runtime) {
    set(&runtime.gate, "ask", &runtime.gate.listener("ask"));
    set(&runtime.gate, "onhold", &runtime.gate.listener("hold"));
}

/// Goes on after a script that was waited for.
pub fn done(runtime: &Runtime, told: &JsValue) {
    runtime.releases.told(told);
    advance(runtime);
}

/// An address may load when a service that is declared for it is granted.
#[inline(never)]
pub fn may_load(app: &App<'_>, url: &str) -> bool {
    let Some(address) = page::destination(url) else { return false };
    let hosts = app.site.services.iter().enumerate().flat_map(|(index, service)| service.hosts.iter().map(move |host| (index, *host)));
    owners(&address, hosts).into_iter().any(|service| app.may_load(service))
}

/// A mark on an element says what it belongs to; without one, its address does.
fn may_go(app: &App<'_>, held: &Held, element: &Node) -> bool {
    let Some(mark) = attribute(element, "data-sluis") else {
        return held.address().is_some_and(|url| may_load(app, &url));
    };
    let mut known = false;
    for (index, service) in app.site.services.iter().enumerate() {
        if names(&mark, service.category, service.id) {
            if !app.may_load(index) {
                return false;
            }
            known = true;
        }
    }
    known
}

/// Takes everything that may go out of the guard's hands, and lets it go.
pub fn release(runtime: &Runtime) {
    let free = runtime.gate.take(&|held, element| {
        // A script waits until what late ones need is there (`pkg/src/belated.ts`).
        may_go(&runtime.app.borrow(), held, element) && !(is_script(element) && call(&runtime.gate, "prepare").is_some())
    });
    for held in free {
        let Some(element) = held.element() else { continue };
        if !is_script(&element) {
            restore(&runtime.gate, &held, &element);
        } else if is_ordered(&held, &element) {
            runtime.releases.waiting.borrow_mut().push(held);
        } else {
            revive(&runtime.gate, &held, &element, runtime.releases.overdue.get());
        }
    }
    advance(runtime);
    // What stays held and would have been seen gets a placeholder.
    run(&runtime.gate, "embed");
}

/// By a member that only an HTML script has: one that was made in a frame is of another window's kind, and a script
/// in SVG starts by its address like an image.
pub fn is_script(element: &JsValue) -> bool {
    get(element, "noModule").is_some()
}

/// Classic scripts wait for each other; modules are kept in order by the browser, async ones are free.
fn is_ordered(held: &Held, script: &JsValue) -> bool {
    !held.asynchronous() && kind(held, script).as_deref() != Some("module")
}

/// Runs waiting scripts up to the next one that has to be fetched.
fn advance(runtime: &Runtime) {
    let releases = &runtime.releases;
    while releases.running.borrow().is_none() && !releases.waiting.borrow().is_empty() {
        let held = releases.waiting.borrow_mut().remove(0);
        let Some(script) = held.element() else { continue };
        if address(&held, &script).is_some() {
            *releases.running.borrow_mut() = Some(script.clone());
            let step = releases.step.get() + 1;
            releases.step.set(step);
            let done = runtime.gate.listener("done");
            for event in &["load", "error"] {
                run_with(&script, "addEventListener", &JsValue::from_str(event), &done);
            }
            set_timeout(&done, PATIENCE, step);
        }
        revive(&runtime.gate, &held, &script, releases.overdue.get());
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &JsValue, milliseconds: i32, argument: u32);
}

/// The type a script has when it runs. What the guard found on a marked one is what keeps it from running.
fn kind(held: &Held, script: &JsValue) -> Option<String> {
    attribute(script, "data-type").or_else(|| held.value().and_then(|_| held.kind()))
}

fn address(held: &Held, script: &JsValue) -> Option<String> {
    // An inline module is held for what it imports: that is its value, but not where it comes from.
    let taken = held.attribute().and_then(|_| held.value());
    taken.or_else(|| attribute(script, "data-src")).or_else(|| attribute(script, "src"))
}

/// Makes a script that never ran run: changing its type alone does nothing.
pub fn revive(gate: &Gate, held: &Held, script: &JsValue, overdue: bool) {
    let address = address(held, script);
    match kind(held, script) {
        Some(kind) => set_text(script, "type", &kind),
        None => run_text(script, "removeAttribute", "type"),
    }
    // An element that a script touches becomes async by itself; that would lose the order.
    set_truth(script, "async", held.asynchronous() || overdue);
    match address {
        Some(address) => {
            run_text(script, "removeAttribute", "src");
            gate.load(script, "src", &address);
        }
        None => {
            // A script is prepared anew when a node is inserted into it.
            run_text(script, "append", "");
        }
    }
}

/// Gives any other element back what was taken off, or what its mark says.
pub fn restore(gate: &Gate, held: &Held, element: &JsValue) {
    if let (Some(name), Some(value)) = (held.attribute(), held.value()) {
        gate.load(element, &name, &value);
    } else {
        for name in &["src", "srcset", "href"] {
            if let Some(value) = attribute(element, &["data-", name].concat()) {
                gate.load(element, name, &value);
            }
        }
    }
    dom::reload_media(element);
}
