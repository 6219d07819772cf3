//! Puts views into the page and hears what is done with them. Listens on the document, so that views which
//! a server rendered, and links that arrive later, work like our own.

use super::dom;
use super::node::{
    Node, attribute, call, call_text, find, get, is, item, number, run, run_listen, run_show, run_text, says, set_text, set_truth, text,
    truth, uncover, window,
};
use super::page::{self, OPENERS};
use super::runtime::{self, Runtime};
use crate::core::effect::{Layer, Notice};
use crate::core::reduce::{Action, Actor};
use crate::core::text::Key;
use crate::core::view::{self, Scene, View};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::Document;

pub struct Stage {
    document: Document,
    /// Where focus was before it came to us, and where it goes back to.
    origin: Cell<Option<Node>>,
    /// What is to be said as soon as there are words for it.
    unsaid: Cell<Option<Notice>>,
}

impl Stage {
    pub fn new(document: &Document) -> Self {
        Self { document: document.clone(), origin: Cell::default(), unsaid: Cell::default() }
    }

    pub fn listen(runtime: &'static Runtime) {
        for event in &["click", "change", "keydown", "focusout", "focusin"] {
            listen(runtime, &runtime.document, event);
        }
        for event in &["hashchange", "storage", "pageshow", "focus"] {
            listen(runtime, &window(), event);
        }
    }

    pub fn heard(&self, runtime: &Runtime, what: &str, event: &JsValue) {
        match what {
            "click" => on_click(event),
            "change" => on_change(event),
            "keydown" => on_key(event),
            // While this event is on, nothing is the active element, so it is the target that tells.
            "focusout" => self.remember(target(event)),
            "focusin" => on_focus_in(event),
            "hashchange" => follow_fragment(),
            _ => {
                if runtime.app.borrow().layer.is_none() {
                    // A server could not know that this visitor has chosen.
                    dom::remove(&self.document, BANNER);
                }
                self.refresh(runtime);
                follow_fragment();
            }
        }
    }

    /// Shows what there is to show once the page is parsed: before that it is not known whether the page
    /// links to the settings, and the first layer names that link.
    pub fn when_parsed(runtime: &'static Runtime) {
        if page::is_parsed(&runtime.document) {
            runtime.stage.heard(runtime, "", &JsValue::NULL);
        } else {
            listen(runtime, &runtime.document, "DOMContentLoaded");
        }
    }

    /// Brings the page in line with the state.
    pub fn refresh(&self, runtime: &Runtime) {
        if !page::is_parsed(&self.document) {
            return;
        }
        let layer = runtime.app.borrow().layer;
        let place = self.place();
        let control = self.needs_control(runtime);
        if layer.is_none() && place.is_none() && !control {
            return;
        }
        let detailed = runtime.gate.has_detail();
        if !detailed && (layer == Some(Layer::Settings) || place.is_some()) {
            runtime.need_detail();
        }
        if runtime.texts.get().is_none() {
            return runtime.need_texts();
        }
        if detailed && let Some(place) = place {
            self.detail(runtime, &attribute(&place, "data-sluis").unwrap_or_default(), &place);
            // And the next; one that stays empty would come for ever.
            if self.place().is_some_and(|next| *next != *place) {
                return self.refresh(runtime);
            }
        }
        let layer = layer.filter(|layer| detailed || *layer == Layer::Banner);
        if !control && layer.is_none() {
            return;
        }
        let Some(root) = self.root(runtime) else { return };
        if control {
            self.add_control(runtime, &root);
        }
        let shown = layer.is_some_and(|layer| self.show(runtime, &root, layer));
        put(&root);
        if shown
            && layer == Some(Layer::Settings)
            && let Some(title) = find(&self.document, "#sluis-settings-title")
        {
            dom::focus(&title);
        }
    }

    /// A place in the page that waits for its content: the settings of a page of their own, or the declaration.
    fn place(&self) -> Option<Node> {
        let declaration = || find(&self.document, "[data-sluis=declaration]").filter(|place| number(place, "childElementCount") == 0);
        find(&self.document, "[data-sluis=panel]:not([data-filled])").or_else(declaration)
    }

    /// The settings of a page of their own, where they can be seen.
    fn panel(&self) -> Option<Node> {
        find(&self.document, PANEL).filter(|panel| dom::is_visible(panel))
    }

    /// Puts a layer into our element; false when it is there already.
    fn show(&self, runtime: &Runtime, root: &Node, layer: Layer) -> bool {
        self.remember(dom::focused(&self.document));
        let app = runtime.app.borrow();
        if layer == Layer::Banner && app.decision.record.is_none() && !app.objects && find(root, BANNER).is_some() {
            // Rendered by a server, or shown already: it says what is to be said.
            dom::remove(root, "[data-sluis=settings]");
            return false;
        }
        drop(app);
        if layer == Layer::Settings && find(root, "[data-sluis=settings]").is_some() {
            return false;
        }
        // What was said about the last choice is over; and said once more, it has to be new to be heard.
        dismiss();
        dom::remove(root, LAYERS);
        let place = self.document.create_document_fragment();
        match layer {
            // Where they are in the page already, that is where they are.
            Layer::Settings if self.panel().is_some() => {}
            Layer::Settings => self.detail(runtime, "settings", &place),
            Layer::Banner => self.banner(runtime, &place),
        }
        dom::prepend(root, &place);
        true
    }

