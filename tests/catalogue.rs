//! Every file of the catalogue is complete and well formed, and holds no more than its service.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use serde_json::{Value as Json, json};
use sluis::core::catalogue::{self, FREQUENT, IDS};
use sluis::core::format::Format;
use sluis::core::matcher::{Address, host_matches};
use sluis::core::problem::Severity;
use sluis::core::value::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// In the order in which they stand in a file.
const KEYS: [&str; 10] = ["id", "name", "category", "provider", "legalName", "purpose", "hosts", "items", "privacyUrl", "countries"];

/// One script serves both, so both are held by it and either may release it.
const SHARED: [(&str, &[&str]); 2] =
    [("googletagmanager.com/gtag/", &["google-ads", "google-analytics"]), ("googlesyndication.com", &["google-ads", "google-adsense"])];

/// What no pattern of a service that is held may cover: places where sites of others live, or their files.
const INNOCENT: [&str; 40] = [
    "www.google.com/", "www.google.com/search", "www.google.nl/", "www.gstatic.com/images/x.png", "apis.google.com/js/api.js",
    "ajax.googleapis.com/ajax/libs/jquery/x.js", "storage.googleapis.com/bucket/x.js", "firebasestorage.googleapis.com/x",
    "example.web.app/x.js", "www.cloudflare.com/", "cdnjs.cloudflare.com/x.js", "example.pages.dev/x.js", "example.workers.dev/x.js",
    "cdn.jsdelivr.net/npm/x.js", "unpkg.com/x.js", "code.jquery.com/x.js", "d111111abcdef8.cloudfront.net/x.js",
    "bucket.s3.amazonaws.com/x.js", "s3.eu-west-1.amazonaws.com/bucket/x.js", "example.b-cdn.net/x.js", "example.akamaized.net/x.js",
    "example.azureedge.net/x.js", "example.blob.core.windows.net/x.js", "www.bing.com/", "www.microsoft.com/",
    "login.microsoftonline.com/x", "cdn.shopify.com/x.js", "example.myshopify.com/x.js", "example.wordpress.com/x.js", "i0.wp.com/x.png",
    "static.wixstatic.com/x.js", "example.github.io/x.js", "raw.githubusercontent.com/x", "www.linkedin.com/company/x",
    "www.facebook.com/example", "www.reddit.com/r/x", "artist.bandcamp.com/x.js", "i.imgur.com/x.png", "cdn.discordapp.com/x.png",
    "www.tripadvisor.nl/Hotel",
];

fn entries() -> impl Iterator<Item = (&'static str, Json)> {
    IDS.iter().map(|id| {
        let entry = serde_json::from_str(catalogue::file(id).unwrap()).unwrap_or_else(|error| panic!("{id}: {error}"));
        (*id, entry)
    })
}

fn list<'a>(entry: &'a Json, key: &str) -> &'a [Json] {
    entry[key].as_array().map_or(&[], Vec::as_slice)
}

fn texts<'a>(entry: &'a Json, key: &str) -> Vec<&'a str> {
    list(entry, key).iter().map(|text| text.as_str().unwrap()).collect()
}

/// The service and what it stores: whatever has a purpose.
fn told(entry: &Json) -> impl Iterator<Item = &Json> {
    list(entry, "items").iter().chain([entry])
}

fn fits(format: Format, text: &str) -> bool {
    format.fits(&Value::Text(text.into()))
}

fn covers(pattern: &str, address: &str) -> bool {
    Address::parse(&format!("https://{address}")).unwrap().fit(pattern).is_some()
}

#[test]
fn the_list_is_the_folder() {
    let mut files: Vec<_> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/catalogue"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .map(|name| name.strip_suffix(".json").unwrap_or_else(|| panic!("{name} is not an entry")).to_string())
        .collect();
    files.sort();
    let missing: Vec<_> = files.iter().filter(|id| !IDS.contains(&id.as_str())).collect();
    assert!(missing.is_empty(), "add to src/core/catalogue/list.rs: {missing:?}");
    assert_eq!(files, IDS, "the list is not sorted, or says something twice");
}

