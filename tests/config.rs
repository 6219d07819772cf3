//! What makes a consent.json usable, doubtful or refused. Names begin with the requirement they hold.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use proptest::prelude::*;
use sample::{errors, full, judge, least, set, value, with, without};
use serde_json::{Value as Json, json};
use sluis::core::catalogue;
use sluis::core::check::check;
use sluis::core::config::{Basis, Category, Known, Retention, Unit};
use sluis::core::problem::{Severity, report};
use sluis::core::text::Key;
use sluis::core::value::{Value, from_json};

#[track_caller]
fn refused(json: &Json, code: &str, path: &str) {
    let found = errors(json);
    assert!(found.iter().any(|error| error.0 == code && error.1 == path), "no {code} at {path} in {found:?}");
    assert!(judge(json).config.is_none());
}

#[track_caller]
fn warned(json: &Json, code: &str, path: &str) {
    let checked = judge(json);
    let found = checked.problems.iter().find(|problem| problem.code == code && problem.path == path);
    assert_eq!(found.map(|problem| problem.severity), Some(Severity::Warning), "{}", report(&checked.problems));
    assert!(checked.config.is_some());
}

#[test]
fn a_full_configuration_has_only_notes_about_what_it_calls_unknown() {
    let checked = judge(&full());
    let unknown: Vec<_> = checked.problems.iter().map(|problem| (problem.severity, problem.code, problem.path.as_str())).collect();
    assert_eq!(
        unknown,
        [
            "$.controller.companyNumber", "$.statement.history[0].url", "$.categories.social.used", "$.services[2].items[1].name",
            "$.services[2].items[1].retention", "$.processing[0].retention", "$.processing[0].recipient",
        ]
        .map(|path| (Severity::Note, "unknown", path))
    );
    let config = checked.config.unwrap();
    assert_eq!(config.controller.company_number, Known::Unknown);
    assert_eq!(config.controller.relation.get().unwrap().get("en", "nl"), "Voorbeeld is a trade name.");
    assert_eq!(config.controller.role.get().unwrap().get("en", "nl"), "Verwerkingsverantwoordelijke");
    assert_eq!(config.language.as_deref(), Some("nl"));
    assert_eq!(config.services[2].items[0].retention, Known::Is(Retention::Period(30, Unit::Days)));
    assert_eq!(config.texts.0[1], ("en".into(), vec![("banner.title".into(), "Biscuits".into())]));
}

#[test]
fn the_least_is_enough_and_everything_else_has_a_default() {
    let config = judge(&least()).config.unwrap();
    assert_eq!(config.months(), 6);
    assert_eq!(config.controller.email, Known::Absent);
    assert!(config.services.is_empty() && config.receipts.is_none());
    assert_eq!(config.categories.of(Category::Social), Known::Absent);
}

#[test]
fn a_service_is_completed_from_the_catalogue_and_the_site_has_the_last_word() {
    let config = judge(&full()).config.unwrap();
    let service = &config.services[1];
    assert_eq!((service.id.as_str(), service.category, service.basis), ("google-analytics", Category::Analytics, Basis::Consent));
    assert_eq!(service.items.len(), 4);
    assert_eq!(service.retention_months, Known::Is(14));

    let own = with("/services/1/privacyUrl", Json::Null);
    assert_eq!(judge(&own).config.unwrap().services[1].privacy_url, Known::Unknown);
}

#[test]
fn every_problem_is_told_at_once() {
    let json = json!({
        "version": 2, "controller": { "name": " ", "fone": 1 }, "language": "xx",
        "services": [{ "id": "A b", "name": 5, "category": "marketing", "hosts": ["https://x.nl"] }, 7],
    });
    let mut found = errors(&json);
    found.sort();
    assert_eq!(
        found,
        [
            ("out-of-range", "$.version"),
            ("unknown-key", "$.controller.fone"),
            ("unknown-value", "$.services[0].category"),
            ("wrong-format", "$.controller.name"),
            ("wrong-format", "$.language"),
            ("wrong-format", "$.services[0].hosts[0]"),
            ("wrong-format", "$.services[0].id"),
            ("wrong-type", "$.services[0].name"),
            ("wrong-type", "$.services[1]"),
        ]
        .map(|(code, path)| (code, String::from(path)))
    );
}

