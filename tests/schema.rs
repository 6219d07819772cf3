//! What is generated from the shapes is what is committed, and the JSON Schema and `check` agree.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use sample::{full, judge, least, value};
use serde_json::{Value as Json, json};
use sluis::core::catalogue;
use sluis::core::format::Format;
use sluis::core::problem::Severity;
use sluis::core::receipt::Receipt;
use sluis::core::schema;
use sluis::core::walk::Walk;
use std::path::Path;

#[test]
fn what_is_committed_is_what_is_generated() {
    for (path, text) in schema::files() {
        let committed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default();
        assert!(committed == text, "{path} is out of date: run `cargo xtask schema` and commit what it wrote");
    }
}

/// A compiled JSON Schema; compiling also holds it to the standard's own schema.
struct Judge(Schemas, SchemaIndex);

impl Judge {
    fn new(schema: Json) -> Self {
        let mut compiler = Compiler::new();
        compiler.add_resource("memory:schema", schema).unwrap();
        let mut schemas = Schemas::new();
        let index = compiler.compile("memory:schema", &mut schemas).unwrap();
        Judge(schemas, index)
    }

    fn accepts(&self, json: &Json) -> bool {
        self.0.validate(json, self.1).is_ok()
    }
}

fn consent() -> Judge {
    Judge::new(serde_json::from_str(&schema::consent_schema()).unwrap())
}

/// Whether `check` finds nothing that a JSON Schema can know of: rules between fields are not its business.
fn is_well_formed(json: &Json) -> bool {
    const STRUCTURE: [&str; 7] =
        ["wrong-type", "missing", "unknown-key", "unknown-value", "legitimate-interest", "wrong-format", "out-of-range"];
    !judge(json).problems.iter().any(|problem| problem.severity == Severity::Error && STRUCTURE.contains(&problem.code))
}

#[test]
fn the_samples_are_valid_by_both() {
    let judge = consent();
    for json in [full(), least()] {
        assert!(judge.accepts(&json) && is_well_formed(&json));
    }
}

/// Values that are right in one place and wrong in most others.
fn replacements() -> Vec<Json> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(1.0),
        json!(6),
        json!(14),
        json!(1.5),
        json!(-1),
        json!(1e30),
        json!(""),
        json!(" "),
        json!("a"),
        json!("A"),
        json!("session"),
        json!("P2Y"),
        json!("nl"),
        json!("functional"),
        json!("legitimate-interest"),
        json!("consent"),
        json!("a.nl"),
        json!("a.nl/b"),
        json!("https://a.nl/"),
        json!("javascript:alert(1)"),
        json!("NL"),
        json!("2018-06-12"),
        json!("a@b.nl"),
        json!([]),
        json!([null]),
        json!(["a.nl"]),
        json!(["NL"]),
        json!([{}]),
        json!({}),
        json!({ "nl": "a" }),
        json!({ "fr": "a" }),
        json!({ "xx": "a" }),
        json!({ "de": { "btn.save": "a" } }),
        json!({ "nl": "" }),
        json!({ "used": true }),
        json!({ "name": "a" }),
        json!({ "catalogue": "youtube" }),
        json!([["fbq", 1]]),
        json!(["fbq", 1]),
        json!([["window.fbq"]]),
        json!([["windows.fbq"]]),
        json!([["a.b.c"]]),
        json!([["eval"]]),
    ]
}

fn each_change(json: &Json, at: &mut Vec<String>, act: &mut impl FnMut(Json, &str)) {
    let place = at.iter().map(|key| format!("/{key}")).collect::<String>();
    let whole = full();
    for replacement in replacements() {
        let mut changed = whole.clone();
        *changed.pointer_mut(&place).unwrap() = replacement;
        act(changed, &place);
    }
    match json {
        Json::Object(map) => {
            for (key, inner) in map {
                let mut changed = whole.clone();
                changed.pointer_mut(&place).unwrap().as_object_mut().unwrap().remove(key);
                act(changed, &format!("{place} without {key}"));
                at.push(key.clone());
                each_change(inner, at, act);
                at.pop();
            }
            let mut changed = whole.clone();
            changed.pointer_mut(&place).unwrap().as_object_mut().unwrap().insert("extra".into(), json!(1));
            act(changed, &format!("{place} with extra"));
        }
        Json::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                at.push(index.to_string());
                each_change(inner, at, act);
                at.pop();
            }
        }
        _ => {}
    }
}

