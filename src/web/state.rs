//! The state as the page may know it: an object, attributes on `<html>`, and events.

use crate::core::config::Category;
use crate::core::decide::is_whole;
use crate::core::effect::Event;
use crate::core::record::ASKED;
use crate::core::reduce::App;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Document};

pub fn state(app: &App) -> JsValue {
    let categories = Object::new();
    for category in Category::ALL {
        let granted = *category == Category::Functional || is_whole(&app.config, &app.decision.granted, *category);
        set(&categories, category.name(), &word(granted));
    }
    let services = Object::new();
    for (service, granted) in app.config.services.iter().zip(&app.decision.granted) {
        set(&services, &service.id, &word(*granted));
    }
    let record = app.decision.record.as_ref().map_or(JsValue::NULL, |record| record.encode().into());
    object(true, app.decision.ask, record, &categories, &services, app.language)
}

/// The state while no valid configuration is known: everything denied.
pub fn refused() -> JsValue {
    let categories = Object::new();
    for category in Category::ALL {
        set(&categories, category.name(), &word(*category == Category::Functional));
    }
    object(false, false, JsValue::NULL, &categories, &Object::new(), "")
}

fn object(valid: bool, asked: bool, record: JsValue, categories: &Object, services: &Object, language: &str) -> JsValue {
    let state = Object::new();
    set(&state, "ready", &JsValue::TRUE);
    set(&state, "valid", &valid.into());
    set(&state, "asked", &asked.into());
    set(&state, "decided", &record.is_string().into());
    set(&state, "categories", categories);
    set(&state, "services", services);
    set(&state, "record", &record);
    set(&state, "language", &language.into());
    state.into()
}

fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

fn word(granted: bool) -> JsValue {
    JsValue::from_str(if granted { "granted" } else { "denied" })
}

/// `<html data-sluis-analytics="granted">`, for the page's own style sheets.
pub fn mark(document: &Document, app: &App) {
    let Some(html) = document.document_element() else { return };
    for (category, _) in ASKED {
        let granted = is_whole(&app.config, &app.decision.granted, category);
        let name = ["data-sluis-", category.name()].concat();
        let _ = html.set_attribute(&name, if granted { "granted" } else { "denied" });
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
