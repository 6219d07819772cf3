//! Judges a consent.json as a whole. Every problem is told at once; a configuration with an error is
//! not used, and then everything stays held.
//!
//! Errors are judged here, in the browser too; but for where records and receipts may be sent, which costs every visitor
//! bytes and which the scripts that send judge themselves. That, and what only advises authors, is in `advise`: natively
//! and for `npx sluis`.

use super::catalogue;
use super::config::{Basis, Category, Config, ConsentMode, Known};
use super::problem::{Problem, Severity, refuses};
use super::seal;
use super::shape::Read;
use super::text::Key;
use super::value::Value;
use super::walk::{Walk, describe};

/// A judged configuration.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The configuration, complete with catalogue facts and defaults; `None` when it has an error.
    pub config: Option<Config>,
    /// The value that was judged, with the catalogue's facts and what follows from others filled in.
    pub complete: Value,
    /// Everything that is to be said about it: errors, warnings and notes.
    pub problems: Vec<Problem>,
}

/// Words that mean something else wherever a service id may stand.
const RESERVED: [&str; 12] = [
    "functional", "analytics", "social", "advertising", "root", "config", "open", "banner", "settings", "notice", "control", "declaration",
];

/// Judges a configuration. `entries` is an object with the catalogue's entry for each id that is known here.
pub fn check(mut value: Value, entries: &Value) -> Checked {
    // Not part of what an owner writes: it is made from the rest, and a stale one counts for nothing.
    if let Value::Map(members) = &mut value {
        members.retain(|(key, _)| key != seal::KEY);
    }
    let mut walk = Walk::start();
    walk.object(&value, Config::SHAPE);
    for problem in &mut walk.problems {
        // Whoever writes this means it; it deserves its own answer (B-10).
        if problem.path.starts_with("$.services") && problem.path.ends_with(".basis") && problem.found == "\"legitimate-interest\"" {
            problem.code = "legitimate-interest";
        }
    }
    catalogue::complete(&mut value, entries);
    complete(&mut value, &mut walk);
    let config = Config::read(Some(&value));
    services(&config, &mut walk);
    categories(&config, &mut walk);
    texts(&config, &mut walk);
    if config.months() > 12 {
        walk.key("record", |walk| walk.key("months", |walk| walk.add(Severity::Warning, "long-term", "more than 12", "6")));
    }
    #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
    {
        super::advise::advise(&config, entries, &mut walk);
        super::excess::excess(&value, &mut walk);
    }
    let problems = walk.problems;
    Checked { config: (!refuses(&problems)).then_some(config), complete: value, problems }
}

/// Gives each service what follows from its other facts, and misses what even the catalogue did not give.
fn complete(value: &mut Value, walk: &mut Walk) {
    let Some(Value::List(services)) = value.get_mut("services") else {
        return;
    };
    for (index, service) in services.iter_mut().enumerate() {
        if !matches!(service, Value::Map(_)) {
            continue;
        }
        if let Some(id) = service.get("catalogue").cloned() {
            service.fill("id", &id);
        }
        let functional = service.get("category").and_then(Value::text) == Some("functional");
        let basis = if functional { Basis::Necessary } else { Basis::Consent };
        service.fill("basis", &Value::Text(String::from(basis.name())));
        walk.key("services", |walk| walk.index(index, |walk| missing(service, walk)));
    }
}

/// A service that names an entry and still lacks something named one that is not there.
fn missing(service: &Value, walk: &mut Walk) {
    for key in ["id", "name", "category"] {
        if service.get(key).is_none() {
            match service.get("catalogue") {
                Some(id) => walk.error_at(&["catalogue"], "unknown-catalogue", &describe(id), known_service(id)),
                None => walk.error_at(&[key], "missing", "nothing", "this or catalogue"),
            }
        }
    }
}

#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
fn known_service(_: &Value) -> &'static str {
    "a known service"
}

/// The id that was probably meant. For authors only: the browser has no list of ids.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn known_service(id: &Value) -> &'static str {
    super::walk::nearest(id.text().unwrap_or_default(), catalogue::IDS.iter().copied()).unwrap_or("a known service")
}

fn services(config: &Config, walk: &mut Walk) {
    for index in 0..config.services.len() {
        walk.key("services", |walk| {
            walk.index(index, |walk| {
                if !walk.broken() {
                    service(config, index, walk);
                }
            });
        });
    }
}

