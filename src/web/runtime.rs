//! Holds the state between events, and performs effects in order.
//!
//! Performing an effect can run scripts of the page (an event, a released script), and those can call us
//! again. So no borrow is held while an effect is performed, and what a nested call wants done is queued
//! behind what is under way.

use super::gate::Gate;
use super::stage::Stage;
use super::{decode, page, release, signals, state as report, store, sweep};
use crate::core::check;
use crate::core::config::Formality;
use crate::core::decide::is_switchable;
use crate::core::effect::Effect;
use crate::core::problem;
use crate::core::reduce::{Action, Actor, App};
use crate::core::text::{self, Texts};
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Document;

thread_local! {
    static RUNTIME: RefCell<Option<Rc<Runtime>>> = const { RefCell::new(None) };
}

/// Everything that lives as long as the page.
pub struct Runtime {
    pub document: Document,
    pub gate: Gate,
    pub app: RefCell<App>,
    pub texts: RefCell<Option<Texts>>,
    stage: RefCell<Option<Stage>>,
    releases: release::Releases,
    load: Function,
    loading: Cell<bool>,
    queue: RefCell<VecDeque<Effect>>,
    performing: Cell<bool>,
}

pub fn boot(config: &JsValue, catalogue: &JsValue, gate: Gate, load: Function) {
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
    let runtime = Rc::new(Runtime {
        app: RefCell::new(App::new(config, &stored, language)),
        releases: release::Releases::new(&gate),
        document,
        gate,
        texts: RefCell::new(None),
        stage: RefCell::new(None),
        load,
        loading: Cell::new(false),
        queue: RefCell::default(),
        performing: Cell::new(false),
    });
    RUNTIME.with_borrow_mut(|slot| *slot = Some(runtime.clone()));
    release::connect(&runtime);
    *runtime.stage.borrow_mut() = Some(Stage::new(&runtime.document));
    act(Action::Start, Actor::Script);
    Stage::when_parsed(&runtime);
}

/// The running component, if there is one.
pub fn current() -> Option<Rc<Runtime>> {
    RUNTIME.with_borrow(Clone::clone)
}

/// Does something, and everything that follows from it.
pub fn act(action: Action<'_>, actor: Actor) {
    let Some(runtime) = current() else { return };
    let effects = runtime.app.borrow_mut().act(action, actor, page::now());
    runtime.queue.borrow_mut().extend(effects);
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
    runtime.with_stage(|stage| stage.refresh(&runtime));
}

pub fn state() -> JsValue {
    match current() {
        Some(runtime) => report::state(&runtime.app.borrow()),
        None => report::refused(),
    }
}

impl Runtime {
    pub fn language(&self) -> &'static str {
        self.app.borrow().language
    }

    /// Asks for the texts, once. A page that shows nothing never loads them.
    pub fn need_texts(&self) {
        if !self.loading.replace(true) {
            let _ = self.load.call1(&JsValue::NULL, &JsValue::from_str(self.language()));
        }
    }

    pub fn with_stage(&self, act: impl FnOnce(&Stage)) {
        if let Some(stage) = &*self.stage.borrow() {
            act(stage);
        }
    }

    fn next(&self) -> Option<Effect> {
        self.queue.borrow_mut().pop_front()
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Persist { record, receipt } => {
                let app = self.app.borrow();
                let secure = page::window().is_some_and(|window| window.is_secure_context());
                let domain = app.config.record.domain.as_deref();
                store::write(&self.document, &record, &receipt, app.config.months(), domain, secure);
            }
            Effect::Signal(calls) => signals::perform(&self.gate, &calls),
            Effect::Sweep(lost) => {
                let app = self.app.borrow();
                sweep::sweep(&self.document, &app.config, &lost, &app.decision.granted);
            }
            Effect::Mark => report::mark(&self.document, &self.app.borrow()),
            Effect::Emit(event) => {
                let detail = report::state(&self.app.borrow());
                report::emit(&self.document, event, &detail);
            }
            Effect::Release => release::release(self),
            Effect::Show(_) => self.with_stage(|stage| stage.refresh(self)),
            Effect::Hide => self.with_stage(|stage| stage.hide()),
            Effect::Announce(notice) => self.with_stage(|stage| stage.announce(self, notice)),
            Effect::Switch(switches) => self.with_stage(|stage| stage.switch(&switches)),
        }
    }

    pub fn releases(&self) -> &release::Releases {
        &self.releases
    }

    /// Whether the visitor has anything to decide here.
    pub fn has_choice(&self) -> bool {
        self.app.borrow().config.services.iter().any(is_switchable)
    }
}

/// The one place that writes to the console.
pub fn log(text: &str) {
    web_sys::console::error_1(&JsValue::from_str(text));
}
