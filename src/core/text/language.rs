//! Which languages there are, and which of them a page gets. In the browser the loader chooses
//! (`pkg/src/language.ts`), so that no list of languages is in the module; a test holds the two to each other.

/// Whether a configuration may have texts under this tag.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn is_language(tag: &str) -> bool {
    super::tags().any(|known| known == tag)
}

/// Whether this can be the tag of a language: only authors' tools know which there are.
#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
pub fn is_language(tag: &str) -> bool {
    tag.len() == 2
}

/// The direction in which a language is written, as HTML calls it.
pub fn direction(tag: &str) -> &'static str {
    if tag == "ar" || tag == "he" { "rtl" } else { "ltr" }
}

/// Which texts a page needs: those of its own language where we speak it, else of the site's, else English.
///
/// `page` is what stands in `<html lang>` and `site` the language of the configuration; only primary subtags count.
/// Norwegian is answered in Bokmål, and Hebrew also goes by the tag that browsers once had for it.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn language(page: &str, site: Option<&str>, informal: bool) -> &'static str {
    let spoken = |tag: &str| {
        let primary = tag.split(|sign: char| !sign.is_ascii_alphabetic()).next()?.to_ascii_lowercase();
        let own = match primary.as_str() {
            "no" | "nn" => "nb",
            "iw" => "he",
            own => own,
        };
        super::tags().find(|known| *known == own)
    };
    let chosen = spoken(page).or_else(|| spoken(site?)).unwrap_or("en");
    let other = super::LANGUAGES.iter().find(|id| id.split_once('-').is_some_and(|(tag, _)| tag == chosen));
    if informal { other.unwrap_or(&chosen) } else { chosen }
}