fn service(config: &Config, index: usize, walk: &mut Walk) {
    let service = &config.services[index];
    // Nothing follows from a category that could not be read.
    let unsure = walk.key("category", |walk| walk.broken());
    let mut error = |key: &str, code, found: &str, expected: &str| walk.error_at(&[key], code, found, expected);
    if RESERVED.contains(&service.id.as_str()) {
        error("id", "reserved", &service.id, "another id");
    }
    if config.services[..index].iter().any(|earlier| earlier.id == service.id) {
        error("id", "duplicate", &service.id, "an id of its own");
    }
    if unsure {
        return;
    }
    let functional = service.category == Category::Functional;
    if config.categories.of(service.category).is(false) {
        error("category", "category-unused", service.category.name(), "a used category");
    }
    if !functional && service.hosts.is_empty() && service.items.is_empty() {
        error("hosts", "nothing-to-hold", "nothing", "hosts or items");
    }
    for other in &config.services {
        // What a functional service declares is never held, so this one would slip through.
        if !functional && other.category == Category::Functional {
            for pattern in other.hosts.iter().filter(|pattern| service.hosts.contains(pattern)) {
                error("hosts", "also-functional", pattern, "no functional service with it");
            }
        }
    }
    match service.basis {
        Basis::Consent if functional => error("basis", "basis", "consent", "necessary"),
        Basis::Necessary if !functional => error("basis", "basis", "necessary", "consent"),
        // Measuring without asking is allowed only with little or no consequence for privacy. Each
        // condition is told by itself: Tw art. 11.7a(3)(b) (B-11).
        Basis::Exempt => {
            if service.category != Category::Analytics {
                error("basis", "not-exempt", service.category.name(), "analytics");
            }
            for (key, fact, needed) in [
                ("agreement", service.agreement, true),
                ("ipAnonymised", service.ip_anonymised, true),
                ("dataSharing", service.data_sharing, false),
                ("adsFeatures", service.ads_features, false),
                ("userId", service.user_id, false),
                ("ownUseOnly", service.own_use_only, true),
                ("firstParty", service.first_party, true),
            ] {
                if !fact.is(needed) {
                    error(key, "not-exempt", found(fact), found(Known::Is(needed)));
                }
            }
        }
        _ => {}
    }
    if service.consent_mode == ConsentMode::Advanced {
        // Nothing else of ours tells visitors of it (AVG art. 13).
        if service.note.is_none() {
            error("note", "advanced-untold", "nothing", "what is sent before the choice");
        }
        if functional || !service.catalogue.as_deref().is_some_and(|id| id.starts_with("google-")) {
            error("consentMode", "not-consent-mode", "advanced", "basic");
        }
    }
    // The site's own login stays with the site; anything that is loaded from elsewhere is somebody else's.
    let foreign = !functional || !service.hosts.is_empty();
    if config.policy.eu_only {
        match service.leaves_area() {
            Some(true) => error("countries", "outside-area", "a country outside", "EU, IS, LI or NO"),
            None if foreign || service.countries == Known::Unknown => {
                error("countries", "unknown-countries", "nothing", "EU, IS, LI or NO");
            }
            _ => {}
        }
    }
    if config.policy.agreement_required && foreign && !service.agreement.is(true) {
        error("agreement", "agreement-missing", found(service.agreement), "true");
    }
}

fn categories(config: &Config, walk: &mut Walk) {
    // A service whose category could not be read may be the one that seems to be missing.
    if walk.problems.iter().any(|problem| problem.severity == Severity::Error && problem.path.starts_with("$.services")) {
        return;
    }
    for category in [Category::Analytics, Category::Social, Category::Advertising] {
        if config.categories.of(category).is(true) && config.services_of(category).next().is_none() {
            walk.error_at(&["categories", category.name(), "used"], "category-empty", "no service", "a service or false");
        }
    }
}

fn texts(config: &Config, walk: &mut Walk) {
    for (language, texts) in &config.texts.0 {
        for (key, _) in texts {
            if !Key::NAMES.contains(&key.as_str()) {
                walk.error_at(&["texts", language, key], "unknown-key", "an unknown key", "a text key");
            }
        }
    }
}

fn found(fact: Known<bool>) -> &'static str {
    match fact {
        Known::Absent => "nothing",
        Known::Unknown => "null",
        Known::Is(true) => "true",
        Known::Is(false) => "false",
    }
}
