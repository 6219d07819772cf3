//! The seal on a configuration that was checked before it was published: with it, no visitor loads the module that
//! checks. The commands `seal` and `snippet` and the package's build step write it; a hand that changes the file breaks it, and
//! then the file is checked in the browser, as any other.

use super::config::Config;
use super::decide;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
use super::fnv;
use super::text::Key;
use super::value::Value;

/// The member of the configuration that holds it.
pub const KEY: &str = "sealed";

/// What the first module needs and can't find out by itself: the fingerprint of what is asked, and the site's own
/// wording by the places of the texts in their list, so that no visitor loads the names of all texts.
pub fn seal(config: &Config) -> Value {
    let mut texts = Vec::new();
    for (language, own) in &config.texts.0 {
        let mut placed = Vec::new();
        for (name, text) in own {
            if let Some(place) = Key::NAMES.iter().position(|known| known == name) {
                placed.push(Value::List(vec![Value::Number(place as f64), Value::Text(text.clone())]));
            }
        }
        if !placed.is_empty() {
            texts.push((language.clone(), Value::List(placed)));
        }
    }
    Value::Map(vec![(String::from("asked"), Value::Text(decide::fingerprint(config))), (String::from("texts"), Value::Map(texts))])
}

/// A checked and completed configuration with its seal. `earlier`: the configurations that were published before, so
/// that who chose under one of them is asked only what has changed since (L-04).
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn sealed(complete: &Value, config: &Config, earlier: &[Config]) -> serde_json::Result<Value> {
    let mut members = complete.members().to_vec();
    // `$schema` is for editors only; an earlier seal is replaced.
    members.retain(|(key, _)| key != KEY && key != "$schema");
    let mut value = Value::Map(members);
    let mut seal = seal(config);
    let editions = super::diff::editions(earlier, config);
    if !editions.is_empty() {
        let text = |text: &str| Value::Text(String::from(text));
        let edition = |(asked, again): &(String, Vec<super::config::Category>)| {
            let again = again.iter().map(|category| text(category.name())).collect();
            Value::Map(vec![(String::from("asked"), text(asked)), (String::from("again"), Value::List(again))])
        };
        seal.fill("earlier", &Value::List(editions.iter().map(edition).collect()));
    }
    seal.fill("check", &Value::Text(checksum(&serde_json::to_string(&value)?)));
    value.fill(KEY, &seal);
    Ok(value)
}

/// FNV-1a over UTF-16, which is what JavaScript has at hand. It notices a change and protects nothing: whoever can
/// change the page can do anything.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn checksum(text: &str) -> String {
    fnv::digits(text.encode_utf16().map(u32::from))
}
