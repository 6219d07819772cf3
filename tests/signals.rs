//! What each vendor is told in each state: the exact calls. The table in docs/signals.md is written from this.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;
mod support;

use serde_json::{Value as Json, json};
use sluis::core::catalogue;
use sluis::core::config::Category;
use sluis::core::effect::Effect;
use sluis::core::problem::Severity;
use sluis::core::record::Stored;
use sluis::core::reduce::{Action, Actor};
use sluis::core::signal::update;
use std::path::Path;
use support::{NOW, app, config, site};

/// The ids of the services that have something to say.
fn vendors() -> Vec<&'static str> {
    let says = |id: &&str| catalogue::all().get(id).is_some_and(|entry| entry.get("signals").is_some());
    catalogue::IDS.iter().copied().filter(says).collect()
}

/// What is said on a site with these services when those at the places in `granted` are granted.
fn said(services: &[Json], granted: &[bool]) -> Vec<Json> {
    calls(services, granted, true)
}

/// What is said on a page without a choice.
fn said_first(services: &[Json]) -> Vec<Json> {
    calls(services, &vec![false; services.len()], false)
}

fn calls(services: &[Json], granted: &[bool], chosen: bool) -> Vec<Json> {
    let json = json!({ "version": 1, "controller": { "name": "A" }, "services": services }).to_string();
    let text = update(&site(config(&json)), granted, chosen);
    if text.is_empty() { Vec::new() } else { serde_json::from_str(&text).unwrap() }
}

fn of(id: &str) -> Json {
    json!({ "catalogue": id })
}

/// `fbq("consent", "grant")`
fn shown(call: &Json) -> String {
    let parts = call.as_array().unwrap();
    let values: Vec<_> = parts[1..].iter().map(Json::to_string).collect();
    format!("{}({})", parts[0].as_str().unwrap(), values.join(", "))
}

fn document() -> String {
    let mut text = String::from(
        "# What vendors are told\n\n\
         Written by `tests/signals.rs` from the catalogue; that test fails when this file is out of date. To write it anew: \
         `SLUIS_WRITE=1 cargo test --test signals`.\n\n\
         Each is said on every choice, and on every page that has one, in this order: the choice is stored, vendors are told, \
         the page's own listeners hear of it, and only then is anything let go. On a page without a choice only what stands at \
         \"no choice yet\" is said, as soon as the core is there. The last column is what a site says that \
         has only this service.\n\n\
         | Service | State | Said |\n|---|---|---|\n",
    );
    for id in vendors() {
        for (calls, state) in
            [(said_first(&[of(id)]), "no choice yet"), (said(&[of(id)], &[true]), "granted"), (said(&[of(id)], &[false]), "denied")]
        {
            let calls: Vec<_> = calls.iter().map(|call| format!("`{}`", shown(call))).collect();
            let calls = if calls.is_empty() { "nothing".to_owned() } else { calls.join("<br>") };
            text.push_str(&format!("| `{id}` | {state} | {calls} |\n"));
        }
    }
    text.push_str(include_str!("signals/notes.md"));
    text
}

#[test]
fn s_05_the_table_in_the_documentation_is_what_is_said() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/signals.md");
    if std::env::var_os("SLUIS_WRITE").is_some() {
        std::fs::write(&path, document()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == document(),
        "docs/signals.md is out of date: SLUIS_WRITE=1 cargo test --test signals"
    );
}

