//! Holds the state between events, and performs effects in order.
//!
//! Performing an effect can run scripts of the page (an event, a released script), and those can call us
//! again. So no borrow is held while an effect is performed, and what a nested call wants done is queued
//! behind what is under way.

use super::gate::Gate;
use super::node::{Node, get, run_text, run_texts, truth, window};
use super::stage::Stage;
use super::{decode, page, release, signals, state as report, store, sweep};
use crate::core::check;
use crate::core::config::Formality;
use crate::core::decide::is_switchable;
use crate::core::effect::Effect;
use crate::core::problem;
use crate::core::reduce::{Action, Actor, App};
use crate::core::text::{self, Texts};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use web_sys::Document;

thread_local! {
    static RUNTIME: Cell<Option<&'static Runtime>> = const { Cell::new(None) };
}

/// Everything that lives as long as the page. Nothing takes it down, so it is leaked once instead of counted:
/// code that would clean it up could never run, and every visitor would load it.
pub struct Runtime {
    pub document: Document,
    pub gate: Gate,
    pub app: RefCell<App>,
    pub texts: RefCell<Option<Texts>>,
    pub stage: Stage,
    pub releases: release::Releases,
    load: Node,
    loading: Cell<bool>,
    queue: RefCell<Vec<Effect>>,
    performing: Cell<bool>,
}

pub fn boot(config: &JsValue, catalogue: &JsValue, gate: Gate, load: Node) {
    if current().is_some() {
        return;
    }
    let Some(document) = page::document() else { return };
    let checked = check::check(decode::value(config), &decode::value(catalogue));
    let Some(config) = checked.config else {
        log(&["[sluis] consent.json is refused, so everything stays held:\n", &problem::report(&checked.problems)].concat());
        return;
    };
    let now = page::now();
    let stored = store::read(&document, now, config.months());
    let fallback = config.language.unwrap_or_default().name();
    let language = text::language(&page::language(&document), fallback, config.formality == Formality::Informal);
    let runtime: &'static Runtime = Box::leak(Box::new(Runtime {
        app: RefCell::new(App::new(config, &stored, language)),
        releases: release::Releases::new(),
        stage: Stage::new(&document),
        document,
        gate,
        texts: RefCell::new(None),
        load,
        loading: Cell::new(false),
        queue: RefCell::default(),
        performing: Cell::new(false),
    }));
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

/// The texts have come: what was waiting for them can be shown.
pub fn texts(list: Vec<String>) {
    let Some(runtime) = current() else { return };
    let Some(mut texts) = Texts::new(list) else {
        return log("[sluis] the texts belong to another version: put all files of one release side by side.");
    };
    let own = &runtime.app.borrow().config.texts;
    for (name, text) in if runtime.language() == "en" { &own.en } else { &own.nl } {
        texts.set(name, text);
    }
    *runtime.texts.borrow_mut() = Some(texts);
    runtime.stage.refresh(runtime);
}

pub fn state() -> JsValue {
    match current() {
        Some(runtime) => report::state(Some(&runtime.app.borrow())),
        None => report::state(None),
    }
}

impl Runtime {
    pub fn language(&self) -> &'static str {
        self.app.borrow().language
    }

    /// Asks for the texts, once. A page that shows nothing never loads them.
    pub fn need_texts(&self) {
        if !self.loading.replace(true) {
            run_texts(&self.load, "call", "", self.language());
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
                let domain = app.config.record.domain.as_deref();
                store::write(&self.document, &record, &receipt, app.config.months(), domain, secure);
            }
            Effect::Signal(calls) => signals::perform(&self.gate, &calls),
            Effect::Sweep(lost) => {
                let app = self.app.borrow();
                sweep::sweep(&self.document, &app.config, &lost, &app.decision.granted);
            }
            Effect::Mark => report::mark(&self.document, &self.app.borrow()),
            Effect::Emit(event) => report::emit(&self.document, event, &state()),
            Effect::Release => release::release(self),
            Effect::Show(_) => self.stage.refresh(self),
            Effect::Hide => self.stage.hide(),
            Effect::Announce(notice) => self.stage.announce(self, notice),
            Effect::Switch(switches) => self.stage.switch(&switches),
        }
    }

    /// Whether the visitor has anything to decide here.
    pub fn has_choice(&self) -> bool {
        self.app.borrow().config.services.iter().any(is_switchable)
    }
}

/// The one place that writes to the console.
pub fn log(text: &str) {
    if let Some(console) = get(&window(), "console") {
        run_text(&console, "error", text);
    }
}