    /// Takes the layer away. Focus that was in it goes back to where it came from, never to nowhere.
    pub fn hide(&self) {
        let Some(root) = find(&self.document, ROOT) else { return };
        let had_focus = dom::focused(&self.document).is_some_and(|active| is(&root, "contains", &active));
        dom::remove(&root, LAYERS);
        if had_focus {
            // What is gone or hidden takes no focus: then it stays where it was put first.
            if let Some(place) = find(&self.document, "[data-sluis=notice]") {
                dom::focus(&place);
            }
            // Taken first: what hears of the focus may move it, and that is remembered here.
            if let Some(origin) = self.origin.take() {
                dom::focus(&origin);
            }
        }
        self.origin.take();
    }

    /// Shows what is to be shown, now that what was waited for is there.
    pub fn resume(&self, runtime: &Runtime) {
        self.refresh(runtime);
        if let Some(notice) = self.unsaid.take() {
            self.announce(runtime, notice);
        }
    }

    pub fn announce(&self, runtime: &Runtime, notice: Notice) {
        let Some(texts) = runtime.texts.get() else {
            self.unsaid.set(Some(notice));
            return runtime.need_texts();
        };
        if let Some(root) = self.root(runtime)
            && let Some(place) = find(&root, "[data-sluis=notice]")
        {
            put(&root);
            set_text(&place, "textContent", "");
            dom::append(&place, &view::notice(texts, notice));
        }
    }

    pub fn switch(&self, switches: &[(String, bool)]) {
        // Looked up once: each by itself would go over the whole page two hundred times. A page's own is no switch of ours.
        let ours = "[data-sluis=settings] [data-switch],[data-part=panel] [data-switch]";
        let Some(inputs) = call_text(&self.document, "querySelectorAll", ours) else { return };
        let mut place = 0;
        while let Some(input) = item(&inputs, place) {
            let name = attribute(&input, "data-switch");
            if let Some((_, on)) = switches.iter().find(|switch| name.as_deref() == Some(&switch.0)) {
                set_truth(&input, "checked", *on);
            }
            place += 1;
        }
    }

    /// Our one element in the page; or not yet in it, so that it comes with all that it has to show.
    fn root(&self, runtime: &Runtime) -> Option<Node> {
        // A server can have put it there, hidden.
        find(&self.document, ROOT).or_else(|| {
            let app = runtime.app.borrow();
            dom::build(&self.document, &view::root(&app.site, runtime.texts.get()?, app.tag()))
        })
    }

    /// Every page needs a way back (GDPR art. 7(3)); where the site has none, we add one.
    fn needs_control(&self, runtime: &Runtime) -> bool {
        let app = runtime.app.borrow();
        app.site.control && app.site.has_choice() && find(&self.document, OPENERS).is_none()
    }

    fn add_control(&self, runtime: &Runtime, root: &Node) {
        if find(root, "[data-sluis=control]").is_none()
            && let Some(texts) = runtime.texts.get()
        {
            dom::append(&root, &view::control(texts));
        }
    }

    fn remember(&self, focused: Option<Node>) {
        if let Some(focused) = focused
            && !says(&focused, "tagName", "BODY")
            && call_text(&focused, "closest", "[data-sluis=root]").is_none()
        {
            self.origin.set(Some(focused));
        }
    }

    fn banner(&self, runtime: &Runtime, place: &JsValue) {
        let Some(texts) = runtime.texts.get() else { return };
        let label = find(&self.document, OPENERS).and_then(|opener| call(&*get(&opener, "textContent")?, "trim")?.as_string());
        let mut view = View::default();
        let app = runtime.app.borrow();
        let scene = Scene {
            site: &app.site,
            texts,
            open: &app.decision.asked,
            again: app.decision.record.is_some() && app.decision.ask,
            host: &page::address("hostname"),
            control: label.as_deref().filter(|label| !label.is_empty()).unwrap_or_else(|| texts.get(Key::LinkSettings)),
        };
        view::banner(&scene, &mut view);
        dom::append(place, &view);
    }

    /// The settings and the declaration come from the module `detail`.
    fn detail(&self, runtime: &Runtime, kind: &str, place: &JsValue) {
        let app = runtime.app.borrow();
        let mut draft = String::new();
        for on in &app.draft {
            draft.push_str(if *on { "1" } else { "0" });
        }
        // Those who have chosen know what their browser says.
        let standing = if app.decision.record.is_some() {
            "decided"
        } else if app.objects {
            "objects"
        } else {
            ""
        };
        run_show(&runtime.gate, "detail", kind, place, &draft, standing);
    }
}

