//! Known services: what they load from, what they store, and who is behind them.
//!
//! The facts are data (`data/catalogue/<id>.json`, one file per service). The browser fetches only
//! the entries that a site names.

use super::value::Value;

/// Completes each service that names a catalogue entry. What the site says itself stays.
pub fn complete(config: &mut Value, entries: &Value) {
    let Some(Value::List(services)) = config.get_mut("services") else {
        return;
    };
    for service in services {
        let entry = service.get("catalogue").and_then(Value::text).and_then(|id| entries.get(id));
        if let Some(entry) = entry {
            merge(service, entry);
        }
    }
}

/// Gives a service every fact of the entry that it does not have itself.
pub fn merge(service: &mut Value, entry: &Value) {
    for (key, value) in entry.members() {
        service.fill(key, value);
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod list;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub use list::IDS;

/// The services whose hosts the guard knows by itself: the ones met most, as far as its 4 KB go. What the
/// guard knows of the others, it has to be told.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub const FREQUENT: &[&str] = &[
    "disqus", "doubleclick", "facebook-embed", "google-ads", "google-analytics", "google-maps", "google-tag-manager", "hotjar", "hubspot",
    "instagram-embed", "leadinfo", "linkedin-insight", "matomo-cloud", "meta-pixel", "microsoft-clarity", "microsoft-uet", "pinterest-tag",
    "snapchat-pixel", "soundcloud", "spotify", "tiktok-pixel", "vimeo", "x-embed", "youtube",
];

/// What an entry says beyond what a site can declare: the address of the vendor's own documentation of how its
/// script is told what the visitor chose. It is for who builds on the catalogue, not for visitors.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
const CONSENT_API: &str = "consentApi";

/// The text of an entry's file.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn file(id: &str) -> Option<&'static str> {
    let place = IDS.iter().position(|known| *known == id)?;
    list::FILES.get(place).copied()
}

/// The whole catalogue as one object, `{id: entry}`, each entry as a site could have declared it.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn all() -> &'static Value {
    static ALL: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        let declared = |entry: &Value| entry.members().iter().filter(|(key, _)| key != CONSENT_API).cloned().collect();
        // A file that cannot be read is simply absent here; the tests read every one.
        let entry = |id: &&str| Some((String::from(*id), Value::Map(declared(&read(id)?))));
        Value::Map(IDS.iter().filter_map(entry).collect())
    })
}

/// Where a vendor documents how its own script is told what the visitor chose.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn consent_api(id: &str) -> Option<String> {
    read(id)?.get(CONSENT_API)?.text().map(String::from)
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn read(id: &str) -> Option<Value> {
    super::value::from_json(file(id)?).ok()
}

/// The host patterns of every service that is not functional, sorted, each once, with the id of a service
/// that has it; a frequent one where there is a choice.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn patterns() -> Vec<(String, String)> {
    let mut patterns = Vec::new();
    for (id, entry) in all().members() {
        if entry.get("category").and_then(Value::text) == Some("functional") {
            continue;
        }
        for pattern in entry.get("hosts").map_or(&[][..], Value::items) {
            patterns.extend(pattern.text().map(|pattern| (String::from(pattern), id.clone())));
        }
    }
    patterns.sort_by_cached_key(|(pattern, id)| (pattern.clone(), !is_frequent(id), id.clone()));
    patterns.dedup_by(|one, other| one.0 == other.0);
    patterns
}

/// Those of the frequent services: what the guard knows by itself.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn known_patterns() -> Vec<(String, String)> {
    patterns().into_iter().filter(|(_, id)| is_frequent(id)).collect()
}

/// The same for the guard, which holds whatever it knows alike: without paths below a host that is held as a whole.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn guard_patterns() -> Vec<(String, String)> {
    let known = known_patterns();
    let is_whole = |host: &str| known.iter().any(|(pattern, _)| pattern == host);
    known.iter().filter(|(pattern, _)| !pattern.split_once('/').is_some_and(|(host, _)| is_whole(host))).cloned().collect()
}

/// Those of the other services, which are too many for the guard.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn rest_patterns() -> Vec<(String, String)> {
    patterns().into_iter().filter(|(_, id)| !is_frequent(id)).collect()
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn is_frequent(id: &str) -> bool {
    FREQUENT.contains(&id)
}
