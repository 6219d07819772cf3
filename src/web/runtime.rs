//! Holds the state between events, and performs effects in order.
//!
//! Performing an effect can run scripts of the page (an event, a released script), and those can call us
//! again. So no borrow is held while an effect is performed, and what a nested call wants done is queued
//! behind what is under way.

use super::gate::Gate;
use super::node::{Node, get, run, run_text, run_texts, says, truth, window};
use super::stage::{self, Stage};
use super::{page, release, site, state as marks, store, sweep, wording};
use crate::core::effect::{Effect, Notice};
use crate::core::record::{self, Stored};
use crate::core::reduce::{Action, Actor, App};
use crate::core::state;
use crate::core::storable::may_store;
use crate::core::text::Texts;
use std::cell::{Cell, OnceCell, RefCell};
use wasm_bindgen::JsValue;
use web_sys::Document;

thread_local! {
    static RUNTIME: Cell<Option<&'static Runtime>> = const { Cell::new(None) };
    /// Until it begins, nobody is answered by it.
    static PREPARED: Cell<Option<&'static Runtime>> = const { Cell::new(None) };
}

/// Everything that lives as long as the page. Nothing takes it down, so it is leaked once instead of counted:
/// code that would clean it up could never run, and every visitor would load it.
pub struct Runtime {
    pub document: Document,
    pub gate: Gate,
    pub app: RefCell<App<'static>>,
    pub texts: OnceCell<Texts>,
    pub stage: Stage,
    pub releases: release::Releases,
    /// The site's own wording, and what is to be loaded, are for the page to give.
    sealed: Node,
    load: Node,
    loading: Cell<bool>,
    detailing: Cell<bool>,
    queue: RefCell<Vec<Effect>>,
    performing: Cell<bool>,
}

pub fn boot(config: &JsValue, sealed: Node, language: &str, gate: Gate, load: Node) {
    let Some(document) = page::document() else { return };
    let site = site::read(config, &sealed);
    let stored = store::read(&document, page::now(), site.months);
    let objects = page::objects(site.do_not_track);
    let runtime: &'static Runtime = Box::leak(Box::new(Runtime {
        app: RefCell::new(App::new(site, &stored, language.to_owned().leak(), objects)),
        releases: release::Releases::new(),
        stage: Stage::new(&document),
        document,
        gate,
        texts: OnceCell::new(),
        sealed,
        load,
        loading: Cell::new(false),
        detailing: Cell::new(false),
        queue: RefCell::default(),
        performing: Cell::new(false),
    }));
    PREPARED.set(Some(runtime));
}

/// Acts on what was read. A task of its own, where nobody waits for what was granted before.
pub fn begin() {
    let Some(runtime) = PREPARED.take() else { return };
    RUNTIME.set(Some(runtime));
    release::connect(runtime);
    Stage::listen(runtime);
    act(Action::Start, Actor::Script);
    Stage::when_parsed(runtime);
}

/// The running component, if there is one.
pub fn current() -> Option<&'static Runtime> {
    RUNTIME.get()
}

/// Does something, and everything that follows from it.
#[inline(never)]
pub fn act(action: Action<'_>, actor: Actor) {
    let Some(runtime) = current() else { return };
    let mut effects = runtime.app.borrow_mut().act(action, actor, page::now());
    runtime.queue.borrow_mut().append(&mut effects);
    if runtime.performing.replace(true) {
        return;
    }
    while let Some(effect) = runtime.next() {
        runtime.perform(effect);
    }
    runtime.performing.set(false);
}

/// Something that was to be loaded has come: what was waiting for it can be shown.
pub fn loaded(list: &JsValue) {
    let Some(runtime) = current() else { return };
    if runtime.texts.get().is_none()
        && let Some(texts) = wording::read(list, &runtime.sealed, runtime.app.borrow().tag())
    {
        // None are there yet.
        let _ = runtime.texts.set(texts);
    }
    runtime.stage.resume(runtime);
}