/// Puts our element into the page, first in the body: who moves by keyboard or screen reader meets the question first.
/// Or in a place that a framework keeps for it, where that would take it for a mistake.
fn put(root: &Node) {
    run_text(root, "removeAttribute", "hidden");
    // Above everything, wherever a page moves, tints or clips its body; not modal, and without it all is as before:
    // https://html.spec.whatwg.org/multipage/popover.html
    set_text(root, "popover", "manual");
    if !truth(root, "isConnected")
        && let Some(place) = page::element("[data-sluis=place]").or_else(|| page::element("body"))
    {
        dom::prepend(&place, root);
    }
    run(root, "showPopover");
}

/// Our one element in the page.
const ROOT: &str = "[data-sluis=root]";

const BANNER: &str = "[data-sluis=banner]";

/// The settings as part of the page.
const PANEL: &str = "[data-sluis=panel]";

/// What lies over the page.
const LAYERS: &str = "[data-sluis=banner],[data-sluis=settings]";

/// Listens as long as the page lives, in the capture phase: a page that stops an event on its way must not cut a
/// visitor off.
fn listen(runtime: &Runtime, target: &JsValue, event: &str) {
    run_listen(target, "addEventListener", event, &runtime.gate.listener(event), true);
}

/// `#sluis` in the address opens the settings, also where a link could not be placed.
fn follow_fragment() {
    if page::address("hash") == "#sluis" {
        runtime::act(Action::Open, Actor::Visitor);
    }
}

/// The element that an event is about.
fn target(event: &JsValue) -> Option<Node> {
    get(event, "target").filter(|target| dom::is_element(target))
}

fn on_click(event: &JsValue) {
    let Some(target) = target(event) else { return };
    let Some(element) =
        call_text(&target, "closest", "[data-sluis=open],[href=\"#sluis\"],[data-sluis=root] [data-do],[data-sluis=panel] [data-do]")
    else {
        return on_outside(event, &target);
    };
    run(event, "preventDefault");
    if call_text(&element, "closest", PANEL).is_some()
        && let Some(runtime) = runtime::current()
    {
        // Whatever else is open: that is where the answer was given.
        runtime.app.borrow_mut().layer = Some(Layer::Settings);
    }
    let action = match attribute(&element, "data-do").as_deref() {
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
fn on_outside(event: &JsValue, target: &JsValue) {
    if let Some(panel) = open_settings()
        && !is(&panel, "contains", target)
    {
        run(event, "preventDefault");
        run(event, "stopPropagation");
        runtime::act(Action::Close, Actor::Visitor);
    }
}

fn on_change(event: &JsValue) {
    if let Some(input) = target(event)
        && says(&input, "localName", "input")
        && let Some(name) = attribute(&input, "data-switch")
    {
        runtime::act(Action::Toggle(&name, truth(&input, "checked")), Actor::Visitor);
    }
}

fn on_key(event: &JsValue) {
    let Some(panel) = open_settings() else { return };
    match text(event, "key").as_deref() {
        Some("Escape") => runtime::act(Action::Close, Actor::Visitor),
        Some("Tab") => wrap_focus(event, &panel),
        _ => {}
    }
}

/// Keeps focus in the settings while they lie over the page: what has focus is never covered (WCAG 2.4.11).
fn wrap_focus(event: &JsValue, panel: &JsValue) {
    let Some((first, last)) = dom::ends(panel, "a[href],button,input,summary,[tabindex=\"0\"]") else { return };
    let back = truth(event, "shiftKey");
    let (edge, other) = if back { (first, last) } else { (last, first) };
    let leaves = match page::document().and_then(|document| dom::focused(&document)) {
        Some(active) => {
            let before = back && says(&active, "id", "sluis-settings-title");
            before || !is(panel, "contains", &active) || *active == *edge
        }
        None => true,
    };
    if leaves {
        run(event, "preventDefault");
        dom::focus(&other);
    }
}

/// What lies over the page makes way for what has focus (WCAG 2.4.11).
fn on_focus_in(event: &JsValue) {
    if let Some(target) = target(event) {
        uncover(&target);
    }
}

/// The settings, where they can be seen.
fn open_settings() -> Option<Node> {
    page::element("[data-sluis=settings]").filter(|panel| dom::is_visible(panel))
}

fn dismiss() {
    if let Some(notice) = page::element("[data-sluis=notice]") {
        set_text(&notice, "textContent", "");
    }
}

/// Not `reload()`: Firefox then leaves frames empty that the guard had emptied. With a fragment `replace`
/// would only scroll, so there it has to be.
pub fn reload() {
    let Some(location) = get(&window(), "location") else { return };
    if page::address("hash").is_empty() {
        run_text(&location, "replace", &page::address("href"));
    } else {
        run(&location, "reload");
    }
}
