//! The core's generic value into JavaScript, as JSON would give it.

use super::node::set;
use crate::core::value::Value;
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

pub fn value(from: &Value) -> JsValue {
    match from {
        Value::Null => JsValue::NULL,
        Value::Bool(truth) => JsValue::from_bool(*truth),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&value(item));
            }
            list.into()
        }
        Value::Map(members) => {
            let object = Object::new();
            for (key, member) in members {
                set(&object, key, &value(member));
            }
            object.into()
        }
    }
}
