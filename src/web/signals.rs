//! Performs calls of vendors' queues.

use super::gate::Gate;
use crate::core::signal::{Argument, Call};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

pub fn perform(gate: &Gate, calls: &[Call]) {
    for Call(arguments) in calls {
        gate.gtag(&arguments.iter().map(value).collect());
    }
}

fn value(argument: &Argument) -> JsValue {
    match argument {
        Argument::Text(text) => JsValue::from_str(text),
        Argument::Map(pairs) => {
            let object = Object::new();
            for (key, value) in pairs {
                let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
            }
            object.into()
        }
    }
}
