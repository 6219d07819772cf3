//! Any JSON value, from any source: `serde_json` natively, a JavaScript object in the browser.
//!
//! One generic value instead of derived structs, because every derived `Deserialize` costs each
//! visitor bytes, and because paths, unknown keys and *all* problems at once need the raw value.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A JSON value. Keys keep the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`: "we do not know", where a field allows it.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number; JSON and JavaScript know one kind.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The member with this key, when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        match self {
            Value::Map(members) => members.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, when this is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, when this is one.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The number, when this is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The elements of an array; none for anything else.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The members of an object; none for anything else.
    pub fn members(&self) -> &[(String, Value)] {
        match self {
            Value::Map(members) => members,
            _ => &[],
        }
    }

    /// Adds a member to an object that does not have it yet; what is written stays.
    pub fn fill(&mut self, key: &str, value: &Value) {
        if self.get(key).is_none()
            && let Value::Map(members) = self
        {
            members.push((String::from(key), value.clone()));
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    // `undefined` arrives as unit or none, `null` as unit.
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    // Whole numbers beyond 2^53 lose digits here exactly as they do in JavaScript.
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(String::from(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = source.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = source.next_entry()? {
            members.push(member);
        }
        Ok(Value::Map(members))
    }
}

/// Reads JSON text. A byte order mark is skipped, as a browser does with a fetched file.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn from_json(text: &str) -> Result<Value, super::problem::Problem> {
    use super::problem::{Problem, Severity};
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| Problem {
        severity: Severity::Error,
        code: "not-json",
        path: String::from("$"),
        found: unreadable(text, &error),
        expected: String::from("JSON"),
    })
}

/// Where a text stops being JSON, for whoever wrote it.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn unreadable(text: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        _ if text.trim().is_empty() => String::from("nothing"),
        serde_json::error::Category::Eof => format!("its end at line {line}, column {column}, before it is complete"),
        _ => {
            let all = error.to_string();
            let why = all.split(" at line ").next().unwrap_or_default();
            format!("a mistake at line {line}, column {column} ({why})")
        }
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
impl serde::Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => target.serialize_unit(),
            Value::Bool(truth) => target.serialize_bool(*truth),
            // `6`, not `6.0`: whole numbers are written as people write them.
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => target.serialize_i64(*number as i64),
            Value::Number(number) => target.serialize_f64(*number),
            Value::Text(text) => target.serialize_str(text),
            Value::List(items) => target.collect_seq(items),
            Value::Map(members) => target.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}
