//! Puts views into the page and hears what is done with them. Listens on the document, so that views which
//! a server rendered, and links that arrive later, work like our own.

use super::listener::Listener;
use super::page::{self, OPENERS};
use super::runtime::{self, Runtime};
use super::dom;
use crate::core::config::Control;
use crate::core::effect::{Layer, Notice};
use crate::core::reduce::{Action, Actor};
use crate::core::text::Key;
use crate::core::view::{self, Scene};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement, KeyboardEvent};

pub struct Stage {
    document: Document,
    root: RefCell<Option<Element>>,
    /// Where focus was before it came to us, and where it goes back to.
    origin: RefCell<Option<Element>>,
    _listeners: Vec<Listener>,
}

impl Stage {
    pub fn new(document: &Document) -> Self {
        let mut listeners = vec![
            Listener::new(document, "click", |event| on_click(&event)),
            Listener::new(document, "change", |event| on_change(&event)),
            Listener::new(document, "keydown", |event| on_key(event.unchecked_ref())),
            Listener::new(document, "focusout", |event| on_focus_out(&event)),
            Listener::new(document, "focusin", |event| on_focus_in(&event)),
        ];
        if let Some(window) = page::window() {
            listeners.push(Listener::new(&window, "hashchange", |_| follow_fragment()));
        }
        Self { document: document.clone(), root: RefCell::default(), origin: RefCell::default(), _listeners: listeners }
    }

    /// Shows what there is to show once the page is parsed: before that it is not known whether the page
    /// links to the settings, and the first layer names that link.
    pub fn when_parsed(runtime: &Rc<Runtime>) {
        if page::is_parsed(&runtime.document) {
            start();
        } else {
            // Lives until the page is parsed and is called once; there is nobody to own it afterwards.
            let once = wasm_bindgen::closure::Closure::once_into_js(start);
            let _ = runtime.document.add_event_listener_with_callback("DOMContentLoaded", once.unchecked_ref());
        }
    }

    /// Brings the page in line with the state.
    pub fn refresh(&self, runtime: &Runtime) {
        if !page::is_parsed(&self.document) {
            return;
        }
        let layer = runtime.app.borrow().layer;
        let declaration = page::find(&self.document, "[data-sluis=declaration]");
        let control = self.needs_control(runtime);
        if layer.is_none() && declaration.is_none() && !control {
            return;
        }
        if runtime.texts.borrow().is_none() {
            return runtime.need_texts();
        }
        if let Some(place) = declaration
            && place.child_element_count() == 0
        {
            self.with_scene(runtime, |scene| dom::append(&self.document, &place, view::declaration(scene)));
        }
        if control {
            self.add_control(runtime);
        }
        if let Some(layer) = layer {
            self.show(runtime, layer);
        }
    }

    fn show(&self, runtime: &Runtime, layer: Layer) {
        self.remember(self.document.active_element());
        let Some(root) = self.root(runtime) else { return };
        self.remove_layers(&root);
        let view = self.with_scene(runtime, |scene| view::layer(scene, layer));
        let Some(element) = view.and_then(|view| dom::build(&self.document, view)) else { return };
        let _ = root.insert_before(&element, root.first_child().as_ref());
        if layer == Layer::Settings
            && let Some(title) = page::find(&self.document, "#sluis-settings-title")
        {
            dom::focus(&title);
        }
    }

    /// Takes the layer away. Focus that was in it goes back to where it came from, never to nowhere.
    pub fn hide(&self) {
        let Some(root) = self.root.borrow().clone() else { return };
        let had_focus = self.document.active_element().is_some_and(|active| root.contains(Some(&active)));
        self.remove_layers(&root);
        if had_focus {
            let origin = self.origin.take().filter(|origin| origin.is_connected() && dom::is_visible(origin));
            let place = origin.or_else(|| page::find(&self.document, "[data-sluis=notice]"));
            if let Some(place) = place {
                dom::focus(&place);
            }
        }
        self.origin.take();
    }

    pub fn announce(&self, runtime: &Runtime, notice: Notice) {
        if runtime.texts.borrow().is_none() {
            return;
        }
        if self.root(runtime).is_some()
            && let Some(place) = page::find(&self.document, "[data-sluis=notice]")
        {
            place.set_text_content(None);
            self.with_scene(runtime, |scene| dom::append(&self.document, &place, view::notice(scene, notice)));
        }
    }

    pub fn switch(&self, switches: &[(String, bool)]) {
        for (name, on) in switches {
            if let Some(input) = page::find(&self.document, &["[data-switch=\"", name, "\"]"].concat()) {
                input.unchecked_ref::<HtmlInputElement>().set_checked(*on);
            }
        }
    }

    /// Our one element in the page. First in the body: who moves by keyboard or screen reader meets the question first.
    fn root(&self, runtime: &Runtime) -> Option<Element> {
        if let Some(root) = self.root.borrow().as_ref().filter(|root| root.is_connected()) {
            return Some(root.clone());
        }
        let root = dom::build(&self.document, view::root(&runtime.app.borrow()))?;
        let body = self.document.body()?;
        body.insert_before(&root, body.first_child().as_ref()).ok()?;
        *self.root.borrow_mut() = Some(root.clone());
        Some(root)
    }

    fn remove_layers(&self, root: &Element) {
        while let Ok(Some(layer)) = root.query_selector("[data-sluis=banner],[data-sluis=settings]") {
            layer.remove();
        }
    }

    /// Every page needs a way back (GDPR art. 7(3)); where the site has none, we add one.
    fn needs_control(&self, runtime: &Runtime) -> bool {
        runtime.has_choice()
            && runtime.app.borrow().config.ui.control == Control::Auto
            && page::find(&self.document, OPENERS).is_none()
    }

