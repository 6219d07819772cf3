//! Advice for authors: what is allowed, but likely wrong, unwise or incomplete. No visitor gets it.

use super::catalogue;
use super::config::{Config, Item, Known, Service};
use super::matcher::{Address, host_matches};
use super::problem::Severity;
use super::steering::steering;
use super::storable::unanswered;
use super::value::Value;
use super::walk::Walk;

/// Adds a warning for everything that deserves a second look.
pub fn advise(config: &Config, entries: &Value, walk: &mut Walk) {
    let site = config.site("");
    walk.key("services", |walk| {
        for (index, (service, declared)) in config.services.iter().zip(&site.services).enumerate() {
            walk.index(index, |walk| {
                catalogued(service, entries, walk);
                answered(service, &declared.items, entries, walk);
                informative(service, walk);
                absolute(walk, "privacyUrl", service.privacy_url.get(), &config.domains);
                countries(service, walk);
                translated(service, config.language.as_deref().unwrap_or("en"), walk);
                super::signal::advise::advise(service, walk);
            });
        }
    });
    steering(config, walk);
    let asks = config.services.iter().any(|service| service.is_switchable());
    if asks && config.statement.url == Known::Absent {
        // Information must be one step away at the moment of choice (AVG art. 12(1) and 13; I-01).
        warn(walk, "statement", "incomplete", "no url", "the url of the cookie statement");
    }
    walk.key("statement", |walk| absolute(walk, "url", config.statement.url.get(), &config.domains));
    if let Some(domain) = &config.record.domain
        && !config.domains.is_empty()
        && !config.domains.iter().any(|host| host_matches(host, domain))
    {
        // Browsers ignore a cookie for a domain that the page is not in, so every page would ask again.
        walk.key("record", |walk| warn(walk, "domain", "foreign-domain", domain, "a parent of one of domains"));
    }
    if let Some(endpoint) = &config.record.endpoint
        && !(endpoint.starts_with('/') && !endpoint.starts_with("//") && !endpoint.contains(['?', '#', '\\']))
    {
        // Safari shortens what a server on another address sets as well: https://webkit.org/tracking-prevention/
        walk.key("record", |walk| walk.error_at(&["endpoint"], "foreign-endpoint", endpoint, "a path on this site, such as /sluis/record"));
    }
    if let Some(address) = &config.worker
        && address.ends_with("sluis.worker.js")
        && address.bytes().filter(|byte| *byte == b'/').count() != 1
    {
        // A browser gives a worker the folder that it stands in and no more: https://w3c.github.io/ServiceWorker/#path-restriction
        warn(walk, "worker", "narrow-worker", address, "/sluis.worker.js, or this with the header Service-Worker-Allowed: /");
    }
    if let Some(receipts) = &config.receipts {
        walk.key("receipts", |walk| super::deliver::judge(receipts, config, walk));
    }
    if config.ui.notice && asks {
        walk.key("ui", |walk| warn(walk, "notice", "no-notice", "true", "nothing: it is shown where all services are functional"));
    }
    if config.inspect {
        warn(walk, "inspect", "inspecting", "true", "nothing, in what is published");
    }
}

fn warn(walk: &mut Walk, key: &str, code: &'static str, found: &str, expected: &str) {
    walk.key(key, |walk| {
        if !walk.broken() {
            walk.add(Severity::Warning, code, found, expected);
        }
    });
}

/// `www.example.nl/privacy` is what people copy, and to a browser a page beside the one it is on:
/// <https://url.spec.whatwg.org/#relative-url-string>.
fn absolute(walk: &mut Walk, key: &str, address: Option<&String>, domains: &[String]) {
    if let Some(address) = address {
        let first = address.split(['/', '?', '#']).next().unwrap_or_default();
        if first.starts_with("www.") || domains.iter().any(|host| host == first) {
            warn(walk, key, "relative-address", address, &["https://", address].concat());
        }
    }
}

