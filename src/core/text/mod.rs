//! Wording: one list of texts for one language, owners' overrides, and the few rules that join words.

mod key;
#[cfg(not(target_arch = "wasm32"))]
mod files;

#[cfg(not(target_arch = "wasm32"))]
pub use files::{LANGUAGES, browser_list, full};
pub use key::{FIRST, Key};

use crate::core::cut::cut;

/// The texts of one language, in the order of [`Key::NAMES`]: all of them, or only the [`FIRST`].
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<String>);

impl Texts {
    /// `None` when the list belongs to another version of Sluis.
    pub fn new(list: Vec<String>) -> Option<Self> {
        [FIRST, Key::NAMES.len()].contains(&list.len()).then_some(Self(list))
    }

    /// Puts an owner's wording in place of ours, by the place of its key. One that is not in this list is left out.
    pub fn set(&mut self, place: usize, text: String) {
        if let Some(own) = self.0.get_mut(place) {
            *own = text;
        }
    }

    /// Empty for a text that comes with the settings, where those are not there.
    pub fn get(&self, key: Key) -> &str {
        self.0.get(key as usize).map_or("", |text| text)
    }

    /// The text with `{name}` replaced by its value.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut out = String::new();
        while let (before, Some(after)) = cut(rest, b'{') {
            let (name, end) = cut(after, b'}');
            out.push_str(before);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(value),
                None => {
                    for part in ["{", name, if end.is_some() { "}" } else { "" }] {
                        out.push_str(part);
                    }
                }
            }
            rest = end.unwrap_or("");
        }
        out.push_str(rest);
        out
    }

    /// `a`, `a and b`, `a, b and c`: Dutch and English both do without a comma before the last.
    pub fn join(&self, words: &[&str]) -> String {
        let mut text = String::new();
        for (place, word) in words.iter().enumerate() {
            if place > 0 {
                text.push_str(if place + 1 == words.len() { self.get(Key::ListAnd) } else { ", " });
            }
            text.push_str(word);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> Texts {
        Texts::new(browser_list("nl").unwrap()).unwrap()
    }

    #[test]
    fn fills_what_it_knows_and_keeps_what_it_does_not() {
        let mut texts = dutch();
        texts.set(Key::BannerWho as usize, "{controller} bij {domain} {x} {".into());
        assert_eq!(texts.fill(Key::BannerWho, &[("domain", "a.nl"), ("controller", "{domain} B.V.")]), "{domain} B.V. bij a.nl {x} {");
    }

    #[test]
    fn joins_as_the_language_does() {
        assert_eq!(dutch().join(&["a"]), "a");
        assert_eq!(dutch().join(&["a", "b"]), "a en b");
        assert_eq!(dutch().join(&["a", "b", "c"]), "a, b en c");
    }
}