#[test]
fn every_single_change_is_judged_alike_by_the_schema_and_by_check() {
    let judge = consent();
    let (mut right, mut wrong) = (0, 0);
    each_change(&full(), &mut Vec::new(), &mut |json, place| {
        let accepted = judge.accepts(&json);
        assert_eq!(accepted, is_well_formed(&json), "{place}: {json}");
        *(if accepted { &mut right } else { &mut wrong }) += 1;
    });
    assert!(right > 300 && wrong > 3000, "{right} right, {wrong} wrong: the changes no longer try both sides");
}

#[test]
fn every_catalogue_entry_is_a_valid_service() {
    let judge = consent();
    for (id, entry) in catalogue::all().members() {
        let entry: Json = serde_json::from_str(&serde_json::to_string(entry).unwrap()).unwrap();
        let whole = json!({ "version": 1, "controller": { "name": "A" }, "services": [entry] });
        assert!(judge.accepts(&whole), "{id}");
    }
}

fn receipt() -> Json {
    json!({
        "schema": 1, "at": "2026-11-22T10:14Z", "asked": "3f9a1c27", "statement": null,
        "choices": { "analytics": "granted", "social": "denied", "advertising": "denied" },
        "services": { "google-analytics": "granted" },
        "method": "banner", "layer": "banner", "language": "nl", "previous": null,
    })
}

#[test]
fn r_01_a_receipt_says_when_what_how_and_where() {
    let judge = Judge::new(serde_json::from_str(&schema::receipt_schema()).unwrap());
    assert!(judge.accepts(&receipt()));
    for key in receipt().as_object().unwrap().keys() {
        let mut json = receipt();
        json.as_object_mut().unwrap().remove(key);
        assert!(!judge.accepts(&json), "without {key}");
    }
}

#[test]
fn r_03_a_receipt_has_room_for_nothing_that_tells_who() {
    let judge = Judge::new(serde_json::from_str(&schema::receipt_schema()).unwrap());
    for key in ["id", "ip", "address", "userAgent", "url", "referrer", "account", "email"] {
        for place in ["", "/choices"] {
            let mut json = receipt();
            json.pointer_mut(place).unwrap().as_object_mut().unwrap().insert(key.into(), json!("granted"));
            assert!(!judge.accepts(&json), "{place}/{key}");
            let mut walk = Walk::start();
            walk.object(&value(&json), Receipt::SHAPE);
            assert!(walk.problems.iter().any(|problem| problem.code == "unknown-key"));
        }
    }
}

#[test]
fn r_08_a_saved_proof_holds_receipts_as_they_are_described() {
    let saved: Json = serde_json::from_str(include_str!("../pkg/consent-receipt.schema.json")).unwrap();
    let receipt: Json = serde_json::from_str(&schema::receipt_schema()).unwrap();
    for key in ["required", "properties", "additionalProperties"] {
        assert_eq!(saved["$defs"]["Receipt"][key], receipt[key], "{key}");
    }
    assert_eq!(saved["$defs"]["Choices"], receipt["$defs"]["Choices"]);
}

#[test]
fn formats_and_their_patterns_agree() {
    const FORMATS: [Format; 13] = [
        Format::Filled,
        Format::Slug,
        Format::Version,
        Format::Host,
        Format::Pattern,
        Format::Name,
        Format::Url,
        Format::Country,
        Format::Date,
        Format::Email,
        Format::Retention,
        Format::Hash,
        Format::Minute,
    ];
    let judges = FORMATS.map(|format| Judge::new(schema::text(format)));
    let text = prop_oneof![
        "[a-z0-9.-]{0,10}", "[a-zA-Z0-9._~-]{0,34}", "[a-c.]{1,3}[/?#\\\\ :@A-Z!-~-]{0,6}",
        "(https?|HTTP|java)?[:/]{0,4}[a-z.?#@ \\\\]{0,5}", "(P|PT|)[0-9]{0,5}[YMDHW]?", "[0-9]{4}(-[0-9]{1,2}){0,2}(T[0-9:]{5}Z)?",
        "[ -~\t\n*;=]{0,6}", "[a-z .]{0,4}@[a-z.@?]{0,6}", "[A-Z]{1,3}", "[0-9a-g]{7,9}", "(session|persistent|localhost)[.]?",
        "\\PC{0,4}",
    ];
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(3000));
    let result = runner.run(&text, |text| {
        for (format, judge) in FORMATS.iter().zip(&judges) {
            let json = json!(text);
            prop_assert_eq!(judge.accepts(&json), format.fits(&value(&json)), "{:?} {:?}", format, text);
        }
        Ok(())
    });
    result.unwrap();
}
