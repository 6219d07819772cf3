//! Addresses are matched as browsers read them; a difference would be a way past the barrier.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sluis::core::matcher::{Address, host_matches, name_matches, owners};
use url::Url;

const PATTERNS: [&str; 5] =
    ["google-analytics.com", "googletagmanager.com", "googletagmanager.com/gtag/", "google.com/maps", "googletagmanager.com/gtag/"];

fn places(url: &str) -> Vec<usize> {
    of(url, &PATTERNS)
}

fn of(url: &str, patterns: &[&str]) -> Vec<usize> {
    Address::parse(url).map_or(Vec::new(), |address| owners(&address, patterns.iter().copied().enumerate()))
}

#[track_caller]
fn host(url: &str) -> String {
    String::from_utf8(Address::parse(url).unwrap().host).unwrap()
}

#[test]
fn b_01_an_address_in_any_spelling_that_browsers_take_is_recognised() {
    for url in [
        "https://www.google-analytics.com/g/collect?v=2", "http://google-analytics.com", "HTTPS://WWW.Google-Analytics.COM/x",
        "//www.google-analytics.com/x", "\\\\www.google-analytics.com\\x", "/\\www.google-analytics.com/x",
        "https:\\\\www.google-analytics.com", "https:/www.google-analytics.com/x", "https:www.google-analytics.com/x",
        "https:////www.google-analytics.com/x", "https://www.google-analytics.com./x", "https://www.google-analytics.com:443/x",
        "https://user:pass@www.google-analytics.com/x", "https://a@b@www.google-analytics.com/x", "  https://www.google-analytics.com/x  ",
        "\u{0}https://www.google-analytics.com/x", "ht\ttps://www.goo\ngle-analytics.com/x", "https://www.%67oogle-analytics%2ecom/x",
        "https://www.google-analytics.com?x", "https://www.google-analytics.com#x", "wss://www.google-analytics.com/x",
        "https://www.google-analytics.com.localhost:4173/x", "https://www.google-analytics.com.localhost.:4173/x",
    ] {
        assert_eq!(places(url), [0], "{url:?}");
    }
}

#[test]
fn b_01_what_only_looks_like_it_passes() {
    for url in [
        "https://google-analytics.com.example.nl/", "https://notgoogle-analytics.com/", "https://example.nl/google-analytics.com",
        "https://example.nl?https://google-analytics.com", "https://google-analytics.com@example.nl/",
        "https://example.nl#@google-analytics.com", "/google-analytics.com/x", "google-analytics.com/x",
        "data:text/plain,//google-analytics.com", "blob:https://google-analytics.com/x", "about:blank", "mailto:a@google-analytics.com",
        "", "//", "https://", "https://google.com/", "https://google.com/search?q=/maps",
    ] {
        assert!(places(url).is_empty(), "{url:?}");
    }
}

#[test]
fn the_most_specific_pattern_wins_and_equals_share() {
    assert_eq!(places("https://www.googletagmanager.com/gtm.js?id=GTM-1"), [1]);
    assert_eq!(places("https://www.googletagmanager.com/gtag/js?id=G-1"), [2, 4]);
    assert_eq!(places("https://www.google.com/maps/embed"), [3]);
    assert_eq!(of("https://a.b.nl/", &["b.nl", "a.b.nl"]), [1]);
    assert_eq!(of("https://a.b.nl/x", &["b.nl/x", "a.b.nl"]), [0], "a path beats any host");
}

#[test]
fn a_path_begins_at_the_host_and_ends_before_the_query() {
    let path = |url| String::from_utf8(Address::parse(url).unwrap().path).unwrap();
    assert_eq!(path("https://a.nl"), "/");
    assert_eq!(path("https://a.nl?x"), "/");
    assert_eq!(path("https://a.nl/b\\c?d#e"), "/b/c");
}

#[test]
fn hosts_of_every_kind() {
    assert_eq!(host("https://[::1]:80/"), "[::1]");
    assert_eq!(host("http://127.0.0.1:4173/"), "127.0.0.1");
    assert_eq!(host("http://localhost:4173/"), "localhost");
    assert_eq!(host("http://shop.localhost/"), "shop");
    assert_eq!(host("https://a.nl:"), "a.nl");
}

