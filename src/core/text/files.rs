//! The language files, natively: the build cuts them down to what the browser needs.

use super::Key;
use serde_json::{Map, Value};

/// Every list there is: `nl` is formal Dutch (u), `nl-je` informal.
pub const LANGUAGES: [&str; 3] = ["nl", "nl-je", "en"];

const DUTCH: &str = include_str!("nl.json");
const DUTCH_INFORMAL: &str = include_str!("nl-je.json");
const ENGLISH: &str = include_str!("en.json");

/// All texts of a language by name, those for generated statements included.
///
/// The informal file holds only the sentences that differ.
pub fn full(language: &str) -> Option<Map<String, Value>> {
    let read = |text| serde_json::from_str::<Map<String, Value>>(text).ok();
    match language {
        "nl" => read(DUTCH),
        "en" => read(ENGLISH),
        "nl-je" => {
            let mut texts = read(DUTCH)?;
            texts.extend(read(DUTCH_INFORMAL)?);
            Some(texts)
        }
        _ => None,
    }
}

/// All texts that a browser may need, in the order of [`Key::NAMES`]: it loads the [`FIRST`](super::FIRST) of them,
/// and the others with the settings.
pub fn browser_list(language: &str) -> Option<Vec<String>> {
    let texts = full(language)?;
    Key::NAMES.iter().map(|name| Some(texts.get(*name)?.as_str()?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text_and_the_same_placeholders() {
        let dutch = full("nl").unwrap();
        for language in LANGUAGES {
            let texts = full(language).unwrap();
            assert_eq!(texts.keys().collect::<Vec<_>>(), dutch.keys().collect::<Vec<_>>(), "{language}");
            assert_eq!(browser_list(language).unwrap().len(), Key::NAMES.len());
            for (name, text) in &texts {
                assert_eq!(placeholders(text), placeholders(&dutch[name]), "{language} {name}");
            }
        }
    }

    #[test]
    fn informal_dutch_says_no_u() {
        for (name, text) in full("nl-je").unwrap() {
            let formal = text.as_str().unwrap().split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "u" | "U" | "uw" | "Uw"));
            assert!(!formal, "{name}: {text}");
        }
    }

    fn placeholders(text: &Value) -> Vec<String> {
        let mut found: Vec<_> = text.as_str().unwrap().split('{').skip(1).map(|p| p.split('}').next().unwrap().to_owned()).collect();
        found.sort();
        found
    }
}
