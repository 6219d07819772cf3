//! JavaScript objects into the core's one generic value.

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
        from.unchecked_ref::<Array>().for_each(&mut |item, _, _| list.push(value(&item)));
        Value::List(list)
    } else if from.is_object() {
        let mut map = Vec::new();
        Object::entries(from.unchecked_ref()).for_each(&mut |pair, _, _| {
            let pair: &Array = pair.unchecked_ref();
            map.push((pair.get(0).as_string().unwrap_or_default(), value(&pair.get(1))));
        });
        Value::Map(map)
    } else {
        Value::Null
    }
}
