//! Judges what was posted: strictly, with every problem and its place, because what is kept can't be put right later.

use serde_json::Value as Json;
use sluis::core::format::Format;
use sluis::core::problem::{Problem, Severity};
use sluis::core::receipt::Receipt;
use sluis::core::time::{self, Minutes};
use sluis::core::value::{Value, from_json};
use sluis::core::walk::{Walk, describe};

/// More services than any site declares; a limit only so that nobody can fill the table with one request.
const MOST_SERVICES: usize = 500;

/// A receipt as it was posted, found good.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    /// 32 hexadecimal digits, made by the browser for this one choice.
    pub id: String,
    /// The minute of the choice by the visitor's clock, which may be wrong.
    pub at: Minutes,
    /// What `pkg/receipt.schema.json` describes.
    pub receipt: Json,
}

/// Reads the body of a request.
///
/// # Errors
/// Every problem, each with its JSON path, what was found and what was expected.
pub fn judge(body: &[u8]) -> Result<Posted, Vec<Problem>> {
    let nothing = |found: &str, expected: &str| {
        let mut walk = Walk::start();
        walk.error("not-json", found, expected);
        walk.problems
    };
    let text = std::str::from_utf8(body).map_err(|_| nothing("bytes that are no UTF-8", "JSON in UTF-8"))?;
    let value = from_json(text).map_err(|problem| vec![problem])?;
    let mut walk = Walk::start();
    let at = envelope(&value, &mut walk);
    let problems: Vec<Problem> = walk.problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut json: Json = serde_json::from_str(text).map_err(|error| nothing(&error.to_string(), "JSON"))?;
    Ok(Posted {
        id: value.get("id").and_then(Value::text).unwrap_or_default().to_owned(),
        at: at.unwrap_or_default(),
        receipt: json["receipt"].take(),
    })
}

/// `{id, receipt}` and nothing else. Answers with the minute of the choice.
fn envelope(value: &Value, walk: &mut Walk) -> Option<Minutes> {
    if !matches!(value, Value::Map(_)) {
        walk.error("wrong-type", &describe(value), "an object with id and receipt");
        return None;
    }
    for (place, (key, _)) in value.members().iter().enumerate() {
        if !["id", "receipt"].contains(&key.as_str()) {
            walk.key(key, |walk| walk.error("unknown-key", "an unknown key", "id or receipt"));
        } else if value.members()[..place].iter().any(|(earlier, _)| earlier == key) {
            walk.key(key, |walk| walk.error("duplicate", "this key twice", "it once"));
        }
    }
    walk.key("id", |walk| match value.get("id") {
        None => walk.error("missing", "nothing", "32 hexadecimal digits"),
        Some(Value::Text(id)) if is_id(id) => {}
        Some(other) => walk.error("wrong-format", &describe(other), "32 hexadecimal digits"),
    });
    walk.key("receipt", |walk| match value.get("receipt") {
        None => {
            walk.error("missing", "nothing", "a receipt");
            None
        }
        Some(receipt) => one(receipt, walk),
    })
}

/// What the shape of a receipt can't say.
fn one(receipt: &Value, walk: &mut Walk) -> Option<Minutes> {
    walk.object(receipt, Receipt::SHAPE);
    walk.key("services", |walk| {
        let services = receipt.get("services").map_or(&[][..], Value::members);
        if services.len() > MOST_SERVICES {
            walk.error("too-many", &format!("{} services", services.len()), &format!("at most {MOST_SERVICES}"));
        }
        for (place, (id, _)) in services.iter().enumerate() {
            if !Format::Slug.fits(&Value::Text(id.clone())) {
                walk.key(id, |walk| walk.error("wrong-format", "this key", "the id of a service"));
            } else if services[..place].iter().any(|(earlier, _)| earlier == id) {
                walk.key(id, |walk| walk.error("duplicate", "this key twice", "it once"));
            }
        }
    });
    let [at, _] = ["at", "previous"].map(|key| {
        let text = receipt.get(key).and_then(Value::text)?;
        let at = time::parse(&text.replace(['-', ':'], ""));
        if at.is_none() {
            walk.error_at(&[key], "wrong-format", text, "a minute that the calendar has");
        }
        at
    });
    at
}

/// Whether this can be the id of a receipt.
pub fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
