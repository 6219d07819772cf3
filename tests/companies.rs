//! The five companies as their statements declare them: nothing less, and nothing that they did not say.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod sample;

use sample::{errors, judge};
use serde_json::{Value as Json, json};

fn text(file: &str) -> String {
    std::fs::read_to_string([env!("CARGO_MANIFEST_DIR"), "/www/sites/", file].concat()).unwrap()
}

fn company(name: &str) -> Json {
    serde_json::from_str(&text(&[name, "/consent.json"].concat())).unwrap()
}

/// What the company's own file says at this pointer; null where it says nothing.
fn said(json: &Json, pointer: &str) -> Json {
    json.pointer(pointer).cloned().unwrap_or(Json::Null)
}

fn holds(name: &str, facts: &[(&str, Json)]) {
    let json = company(name);
    assert_eq!(errors(&json), [], "{name}");
    for (pointer, expected) in facts {
        assert_eq!(said(&json, pointer), *expected, "{name}{pointer}");
    }
}

/// Which of the categories are used; null is left unsaid.
fn used(functional: Json, analytics: Json, social: Json, advertising: Json) -> Json {
    json!({ "functional": { "used": functional }, "analytics": { "used": analytics }, "social": { "used": social }, "advertising": { "used": advertising } })
}

#[test]
fn the_quiet_three_declare_functional_cookies_only_and_of_unnamed_cookies_no_name() {
    holds(
        "2twnty4",
        &[
            ("/controller/name", json!("2TWNTY4 B.V.")),
            ("/controller/email", json!("info@2twnty4.nl")),
            ("/controller/address", Json::Null),
            ("/language", json!("nl")),
            ("/formality", json!("informal")),
            ("/statement/version", Json::Null),
            ("/categories", used(json!(true), json!(false), json!(false), json!(false))),
            ("/services/0/items/0/name", Json::Null),
            ("/services/0/items/0/retention", json!("session")),
            ("/policy", json!({ "euOnly": true, "agreementRequired": true })),
            ("/rights", json!(["access", "rectification", "erasure", "portability"])),
            ("/ui", Json::Null),
        ],
    );
    holds(
        "twentenet",
        &[
            ("/controller/name", json!("Source XS B.V.")),
            ("/controller/tradeName", json!("TwenteNET")),
            ("/controller/address", json!("Koningsweg 6A, 7672 GD Vriezenveen")),
            ("/controller/phone", json!("085 - 303 34 51")),
            ("/controller/email", json!("info@twentenet.nl")),
            ("/domains", json!(["sourcexs.nl", "twentenet.nl"])),
            ("/formality", json!("formal")),
            ("/statement/version", json!("2019-08")),
            ("/statement/effective", json!("2019-08")),
            ("/categories", used(json!(true), Json::Null, Json::Null, Json::Null)),
            ("/services/0/items/0/name", Json::Null),
            ("/services/0/items/0/retention", Json::Null),
            ("/rights", json!(["explanation", "access", "rectification", "erasure", "withdrawal", "objection", "complaint"])),
        ],
    );
    holds(
        "tnp-digital",
        &[
            ("/controller/name", json!("TNP Digital")),
            ("/controller/legalForm", Json::Null),
            ("/controller/email", json!("privacy@tnpdigital.nl")),
            ("/domains", json!(["tnpdigital.nl"])),
            ("/formality", json!("formal")),
            ("/statement/version", Json::Null),
            ("/categories", used(json!(true), Json::Null, Json::Null, Json::Null)),
            ("/services/0/items/0/name", Json::Null),
            ("/processing/0/basis", json!("legitimate-interest")),
            ("/processing/0/retention", Json::Null),
            ("/rights", json!(["explanation", "access", "rectification", "erasure", "objection", "complaint"])),
        ],
    );
    for name in ["2twnty4", "twentenet", "tnp-digital"] {
        assert_eq!(company(name)["services"].as_array().unwrap().len(), 1, "{name}");
    }
}

#[test]
fn the_two_that_ask_declare_two_cookies_of_google_and_what_they_agreed_with_it() {
    let cookies = |json: &Json, service: usize| -> Vec<(Json, Json)> {
        let items = json["services"][service]["items"].as_array().unwrap();
        items.iter().map(|item| (item["name"].clone(), item["retention"].clone())).collect()
    };
    let twisted = "twisted-bytes";
    holds(
        twisted,
        &[
            ("/controller/name", json!("Twisted Bytes B.V.")),
            ("/controller/address", json!("Pijpenstraat 11a, Enschede")),
            ("/controller/phone", json!("+31 85 - 401 9626")),
            ("/controller/email", Json::Null),
            ("/formality", json!("formal")),
            ("/statement/version", json!("2018-06-12")),
            ("/statement/effective", json!("2018-06-12")),
            ("/categories", used(json!(true), json!(true), Json::Null, Json::Null)),
            ("/services/0/catalogue", json!("google-analytics")),
            ("/services/0/basis", Json::Null),
            ("/services/0/privacyUrl", json!("https://policies.google.com/privacy?hl=nl")),
            ("/services/0/dataSharing", json!(false)),
            ("/services/0/retentionMonths", json!(14)),
            ("/services/0/ipAnonymised", Json::Null),
            ("/services/0/userId", Json::Null),
            ("/services/0/adsFeatures", Json::Null),
            ("/processing/1/recipient", json!("AWS S3")),
            ("/rights", Json::Null),
        ],
    );
    assert_eq!(cookies(&company(twisted), 0), [(json!("_ga"), json!("P2Y")), (json!("_ga_*"), json!("P2Y"))]);

    let codex = "codex-connectors";
    holds(
        codex,
        &[
            ("/controller/name", json!("Codex Connectors B.V.")),
            ("/controller/email", json!("info@iwebdevelopment.nl")),
            // Why the address has another name is not said.
            ("/controller/relation", Json::Null),
            ("/formality", json!("formal")),
            ("/statement/version", json!("2018-01-01")),
            ("/categories", used(json!(true), json!(true), Json::Null, Json::Null)),
            (
                "/services/0/purpose",
                json!("Ingevulde gegevens onthouden, zodat u die niet steeds hoeft in te vullen, en ingelogd blijven."),
            ),
            ("/services/0/items/0/name", Json::Null),
            ("/services/1/catalogue", json!("google-analytics")),
            ("/services/1/agreement", json!(true)),
            ("/services/1/dataSharing", json!(false)),
            ("/services/1/ipAnonymised", json!(false)),
            ("/services/1/retentionMonths", Json::Null),
            ("/rights", json!(["rectification", "objection", "complaint"])),
        ],
    );
    // How long they live is not said.
    assert_eq!(cookies(&company(codex), 1), [(json!("_ga"), Json::Null), (json!("_ga_*"), Json::Null)]);
    for name in [twisted, codex] {
        let google = judge(&company(name)).config.unwrap();
        let google = google.services.iter().find(|service| service.id == "google-analytics").unwrap();
        assert_eq!(google.countries.get().map(Vec::as_slice), Some(&["IE".to_owned(), "US".to_owned()][..]), "{name}");
    }
}

#[test]
fn the_pages_with_the_configuration_in_them_have_the_one_that_is_declared() {
    for page in ["index.html", "diensten/index.html", "privacyverklaring/index.html"] {
        let html = text(&["twisted-bytes/", page].concat());
        let inline = html.split("data-sluis=\"config\">").nth(1).unwrap().split("</script>").next().unwrap();
        assert_eq!(serde_json::from_str::<Json>(inline).unwrap(), company("twisted-bytes"), "{page}");
    }
}
