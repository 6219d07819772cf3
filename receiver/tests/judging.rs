//! What is a receipt, and what is told about everything else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value as Json, json};
use sluis_receiver::receipt::judge;
use support::posted;

/// The same as `posted`, with one member replaced or, for `None`, left out.
fn with(pointer: &str, value: Option<Json>) -> Vec<u8> {
    let mut json = posted(1);
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let members = json.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => members.insert(key.to_owned(), value),
        None => members.remove(key),
    };
    json.to_string().into_bytes()
}

#[track_caller]
fn refused(body: &[u8], code: &str, path: &str) {
    let problems = judge(body).unwrap_err();
    assert!(problems.iter().any(|problem| problem.code == code && problem.path == path), "no {code} at {path} in {problems:?}");
}

#[test]
fn r_01_what_a_browser_makes_is_a_receipt() {
    let read = judge(posted(255).to_string().as_bytes()).unwrap();
    assert_eq!(read.id, "000000000000000000000000000000ff");
    assert_eq!(read.receipt, posted(255)["receipt"]);
    assert_eq!(read.at, 29_922_374);
    assert!(judge(&with("/receipt/statement", Some(Json::Null))).is_ok());
    assert!(judge(&with("/receipt/previous", Some(json!("2026-11-22T10:13Z")))).is_ok());
    assert!(judge(&with("/receipt/services", Some(json!({})))).is_ok());
}

#[test]
fn r_03_nothing_more_than_a_receipt_is_taken() {
    for (pointer, path) in [
        ("/ip", "$.ip"),
        ("/receipt/ip", "$.receipt.ip"),
        ("/receipt/userAgent", "$.receipt.userAgent"),
        ("/receipt/choices/functional", "$.receipt.choices.functional"),
    ] {
        refused(&with(pointer, Some(json!("x"))), "unknown-key", path);
    }
}

#[test]
fn everything_else_is_told_with_its_place() {
    for key in ["schema", "at", "asked", "statement", "choices", "services", "method", "layer", "language", "previous"] {
        refused(&with(&format!("/receipt/{key}"), None), "missing", &format!("$.receipt.{key}"));
    }
    refused(&with("/id", None), "missing", "$.id");
    refused(&with("/receipt", None), "missing", "$.receipt");
    for id in [json!(""), json!("0".repeat(31)), json!("0".repeat(33)), json!("G".repeat(32)), json!("A".repeat(32)), json!(1)] {
        refused(&with("/id", Some(id)), "wrong-format", "$.id");
    }
    refused(&with("/receipt/at", Some(json!("2026-13-22T10:14Z"))), "wrong-format", "$.receipt.at");
    refused(&with("/receipt/previous", Some(json!("2026-04-31T10:14Z"))), "wrong-format", "$.receipt.previous");
    refused(&with("/receipt/services", Some(json!({ "a b": "granted" }))), "wrong-format", "$.receipt.services[\"a b\"]");
    let many: serde_json::Map<String, Json> = (0..501).map(|number| (format!("s{number}"), json!("denied"))).collect();
    refused(&with("/receipt/services", Some(Json::Object(many))), "too-many", "$.receipt.services");
    let twice = posted(1).to_string().replace(r#""youtube":"denied""#, r#""youtube":"denied","youtube":"granted""#);
    refused(twice.as_bytes(), "duplicate", "$.receipt.services.youtube");
    let two_ids = posted(1).to_string().replacen('{', r#"{"id":"00000000000000000000000000000002","#, 1);
    refused(two_ids.as_bytes(), "duplicate", "$.id");
}

#[test]
fn all_problems_are_told_at_once() {
    let body = json!({ "id": 1, "receipt": { "schema": 2, "at": "now" } }).to_string();
    assert!(judge(body.as_bytes()).unwrap_err().len() >= 10);
}

#[test]
fn what_is_no_json_is_told_as_such() {
    for body in [&b""[..], b"{", b"[]", b"null", b"\"x\"", b"\xff", b"{\"id\":}", &[b'['; 30_000]] {
        assert!(!judge(body).unwrap_err().is_empty(), "{body:?}");
    }
}
