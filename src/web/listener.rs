//! A DOM listener that is taken off when its owner goes.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens in the capture phase: a page that stops an event on its way must not cut a visitor off.
    pub fn new(target: &EventTarget, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::new(act);
        let listener = Self { target: target.clone(), name, closure };
        let function = listener.closure.as_ref().unchecked_ref();
        let _ = listener.target.add_event_listener_with_callback_and_bool(name, function, true);
        listener
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, function, true);
    }
}
