//! Wording: one list of texts for one language, owners' overrides, and the few rules that join words.

mod key;
#[cfg(not(target_arch = "wasm32"))]
mod files;

#[cfg(not(target_arch = "wasm32"))]
pub use files::{LANGUAGES, browser_list, full};
pub use key::Key;

use crate::core::cut::cut;

/// The texts of one language, in the order of [`Key::NAMES`].
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<String>);

impl Texts {
    /// `None` when the list belongs to another version of Sluis.
    pub fn new(list: Vec<String>) -> Option<Self> {
        (list.len() == Key::NAMES.len()).then_some(Self(list))
    }

    /// Puts an owner's wording in place of ours. Names were checked with the configuration.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(index) = Key::NAMES.iter().position(|known| *known == name) {
            text.clone_into(&mut self.0[index]);
        }
    }

    pub fn get(&self, key: Key) -> &str {
        &self.0[key as usize]
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

/// Which list a page needs: its own language where we speak it, else the site's.
///
/// `page` is what stands in `<html lang>`; only its primary subtag counts.
pub fn language(page: &str, fallback: &'static str, informal: bool) -> &'static str {
    let primary = cut(cut(page, b'-').0, b'_').0;
    let spoken = ["nl", "en"].into_iter().find(|language| primary.eq_ignore_ascii_case(language));
    let chosen = spoken.unwrap_or(fallback);
    if chosen == "nl" && informal { "nl-je" } else { chosen }
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
        texts.set("banner.who", "{controller} bij {domain} {x} {");
        assert_eq!(texts.fill(Key::BannerWho, &[("domain", "a.nl"), ("controller", "{domain} B.V.")]), "{domain} B.V. bij a.nl {x} {");
    }

    #[test]
    fn joins_as_the_language_does() {
        assert_eq!(dutch().join(&["a"]), "a");
        assert_eq!(dutch().join(&["a", "b"]), "a en b");
        assert_eq!(dutch().join(&["a", "b", "c"]), "a, b en c");
    }

    #[test]
    fn u_16_the_page_decides_the_language() {
        assert_eq!(language("nl-BE", "en", false), "nl");
        assert_eq!(language("NL", "en", true), "nl-je");
        assert_eq!(language("fr", "en", true), "en");
        assert_eq!(language("", "nl", true), "nl-je");
    }
}
