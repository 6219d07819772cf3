//! A configuration that uses every field, to change one thing at a time in.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value as Json, json};
use sluis::core::catalogue;
use sluis::core::check::{Checked, check};
use sluis::core::value::Value;

/// Every field filled in, and nothing wrong with it.
pub fn full() -> Json {
    serde_json::from_str(include_str!("full.json")).unwrap()
}

/// The least that is valid.
pub fn least() -> Json {
    json!({ "version": 1, "controller": { "name": "Voorbeeld B.V." } })
}

/// Judges a configuration with the whole catalogue at hand.
pub fn judge(json: &Json) -> Checked {
    check(value(json), catalogue::all())
}

pub fn value(json: &Json) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

/// The codes and paths of the errors.
pub fn errors(json: &Json) -> Vec<(&'static str, String)> {
    use sluis::core::problem::Severity;
    let errors = judge(json).problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| (problem.code, problem.path)).collect()
}

/// Sets what a JSON pointer points to, or adds it to its object.
pub fn set(json: &mut Json, pointer: &str, to: Json) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Json::Object(map) => drop(map.insert(key.into(), to)),
        Json::Array(list) => list[key.parse::<usize>().unwrap()] = to,
        _ => panic!("{pointer} is not in an object"),
    }
}

/// A full configuration with one thing changed.
pub fn with(pointer: &str, to: Json) -> Json {
    let mut json = full();
    set(&mut json, pointer, to);
    json
}

/// A full configuration with one key left out.
pub fn without(pointer: &str) -> Json {
    let mut json = full();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    assert!(json.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key).is_some());
    json
}
