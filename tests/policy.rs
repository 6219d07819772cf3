//! The policy lets exactly that through which is functional or granted, judged by a reading of the standard that
//! shares nothing with the code that wrote it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use sluis::core::admit::{differences, judge};
use sluis::core::config::Config;
use sluis::core::decide::fingerprint;
use sluis::core::matcher::Address;
use sluis::core::policy::{Options, Policy, granted};
use sluis::core::problem::report;
use sluis::core::site::Site;
use sluis::core::source::{Reach, is_source, overlaps, reach, sources};
use support::{config, shop};
use url::Url;

const LOADING: [&str; 12] = [
    "script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "frame-src", "object-src", "manifest-src",
    "prefetch-src", "child-src", "worker-src",
];
const PAGE: &str = "https://www.winkel.example/";

/// <https://www.w3.org/TR/CSP3/#match-url-to-source-expression>, as far as hosts go.
fn allows(sources: &[String], address: &str) -> bool {
    let (url, page) = (Url::parse(address).unwrap(), Url::parse(PAGE).unwrap());
    sources.iter().any(|source| match source.as_str() {
        "'self'" => url.origin() == page.origin(),
        word if word.starts_with('\'') => false,
        scheme if scheme.ends_with(':') => format!("{}:", url.scheme()) == scheme,
        host => allows_host(host, &url, &page),
    })
}

fn allows_host(source: &str, url: &Url, page: &Url) -> bool {
    let (scheme, rest) = source.split_once("://").unwrap_or((page.scheme(), source));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let safer = matches!((scheme, url.scheme()), ("http", "https") | ("ws", "wss" | "http" | "https") | ("wss", "https"));
    let found = url.host_str().unwrap_or_default();
    let host_fits = match host.strip_prefix('*') {
        Some(end) => found.ends_with(end),
        None => found == host,
    };
    let decoded = |text: &str| percent(text);
    let path_fits = path.is_empty()
        || if path.ends_with('/') { decoded(url.path()).starts_with(&decoded(path)) } else { decoded(url.path()) == decoded(path) };
    (scheme == url.scheme() || safer) && host_fits && url.port().is_none() && path_fits
}

fn percent(text: &str) -> Vec<u8> {
    let (mut bytes, mut out) = (text.bytes(), Vec::new());
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap() as u8;
        out.push(if byte == b'%' { digit() * 16 + digit() } else { byte });
    }
    out
}