    fn add_control(&self, runtime: &Runtime) {
        if page::find(&self.document, "[data-sluis=control]").is_some() {
            return;
        }
        if let Some(root) = self.root(runtime) {
            self.with_scene(runtime, |scene| dom::append(&self.document, &root, view::control(scene)));
        }
    }

    fn remember(&self, focused: Option<Element>) {
        if let Some(focused) = focused
            && focused.tag_name() != "BODY"
            && focused.closest("[data-sluis=root]").is_ok_and(|ours| ours.is_none())
        {
            *self.origin.borrow_mut() = Some(focused);
        }
    }

    fn with_scene<T>(&self, runtime: &Runtime, act: impl FnOnce(&Scene<'_>) -> T) -> Option<T> {
        let app = runtime.app.borrow();
        let texts = runtime.texts.borrow();
        let texts = texts.as_ref()?;
        let language = app.tag();
        let host = page::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
        let label = page::find(&self.document, OPENERS).and_then(|opener| opener.text_content());
        let label = label.as_deref().map(str::trim).filter(|label| !label.is_empty());
        Some(act(&Scene {
            app: &app,
            texts,
            host: &host,
            control: label.unwrap_or_else(|| texts.get(Key::LinkSettings)),
            country: &|code| page::country(code, language),
        }))
    }
}

fn start() {
    if let Some(runtime) = runtime::current() {
        runtime.with_stage(|stage| stage.refresh(&runtime));
        follow_fragment();
    }
}

/// `#sluis` in the address opens the settings, also where a link could not be placed.
fn follow_fragment() {
    let fragment = page::window().and_then(|window| window.location().hash().ok());
    if fragment.as_deref() == Some("#sluis") {
        runtime::act(Action::Open, Actor::Visitor);
    }
}

fn on_click(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let near = |selector: &str| target.closest(selector).ok().flatten();
    let Some(element) = near("[data-sluis=open],[data-sluis=root] [data-do]") else {
        return on_outside(event, &target);
    };
    event.prevent_default();
    let action = match element.get_attribute("data-do").as_deref() {
        Some("accept") => Action::Accept,
        Some("reject") => Action::Reject,
        Some("save") => Action::Save,
        Some("close") => Action::Close,
        Some("dismiss") => return dismiss(),
        Some("reload") => return reload(),
        _ => Action::Open,
    };
    runtime::act(action, Actor::Visitor);
}

/// A click beside the settings closes them, and does nothing else. If something hides them, it is just a click.
fn on_outside(event: &Event, target: &Element) {
    if let Some(panel) = open_settings()
        && !panel.contains(Some(target))
        && dom::is_visible(&panel)
    {
        event.prevent_default();
        event.stop_propagation();
        runtime::act(Action::Close, Actor::Visitor);
    }
}

fn on_change(event: &Event) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        && let Some(name) = input.get_attribute("data-switch")
    {
        runtime::act(Action::Toggle(&name, input.checked()), Actor::Visitor);
    }
}

fn on_key(event: &KeyboardEvent) {
    let Some(panel) = open_settings().filter(dom::is_visible) else { return };
    match event.key().as_str() {
        "Escape" => runtime::act(Action::Close, Actor::Visitor),
        "Tab" => wrap_focus(event, &panel),
        _ => {}
    }
}

/// Keeps focus in the settings while they lie over the page: what has focus is never covered (WCAG 2.4.11).
fn wrap_focus(event: &KeyboardEvent, panel: &Element) {
    let Ok(stops) = panel.query_selector_all("a[href],button,input,summary,[tabindex=\"0\"]") else { return };
    let stop = |index: u32| stops.get(index).and_then(|node| node.dyn_into::<Element>().ok());
    let active = page::document().and_then(|document| document.active_element());
    let (edge, other) = if event.shift_key() { (0, stops.length() - 1) } else { (stops.length() - 1, 0) };
    let outside = active.as_ref().is_none_or(|active| !panel.contains(Some(active)));
    let before = event.shift_key() && active.as_ref().is_some_and(|active| active.id() == "sluis-settings-title");
    if outside || before || active == stop(edge) {
        event.prevent_default();
        if let Some(next) = stop(other) {
            dom::focus(&next);
        }
    }
}

/// Remembers where focus was when it comes to the first layer from the page. While this event is on, nothing is
/// the active element, so it is the target that tells.
fn on_focus_out(event: &Event) {
    if let Some(runtime) = runtime::current() {
        let left = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        runtime.with_stage(|stage| stage.remember(left));
    }
}

/// The first layer makes way for what has focus, to the other edge of the window: nothing that has it is covered
/// (WCAG 2.4.11).
fn on_focus_in(event: &Event) {
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        && let Some(banner) = page::document().and_then(|document| page::find(&document, "[data-sluis=banner]"))
        && !banner.contains(Some(&target))
        && dom::covers(&banner, &target)
    {
        let _ = banner.toggle_attribute("data-aside");
    }
}

fn open_settings() -> Option<Element> {
    page::find(&page::document()?, "[data-sluis=settings]")
}

fn dismiss() {
    if let Some(notice) = page::document().and_then(|document| page::find(&document, "[data-sluis=notice]")) {
        notice.set_text_content(None);
    }
}

/// Not `reload()`: Firefox then leaves frames empty that the guard had emptied. With a fragment `replace`
/// would only scroll, so there it has to be.
fn reload() {
    let Some(location) = page::window().map(|window| window.location()) else { return };
    let (address, fragment) = (location.href().unwrap_or_default(), location.hash().unwrap_or_default());
    let _ = if fragment.is_empty() { location.replace(&address) } else { location.reload() };
}