/// Written out a second time, from the vendors' documentation, so that a slip in the catalogue shows.
#[test]
fn s_05_each_vendor_is_told_exactly_what_it_documents() {
    let google = |ad: &str, analytics: &str| json!(["gtag", "consent", "update", { "ad_storage": ad, "ad_user_data": ad, "ad_personalization": ad, "personalization_storage": ad, "analytics_storage": analytics }]);
    let event = |analytics: &str| json!(["dataLayer.push", { "event": "sluis_consent", "sluis_analytics": analytics, "sluis_social": "denied", "sluis_advertising": "denied" }]);
    let (no, yes) = ("denied", "granted");
    let expected: Vec<(&str, Vec<Json>, Vec<Json>)> = vec![
        ("amplitude", vec![json!(["amplitude.setOptOut", false])], vec![json!(["amplitude.setOptOut", true])]),
        ("google-ads", vec![google(yes, no)], vec![google(no, no)]),
        ("google-adsense", vec![google(yes, no)], vec![google(no, no)]),
        ("google-analytics", vec![google(no, yes)], vec![google(no, no)]),
        ("google-tag-manager", vec![google(no, yes), event(yes)], vec![google(no, no), event(no)]),
        (
            "matomo-cloud",
            vec![json!(["_paq.push", ["requireConsent"], ["setConsentGiven"]])],
            vec![json!(["_paq.push", ["requireConsent"], ["forgetConsentGiven"]])],
        ),
        ("meta-pixel", vec![json!(["fbq", "consent", "grant"])], vec![json!(["fbq", "consent", "revoke"])]),
        (
            "microsoft-clarity",
            vec![json!(["clarity", "consentv2", { "ad_Storage": no, "analytics_Storage": yes }])],
            vec![json!(["clarity", "consentv2", { "ad_Storage": no, "analytics_Storage": no }])],
        ),
        (
            "microsoft-uet",
            vec![json!(["uetq.push", "consent", "update", { "ad_storage": yes }])],
            vec![json!(["uetq.push", "consent", "update", { "ad_storage": no }])],
        ),
        (
            "mixpanel",
            vec![json!(["mixpanel.opt_in_tracking", { "track": null }])],
            vec![json!(["mixpanel.opt_out_tracking", { "delete_user": false }])],
        ),
        ("pinterest-tag", vec![json!(["pintrk", "setconsent", true])], vec![json!(["pintrk", "setconsent", false])]),
        ("posthog", vec![json!(["posthog.opt_in_capturing", { "captureEventName": false }])], vec![json!(["posthog.opt_out_capturing"])]),
        ("reddit-pixel", vec![json!(["rdt", "enableFirstPartyCookies"])], vec![json!(["rdt", "disableFirstPartyCookies"])]),
        (
            "snowplow",
            vec![],
            vec![
                json!(["snowplow", "enableAnonymousTracking", { "options": { "withServerAnonymisation": true } }]),
                json!(["snowplow", "clearUserData"]),
            ],
        ),
        ("tiktok-pixel", vec![json!(["ttq.grantConsent"])], vec![json!(["ttq.revokeConsent"])]),
    ];
    assert_eq!(vendors(), expected.iter().map(|(id, ..)| *id).collect::<Vec<_>>());
    for (id, granted, denied) in expected {
        assert_eq!(said(&[of(id)], &[true]), granted, "{id} granted");
        assert_eq!(said(&[of(id)], &[false]), denied, "{id} denied");
    }
}

#[test]
fn s_05_who_listens_before_a_choice_hears_no_where_that_stores_nothing() {
    let no = "denied";
    let expected = [
        ("matomo-cloud", json!(["_paq.push", ["requireConsent"]])),
        ("meta-pixel", json!(["fbq", "consent", "revoke"])),
        ("microsoft-clarity", json!(["clarity", "consentv2", { "ad_Storage": no, "analytics_Storage": no }])),
        ("microsoft-uet", json!(["uetq.push", "consent", "default", { "ad_storage": no }])),
        ("reddit-pixel", json!(["rdt", "disableFirstPartyCookies"])),
        ("tiktok-pixel", json!(["ttq.holdConsent"])),
    ];
    for id in vendors() {
        let call = expected.iter().find(|(listens, _)| *listens == id).map(|(_, call)| call.clone());
        assert_eq!(said_first(&[of(id)]), call.into_iter().collect::<Vec<_>>(), "{id}");
    }
    // Whoever may measure without being asked does not wait.
    let exempt = json!({ "catalogue": "matomo-cloud", "basis": "exempt", "agreement": true, "dataSharing": false, "ipAnonymised": true,
        "userId": false, "adsFeatures": false, "ownUseOnly": true, "firstParty": true, "retentionMonths": 13 });
    assert_eq!(calls(&[exempt, of("meta-pixel")], &[true, false], false), [json!(["fbq", "consent", "revoke"])]);
}

#[test]
fn s_03_what_several_services_of_google_say_is_said_once() {
    let services = [of("google-analytics"), of("google-ads"), of("google-tag-manager"), of("meta-pixel")];
    for bits in 0..16_u8 {
        let granted: Vec<bool> = (0..4).map(|bit| bits >> bit & 1 == 1).collect();
        let calls = said(&services, &granted);
        let updates: Vec<_> = calls.iter().filter(|call| call[0] == "gtag").collect();
        let [update] = updates.as_slice() else { panic!("{calls:?}") };
        let word = |granted: bool| if granted { "granted" } else { "denied" };
        // A visitor who lets Meta advertise has let Google do nothing.
        assert_eq!(update[3]["ad_storage"], word(granted[1]));
        assert_eq!(update[3]["analytics_storage"], word(granted[0] || granted[2]));
        // A tag manager runs other companies' tags, so it hears of a category only when all of it is granted.
        let event = calls.iter().find(|call| call[0] == "dataLayer.push").unwrap();
        assert_eq!(event[1]["sluis_advertising"], word(granted[1] && granted[3]));
    }
}