type Choice<'a> = Option<([bool; 3], &'a [&'a str])>;

fn with<T>(config: &Config, act: impl FnOnce(&Site<'_>) -> T) -> T {
    act(&config.site(&fingerprint(config)))
}

fn given(config: &Config, choice: Choice<'_>) -> Vec<bool> {
    let choice = choice.map(|(categories, services)| (categories, services.iter().map(|id| (*id).to_owned()).collect()));
    with(config, |site| granted(site, choice))
}

fn policy(config: &Config, choice: Choice<'_>) -> Policy {
    with(config, |site| Policy::new(site, &given(config, choice), &Options::default()))
}

fn notes(config: &Config, choice: Choice<'_>) -> String {
    with(config, |site| report(&differences(site, &given(config, choice), &Options::default())))
}

fn judged(options: &Options) -> String {
    with(&shop(), |site| report(&judge(site, options)))
}

#[test]
fn b_01_without_a_choice_no_directive_lets_a_held_host_through() {
    let policy = policy(&shop(), None);
    for directive in LOADING {
        let sources = policy.sources(directive);
        for address in [
            "https://www.google-analytics.com/g/collect", "https://static.hotjar.com/c/hotjar.js", "wss://ws.hotjar.com/api",
            "https://www.youtube-nocookie.com/embed/x", "https://connect.facebook.net/en_US/fbevents.js",
            "https://never-heard-of.example/x.js", "http://www.winkel.example/x.js",
        ] {
            assert!(!allows(sources, address), "{directive} lets {address} through");
        }
        for address in [PAGE, "https://www.winkel.example/sluis/sluis.js", "data:,x", "blob:https://www.winkel.example/1"] {
            assert!(allows(sources, address), "{directive} refuses {address}");
        }
    }
    assert_eq!(policy.sources("form-action"), [""; 0], "what loads nothing is the site's own affair");
}

#[test]
fn b_04_each_of_the_eight_answers_lets_its_own_hosts_through() {
    let one_of_each = ["https://static.hotjar.com/x", "https://www.youtube.com/embed/x", "https://www.facebook.com/tr?id=1"];
    for bits in 0..8 {
        let answer = [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0];
        let policy = policy(&shop(), Some((answer, &[])));
        for directive in LOADING {
            assert_eq!(one_of_each.map(|address| allows(policy.sources(directive), address)), answer, "{directive} of {answer:?}");
        }
    }
}

#[test]
fn b_04_one_service_lets_its_own_hosts_through_and_no_others() {
    let policy = policy(&shop(), Some(([false; 3], &["hotjar"])));
    let sources = policy.sources("connect-src");
    assert!(allows(sources, "https://hotjar.com/") && allows(sources, "wss://ws.hotjar.com/api"));
    assert!(!allows(sources, "https://www.google-analytics.com/") && !allows(sources, "https://www.youtube.com/"));
}

#[test]
fn s_02_a_google_tag_that_does_not_wait_is_let_through_in_every_state() {
    let config = config(
        r#"{"version": 1, "controller": {"name": "A"}, "services": [
            {"catalogue": "google-analytics", "consentMode": "advanced", "note": "Google hears of each page at once."}, {"catalogue": "hotjar"}]}"#,
    );
    for choice in [None, Some(([false; 3], &[][..]))] {
        let policy = policy(&config, choice);
        let sources = policy.sources("script-src");
        assert!(allows(sources, "https://www.google-analytics.com/g/collect") && !allows(sources, "https://static.hotjar.com/x"));
    }
}

#[test]
fn b_08_a_list_that_is_too_short_grants_nothing() {
    let short = with(&shop(), |site| Policy::new(site, &[], &Options::default()));
    assert_eq!(short, policy(&shop(), None));
}

fn measured() -> Config {
    config(
        r#"{"version": 1, "controller": {"name": "A"}, "domains": ["winkel.example"], "statement": {"url": "/p"}, "services": [
            {"id": "pay", "name": "Pay", "category": "functional", "purpose": "x", "hosts": ["pay.example", "google.com/recaptcha/"]},
            {"id": "count", "name": "Count", "category": "analytics", "basis": "exempt", "hosts": ["count.example"], "agreement": true, "ipAnonymised": true,
             "dataSharing": false, "adsFeatures": false, "userId": false, "ownUseOnly": true, "firstParty": true},
            {"id": "own", "name": "Own", "category": "analytics", "hosts": ["stats.winkel.example"]},
            {"id": "maps", "catalogue": "google-maps"},
            {"id": "posts", "catalogue": "facebook-embed"}
        ]}"#,
    )
}

#[test]
fn b_11_exempt_analytics_may_load_unasked_and_not_after_a_refusal() {
    let allowed = |choice| allows(policy(&measured(), choice).sources("script-src"), "https://count.example/c.js");
    assert!(allowed(None));
    assert!(!allowed(Some(([false; 3], &[]))));
    assert!(allowed(Some(([true, false, false], &[]))));
}

#[test]
fn functional_services_and_the_sites_own_hosts_are_always_in_it() {
    let policy = policy(&measured(), Some(([false; 3], &[])));
    for address in ["https://js.pay.example/v3/", "https://www.google.com/recaptcha/api.js", "https://winkel.example/x"] {
        assert!(allows(policy.sources("script-src"), address), "{address}");
    }
    for address in ["https://www.google.com/maps", "https://stats.winkel.example/x", "https://pay.example.evil.example/"] {
        assert!(!allows(policy.sources("script-src"), address), "{address}");
    }
}

