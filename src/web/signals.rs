//! Performs calls of vendors' queues.

use super::gate::Gate;
use super::node::set_text;
use crate::core::signal::{Argument, Call};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

pub fn perform(gate: &Gate, calls: &[Call]) {
    for Call(arguments) in calls {
        let list = Array::new();
        for argument in arguments {
            list.push(&match argument {
                Argument::Text(text) => JsValue::from_str(text),
                Argument::Map(pairs) => object(pairs),
            });
        }
        gate.gtag(&list);
    }
}

/// An object of texts.
pub fn object(pairs: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        set_text(&object, key, value);
    }
    object.into()
}