#[test]
fn s_05_clarity_may_serve_advertising_only_with_microsofts_own() {
    let services = [of("microsoft-clarity"), of("microsoft-uet"), of("meta-pixel")];
    let storage =
        |granted: [bool; 3]| said(&services, &granted).into_iter().find(|call| call[0] == "clarity").unwrap()[2]["ad_Storage"].clone();
    assert_eq!(storage([true, false, true]), "denied");
    assert_eq!(storage([true, true, false]), "granted");
    assert_eq!(storage([false, true, true]), "denied", "without Clarity nothing of it is granted");
}

#[test]
fn s_05_a_sites_own_service_says_what_the_site_declares() {
    let own = json!({ "id": "own", "name": "Own", "category": "social", "hosts": ["own.example"],
        "signals": { "granted": [["own.on", { "a": ["$social", "$advertising", "$nonsense"], "b": "é\"\\$" }]] } });
    assert_eq!(
        said(std::slice::from_ref(&own), &[true]),
        [json!(["own.on", { "a": ["granted", "denied", "denied"], "b": "é\"\\denied" }])]
    );
    assert_eq!(said(&[own], &[false]), Vec::<Json>::new(), "what is not declared is not said");
}

#[test]
fn s_03_no_update_is_said_before_a_choice_and_nothing_where_nothing_listens() {
    let signals = |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Signal(_))).count();
    let google = json!({ "version": 1, "controller": { "name": "A" }, "services": [of("google-analytics")] }).to_string();
    let mut fresh = app(config(&google), &Stored::Nothing);
    assert_eq!(signals(&fresh.act(Action::Start, Actor::Visitor, NOW)), 0, "its default is the guard's");
    assert_eq!(signals(&fresh.act(Action::Reject, Actor::Visitor, NOW)), 1);
    let quiet = json!({ "version": 1, "controller": { "name": "A" }, "services": [of("youtube")] }).to_string();
    let mut quiet = app(config(&quiet), &Stored::Nothing);
    assert_eq!(signals(&quiet.act(Action::Accept, Actor::Visitor, NOW)), 0);
}

#[test]
fn s_04_no_state_grants_without_a_grant() {
    for id in vendors() {
        let text = said(&[of(id)], &[false]).iter().map(Json::to_string).collect::<String>();
        assert!(!text.contains("granted") && !text.contains("\"grant") && !text.contains("opt_in"), "{id}: {text}");
        assert_ne!(catalogue::all().get(id).unwrap().get("category").unwrap().text(), Some(Category::Functional.name()));
    }
}

#[test]
fn a_call_that_names_no_vendors_function_is_refused() {
    for name in [
        json!("eval"),
        json!("setTimeout"),
        json!("document.write"),
        json!("location.assign"),
        json!("window.eval"),
        json!("self.setTimeout"),
        json!("a.b.c"),
        json!("a b"),
        json!(""),
        json!("."),
        json!("fbq."),
        json!("sluis.accept"),
        json!(null),
        json!(1),
        json!("$x"),
    ] {
        let json = sample::with("/services/2/signals", json!({ "granted": [["fbq", 1], [name, 1]] }));
        assert_eq!(sample::errors(&json), [("wrong-format", "$.services[2].signals.granted[1][0]".to_owned())], "{name}");
    }
    for (calls, path) in [(json!("fbq"), ""), (json!(["fbq"]), "[0]"), (json!([[]]), "[0][0]")] {
        let json = sample::with("/services/2/signals", json!({ "denied": calls }));
        let errors = sample::errors(&json);
        assert_eq!(errors.len(), 1, "{calls}");
        assert_eq!(errors[0].1, format!("$.services[2].signals.denied{path}"));
    }
}

#[test]
fn what_would_never_be_granted_is_warned_of() {
    let warned = |json: &Json| -> Vec<(&str, String)> {
        let problems = sample::judge(json).problems.into_iter().filter(|problem| problem.severity == Severity::Warning);
        problems
            .map(|problem| (problem.code, problem.path))
            .filter(|(code, _)| ["unknown-placeholder", "no-signals"].contains(code))
            .collect()
    };
    let json = sample::with("/services/2/signals", json!({ "granted": [["fbq", "$advertising", { "a": "$ads:google-" }]] }));
    assert_eq!(warned(&json), [("unknown-placeholder", "$.services[2].signals.granted[0]".to_owned())]);
    let mut json = sample::without("/services/2/signals");
    sample::set(&mut json, "/services/2/id", json!("google-tag"));
    assert_eq!(warned(&json), [("no-signals", "$.services[2].signals".to_owned())]);
    assert_eq!(warned(&sample::full()), []);
}
