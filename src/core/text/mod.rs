//! Wording: one list of texts for one language, owners' overrides, and the few rules that join words.

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod files;
mod key;
mod language;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod plural;

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub use files::{CATEGORIES, LANGUAGES, browser_list, full, line, part, tags};
pub use key::{FIRST, Key};
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub use language::language;
pub use language::{direction, is_language};
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub use plural::plural;

use crate::core::cut::cut;
use crate::core::number;

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
        fill(self.get(key), values)
    }

    /// The text for a number, whose plural category the page or [`plural`] tells; `{n}` is the number.
    ///
    /// Such a text has a line for each category, its name and a tab before it. Wording of an owner's own is one line
    /// for every number.
    pub fn plural(&self, key: Key, category: &str, n: usize) -> String {
        let (mut line, mut rest) = cut(self.get(key), b'\n');
        loop {
            let (name, text) = cut(line, b'\t');
            match rest {
                // An older browser can name a category that its language no longer has: the last line is for the rest.
                Some(more) if name != category => (line, rest) = cut(more, b'\n'),
                _ => return fill(text.unwrap_or(name), &[("n", &number::decimal(n))]),
            }
        }
    }

    /// `a`, `a and b`, `a, b and c`: with a comma before the last only where the language's own "and" has one.
    ///
    /// Spanish says "y" and, before an i, "e"; Hebrew sets a hyphen before what is not Hebrew: such an "and" has a second line, with the letters, a tab and the other word.
    pub fn join(&self, words: &[&str]) -> String {
        let mut text = String::new();
        for (place, word) in words.iter().enumerate() {
            if place + 1 == words.len() && place > 0 {
                let (usual, other) = cut(self.get(Key::ListAnd), b'\n');
                let (letters, before) = cut(other.unwrap_or(""), b'\t');
                let fits = word.as_bytes().first().is_some_and(|first| letters.bytes().any(|letter| letter == *first));
                text.push_str(if fits { before.unwrap_or("") } else { usual });
            } else if place > 0 {
                text.push_str(self.get(Key::ListComma));
            }
            text.push_str(word);
        }
        text
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let (before, Some(after)) = cut(rest, b'{') {
        let (name, end) = cut(after, b'}');
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                for part in &["{", name, if end.is_some() { "}" } else { "" }] {
                    out.push_str(part);
                }
            }
        }
        rest = end.unwrap_or("");
        // "Winkel B.V." at the end of a sentence: one full stop is enough.
        if let (Some(b'.'), Some(b'.')) = (out.as_bytes().last(), rest.as_bytes().first()) {
            rest = rest.get(1..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(language: &str) -> Texts {
        Texts::new(browser_list(language).unwrap()).unwrap()
    }

    #[test]
    fn fills_what_it_knows_and_keeps_what_it_does_not() {
        let mut texts = texts("nl");
        texts.set(Key::BannerWho as usize, "{controller} bij {domain} {x} {".into());
        assert_eq!(texts.fill(Key::BannerWho, &[("domain", "a.nl"), ("controller", "{domain} B.V.")]), "{domain} B.V. bij a.nl {x} {");
    }

    #[test]
    fn a_value_that_ends_in_a_full_stop_ends_the_sentence() {
        let filled = texts("de").fill(Key::BannerWho, &[("domain", "a.de"), ("controller", "Winkel B.V.")]);
        assert_eq!(filled, "Diese Entscheidung gilt für a.de. Verantwortlich ist Winkel B.V.");
    }

    #[test]
    fn joins_as_the_language_does() {
        let texts = texts("nl");
        assert_eq!(texts.join(&["a"]), "a");
        assert_eq!(texts.join(&["a", "b"]), "a en b");
        assert_eq!(texts.join(&["a", "b", "c"]), "a, b en c");
        assert_eq!(self::texts("es").join(&["Países Bajos", "Irlanda"]), "Países Bajos e Irlanda");
        assert_eq!(self::texts("es").join(&["Irlanda", "Países Bajos"]), "Irlanda y Países Bajos");
        assert_eq!(self::texts("cy").join(&["Google", "Amazon"]), "Google ac Amazon");
        assert_eq!(self::texts("he").join(&["אירלנד", "הולנד", "b.test"]), "אירלנד, הולנד ו-b.test");
        assert_eq!(self::texts("he").join(&["b.test", "אירלנד"]), "b.test ואירלנד");
    }

    #[test]
    fn a_number_gets_the_text_of_its_category_and_the_last_one_otherwise() {
        let mut texts = texts("nl");
        assert_eq!(texts.plural(Key::RetentionDays, "one", 1), "1 dag");
        assert_eq!(texts.plural(Key::RetentionDays, "other", 30), "30 dagen");
        assert_eq!(texts.plural(Key::RetentionDays, "many", 30), "30 dagen");
        assert_eq!(texts.plural(Key::RetentionDays, "", 1), "1 dagen");
        texts.set(Key::RetentionDays as usize, "{n} d".into());
        assert_eq!(texts.plural(Key::RetentionDays, "one", 1), "1 d");
    }
}
