//! The language files, natively: the build cuts them down to what the browser needs.

use super::{Key, direction};
use serde_json::{Map, Value};

macro_rules! languages {
    ($($id:literal)*) => {
        /// Every list of texts there is. To add a language, add its file and name it here, nowhere else.
        ///
        /// An id is the language's tag (BCP 47), formal where the language has two ways to address a stranger.
        /// An id with a pronoun behind it is the other way, and its file holds only the sentences that differ.
        pub const LANGUAGES: &[&str] = &[$($id),*];

        fn file(id: &str) -> Option<Map<String, Value>> {
            let text = match id {
                $($id => include_str!(concat!($id, ".json")),)*
                _ => return None,
            };
            serde_json::from_str(text).ok()
        }
    };
}

languages! {
    "ar" "bg" "bg-ti" "ca" "ca-tu" "cs" "cs-ty" "cy" "cy-ti" "da" "de" "de-du" "el" "el-esy" "en"
    "es" "es-tu" "et" "et-sina" "eu" "fi" "fr" "fr-tu" "fy" "fy-do" "ga" "he" "hr" "hr-ti" "hu"
    "hu-te" "is" "it" "it-tu" "ja" "lt" "lt-tu" "lv" "lv-tu" "mt" "nb" "nl" "nl-je" "pl" "pl-ty"
    "pt" "pt-tu" "ro" "ro-tu" "sk" "sk-ty" "sl" "sl-ti" "sv" "tr" "tr-sen" "uk" "uk-ty" "zh" "zh-ni"
}

/// The name by which a visitor's browser knows a list of texts: `nl-informal` for `nl-je`. So the loader needs no list of
/// pronouns (`pkg/src/language.ts`).
pub fn part(id: &str) -> String {
    match id.split_once('-') {
        Some((tag, _)) => [tag, "-informal"].concat(),
        None => id.to_owned(),
    }
}

/// The tags of the languages, each once: what a configuration may name.
pub fn tags() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().copied().filter(|id| !id.contains('-'))
}

/// The order in which categories stand in a list; the last one there is answers for any that is missing.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// All texts of a language by name, those for generated statements included. A text that depends on a number is an
/// object with one text for each plural category of the language (CLDR).
pub fn full(id: &str) -> Option<Map<String, Value>> {
    let tag = id.split('-').next()?;
    let mut texts = file(tag)?;
    if id != tag {
        texts.extend(file(id)?);
    }
    if direction(tag) == "rtl" {
        texts.values_mut().for_each(isolate);
    }
    Some(texts)
}

/// All texts that a browser may need, in the order of [`Key::NAMES`]: it loads the [`FIRST`](super::FIRST) of them,
/// and the others with the settings.
pub fn browser_list(id: &str) -> Option<Vec<String>> {
    let texts = full(id)?;
    Key::NAMES.iter().map(|name| line(texts.get(*name)?)).collect()
}

/// A text as [`super::Texts::plural`] reads it.
pub fn line(text: &Value) -> Option<String> {
    match text {
        Value::Object(forms) => {
            let forms = CATEGORIES.iter().filter_map(|category| Some([category, "\t", forms.get(*category)?.as_str()?].concat()));
            Some(forms.collect::<Vec<_>>().join("\n"))
        }
        text => text.as_str().map(str::to_owned),
    }
}

/// Sets values apart in a text that is written from right to left: the full stop of "Winkel B.V." would otherwise
/// jump to its other end (Unicode Bidirectional Algorithm, FSI and PDI: <https://www.unicode.org/reports/tr9/>).
fn isolate(text: &mut Value) {
    match text {
        Value::String(text) => *text = text.replace('{', "\u{2068}{").replace('}', "}\u{2069}"),
        Value::Object(forms) => forms.values_mut().for_each(isolate),
        _ => {}
    }
}
