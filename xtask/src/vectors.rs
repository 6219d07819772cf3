//! Cookies and what they mean, answered by the core: `tests/vectors/records.json`, to which the readers of other
//! languages are held. Committed, so that a change of an answer shows.

use crate::failure::{Failure, Outcome};
use crate::workspace;
use serde_json::{Value as Json, json};
use sluis::core::reader::{LONGEST, Reader, sealed};
use sluis::core::record::{COOKIE, lifetime};
use sluis::core::time::{DAY, Minutes, compact};

const FILE: &str = "tests/vectors/records.json";
/// 22 November 2026, 10:14 UTC.
const NOW: Minutes = 29_922_374;

/// Two analytics services of which one may run unasked, two social, one advertising, and a login.
const SHOP: &str = r#"{
    "version": 1, "controller": {"name": "Winkel B.V."}, "domains": ["winkel.test", "shop.test"],
    "statement": {"url": "/cookies/", "version": "2018-06-12"}, "record": {"endpoint": "/sluis/record"},
    "services": [
        {"id": "login", "name": "Login", "category": "functional", "items": [{"name": "sid", "retention": "session"}]},
        {"id": "visits", "name": "Bezoek <€>", "category": "analytics", "provider": "Visits BV", "hosts": ["visits.test"], "countries": ["NL"]},
        {"id": "counter", "name": "Counter \"1\"", "category": "analytics", "basis": "exempt", "hosts": ["winkel.test/counter"], "countries": ["NL"],
         "agreement": true, "ipAnonymised": true, "dataSharing": false, "adsFeatures": false, "userId": false, "ownUseOnly": true, "firstParty": true},
        {"id": "videos", "name": "Videos 🎬", "category": "social", "hosts": ["videos.test"], "countries": ["IE"]},
        {"id": "maps", "name": "Maps", "category": "social", "hosts": ["maps.test"], "countries": ["US"]},
        {"id": "ads", "name": "Ads", "category": "advertising", "hosts": ["ads.test"], "countries": ["US"], "retentionMonths": 26}
    ]
}"#;
/// Nothing to ask.
const SILENT: &str = r#"{"version": 1, "controller": {"name": "Stil B.V."},
    "services": [{"id": "login", "name": "Login", "category": "functional", "items": [{"name": "sid", "retention": "session"}]}]}"#;
/// Other terms, a domain, and "do not track".
const STRICT: &str = r#"{"version": 1, "controller": {"name": "Streng B.V."}, "statement": {"url": "/"},
    "record": {"months": 1, "domain": "streng.test"}, "policy": {"doNotTrack": true},
    "services": [{"id": "a-b-1", "name": "A", "category": "analytics", "hosts": ["a.test"], "countries": []}]}"#;

/// Writes the file.
pub fn vectors() -> Outcome {
    let path = workspace::path(FILE);
    workspace::write(&path, text()?)?;
    println!("{FILE} written");
    Ok(())
}