#[test]
fn what_a_policy_can_not_say_is_told() {
    let told = notes(&measured(), Some(([true; 3], &[])));
    assert!(told.contains("note narrower at $.services[3].hosts[0]: found google.com/maps"), "{told}");
    assert!(told.contains("note wider at $.services[4]") && told.contains("found facebook.com/v,"), "{told}");
    assert!(!told.contains("shared-host"), "{told}");
    let shared = config_with(
        r#"{"id": "a", "name": "A", "category": "social", "hosts": ["cdn.example"]}, {"id": "b", "name": "B", "category": "advertising", "hosts": ["cdn.example/ads/"]}"#,
    );
    let told = notes(&shared, Some(([false, true, false], &[])));
    assert!(
        told.contains("note shared-host at $.services[1].hosts[0]: found cdn.example/ads/")
            && told.contains("the policy lets cdn.example through"),
        "{told}"
    );
    assert_eq!(notes(&shared, None), "");
}

fn config_with(services: &str) -> Config {
    config(&format!(r#"{{"version": 1, "controller": {{"name": "A"}}, "statement": {{"url": "/p"}}, "services": [{services}]}}"#))
}

#[test]
fn a_strict_policy_takes_proof_of_inline_code() {
    let options = Options {
        nonce: Some(String::from("r4nd0m")),
        hashes: vec![String::from("sha256-abc=")],
        trusted_types: Some(vec![String::from("shop")]),
        allow: vec![String::from("cdn.winkel.example/js/")],
        ..Options::default()
    };
    let policy = with(&shop(), |site| Policy::new(site, &given(&shop(), None), &options));
    assert_eq!(
        policy.header(),
        "default-src 'self' data: blob: cdn.winkel.example/js/; \
         script-src 'self' 'wasm-unsafe-eval' 'nonce-r4nd0m' 'sha256-abc=' cdn.winkel.example/js/; \
         style-src 'self' 'nonce-r4nd0m' cdn.winkel.example/js/; worker-src 'self' blob:; \
         require-trusted-types-for 'script'; trusted-types sluis shop"
    );
    assert!(!allows(policy.sources("script-src"), "data:text/javascript,1"));
    assert_eq!(judged(&options), "");
}

#[test]
fn a_meta_holds_everything_but_reporting() {
    let options = Options { report_uri: Some(String::from("/csp")), report_to: Some(String::from("csp")), ..Options::default() };
    let policy = with(&shop(), |site| Policy::new(site, &[], &options));
    assert_eq!(policy.header(), format!("{}; report-uri /csp; report-to csp", policy.meta()));
    assert!(!policy.meta().contains("report"));
}

#[test]
fn options_that_would_open_the_gate_or_break_the_header_are_refused() {
    let refused = |options: Options| judged(&options);
    let allow = |host: &str| refused(Options { allow: vec![host.to_owned()], ..Options::default() });
    for host in [
        "cdn.example.nl", "*.example.nl", "https://cdn.example.nl:8443/js/", "wss://chat.example.nl", "www.facebook.com/legal/",
        "localhost",
    ] {
        assert_eq!(allow(host), "", "{host}");
    }
    for host in [
        "*", "https:", "'unsafe-inline'", "a b.nl", "a.nl;script-src", "a.nl,b.nl", "a.nl/x?y", "a.nl:", "a.nl:8x", "com", "*.com",
        "*.*.nl", "a.nl/*", "",
    ] {
        assert!(allow(host).starts_with("error host at --allow: found "), "{host}: {}", allow(host));
    }
    // Declared here, known from the catalogue, wider than it, and inside it.
    for (host, owner) in [
        ("hotjar.com", "hotjar"),
        ("https://www.youtube.com/embed/", "youtube"),
        ("connect.facebook.net", "meta-pixel"),
        ("*.google.com", "google-"),
        ("snap.licdn.com", "linkedin-insight"),
    ] {
        assert!(allow(host).starts_with("error held at --allow") && allow(host).contains(owner), "{host}: {}", allow(host));
    }
    // Catalogued, but nothing the guard holds by itself: that may be meant.
    assert!(allow("fonts.googleapis.com").starts_with("warning held at --allow"), "{}", allow("fonts.googleapis.com"));
    assert_eq!(allow("cdn.jsdelivr.net"), "");
    let word = |text: &str| Some(text.to_owned());
    for (options, path) in [
        (Options { nonce: word("a b"), ..Options::default() }, "--nonce"),
        (Options { nonce: word("a'; script-src *"), ..Options::default() }, "--nonce"),
        (Options { hashes: vec![String::from("md5-abc")], ..Options::default() }, "--hash"),
        (Options { trusted_types: Some(vec![String::from("a b")]), ..Options::default() }, "--trusted-types"),
        (Options { report_uri: word("http://x.nl/"), ..Options::default() }, "--report-uri"),
        (Options { report_uri: word("/a;b"), ..Options::default() }, "--report-uri"),
        (Options { report_to: word("/csp"), ..Options::default() }, "--report-to"),
    ] {
        let text = refused(options);
        assert!(text.starts_with("error ") && text.contains(path) && text.lines().count() == 1, "{path}: {text}");
    }
    assert_eq!(refused(Options { nonce: word("$request_id"), report_uri: word("https://r.example.nl/csp"), ..Options::default() }), "");
}

#[test]
fn the_same_configuration_gives_the_same_policy() {
    let everything = || policy(&shop(), Some(([true; 3], &[]))).header();
    assert_eq!(everything(), everything());
    let twice = config_with(
        r#"{"id": "a", "name": "A", "category": "social", "hosts": ["x.example"]}, {"id": "b", "name": "B", "category": "social", "hosts": ["x.example"]}"#,
    );
    let header = policy(&twice, Some(([true; 3], &[]))).header();
    assert_eq!(header.matches(" x.example").count(), 1, "no source is there twice: {header}");
}

fn pattern() -> impl Strategy<Value = String> {
    let path = prop_oneof![Just(String::new()), "(/[a-z;]{1,3}){0,2}/?", "/[a-z]{2,4}[;,$&'%]?[a-z]{1,2}(\\.js)?/?"]
        .prop_map(|path: String| path.replace('%', "%25"));
    ("[a-z]{2,4}\\.(nl|example)", path).prop_map(|(host, path)| host + &path)
}

proptest! {
    #[test]
    fn a_pattern_and_its_sources_agree_on_every_address(pattern in pattern(), below in "([a-z]{1,3}\\.)?", more in "([a-z0-9]{0,2}(/[a-z]{0,2})?|\\.js)") {
        let address = format!("https://{below}{}{more}", if pattern.contains('/') { pattern.clone() } else { format!("{pattern}/") });
        let sources = sources(&pattern);
        prop_assert!(Address::parse(&address).unwrap().fit(&pattern).is_some());
        let rest = address.split_once(&pattern).unwrap().1;
        let expected = match reach(&pattern) {
            Reach::Exact if pattern.ends_with(".js") => rest.is_empty(),
            Reach::Exact | Reach::Wider => true,
            Reach::Narrower => rest.is_empty() || rest == ".js" || rest.starts_with('/'),
        };
        prop_assert_eq!(allows(&sources, &address), expected, "{:?} for {}", sources, address);
    }

    #[test]
    fn nothing_gets_through_that_the_pattern_does_not_fit(pattern in pattern(), other in pattern()) {
        let address = format!("https://{other}");
        if allows(&sources(&pattern), &address) && reach(&pattern) != Reach::Wider {
            prop_assert!(Address::parse(&address).unwrap().fit(&pattern).is_some(), "{} lets {} through", pattern, address);
        }
    }

    #[test]
    fn whoever_shares_an_address_overlaps(pattern in pattern(), other in pattern()) {
        let address = format!("https://{other}");
        for source in sources(&pattern) {
            prop_assert!(is_source(&source) || source.contains('%'), "{}", source);
            if allows(std::slice::from_ref(&source), &address) {
                prop_assert!(overlaps(&source, &other) || other.contains([';', ',', '$', '&', '\'', '%']), "{} and {}", source, other);
            }
        }
    }
}
