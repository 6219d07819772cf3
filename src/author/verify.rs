//! Holds receipts to a manifest: was this what was asked?

use super::manifest::sha256;
use super::{Desk, Failure, Outcome};
use crate::core::check::check;
use crate::core::config::Config;
use crate::core::decide::fingerprint;
use crate::core::problem::{Severity, report};
use crate::core::receipt::Receipt;
use crate::core::value::{Value, from_json};
use crate::core::walk::Walk;
use serde_json::Value as Json;

/// The manifest in a file, when it is one and not a configuration.
pub fn manifest(text: &str) -> Option<Json> {
    let json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    (json.get("format").is_some() && json.get("asked").is_some()).then_some(json)
}

/// Prints for every receipt of a file whether it belongs to the manifest; fails when one does not.
pub fn verify(manifest: &Json, file: &str, desk: &mut Desk<'_>) -> Outcome {
    let config = sound(manifest)?;
    let text = desk.text(file)?;
    let json = from_json(&text).map_err(|problem| Failure::refused(format!("{file} is no receipt: {problem}")))?;
    // What a visitor saves holds what the browser keeps: the last ten in one list.
    let kept = json.get("stored").and_then(|stored| stored.get("receipts")).unwrap_or(&json);
    let receipts = match kept {
        Value::List(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    if receipts.is_empty() {
        return Err(Failure::refused(format!("{file} holds no receipt.")));
    }
    let mut all = true;
    for (place, notice) in json.get("dpv:hasNotice").map_or(&[][..], Value::items).iter().enumerate() {
        let faults = misworded(manifest, notice, place);
        all &= faults.is_empty();
        if !faults.is_empty() {
            desk.out.push_str(&format!("the words of the question do not belong to this manifest\n  {}\n", faults.join("\n  ")));
        }
    }
    for receipt in receipts {
        let at = receipt.get("at").and_then(Value::text).unwrap_or("no time");
        let faults = faults(manifest, &config, receipt);
        all &= faults.is_empty();
        match faults.as_slice() {
            [] => desk.out.push_str(&format!("{at}: belongs to this manifest\n")),
            faults => desk.out.push_str(&format!("{at}: does not belong to this manifest\n  {}\n", faults.join("\n  "))),
        }
    }
    if all { Ok(()) } else { Err(Failure::silent()) }
}

/// Whether a manifest is what it says: each hash is recomputed, and the question from the configuration and the
/// catalogue entries that it carries itself.
fn sound(manifest: &Json) -> Outcome<Config> {
    let broken = |what: &str, found: &str, expected: &str| {
        Failure::refused(format!("The manifest was changed: {what} is {found}, expected {expected}."))
    };
    if manifest["format"] != 1 {
        return Err(Failure::refused(format!("$.format: found {}, expected 1.", manifest["format"])));
    }
    let said = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let text = said(&manifest["config"]["text"]);
    let hold = |place: String, content: &[u8], hash: &Json| match sha256(content) == said(hash) {
        true => Ok(()),
        false => Err(broken(&place, &hash.to_string(), &sha256(content))),
    };
    hold(String::from("$.config.sha256"), text.as_bytes(), &manifest["config"]["sha256"])?;
    for (list, part) in [("catalogue", "entry"), ("texts", "texts")] {
        for (place, entry) in manifest[list].as_array().into_iter().flatten().enumerate() {
            hold(format!("$.{list}[{place}].sha256"), entry[part].to_string().as_bytes(), &entry["sha256"])?;
        }
    }
    let value = from_json(&text).map_err(|problem| Failure::refused(format!("$.config.text: {problem}")))?;
    let entries = manifest["catalogue"].as_array().into_iter().flatten();
    let entries = entries.filter_map(|entry| Some((said(&entry["id"]), serde_json::from_value(entry["entry"].clone()).ok()?)));
    let checked = check(value, &Value::Map(entries.collect()));
    let config = checked.config.ok_or_else(|| Failure::refused(format!("$.config.text is refused:\n{}", report(&checked.problems))))?;
    let asked = fingerprint(&config);
    if asked != said(&manifest["asked"]) {
        return Err(broken("$.asked", &manifest["asked"].to_string(), &asked));
    }
    Ok(config)
}

/// Everything in a receipt that does not go with the manifest.
fn faults(manifest: &Json, config: &Config, receipt: &Value) -> Vec<String> {
    let mut walk = Walk::start();
    walk.object(receipt, Receipt::SHAPE);
    let errors: Vec<String> =
        walk.problems.iter().filter(|problem| problem.severity == Severity::Error).map(|problem| problem.line()).collect();
    if !errors.is_empty() {
        return errors;
    }
    let mut faults = Vec::new();
    let said = |key: &str| receipt.get(key).and_then(Value::text).unwrap_or("null").to_owned();
    let asked = manifest["asked"].as_str().unwrap_or_default();
    if said("asked") != asked {
        faults.push(format!("$.asked: found {}, expected {asked}", said("asked")));
    }
    let version = config.statement.version.get().map_or("null", String::as_str);
    if said("statement") != version {
        faults.push(format!("$.statement: found {}, expected {version}", said("statement")));
    }
    let answered: Vec<&str> = receipt.get("services").map_or(&[][..], Value::members).iter().map(|(id, _)| id.as_str()).collect();
    for id in &answered {
        if !config.services.iter().any(|service| service.id == *id && service.is_switchable()) {
            faults.push(format!("$.services.{id}: found an answer, expected none: it was not asked"));
        }
    }
    for service in config.services.iter().filter(|service| service.is_switchable() && !answered.contains(&service.id.as_str())) {
        faults.push(format!("$.services.{}: found nothing, expected an answer", service.id));
    }
    faults
}

/// What a saved proof says was shown, and the manifest does not know. Nothing of a language that is not in it, of
/// another question, or of words that were filled in.
fn misworded(manifest: &Json, notice: &Value, place: usize) -> Vec<String> {
    let said = |key: &str| notice.get(key).and_then(Value::text).unwrap_or_default();
    let language = said("dct:language");
    let lists = manifest["texts"].as_array().into_iter().flatten();
    // Of a language that has two ways to address a visitor, both.
    let spoken = |list: &&Json| list["language"].as_str().is_some_and(|id| id.split('-').next() == Some(language));
    let known: Vec<&Json> = lists.filter(spoken).filter_map(|list| list["texts"].as_object()).flat_map(|texts| texts.values()).collect();
    let labels = notice.get("dct:hasPart").map_or(&[][..], Value::items);
    if known.is_empty() || labels.is_empty() || manifest["asked"] != said("dct:identifier") {
        return Vec::new();
    }
    let mut words = vec![(String::from("[\"dct:title\"]"), said("dct:title"))];
    words.extend(labels.iter().enumerate().map(|(n, label)| (format!("[\"dct:hasPart\"][{n}]"), label.text().unwrap_or_default())));
    let strange = words.iter().filter(|(_, text)| !known.iter().any(|own| *own == text));
    strange.map(|(key, text)| format!("$[\"dpv:hasNotice\"][{place}]{key}: found \"{text}\", expected one of its texts")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::manifest::tests::{SITE, manifest_of, told};
    use serde_json::json;

    fn receipt(manifest: &Json) -> Json {
        json!({
            "schema": 1, "at": "2026-11-22T10:14Z", "asked": manifest["asked"], "statement": "2026-11-01",
            "choices": { "analytics": "granted", "social": "denied", "advertising": "denied" },
            "services": { "youtube": "denied", "teller": "granted" },
            "method": "banner", "layer": "banner", "language": "nl", "previous": null,
        })
    }

    fn faults_of(manifest: &Json, receipt: &Json) -> Vec<String> {
        faults(manifest, &sound(manifest).unwrap(), &serde_json::from_value(receipt.clone()).unwrap())
    }

    #[test]
    fn r_07_a_receipt_belongs_to_what_it_answered() {
        let manifest = manifest_of(SITE);
        assert_eq!(faults_of(&manifest, &receipt(&manifest)), Vec::<String>::new());
        let receipts = json!([receipt(&manifest), receipt(&manifest)]).to_string();
        let verified = |site: &str| {
            let files = [("m.json", site), ("r.json", receipts.as_str())];
            told(&files, &["m.json", "--verify", "r.json"])
        };
        let own = verified(&manifest.to_string());
        assert_eq!((own.code, own.out.matches(": belongs to this manifest\n").count()), (0, 2), "{own:?}");
        let wider = verified(&SITE.replace("[\"NL\"]", "[\"NL\", \"US\"]"));
        assert!(wider.code == 1 && wider.out.contains("does not belong") && wider.out.contains("$.asked"), "{wider:?}");
    }

    #[test]
    fn r_07_what_a_visitor_saves_is_held_to_it_with_its_words() {
        let manifest = manifest_of(SITE);
        let saved = |title: &str, language: &str, asked: &Json, receipt: &Json| {
            let notice = json!({ "@type": "dpv:ConsentNotice", "dct:identifier": asked, "dct:language": language,
                "dct:title": title, "dct:description": ["…"], "dct:hasPart": ["Alles weigeren", "Alles accepteren", "Zelf instellen"] });
            let file = json!({ "dpv:hasNotice": [notice], "stored": { "cookie": null, "receipts": [receipt] } }).to_string();
            told(&[("m.json", &manifest.to_string()), ("r.json", &file)], &["m.json", "--verify", "r.json"])
        };
        let asked = &manifest["asked"];
        let own = saved("Koekjes", "nl", asked, &receipt(&manifest));
        assert!(own.code == 0 && own.out.contains("2026-11-22T10:14Z: belongs to this manifest"), "{own:?}");
        let other = saved("Gratis!", "nl", asked, &receipt(&manifest));
        assert!(other.code == 1 && other.out.contains("$[\"dpv:hasNotice\"][0][\"dct:title\"]: found \"Gratis!\""), "{other:?}");
        let mut wrong = receipt(&manifest);
        wrong["services"]["teller"] = json!("perhaps");
        assert_eq!(saved("Koekjes", "nl", asked, &wrong).code, 1);
        // What the manifest can't know, it does not judge.
        assert_eq!(saved("Kekse", "de", asked, &receipt(&manifest)).code, 0);
        assert_eq!(saved("Gratis!", "nl", &json!("00000000"), &receipt(&manifest)).code, 0);
    }

    #[test]
    fn r_07_each_thing_that_does_not_go_together_is_named() {
        let manifest = manifest_of(SITE);
        for (pointer, to, place) in [
            ("/asked", json!("00000000"), "$.asked"),
            ("/statement", json!("2018-06-12"), "$.statement"),
            ("/services", json!({ "youtube": "denied" }), "$.services.teller"),
            ("/services", json!({ "youtube": "denied", "teller": "denied", "hotjar": "granted" }), "$.services.hotjar"),
            ("/method", json!("telepathy"), "$.method"),
        ] {
            let mut changed = receipt(&manifest);
            *changed.pointer_mut(pointer).unwrap() = to;
            let faults = faults_of(&manifest, &changed);
            assert!(faults.len() == 1 && faults[0].contains(place), "{pointer}: {faults:?}");
        }
    }

    #[test]
    fn r_07_a_manifest_that_was_changed_proves_nothing() {
        for (pointer, to) in [
            ("/config/text", json!(SITE.replace("\"A\"", "\"B\""))),
            ("/asked", json!("00000000")),
            ("/texts/0/texts/banner.title", json!("Gratis!")),
            ("/catalogue/0/entry/category", json!("analytics")),
            ("/format", json!(2)),
        ] {
            let mut manifest = manifest_of(SITE);
            *manifest.pointer_mut(pointer).unwrap() = to;
            let failure = sound(&manifest).unwrap_err().to_string();
            assert!(failure.contains("$."), "{pointer}: {failure}");
        }
        // What was written is read back as a manifest; a configuration is not taken for one.
        let whole = manifest_of(SITE);
        assert!(manifest(&whole.to_string()).is_some_and(|read| sound(&read).is_ok()));
        assert!(manifest(SITE).is_none());
    }
}