fn text() -> Outcome<String> {
    let mut text = serde_json::to_string_pretty(&whole()?).map_err(|error| Failure::new(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

struct Site {
    name: &'static str,
    json: String,
    reader: Reader,
    asked: String,
}

impl Site {
    fn new(name: &'static str, written: &str, earlier: &[&str]) -> Outcome<Self> {
        let json = sealed(written, earlier).map_err(Failure::new)?;
        let reader = Reader::new(&json).map_err(|problem| Failure::new(problem.line()))?;
        let value = parsed(&json)?;
        let asked = value["sealed"]["asked"].as_str().unwrap_or_default().to_owned();
        Ok(Self { name, json, reader, asked })
    }
}

fn parsed(text: &str) -> Outcome<Json> {
    serde_json::from_str(text).map_err(|error| Failure::new(error.to_string()))
}

fn whole() -> Outcome<Json> {
    // Before: no advertising; and before that, videos went elsewhere.
    let before = SHOP
        .replace(
            r#"{"id": "ads", "name": "Ads", "category": "advertising", "hosts": ["ads.test"], "countries": ["US"], "retentionMonths": 26}"#,
            "",
        )
        .replace("\"countries\": [\"US\"]},\n", "\"countries\": [\"US\"]}");
    let first = before.replace(r#"["IE"]"#, "[]");
    let shop = Site::new("shop", SHOP, &[&before, &first])?;
    let sites = [&shop, &Site::new("silent", SILENT, &[])?, &Site::new("strict", STRICT, &[])?];
    let editions: Vec<String> = parsed(&shop.json)?["sealed"]["earlier"]
        .as_array()
        .map(|list| list.iter().filter_map(|edition| edition["asked"].as_str().map(str::to_owned)).collect())
        .unwrap_or_default();
    let [before, first] = editions.as_slice() else {
        return Err(Failure::new("The shop of the vectors has to have two earlier editions."));
    };
    let mut configs = serde_json::Map::new();
    for site in sites {
        configs.insert(site.name.to_owned(), parsed(&site.json)?);
    }
    Ok(json!({
        "about": "What the Rust core answers, written by `cargo xtask vectors`. `now` and `at` are minutes since 1970, UTC.",
        "sites": configs,
        "refused": refused(&shop)?,
        "read": read(&sites, before, first),
        "keep": keep(&sites, before),
    }))
}

/// Configurations that no reader may go by, and the JSON path that the complaint names.
fn refused(shop: &Site) -> Outcome<Json> {
    let seal = r#","sealed":"#;
    let plain = shop.json.split(seal).next().unwrap_or_default().to_owned() + "}";
    let cases = [
        ("never sealed", plain, "$.sealed"),
        (
            "a service was moved after it was sealed",
            shop.json.replacen(r#""category":"advertising""#, r#""category":"analytics""#, 1),
            "$.sealed.check",
        ),
        ("one letter was changed after it was sealed", shop.json.replacen("Winkel", "winkel", 1), "$.sealed.check"),
        ("the seal has no check", shop.json.replacen(r#""check":"#, r#""cheque":"#, 1), "$.sealed.check"),
        ("not JSON", shop.json[..99].to_owned(), "$"),
        ("not an object", String::from("[]"), "$.sealed"),
        ("nothing", String::from("null"), "$.sealed"),
    ];
    for (name, text, path) in &cases {
        match Reader::new(text) {
            Err(problem) if problem.path == *path => {}
            other => return Err(Failure::new(format!("{name}: {other:?}"))),
        }
    }
    Ok(cases.iter().map(|(name, text, path)| json!({"name": name, "config": text, "path": path})).collect())
}

/// A record in pieces.
fn record(at: Minutes, answers: &str, asked: &str, rest: &str) -> String {
    let asked = if asked.is_empty() { String::new() } else { format!("~c.{asked}") };
    format!("1~{}~{answers}{asked}~{rest}", compact(at))
}

fn read(sites: &[&Site], before: &str, first: &str) -> Json {
    let [shop, ..] = sites else { return Json::Null };
    let asked = shop.asked.as_str();
    let cookie = |value: &str| format!("{COOKIE}={value}");
    let chosen = |answers: &str, rest: &str| cookie(&record(NOW - 5, answers, asked, rest));
    let at = |at: Minutes| cookie(&record(at, "a1s1r1", asked, "s.2018-06-12~b"));
    let life = lifetime(6);
    let long = "x".repeat(3_900);
    let cases: Vec<(&str, String, bool)> = vec![
        ("no cookies", String::new(), false),
        ("other cookies", String::from("a=1; xsluis_consent=1; sluis_consent2=1; b=2"), false),
        ("everything granted", chosen("a1s1r1", "s.2018-06-12~b"), false),
        ("everything refused: unasked analytics too", chosen("a0s0r0", "s.2018-06-12~b"), false),
        ("one category", chosen("a1s0r0", "s.2018-06-12~p"), false),
        ("two categories, without a version of the statement", chosen("a0s1r1", "p"), false),
        ("one service of a category", chosen("a0s0r0", "e~v.videos"), false),
        ("two services, of which one is the whole category", chosen("a0s0r0", "p~v.ads~v.maps"), false),
        ("a category and a service", chosen("a1s0r0", "p~v.maps"), false),
        ("a service that is not declared", chosen("a0s0r0", "e~v.videos~v.nowhere"), false),
        ("a functional service needs no grant", chosen("a0s0r0", "e~v.login"), false),
        ("withdrawn", chosen("a0s0r0", "s.2018-06-12~w"), false),
        ("by a script", chosen("a1s1r1", "x"), false),
        ("between others, with spaces", format!("a=1;  {} ;b=2", chosen("a0s1r0", "b")), false),
        ("without spaces", format!("a=1;{};b=2", chosen("a0s1r0", "b")), false),
        ("in a very long header", format!("junk={long}; {}", chosen("a0s1r0", "b")), false),
        ("preset refusal", cookie(&record(NOW - DAY, "a0s0r0", "", "x")), false),
        ("preset refusal with a version", cookie(&record(NOW - DAY, "a0s0r0", "", "s.1~b")), false),
        ("preset grant", cookie(&record(NOW - DAY, "a1s1r1", "", "x")), false),
        ("preset grant of a service", cookie(&record(NOW - DAY, "a0s0r0", "", "x~v.videos")), false),
        ("for another question", cookie(&record(NOW - 5, "a1s1r1", "00000000", "b")), false),
        ("a refusal of another question", cookie(&record(NOW - 5, "a0s0r0", "00000000", "b")), false),
        ("for the edition before: what was added is asked", cookie(&record(NOW - 5, "a1s1r1", before, "b")), false),
        ("a refusal of the edition before", cookie(&record(NOW - 5, "a0s0r0", before, "b")), false),
        ("for the edition before that: more is asked", cookie(&record(NOW - 5, "a1s1r1", first, "b~v.videos")), false),
        ("for an edition before, and the browser objects", cookie(&record(NOW - 5, "a1s1r1", first, "b")), true),
        ("the browser objects, before a choice", String::new(), true),
        ("the browser objects, and the visitor granted", chosen("a1s1r1", "b"), true),
        ("of this very minute", at(NOW), false),
        ("ten minutes ahead: clocks differ", at(NOW + 10), false),
        ("eleven minutes ahead", at(NOW + 11), false),
        ("three years ahead", at(NOW + 36 * lifetime(1)), false),
        ("two years behind", at(NOW - 24 * lifetime(1)), false),
        ("a clock at its beginning", at(0), false),
        ("from the year 9999", cookie(&format!("1~99991231T2359Z~a1s1r1~c.{asked}~b")), false),
        ("from the year 0", cookie(&format!("1~00000101T0000Z~a1s1r1~c.{asked}~b")), false),
        ("from the year 30", cookie(&format!("1~00300101T0000Z~a1s1r1~c.{asked}~b")), false),
        ("the last minute of its life", at(NOW - life + 1), false),
        ("the minute after", at(NOW - life), false),
        ("two records: the newer counts", format!("{}; {}", at(NOW - DAY), chosen("a0s0r0", "w")), false),
        ("two records, the newer first", format!("{}; {}", chosen("a0s0r0", "w"), at(NOW - DAY)), false),
        ("two records of one minute: the last counts", format!("{}; {}", chosen("a1s1r1", "b"), chosen("a0s0r0", "w")), false),
        ("a good one and a broken one", format!("{COOKIE}=rubbish; {}; {COOKIE}=", chosen("a1s0r0", "b")), false),
        ("a good one and one from the future", format!("{}; {}", at(NOW + DAY), chosen("a1s0r0", "b")), false),
        (
            "a good one and a newer one for another question",
            format!("{}; {}", at(NOW - DAY), cookie(&record(NOW - 5, "a1s1r1", "00000000", "b"))),
            false,
        ),
        ("an expired one and a newer one", format!("{}; {}", at(NOW - life - DAY), chosen("a1s0r0", "b")), false),
        ("31 April", cookie(&format!("1~20260431T1014Z~a1s1r1~c.{asked}~b")), false),
        ("29 February of no leap year", cookie(&format!("1~20260229T1014Z~a1s1r1~c.{asked}~b")), false),
        ("24 o'clock", cookie(&format!("1~20261121T2400Z~a1s1r1~c.{asked}~b")), false),
        ("minute 60", cookie(&format!("1~20261121T1060Z~a1s1r1~c.{asked}~b")), false),
        ("month 0", cookie(&format!("1~20260021T1000Z~a1s1r1~c.{asked}~b")), false),
        ("seconds", cookie(&format!("1~20261121T100000Z~a1s1r1~c.{asked}~b")), false),
        ("another version", chosen("a1s1r1", "b").replace("=1~", "=2~"), false),
        ("other letters", chosen("a1s1r1", "b").replace("a1", "b1"), false),
        ("another order", cookie(&record(NOW - 5, "s1a1r1", asked, "b")), false),
        ("an answer that is none", cookie(&record(NOW - 5, "a2s1r1", asked, "b")), false),
        ("a short hash", cookie(&record(NOW - 5, "a1s1r1", &asked[1..], "b")), false),
        ("a hash in capitals", cookie(&record(NOW - 5, "a1s1r1", "0000000F", "b")), false),
        ("no method", cookie(&record(NOW - 5, "a1s1r1", asked, "s.1")), false),
        ("a method that is none", chosen("a1s1r1", "g"), false),
        ("something behind it", chosen("a1s1r1", "b~extra"), false),
        ("a tilde behind it", chosen("a1s1r1", "b~"), false),
        ("an empty service", chosen("a1s1r1", "b~v."), false),
        ("an empty version", chosen("a1s1r1", "s.~b"), false),
        ("two versions", chosen("a1s1r1", "s.1~s.2~b"), false),
        ("percent-encoded", chosen("a1s1r1", "b").replace('~', "%7E"), false),
        ("quoted", format!("{COOKIE}=\"{}\"", record(NOW - 5, "a1s1r1", asked, "b")), false),
        ("a space before the equals sign", chosen("a1s1r1", "b").replace('=', " ="), false),
        ("a space behind it", chosen("a1s1r1", "b").replace('=', "= "), false),
        ("a line feed at the end", chosen("a1s1r1", "b") + "\n", false),
        ("a line feed inside", chosen("a1s1r1", "s.1\n~b"), false),
        ("digits of another script", chosen("a1s1r1", "b").replace("~2026", "~２０２６"), false),
        ("a letter of another script", chosen("a1s1r1", "b~v.vidéos"), false),
        ("the name in capitals", chosen("a1s1r1", "b").to_uppercase(), false),
        ("nothing but the name", COOKIE.to_owned(), false),
        ("only punctuation", String::from(";;=;=; ; = ;"), false),
    ];
    let mut all: Vec<Json> = cases.iter().map(|(name, cookies, objects)| answer(shop, name, cookies, NOW, *objects)).collect();
    for site in &sites[1..] {
        let granted = cookie(&record(NOW - 5, "a1s1r1", &site.asked, "b"));
        let month = cookie(&record(NOW - lifetime(1), "a1s0r0", &site.asked, "b"));
        for (name, cookies, objects) in
            [("no cookies", "", false), ("granted", &granted, false), ("a month ago", &month, false), ("objects", "", true)]
        {
            all.push(answer(site, name, cookies, NOW, objects));
        }
    }
    // The server's own clock is wrong: nothing that was granted counts.
    for (name, shift) in [("a server three years behind", -36), ("a server two years ahead", 24)] {
        all.push(answer(shop, name, &at(NOW), NOW + shift * lifetime(1), false));
    }
    Json::Array(all)
}

fn answer(site: &Site, name: &str, cookies: &str, now: Minutes, objects: bool) -> Json {
    let choice = site.reader.read(cookies, now, objects);
    let expected: Json = serde_json::from_str(&choice.json()).unwrap_or_default();
    json!({"name": format!("{}: {name}", site.name), "site": site.name, "cookies": cookies, "now": now, "objects": objects, "expected": expected})
}

/// What an endpoint that keeps records answers.
fn keep(sites: &[&Site], before: &str) -> Json {
    let [shop, silent, strict] = sites else { return Json::Null };
    let asked = shop.asked.as_str();
    let good = record(NOW, "a1s0r0", asked, "s.2018-06-12~b~v.maps");
    let cases = [
        ("a choice", shop, good.clone()),
        ("of months ago: what is left of its life", shop, record(NOW - 2 * lifetime(1), "a0s0r0", asked, "w")),
        ("its last minute", shop, record(NOW - lifetime(6) + 1, "a0s0r0", asked, "w")),
        ("ten minutes ahead", shop, record(NOW + 10, "a0s0r0", asked, "w")),
        ("of an edition before", shop, record(NOW, "a1s0r0", before, "b")),
        ("a preset refusal", shop, record(NOW, "a0s0r0", "", "x")),
        ("for a domain, with other terms", strict, record(NOW, "a1s0r0", &strict.asked, "b")),
        ("over by those terms", strict, record(NOW - lifetime(1), "a1s0r0", &strict.asked, "b")),
        ("nothing", shop, String::new()),
        ("no record", shop, String::from("yes please")),
        ("a record with its name", shop, format!("{COOKIE}={good}")),
        ("a record and an attribute", shop, format!("{good}; Domain=test")),
        ("a record and a header", shop, format!("{good}\r\nSet-Cookie: a=b")),
        ("a line feed behind it", shop, format!("{good}\n")),
        ("a space before it", shop, format!(" {good}")),
        ("31 April", shop, good.replace("20261122", "20260431")),
        ("longer than any record", shop, good.clone() + &"~v.maps".repeat(LONGEST / 7)),
        ("eleven minutes ahead", shop, record(NOW + 11, "a0s0r0", asked, "w")),
        ("three years ahead", shop, record(NOW + 36 * lifetime(1), "a0s0r0", asked, "w")),
        ("two years behind", shop, record(NOW - 24 * lifetime(1), "a1s1r1", asked, "b")),
        ("for another question", shop, record(NOW, "a1s1r1", "00000000", "b")),
        ("a preset grant", shop, record(NOW, "a1s1r1", "", "x")),
        ("where nothing is asked, for the question of another", silent, good.clone()),
    ];
    let judged = |(name, site, body): &(&str, &&Site, String)| {
        let (cookie, refusal) = match site.reader.judge(body, NOW) {
            Ok(record) => (Some(site.reader.cookie(&record, NOW, true)), None),
            Err(refusal) => (None, Some(refusal.text())),
        };
        json!({"name": name, "site": site.name, "body": body, "now": NOW, "cookie": cookie, "refusal": refusal})
    };
    cases.iter().map(judged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_05_the_vectors_are_what_the_core_answers() {
        let committed = std::fs::read_to_string(workspace::path(FILE)).unwrap();
        assert!(committed == text().unwrap(), "{FILE} is old: run `cargo xtask vectors` and look at what changed");
    }

    #[test]
    fn l_07_the_vectors_grant_and_refuse() {
        let vectors: Json = serde_json::from_str(&text().unwrap()).unwrap();
        let count = |list: &str, pointer: &str, value: Json| {
            vectors[list].as_array().unwrap().iter().filter(|case| case.pointer(pointer) == Some(&value)).count()
        };
        assert!(count("read", "/expected/services/videos", json!("granted")) > 5);
        assert!(count("read", "/expected/asked", json!(true)) > 30);
        assert!(count("keep", "/cookie", Json::Null) > 10);
        assert!(count("keep", "/refusal", Json::Null) > 5);
    }
}
