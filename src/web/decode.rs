//! JavaScript objects into the core's one generic value.

use super::node::{item, length};
use crate::core::value::Value;
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

/// `Null` for what JSON cannot hold: the check then says what it found there.
pub fn value(from: &JsValue) -> Value {
    if let Some(text) = from.as_string() {
        Value::Text(text)
    } else if let Some(number) = from.as_f64() {
        Value::Number(number)
    } else if let Some(truth) = from.as_bool() {
        Value::Bool(truth)
    } else if Array::is_array(from) {
        let mut list = Vec::new();
        for place in 0..length(from) {
            list.push(member(from, place));
        }
        Value::List(list)
    } else if from.is_object() {
        let pairs = Object::entries(from.unchecked_ref());
        let mut map = Vec::new();
        for place in 0..length(&pairs) {
            if let Some(pair) = item(&pairs, place)
                && let Value::Text(key) = member(&pair, 0)
            {
                map.push((key, member(&pair, 1)));
            }
        }
        Value::Map(map)
    } else {
        Value::Null
    }
}

fn member(of: &JsValue, place: u32) -> Value {
    item(of, place).map_or(Value::Null, |member| value(&member))
}