/// The settings could not be loaded. The next one who asks for them tries again.
pub fn failed() {
    if let Some(runtime) = current() {
        runtime.detailing.set(false);
        act(Action::Fail, Actor::Visitor);
    }
}

pub fn state() -> String {
    match current() {
        Some(runtime) => state::state(Some(&runtime.app.borrow())),
        None => state::state(None),
    }
}

/// Something that the page has told: an event, or a question of the guard's.
pub fn heard(what: &str, told: &JsValue) -> bool {
    let Some(runtime) = current() else { return false };
    match what {
        "ask" => return told.as_string().is_some_and(|address| release::may_load(&runtime.app.borrow(), &address)),
        "hold" => release::release(runtime),
        "done" => release::done(runtime, told),
        "cookie" => {
            let app = runtime.app.borrow();
            return told.as_string().is_none_or(|cookie| may_store(&app.site, &app.decision.granted, &cookie));
        }
        "storage" | "pageshow" | "focus" => {
            // Every choice is written there too, and other tabs are told of that. What is being performed may not have
            // been written yet, and is newer than what is stored.
            if !runtime.performing.get() && (what != "storage" || says(told, "key", record::RECEIPTS)) {
                let months = runtime.app.borrow().site.months;
                act(Action::Sync(&store::read(&runtime.document, page::now(), months)), Actor::Script);
            }
        }
        "embed" => act(Action::Embed(&told.as_string().unwrap_or_default()), Actor::Visitor),
        event => runtime.stage.heard(runtime, event, told),
    }
    true
}

impl Runtime {
    /// Asks for the texts, once. A page that shows nothing never loads them.
    pub fn need_texts(&self) {
        if !self.loading.replace(true) {
            run_texts(&self.load, "call", "", "text");
        }
    }

    /// Asks for what makes the settings and the declaration. A visitor who opens neither never loads it.
    pub fn need_detail(&self) {
        if !self.detailing.replace(true) {
            run_texts(&self.load, "call", "", "detail");
        }
    }

    fn next(&self) -> Option<Effect> {
        let mut queue = self.queue.borrow_mut();
        if queue.is_empty() { None } else { Some(queue.remove(0)) }
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Persist { record, receipt } => {
                let app = self.app.borrow();
                let secure = truth(&window(), "isSecureContext");
                store::write(&self.document, &record, &receipt, app.site.months, app.site.domain, secure);
                run_text(&self.gate, "receipt", &receipt);
            }
            Effect::Signal(calls) => run_text(&self.gate, "signal", &calls),
            Effect::Sweep(lost) => {
                let app = self.app.borrow();
                if sweep::sweep(&self.document, &app.site, &lost, &app.decision.granted) {
                    run(&self.gate, "sweep");
                }
            }
            Effect::Mark => marks::mark(&self.document, &self.app.borrow()),
            Effect::Emit(event) => run_texts(&self.gate, "emit", event.name(), &state()),
            Effect::Release => release::release(self),
            Effect::Show(_) => self.stage.refresh(self),
            Effect::Hide => self.stage.hide(),
            Effect::Announce(Notice::Saved | Notice::Reload) if !self.is_kept() => self.stage.announce(self, Notice::Unsaved),
            Effect::Announce(notice) => self.stage.announce(self, notice),
            Effect::Reload => stage::reload(),
            Effect::Switch(switches) => self.stage.switch(&switches),
        }
    }

    /// Whether the browser keeps the choice: cookies can be denied, and nothing says so but their absence.
    fn is_kept(&self) -> bool {
        matches!(store::read(&self.document, page::now(), self.app.borrow().site.months), Stored::Choice(_))
    }
}

/// The one place that writes to the console.
pub fn log(text: &str) {
    if let Some(console) = get(&window(), "console") {
        run_text(&console, "error", text);
    }
}