#[test]
fn there_are_150_services_and_each_says_everything_or_null() {
    assert!(IDS.len() >= 150, "{}", IDS.len());
    for (id, entry) in entries() {
        let keys: Vec<_> = entry.as_object().unwrap().keys().filter(|key| !["consentApi", "signals"].contains(&key.as_str())).collect();
        assert_eq!(keys, KEYS, "{id}; what is not known is null");
        assert_eq!(entry["id"], id);
        for item in list(&entry, "items") {
            assert!(item["name"].is_string() && item.get("retention").is_some(), "{id}: {item}");
        }
    }
}

#[test]
fn every_entry_can_be_named_and_copied_without_a_complaint() {
    for (id, _) in entries() {
        let entry: Json = serde_json::from_str(&serde_json::to_string(catalogue::all().get(id).unwrap()).unwrap()).unwrap();
        for service in [entry, json!({ "catalogue": id })] {
            let checked = sample::judge(&json!({ "version": 1, "controller": { "name": "A" }, "services": [service] }));
            // No statement is a warning of the site's own; that something is unknown is a note.
            let told = |severity, path: &str| severity == Severity::Note || path == "$.statement";
            assert!(checked.config.is_some(), "{id}: {:?}", checked.problems);
            assert!(checked.problems.iter().all(|problem| told(problem.severity, &problem.path)), "{id}: {:?}", checked.problems);
        }
    }
}

#[test]
fn g_06_every_purpose_is_a_plain_sentence_in_both_languages() {
    for (id, entry) in entries() {
        for purpose in told(&entry).map(|text| &text["purpose"]) {
            let (dutch, english) = (purpose["nl"].as_str().unwrap_or_default(), purpose["en"].as_str().unwrap_or_default());
            for text in [dutch, english] {
                assert!(text.ends_with('.') && text.matches(". ").count() == 0 && text.len() > 10, "{id}: {purpose}");
                assert!(text.chars().next().is_some_and(char::is_uppercase) && !text.contains(['\'', '"', '—']), "{id}: {purpose}");
            }
            let spaced = format!(" {} ", dutch.to_lowercase());
            for word in [" u ", " uw ", " je ", " jouw "] {
                assert!(!spaced.contains(word), "{id} addresses the visitor, but not every site does so alike: {dutch}");
            }
            assert_ne!(dutch, english, "{id}");
        }
    }
}

#[test]
fn every_value_has_its_format() {
    for (id, entry) in entries() {
        for pattern in texts(&entry, "hosts") {
            assert!(fits(Format::Pattern, pattern) && pattern != "localhost", "{id}: {pattern}");
        }
        let countries = texts(&entry, "countries");
        assert!(entry["countries"].is_null() || !countries.is_empty(), "{id} names no country; unknown is null");
        assert!(countries.is_sorted() && countries.iter().all(|country| fits(Format::Country, country)), "{id}: {countries:?}");
        for url in [&entry["privacyUrl"], &entry["consentApi"]].into_iter().filter_map(Json::as_str) {
            assert!(url.starts_with("https://") && fits(Format::Url, url), "{id}: {url}");
        }
        for item in list(&entry, "items") {
            let name = item["name"].as_str().unwrap();
            assert!(fits(Format::Name, name) && !name.contains(' '), "{id}: {name}");
            assert!(item["retention"].is_null() || fits(Format::Retention, item["retention"].as_str().unwrap()), "{id}: {item}");
            // Sweeping looks for a cookie of another company under its domain, and for our own under the site's.
            assert_eq!(item["party"] == "third", item["domain"].is_string(), "{id}: {item}");
        }
    }
}

