//! The state as the page may know it: an object, attributes on `<html>`, and events.

use super::node::{set, set_text, set_truth};
use crate::core::config::Category;
use crate::core::decide::is_whole;
use crate::core::effect::Event;
use crate::core::record::ASKED;
use crate::core::reduce::App;
use js_sys::Object;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Document};

/// The state; while no valid configuration is known, everything is denied.
pub fn state(app: Option<&App<'_>>) -> JsValue {
    let (state, categories, services) = (Object::new(), Object::new(), Object::new());
    let mut record = None;
    for category in Category::ALL {
        let granted = app.is_some_and(|app| is_whole(&app.site, &app.decision.granted, *category));
        set_text(&categories, category.name(), word(granted || *category == Category::Functional));
    }
    if let Some(app) = app {
        for (index, service) in app.site.services.iter().enumerate() {
            set_text(&services, service.id, word(app.decision.granted[index]));
        }
        record = app.decision.record.as_ref().map(|record| record.encode());
    }
    set_truth(&state, "ready", true);
    set_truth(&state, "valid", app.is_some());
    set_truth(&state, "asked", app.is_some_and(|app| app.decision.ask));
    set_truth(&state, "decided", record.is_some());
    set(&state, "categories", &categories);
    set(&state, "services", &services);
    match record {
        Some(record) => set_text(&state, "record", &record),
        None => set(&state, "record", &JsValue::NULL),
    }
    set_text(&state, "language", app.map_or("", |app| app.language));
    state.into()
}

fn word(granted: bool) -> &'static str {
    if granted { "granted" } else { "denied" }
}

/// `<html data-sluis-analytics="granted">`, for the page's own style sheets.
pub fn mark(document: &Document, app: &App<'_>) {
    let Some(html) = document.document_element() else { return };
    for (category, _) in ASKED {
        let granted = is_whole(&app.site, &app.decision.granted, category);
        let _ = html.set_attribute(&["data-sluis-", category.name()].concat(), word(granted));
    }
}

/// Tells the page. Its listeners run before this returns.
pub fn emit(document: &Document, event: Event, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event.name(), &init) {
        let _ = document.dispatch_event(&event);
    }
}