/// Where the site says something else than what is known of a service.
fn catalogued(service: &Service, entries: &Value, walk: &mut Walk) {
    if let Some(id) = &service.catalogue {
        match entries.get(id).map(|entry| entry.get("category").and_then(Value::text)) {
            None => {
                let ids = entries.members().iter().map(|(id, _)| id.as_str());
                let near = super::walk::nearest(id, ids).unwrap_or("a known service");
                warn(walk, "catalogue", "unknown-catalogue", id, near);
            }
            Some(category) if category != Some(service.category.name()) => {
                warn(walk, "category", "other-category", service.category.name(), category.unwrap_or_default());
            }
            Some(_) => {}
        }
    }
    if service.is_switchable() {
        return;
    }
    for pattern in &service.hosts {
        let covered = |known: &str| Address::parse(&["//", known].concat()).is_some_and(|address| address.fit(pattern).is_some());
        if let Some((known, id)) = catalogue::patterns().into_iter().find(|(known, _)| covered(known)) {
            let found = format!("{pattern}, which lets {known} of {id} through");
            warn(walk, "hosts", "known-tracker", &found, "a narrower pattern");
        }
    }
}

/// A service of one's own words that loads what a known one of its kind loads, and names none of its cookies, does not get
/// to store them.
fn answered(service: &Service, items: &[super::site::Item<'_>], entries: &Value, walk: &mut Walk) {
    // A copy of an entry says what the entry says.
    let is_copy = entries.get(&service.id).is_some() && !items.is_empty();
    if is_copy || service.catalogue.is_some() || !service.is_switchable() {
        return;
    }
    let fits = |one: &str, other: &str| Address::parse(&["//", one].concat()).is_some_and(|address| address.fit(other).is_some());
    let shares = |pattern: &str| service.hosts.iter().any(|host| fits(host, pattern) || fits(pattern, host));
    let mut told = Vec::new();
    for (pattern, id) in catalogue::known_patterns() {
        let entry = entries.get(&id);
        let kind = entry.and_then(|entry| entry.get("category")?.text());
        if kind != Some(service.category.name()) || !shares(&pattern) || told.contains(&id) {
            continue;
        }
        let stored: Vec<&str> = entry
            .and_then(|entry| entry.get("items"))
            .map_or(&[][..], Value::items)
            .iter()
            .filter_map(|item| item.get("name")?.text())
            .collect();
        if let Some(family) = unanswered(items).find(|family| family.split(' ').any(|name| stored.contains(&name))) {
            let expected = format!("those of them that it stores, or \"catalogue\": \"{id}\": else they are refused");
            warn(walk, "items", "known-cookies", &format!("none of {family}"), &expected);
            told.push(id);
        }
    }
}

/// Name, provider, purpose and period must be told for everything that is stored (CJEU C-673/17; G-06).
fn informative(service: &Service, walk: &mut Walk) {
    if service.is_switchable() && service.provider == Known::Absent && service.legal_name == Known::Absent {
        warn(walk, "provider", "incomplete", "nothing", "the company that receives the data");
    }
    if service.purpose.is_none() && service.items.iter().all(|item| item.purpose.is_none()) {
        warn(walk, "purpose", "incomplete", "nothing", "what the data are for");
    }
    for (index, item) in service.items.iter().enumerate() {
        let Item { retention: Known::Absent, .. } = item else {
            continue;
        };
        walk.key("items", |walk| walk.index(index, |walk| warn(walk, "retention", "incomplete", "nothing", "how long it stays")));
    }
}

/// Visitors are told in words they know (AVG art. 12(1)): at least in the language of the site.
fn translated(service: &Service, language: &str, walk: &mut Walk) {
    let own = [&service.purpose, &service.note].into_iter();
    let all = own.chain(service.items.iter().map(|item| &item.purpose)).flatten();
    if all.into_iter().any(|text| !text.speaks(language)) {
        // Once for a service: what it stores often comes from the catalogue, all of it in the same languages.
        warn(walk, "purpose", "untranslated", "texts in other languages only", language);
    }
}

/// Two codes that are often taken for countries.
fn countries(service: &Service, walk: &mut Walk) {
    for country in service.countries.get().into_iter().flatten() {
        let instead = match country.as_str() {
            "UK" => "GB",
            "EU" => "the countries by name",
            _ => continue,
        };
        warn(walk, "countries", "not-a-country", country, instead);
    }
}