#[test]
fn nothing_is_said_twice_in_one_file() {
    for (id, entry) in entries() {
        let items = list(&entry, "items").iter().map(|item| ["name", "storage", "domain"].map(|key| item[key].to_string()));
        let mut items: Vec<_> = items.collect();
        items.sort();
        assert!(items.windows(2).all(|pair| pair[0] != pair[1]), "{id} stores something twice");
        let hosts = texts(&entry, "hosts");
        for (place, pattern) in hosts.iter().enumerate() {
            let others = hosts.iter().enumerate().filter(|(other, _)| *other != place);
            let wider = others.map(|(_, wider)| *wider).find(|wider| covers(wider, pattern) && !wider.contains('/'));
            assert_eq!(wider, None, "{id}: {pattern} adds nothing");
        }
    }
}

#[test]
fn a_pattern_belongs_to_one_service_unless_both_need_it() {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, entry) in entries() {
        for pattern in texts(&entry, "hosts") {
            owners.entry(pattern.into()).or_default().push(id);
        }
    }
    let shared: Vec<_> = owners.into_iter().filter(|(_, ids)| ids.len() > 1).collect();
    let mut wanted = SHARED.map(|(pattern, ids)| (pattern.to_string(), ids.to_vec()));
    wanted.sort();
    assert_eq!(shared, wanted);
}

#[test]
fn no_pattern_holds_the_sites_and_files_of_others() {
    for (pattern, id) in catalogue::patterns() {
        for address in INNOCENT {
            assert!(!covers(&pattern, address), "{pattern} of {id} holds {address}");
        }
    }
}

/// A functional service passes without a choice, so it must not open a door to one that needs it.
#[test]
fn a_functional_entry_lets_no_held_service_through() {
    let held = catalogue::patterns();
    for (id, entry) in entries().filter(|(_, entry)| entry["category"] == "functional") {
        for pattern in texts(&entry, "hosts") {
            let through = held.iter().find(|(known, _)| covers(pattern, known));
            assert_eq!(through, None, "{pattern} of {id}");
        }
    }
}

#[test]
fn the_guard_knows_the_frequent_services_and_the_rest_is_the_rest() {
    for id in FREQUENT {
        assert!(IDS.contains(id), "{id} is not in the catalogue");
    }
    let (known, rest, all) = (catalogue::known_patterns(), catalogue::rest_patterns(), catalogue::patterns());
    let mut both = [known.clone(), rest].concat();
    both.sort();
    assert_eq!(both, all);
    assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0));
    for host in ["google-analytics.com", "googletagmanager.com", "youtube-nocookie.com", "clarity.ms"] {
        assert!(known.iter().any(|(pattern, _)| pattern == host), "{host}");
    }
    // What the guard leaves out lies below a host that it holds as a whole.
    let guard = catalogue::guard_patterns();
    for (pattern, id) in &known {
        let covers = |(held, _): &(String, String)| held == pattern || pattern.starts_with(&format!("{held}/")) && !held.contains('/');
        assert!(guard.iter().any(covers), "{pattern} of {id}");
    }
    // The guard's 4 KB are held by `cargo xtask size`; this says sooner, and natively, what made it grow.
    let bytes: usize = guard.iter().map(|(pattern, _)| pattern.len() + 1).sum();
    assert!(bytes <= 1400, "{bytes} bytes of patterns for the guard");
}

#[test]
fn what_is_for_builders_does_not_reach_visitors() {
    assert!(catalogue::consent_api("google-analytics").is_some_and(|url| url.starts_with("https://developers.google.com/")));
    assert_eq!(catalogue::consent_api("disqus"), None);
    assert!(catalogue::all().members().iter().all(|(_, entry)| entry.get("consentApi").is_none()));
    assert_eq!(catalogue::all().members().len(), IDS.len());
}

#[test]
fn a_cookie_of_another_company_is_not_under_a_host_that_is_only_shared() {
    for (id, entry) in entries() {
        for domain in list(&entry, "items").iter().filter_map(|item| item["domain"].as_str()) {
            assert!(
                domain.contains('.') && !host_matches(domain, "cloudfront.net") && !host_matches(domain, "amazonaws.com"),
                "{id}: {domain}"
            );
        }
    }
}