#[test]
fn a_star_stands_for_anything_and_for_nothing() {
    for (name, pattern) in [
        ("_ga", "_ga"),
        ("_ga_X1", "_ga_*"),
        ("_ga_", "_ga_*"),
        ("a-b-c", "a*b*c"),
        ("abc", "*"),
        ("xab", "*ab"),
        ("aab", "*ab"),
        ("abab", "a*ab"),
    ] {
        assert!(name_matches(name, pattern), "{name} {pattern}");
    }
    for (name, pattern) in
        [("_gat", "_ga"), ("_ga", "_ga_*"), ("x_ga_1", "_ga_*"), ("ab", "ab*b"), ("aba", "*ab"), ("_GA", "_ga"), ("", "a*")]
    {
        assert!(!name_matches(name, pattern), "{name} {pattern}");
    }
}

/// The definition of a pattern, without any cleverness.
fn matches_slowly(name: &[char], pattern: &[char]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some(('*', rest)) => (0..=name.len()).any(|skip| matches_slowly(&name[skip..], rest)),
        Some((sign, rest)) => name.first() == Some(sign) && matches_slowly(&name[1..], rest),
    }
}

proptest! {
    #[test]
    fn names_match_as_defined(name in "[ab*é]{0,8}", pattern in "[ab*é]{0,6}") {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!(name_matches(&name, &pattern), matches_slowly(&chars(&name), &chars(&pattern)));
    }

    #[test]
    fn any_text_is_read_without_a_panic(url in "\\PC*", pattern in "\\PC*") {
        let _ = of(&url, &[&pattern]);
        let _ = name_matches(&url, &pattern);
    }

    #[test]
    fn nasty_addresses_are_read_without_a_panic(url in "[htps:/\\\\@?#%0-9a-f\\[\\]. \t\n.é]{0,24}") {
        if let Some(address) = Address::parse(&url) {
            prop_assert!(!address.host.is_empty() && address.path.starts_with(b"/"));
        }
    }

    #[test]
    fn a_host_covers_its_subdomains_and_nothing_else(label in "[a-z]{1,5}", host in "[a-z]{1,5}\\.nl") {
        prop_assert!(host_matches(&host, &host));
        prop_assert!(host_matches(&[label.as_str(), ".", &host].concat(), &host));
        prop_assert!(!host_matches(&[label.clone(), host.clone()].concat(), &host));
        prop_assert!(!host_matches(&[host.as_str(), ".", &label].concat(), &host));
    }

    /// The `url` crate reads addresses by the same standard as browsers, and is the judge here.
    #[test]
    fn the_host_is_the_one_that_browsers_see(
        scheme in prop::sample::select(vec!["https:", "http:", "wss:", "HTTPS:", ""]),
        slashes in prop::sample::select(vec!["//", "\\\\", "/\\", "///"]),
        user in prop::sample::select(vec!["", "u@", "u:p@", "u@v@", "a.nl@", "%40@"]),
        host in "[a-z][a-z0-9-]{0,5}[a-z]\\.(nl|com|example)",
        upper in any::<bool>(),
        dot in prop::sample::select(vec!["", "."]),
        port in prop::sample::select(vec!["", ":", ":80", ":4173"]),
        rest in prop::sample::select(vec!["", "/", "/a/b", "?q=//x.nl/", "#@x.nl", "\\a", "/@x.nl"]),
    ) {
        let written = if upper { host.to_uppercase() } else { host.clone() };
        let address = [scheme, slashes, user, &written, dot, port, rest].concat();
        let judge = as_browsers_see_it(&address);
        prop_assume!(judge.is_some());
        let parsed = Address::parse(&address);
        // In a page the browser reads, and tells the host and the path.
        let read = Url::parse("https://page.example/").unwrap().join(&address).unwrap();
        let read = Address::read(&[read.host_str().unwrap(), read.path()].concat());
        prop_assert_eq!(&read.as_ref().unwrap().host, &parsed.as_ref().unwrap().host);
        if !rest.contains('\\') {
            prop_assert_eq!(read, parsed.clone());
        }
        prop_assert_eq!(parsed.map(|address| address.host), judge.map(String::into_bytes));
    }
}

fn as_browsers_see_it(address: &str) -> Option<String> {
    let base = Url::parse("https://page.example/").unwrap();
    let host = base.join(address).ok()?.host_str()?.to_owned();
    Some(host.strip_suffix('.').unwrap_or(&host).to_owned())
}
