//! A configuration that uses every field, to change one thing at a time in.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value as Json, json};
use sluis::core::catalogue;
use sluis::core::check::{Checked, check};
use sluis::core::value::Value;

/// Every field filled in, and nothing wrong with it.
pub fn full() -> Json {
    let mut full = json!({
        "$schema": "./consent.schema.json",
        "version": 1,
        "controller": {
            "name": "Voorbeeld B.V.", "tradeName": "Voorbeeld", "legalForm": "B.V.", "address": "Dam 1, Amsterdam",
            "phone": "+31 20 123 45 67", "email": "privacy@voorbeeld.nl", "companyNumber": null,
            "relation": { "nl": "Voorbeeld is een handelsnaam.", "en": "Voorbeeld is a trade name." },
            "role": "Verwerkingsverantwoordelijke",
        },
        "domains": ["voorbeeld.nl", "www.voorbeeld.nl"],
        "language": "nl",
        "formality": "informal",
        "statement": {
            "url": "/cookies", "version": "2026-11-01", "effective": "2026-11-01",
            "history": [{ "version": "2018-06-12", "effective": "2018-06", "url": null }],
        },
        "categories": {
            "functional": { "used": true }, "analytics": { "used": true },
            "social": { "used": null }, "advertising": { "used": false },
        },
        "services": [
            {
                "id": "login", "name": "Inloggen", "category": "functional", "basis": "necessary",
                "purpose": "Ingelogd blijven", "provider": "Voorbeeld",
                "items": [{ "name": "session", "storage": "cookie", "party": "first", "purpose": "Ingelogd blijven", "retention": "session", "path": "/" }],
            },
            { "catalogue": "google-analytics", "agreement": true, "retentionMonths": 14, "note": { "nl": "Zonder reclame." } },
            {
                "id": "counter", "name": "Teller", "category": "analytics", "basis": "exempt", "provider": "Teller B.V.",
                "legalName": "Teller B.V.", "purpose": { "nl": "Bezoek tellen", "en": "Counting visits" },
                "hosts": ["teller.example/count.js"],
                "items": [{ "name": "_c_*", "storage": "localStorage", "party": "third", "retention": "P30D", "purpose": "Tellen", "domain": "teller.example" },
                          { "name": null, "retention": null }],
                "privacyUrl": "https://teller.example/privacy", "countries": ["NL"], "agreement": true,
                "dataSharing": false, "ipAnonymised": true, "userId": false, "adsFeatures": false,
                "ownUseOnly": true, "firstParty": true, "retentionMonths": 6,
            },
        ],
        "policy": { "euOnly": false, "agreementRequired": true },
        "processing": [{ "what": "Serverlogs", "purpose": "Beveiliging", "basis": "legitimate-interest", "retention": null, "recipient": null, "note": "Twaalf dagen." }],
        "rights": ["access", "complaint"],
        "authority": { "name": "Autoriteit Persoonsgegevens", "url": "https://autoriteitpersoonsgegevens.nl" },
        "record": { "months": 6, "domain": "voorbeeld.nl" },
        "ui": { "layout": "corner", "theme": "dark", "control": "none", "corner": "right" },
        "texts": { "nl": { "banner.title": "Koekjes" }, "en": { "banner.title": "Biscuits" } },
    });
    // A list in a list in a list is more than the macro takes at once.
    full["services"][2]["signals"] = json!({
        "granted": [["teller", "aan"], ["wachtrij.push", "$advertising", ["$analytics:tel", null, 1]]],
        "denied": [["teller"]],
    });
    full
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