#[test]
fn what_is_not_an_object_is_refused() {
    for json in [json!(null), json!([]), json!("consent"), json!(1), json!({})] {
        assert!(judge(&json).config.is_none(), "{json}");
    }
}

#[test]
fn a_problem_is_one_line_with_what_was_found_and_what_was_expected() {
    let checked = judge(&with("/ui/layuot", json!("bar\nbox")));
    let line = report(&checked.problems).lines().find(|line| line.contains("layuot")).unwrap().to_owned();
    assert_eq!(line, "error unknown-key at $.ui.layuot: found an unknown key, expected layout (did you mean that?)");

    let checked = judge(&with("/ui/layout", json!("a\nb")));
    assert!(report(&checked.problems).contains("found \"a b\", expected bar, box, corner\n"));
}

#[test]
fn json_errors_say_where() {
    let problem = from_json("{\n  \"version\": 1,\n}").unwrap_err();
    assert_eq!(problem.code, "not-json");
    assert!(problem.found.contains("line 3, column 1"), "{}", problem.found);
    assert!(from_json("").is_err());
    assert_eq!(from_json("\u{feff}{\"a\":[1,null]}").unwrap().get("a").unwrap().items().len(), 2);
}

#[test]
fn a_key_that_is_written_twice_is_refused() {
    let value = from_json(r#"{"version":1,"controller":{"name":"A"},"services":[],"services":[]}"#).unwrap();
    let problems = check(value, catalogue::all()).problems;
    assert_eq!((problems[0].code, problems[0].path.as_str()), ("duplicate", "$.services"));
}

#[test]
fn b_10_legitimate_interest_is_never_a_basis_for_storing() {
    for index in 0..3 {
        let path = format!("$.services[{index}].basis");
        refused(&with(&format!("/services/{index}/basis"), json!("legitimate-interest")), "legitimate-interest", &path);
    }
    // For other processing, such as server logs, it is a basis (AVG art. 6(1)(f)).
    assert!(judge(&full()).config.is_some());
}

#[test]
fn b_10_necessity_is_not_claimed_for_what_needs_consent() {
    refused(&with("/services/1/basis", json!("necessary")), "basis", "$.services[1].basis");
    refused(&with("/services/0/basis", json!("consent")), "basis", "$.services[0].basis");
}

#[test]
fn b_11_every_condition_of_the_exemption_is_required_and_told_by_itself() {
    let conditions = [
        ("agreement", true),
        ("ipAnonymised", true),
        ("dataSharing", false),
        ("adsFeatures", false),
        ("userId", false),
        ("ownUseOnly", true),
        ("firstParty", true),
    ];
    let mut nothing = full();
    set(&mut nothing, "/policy/agreementRequired", json!(false));
    for (key, needed) in conditions {
        let path = format!("$.services[2].{key}");
        for wrong in [json!(!needed), Json::Null] {
            let json = with(&format!("/services/2/{key}"), wrong);
            refused(&json, "not-exempt", &path);
            let count = errors(&json).iter().filter(|error| error.0 == "not-exempt").count();
            assert_eq!(count, 1, "only {key} is wrong");
        }
        refused(&without(&format!("/services/2/{key}")), "not-exempt", &path);
        nothing["services"][2].as_object_mut().unwrap().remove(key);
    }
    assert_eq!(errors(&nothing).iter().filter(|error| error.0 == "not-exempt").count(), conditions.len());
}

#[test]
fn b_11_only_analytics_can_be_exempt() {
    for category in ["functional", "social"] {
        refused(&with("/services/2/category", json!(category)), "not-exempt", "$.services[2].basis");
    }
}

/// A site with Google Analytics in advanced consent mode, with one thing changed.
fn advanced(key: &str, to: Json) -> Json {
    let mut service = json!({ "catalogue": "google-analytics", "consentMode": "advanced", "note": "Google hears of each page at once." });
    service[key] = to;
    json!({ "version": 1, "controller": { "name": "A B.V." }, "services": [service] })
}

#[test]
fn s_02_a_google_tag_that_does_not_wait_is_warned_of_and_visitors_are_told() {
    warned(&advanced("id", json!("ga")), "advanced-mode", "$.services[0].consentMode");
    refused(&advanced("note", Json::Null), "wrong-type", "$.services[0].note");
    let mut untold = advanced("id", json!("ga"));
    untold["services"][0].as_object_mut().unwrap().remove("note");
    refused(&untold, "advanced-untold", "$.services[0].note");
    for (key, to) in [("catalogue", json!("hotjar")), ("category", json!("functional"))] {
        refused(&advanced(key, to), "not-consent-mode", "$.services[0].consentMode");
    }
    refused(&advanced("consentMode", json!("later")), "unknown-value", "$.services[0].consentMode");
}

#[test]
fn b_11_codex_connectors_cannot_be_exempt_because_addresses_are_not_anonymised() {
    let mut json: Json = serde_json::from_str(include_str!("../www/sites/codex-connectors/consent.json")).unwrap();
    json["services"][1]["basis"] = json!("exempt");
    let expected = ["ipAnonymised", "adsFeatures", "userId", "ownUseOnly", "firstParty"];
    assert_eq!(errors(&json), expected.map(|fact| ("not-exempt", ["$.services[1].", fact].concat())));
    // Even with every condition that its statement leaves open.
    for (fact, value) in [("userId", false), ("adsFeatures", false), ("ownUseOnly", true), ("firstParty", true)] {
        json["services"][1][fact] = json!(value);
    }
    json["services"][1]["retentionMonths"] = json!(14);
    assert_eq!(errors(&json), [("not-exempt", "$.services[1].ipAnonymised".into())]);
}

#[test]
fn what_is_too_much_to_read_is_told_with_its_place() {
    let long = |count| json!("a".repeat(count));
    warned(&with("/controller/name", long(121)), "too-long", "$.controller.name");
    warned(&with("/services/1/purpose", long(1_001)), "too-long", "$.services[1].purpose");
    warned(&with("/services/1/purpose", json!({ "nl": "Meten.", "en": long(1_001).as_str() })), "too-long", "$.services[1].purpose.en");
    warned(&with("/texts/nl", json!({ "btn.settings": long(41).as_str() })), "too-long", "$.texts.nl[\"btn.settings\"]");
    for markup in ["<b>Meten</b>", "Meten<br/>", "Meten &amp; leren", "<!-- Meten -->", "Meten </p"] {
        warned(&with("/services/1/purpose", json!(markup)), "markup", "$.services[1].purpose");
    }
    let crowd = |services: usize, items: usize| {
        let one = |number| {
            let items: Vec<Json> = (0..items).map(|item| json!({ "name": format!("c{item}"), "retention": "session" })).collect();
            json!({ "id": format!("s{number}"), "name": "S", "category": "functional", "purpose": "P.", "items": items })
        };
        let mut json = least();
        json["services"] = (0..services).map(one).collect();
        json
    };
    warned(&crowd(61, 1), "too-many", "$.services");
    warned(&crowd(31, 10), "too-many", "$.services");
    let told = ["too-long", "too-many", "markup"];
    let plain = with("/services/1/purpose", json!("Tel bezoek: x < y, R&D, 5 > 3 & meer; klaar."));
    for json in [full(), plain, crowd(60, 5), with("/controller/name", long(120))] {
        let problems = judge(&json).problems.into_iter();
        let found: Vec<_> = problems.filter(|problem| told.contains(&problem.code)).map(|problem| problem.line()).collect();
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn g_05_a_category_that_is_not_used_has_no_service_and_a_used_one_has() {
    refused(&with("/categories/analytics/used", json!(false)), "category-unused", "$.services[1].category");
    refused(&with("/categories/functional/used", json!(false)), "category-unused", "$.services[0].category");
    refused(&with("/categories/social/used", json!(true)), "category-empty", "$.categories.social.used");
    // Functional cookies may be set by the site in ways that need no service of their own.
    let mut json = least();
    json["categories"] = json!({ "functional": { "used": true } });
    assert_eq!(errors(&json), []);
}

#[test]
fn i_07_a_site_that_stays_in_the_area_refuses_other_and_unknown_countries() {
    let mut json = with("/policy/euOnly", json!(true));
    refused(&json, "outside-area", "$.services[1].countries");
    set(&mut json, "/services/1/countries", json!(["IE", "NO"]));
    assert_eq!(errors(&json), []);
    set(&mut json, "/services/1/countries", Json::Null);
    refused(&json, "unknown-countries", "$.services[1].countries");
    set(&mut json, "/services/1/countries", json!(["IE"]));
    set(&mut json, "/services/0/countries", Json::Null);
    refused(&json, "unknown-countries", "$.services[0].countries");
}

#[test]
fn a_site_that_requires_agreements_refuses_a_service_without() {
    for wrong in [json!(false), Json::Null] {
        refused(&with("/services/1/agreement", wrong), "agreement-missing", "$.services[1].agreement");
    }
    refused(&without("/services/1/agreement"), "agreement-missing", "$.services[1].agreement");
}

#[test]
fn l_03_a_choice_is_kept_six_months_and_never_longer_than_thirteen() {
    assert_eq!(judge(&without("/record/months")).config.unwrap().months(), 6);
    assert!(judge(&with("/record/months", json!(12))).problems.iter().all(|problem| problem.severity == Severity::Note));
    warned(&with("/record/months", json!(13)), "long-term", "$.record.months");
    for months in [json!(14), json!(0), json!(-1), json!(1.5), json!(1e300)] {
        refused(&with("/record/months", months), "out-of-range", "$.record.months");
    }
}

#[test]
fn ids_are_unique_and_mean_nothing_else() {
    refused(&with("/services/2/id", json!("login")), "duplicate", "$.services[2].id");
    refused(&with("/services/2/id", json!("google-analytics")), "duplicate", "$.services[2].id");
    refused(&with("/services/2/id", json!("analytics")), "reserved", "$.services[2].id");
    refused(&with("/services/2/id", json!("config")), "reserved", "$.services[2].id");
}

#[test]
fn b_02_who_writes_out_a_known_service_is_told_that_its_cookies_are_to_be_named() {
    let warns = |json: &Json| judge(json).problems.iter().any(|problem| problem.code == "known-cookies");
    let mut json = with("/services/2/hosts", json!(["static.hotjar.com"]));
    set(&mut json, "/services/2/items/1/name", json!("_c"));
    warned(&json, "known-cookies", "$.services[2].items");
    for (pointer, to, why) in [
        ("/services/2/items/0", json!({ "name": "_hjSession_*", "retention": "P1D" }), "one of them is enough"),
        ("/services/2/items/1/name", json!(null), "so is one that nobody knows"),
        ("/services/2/catalogue", json!("hotjar"), "and so is its id"),
        ("/services/2/hosts", json!(["teller.example"]), "nothing of Hotjar's is loaded"),
    ] {
        let mut json = json.clone();
        set(&mut json, pointer, to);
        assert!(judge(&json).config.is_some() && !warns(&json), "{why}");
    }
}

#[test]
fn b_01_something_that_needs_consent_can_be_held() {
    let mut json = without("/services/2/hosts");
    assert_eq!(errors(&json), [], "its items are enough");
    set(&mut json, "/services/2/items", json!([]));
    refused(&json, "nothing-to-hold", "$.services[2].hosts");
}

#[test]
fn b_01_a_functional_service_does_not_open_the_door_for_another() {
    refused(&with("/services/0/hosts", json!(["teller.example/count.js"])), "also-functional", "$.services[2].hosts");
    let mut json = with("/services/0/hosts", json!(["google-analytics.com"]));
    refused(&json, "also-functional", "$.services[1].hosts");
    set(&mut json, "/services/0/hosts", json!(["google.com"]));
    set(&mut json, "/services/0/agreement", json!(true));
    warned(&json, "known-tracker", "$.services[0].hosts");
}

#[test]
fn an_unknown_catalogue_id_is_told_with_the_one_that_was_meant() {
    let json = with("/services/1/catalogue", json!("google-analitics"));
    refused(&json, "unknown-catalogue", "$.services[1].catalogue");
    assert!(judge(&json).problems.iter().any(|problem| problem.expected == "google-analytics"));
}

#[test]
fn a_service_without_catalogue_needs_id_name_and_category() {
    for key in ["id", "name", "category"] {
        refused(&without(&format!("/services/2/{key}")), "missing", &format!("$.services[2].{key}"));
    }
}

#[test]
fn only_known_texts_can_be_replaced() {
    refused(&with("/texts/nl/banner.titel", json!("x")), "unknown-key", "$.texts.nl[\"banner.titel\"]");
    refused(&with("/texts/xx", json!({})), "unknown-key", "$.texts.xx");
    refused(&with("/texts/nl-je", json!({})), "unknown-key", "$.texts[\"nl-je\"]");
    refused(&with("/texts/fr", json!("Biscuits")), "wrong-type", "$.texts.fr");
    refused(&with("/texts/nl/banner.title", json!("  ")), "wrong-format", "$.texts.nl[\"banner.title\"]");
}

#[test]
fn links_lead_to_the_web_and_run_nothing() {
    for url in [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
        "https:", "https://", "https:/x", "https:///x", "ftp://x.nl", "mailto:a@b.nl", "", " ", "a b", "\\\\x.nl", ":x",
    ] {
        refused(&with("/statement/url", json!(url)), "wrong-format", "$.statement.url");
    }
    for url in ["https://x.nl/a:b", "HTTP://x.nl", "/cookies", "cookies.html", "./a", "../a?b=c:d#e", "//x.nl", "#x", "?x"] {
        assert_eq!(errors(&with("/statement/url", json!(url))), [], "{url}");
    }
}

#[test]
fn formats_accept_what_they_should_and_nothing_else() {
    let cases: [(&str, &[&str], &[&str]); 9] = [
        (
            "/domains/0",
            &["a.nl", "xn--caf-dma.nl", "localhost", "1.2.3.4"],
            &["a", "*.a.nl", "A.nl", "a.nl.", "-a.nl", "a..nl", "a.nl:80", "a.nl/x", "https://a.nl"],
        ),
        (
            "/services/2/hosts/0",
            &["a.nl", "a.nl/", "a.nl/b/c.js"],
            &["com", "/x", "a.nl?x", "a.nl/x?y", "a.nl/x#y", "a.nl/x y", "//a.nl", "*"],
        ),
        ("/services/2/items/0/name", &["_ga_*", "*_x", "a b", "_hjSession_*"], &["*", "**", "", " ", "a;b", "a=b", "a\nb"]),
        (
            "/services/2/items/0/retention",
            &["session", "persistent", "P2Y", "P13M", "P400D", "PT30M", "PT1H"],
            &["P0D", "2Y", "P2W", "P1Y2M", "PT2D", "P", "PT", "P12345D", "P-1D", "forever", ""],
        ),
        ("/services/2/countries/0", &["NL", "US"], &["nl", "NLD", "N", "", "N1"]),
        (
            "/statement/effective",
            &["2018", "2018-06", "2018-06-12"],
            &["18", "2018-13", "2018-00", "2018-06-32", "2018-6-1", "12-06-2018", "2018-06-", "augustus 2019"],
        ),
        ("/statement/version", &["2018-06-12", "1", "v1.2_b"], &["", "1~2", "a b", "-1", "1;2"]),
        ("/controller/email", &["a@b.nl", "a.b+c@d-e.nl"], &["a", "@b.nl", "a@", "a@b@c.nl", "a b@c.nl", "a@b.nl?x", "<a@b.nl>", "a@b"]),
        (
            "/services/2/id",
            &["a", "2twnty4-login", "a-b-c"],
            &["A", "-a", "a-", "a--b", "a_b", "a.b", "", "abcdefghijabcdefghijabcdefghijabcdefghija"],
        ),
    ];
    for (pointer, good, bad) in cases {
        for text in good {
            assert_eq!(errors(&with(pointer, json!(text))), [], "{pointer} {text:?}");
        }
        for text in bad {
            assert!(errors(&with(pointer, json!(text))).iter().any(|error| error.0 == "wrong-format"), "{pointer} {text:?}");
        }
    }
}

#[test]
fn r_04_receipts_go_to_the_site_itself_unless_it_says_otherwise() {
    let to = |endpoint: &str| with("/receipts", json!({ "endpoint": endpoint, "retentionMonths": 24 }));
    for own in ["/receipts", "https://www.voorbeeld.nl/receipts", "https://proof.voorbeeld.nl/", "//voorbeeld.nl/a"] {
        assert_eq!(errors(&to(own)), [], "{own}");
    }
    for foreign in ["https://receipts.vendor.com/", "//vendor.com", "https://voorbeeld.nl.vendor.com/", "https://nietvoorbeeld.nl/"] {
        refused(&to(foreign), "foreign-endpoint", "$.receipts.endpoint");
    }
    refused(&to("http://voorbeeld.nl/receipts"), "insecure-endpoint", "$.receipts.endpoint");
    refused(&to("javascript:alert(1)"), "wrong-format", "$.receipts.endpoint");
    let allowed = json!({ "endpoint": "https://receipts.vendor.com/", "retentionMonths": 24, "thirdParty": true });
    assert_eq!(errors(&with("/receipts", allowed)), []);
}

#[test]
fn l_06_a_record_is_kept_by_a_path_of_the_site_itself() {
    for own in ["/sluis/record", "/record.php"] {
        assert_eq!(errors(&with("/record/endpoint", json!(own))), [], "{own}");
    }
    for foreign in ["https://www.voorbeeld.nl/record", "//voorbeeld.nl/record", "record", "/record?a=1", "/record#a", "https://vendor.com/"]
    {
        refused(&with("/record/endpoint", json!(foreign)), "foreign-endpoint", "$.record.endpoint");
    }
    refused(&with("/record/endpoint", json!("javascript:alert(1)")), "wrong-format", "$.record.endpoint");
}

#[test]
fn advice_is_given_where_something_is_allowed_but_doubtful() {
    warned(&with("/receipts", json!({ "endpoint": "/receipts" })), "incomplete", "$.receipts.retentionMonths");
    warned(&with("/services/1/category", json!("functional")), "other-category", "$.services[1].category");
    warned(&with("/record/domain", json!("elders.nl")), "foreign-domain", "$.record.domain");
    warned(&with("/worker", json!("/sluis/sluis.worker.js")), "narrow-worker", "$.worker");
    for copied in ["www.voorbeeld.nl/privacy", "voorbeeld.nl"] {
        warned(&with("/statement/url", json!(copied)), "relative-address", "$.statement.url");
    }
    for meant in ["privacy", "/www.html", "https://www.voorbeeld.nl/privacy", "cookies.html"] {
        assert!(!report(&judge(&with("/statement/url", json!(meant))).problems).contains("relative-address"), "{meant}");
    }
    warned(&with("/services/2/privacyUrl", json!("www.teller.example")), "relative-address", "$.services[2].privacyUrl");
    warned(&without("/statement/url"), "incomplete", "$.statement");
    warned(&with("/ui/notice", json!(true)), "no-notice", "$.ui.notice");
    warned(&without("/services/0/items/0/retention"), "incomplete", "$.services[0].items[0].retention");
    warned(&with("/services/2/countries", json!(["UK"])), "not-a-country", "$.services[2].countries");
    warned(&with("/services/2/purpose", json!({ "en": "Counting visits" })), "untranslated", "$.services[2].purpose");
    warned(&with("/language", json!("de")), "untranslated", "$.services[1].purpose");
    let mut json = without("/services/2/provider");
    json["services"][2].as_object_mut().unwrap().remove("legalName");
    warned(&json, "incomplete", "$.services[2].provider");
}

#[test]
fn u_14_own_wording_that_steers_is_told() {
    for (name, text) in [
        ("btn.reject_all", "Nee, ik wil geen persoonlijke aanbiedingen"),
        ("btn.reject_one", "Weigeren en doorgaan met een website die minder bij u past"),
        ("btn.accept_all", "🍪 Alles accepteren"),
        ("btn.accept_all", "Alles accepteren!"),
        ("btn.accept_one", "Begrepen"),
        ("btn.accept_one", "OK!"),
        ("btn.save", "Alles accepteren"),
        ("banner.body", "Voor de optimale ervaring gebruiken wij cookies {purposes}."),
        ("done.withdrawn", "Jammer! U heeft uw toestemming ingetrokken."),
    ] {
        warned(&with("/texts/nl", json!({ name: text })), "steering", &format!("$.texts.nl[\"{name}\"]"));
    }
    warned(
        &with("/texts/en", json!({ "btn.reject_all": "I don’t want the best experience" })),
        "steering",
        "$.texts.en[\"btn.reject_all\"]",
    );
    warned(
        &with("/texts/de", json!({ "btn.reject_all": "Nein danke, ich verzichte auf passende Angebote für mich" })),
        "steering",
        "$.texts.de[\"btn.reject_all\"]",
    );
    for (language, name, text) in [
        ("de", "banner.title", "Für die beste Erfahrung"),
        ("fr", "btn.accept_all", "Continuer"),
        ("fr", "banner.title", "Quel dommage"),
        ("es", "btn.save", "Aceptar todo"),
        ("it", "banner.title", "Non perderti nulla"),
        ("pl", "btn.accept_one", "Rozumiem"),
        ("fi", "btn.accept_all", "Jatka"),
        ("el", "btn.accept_all", "Συνέχεια"),
        ("ja", "btn.accept_all", "続ける"),
        ("zh", "btn.save", "全部接受"),
        ("ar", "btn.accept_all", "متابعة"),
    ] {
        warned(&with("/texts", json!({ language: { name: text } })), "steering", &format!("$.texts.{language}[\"{name}\"]"));
    }
}

#[test]
fn u_14_fair_wording_is_left_alone_and_ours_is_fair() {
    let found = |json: &Json| {
        judge(json).problems.into_iter().filter(|problem| problem.code == "steering").map(|problem| problem.line()).collect::<Vec<_>>()
    };
    let fair =
        json!({ "btn.reject_all": "Alle cookies weigeren", "btn.accept_all": "Alle cookies accepteren", "btn.save": "Mijn keuze bewaren" });
    assert_eq!(found(&with("/texts/nl", fair)), [""; 0]);
    for (language, name, text) in [
        ("de", "btn.accept_all", "Alles akzeptieren"),
        ("de", "btn.save", "Meine Auswahl sichern"),
        ("fr", "btn.accept_one", "J’accepte"),
        ("ja", "btn.accept_one", "同意します"),
        ("sv", "btn.save", "Behåll mina val"),
    ] {
        assert_eq!(found(&with("/texts", json!({ language: { name: text } }))), [""; 0], "{language} {name}");
    }
    for language in sluis::core::text::tags() {
        let ours = sluis::core::text::full(language).unwrap();
        let ours: serde_json::Map<_, _> =
            ours.into_iter().filter(|(name, text)| text.is_string() && Key::NAMES.contains(&&**name)).collect();
        assert_eq!(found(&with("/texts", json!({ language: ours }))), [""; 0], "{language}");
    }
}

/// Every place in a document, as JSON pointers.
fn places(json: &Json, at: &str, all: &mut Vec<String>) {
    all.push(at.into());
    match json {
        Json::Object(map) => map.iter().for_each(|(key, json)| places(json, &format!("{at}/{key}"), all)),
        Json::Array(list) => list.iter().enumerate().for_each(|(index, json)| places(json, &format!("{at}/{index}"), all)),
        _ => {}
    }
}

/// Whether a problem's path leads to a value or to a key of an object that is there.
fn leads_somewhere(value: &Value, path: &str) -> bool {
    let mut rest = path.strip_prefix('$').unwrap();
    let mut here = Some(value);
    while !rest.is_empty() {
        let Some(parent) = here else {
            return false;
        };
        let step;
        if let Some(quoted) = rest.strip_prefix("[\"") {
            let end = quoted.rfind("\"]").unwrap();
            (step, rest) = (parent.get(&quoted[..end]), &quoted[end + 2..]);
        } else if let Some(index) = rest.strip_prefix('[') {
            let (index, tail) = index.split_once(']').unwrap();
            (step, rest) = (parent.items().get(index.parse::<usize>().unwrap()), tail);
        } else {
            let key = rest.strip_prefix('.').unwrap();
            let end = key.find(['.', '[']).unwrap_or(key.len());
            (step, rest) = (parent.get(&key[..end]), &key[end..]);
        }
        here = step;
    }
    true
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        prop::sample::select(vec!["functional", "analytics", "google-analytics", "legitimate-interest", "P2Y", "NL", "a.nl", "1", "login"])
            .prop_map(Json::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "version", "controller", "name", "services", "category", "items", "hosts", "used", "texts", "nl", "record", "months", "basis",
            "catalogue", "id"
        ])
        .prop_map(String::from),
        ".{0,6}",
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_judged_without_a_panic(json in any_json()) {
        let checked = judge(&json);
        prop_assert_eq!(checked.config.is_none(), checked.problems.iter().any(|problem| problem.severity == Severity::Error));
    }

    #[test]
    fn any_change_is_judged_and_each_problem_leads_somewhere(choice in any::<prop::sample::Index>(), to in any_json(), remove in any::<bool>()) {
        let mut json = full();
        let mut all = Vec::new();
        places(&json, "", &mut all);
        let place = choice.get(&all);
        match place.rsplit_once('/') {
            None => json = to,
            Some((parent, key)) if remove => match json.pointer_mut(parent).unwrap() {
                Json::Object(map) => drop(map.remove(key)),
                Json::Array(list) => drop(list.remove(key.parse().unwrap())),
                _ => unreachable!(),
            },
            Some(_) => set(&mut json, place, to),
        }
        let value = value(&json);
        for problem in judge(&json).problems {
            prop_assert!(leads_somewhere(&value, &problem.path), "{}", problem.line());
        }
    }

    #[test]
    fn any_unknown_key_is_refused_wherever_it_stands(choice in any::<prop::sample::Index>(), key in "[a-z]{8}Zz") {
        let mut json = full();
        let mut all = Vec::new();
        places(&json, "", &mut all);
        all.retain(|place| json.pointer(place).unwrap().is_object());
        let place: &String = choice.get(&all);
        json.pointer_mut(place).unwrap().as_object_mut().unwrap().insert(key.clone(), json!("x"));
        let found = errors(&json);
        prop_assert!(found.iter().any(|error| error.0 == "unknown-key" && error.1.contains(&key)), "{:?}", found);
    }
}

#[test]
fn when_a_page_gets_a_policy_is_yes_no_or_a_word() {
    use sluis::core::config::Enforce;
    let read = |value: Json| judge(&with("/enforce", value)).config.map(|config| config.enforce);
    assert_eq!(read(json!(false)), Some(Enforce::Never));
    assert_eq!(read(json!(true)), Some(Enforce::Refused));
    assert_eq!(read(json!("first")), Some(Enforce::First));
    assert_eq!(judge(&full()).config.unwrap().enforce, Enforce::Never);
    for (wrong, code) in
        [(json!("always"), "unknown-value"), (json!(1), "wrong-type"), (json!(null), "wrong-type"), (json!(["first"]), "wrong-type")]
    {
        let checked = judge(&with("/enforce", wrong.clone()));
        let problem = checked.problems.iter().find(|problem| problem.path == "$.enforce").unwrap();
        assert_eq!((problem.code, problem.expected.as_str()), (code, "true, false, first"), "{wrong}");
        assert!(checked.config.is_none());
    }
}
