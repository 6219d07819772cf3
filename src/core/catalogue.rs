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

#[cfg(not(target_arch = "wasm32"))]
macro_rules! embed {
    ($($id:literal,)*) => {
        /// The id of every entry.
        pub const IDS: &[&str] = &[$($id,)*];
        const FILES: &[&str] = &[$(include_str!(concat!("../../data/catalogue/", $id, ".json")),)*];
    };
}

#[cfg(not(target_arch = "wasm32"))]
embed! {
    "disqus",
    "doubleclick",
    "facebook-embed",
    "google-ads",
    "google-analytics",
    "google-maps",
    "google-tag-manager",
    "hotjar",
    "hubspot",
    "instagram-embed",
    "leadinfo",
    "linkedin-insight",
    "matomo-cloud",
    "meta-pixel",
    "microsoft-clarity",
    "microsoft-uet",
    "pinterest-tag",
    "snapchat-pixel",
    "soundcloud",
    "spotify",
    "tiktok-pixel",
    "vimeo",
    "x-embed",
    "youtube",
}

/// The text of an entry's file, for the package: one file per service that a site may name.
#[cfg(not(target_arch = "wasm32"))]
pub fn file(id: &str) -> Option<&'static str> {
    let place = IDS.iter().position(|known| *known == id)?;
    FILES.get(place).copied()
}

/// The whole catalogue as one object, `{id: entry}`.
#[cfg(not(target_arch = "wasm32"))]
pub fn all() -> &'static Value {
    static ALL: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        // A file that cannot be read is simply absent here; the tests read every one.
        let entry = |(id, text): (&&str, &&str)| Some((String::from(*id), super::value::from_json(text).ok()?));
        Value::Map(IDS.iter().zip(FILES).filter_map(entry).collect())
    })
}

/// The host patterns of every service that is not functional, sorted, each once, with the id of a service
/// that has it: what the guard knows by itself.
#[cfg(not(target_arch = "wasm32"))]
pub fn known_patterns() -> Vec<(String, String)> {
    let mut patterns = Vec::new();
    for (id, entry) in all().members() {
        if entry.get("category").and_then(Value::text) == Some("functional") {
            continue;
        }
        for pattern in entry.get("hosts").map_or(&[][..], Value::items) {
            patterns.extend(pattern.text().map(|pattern| (String::from(pattern), id.clone())));
        }
    }
    patterns.sort();
    patterns.dedup_by(|one, other| one.0 == other.0);
    patterns
}
