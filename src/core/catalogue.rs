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

/// The whole catalogue as one object, `{id: entry}`.
#[cfg(not(target_arch = "wasm32"))]
pub fn all() -> &'static Value {
    static ALL: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
    ALL.get_or_init(|| Value::Map(Vec::new()))
}

/// The host patterns of every service that is not functional, with its id: what the guard knows by itself.
#[cfg(not(target_arch = "wasm32"))]
pub fn known_patterns() -> Vec<(String, String)> {
    Vec::new()
}
