//! Own wording that pushes a visitor to one answer, natively: the EDPB calls it emotional steering, misleading action
//! and hindering (Guidelines 03/2022); U-14 and U-17.
//!
//! A list of phrases finds only what somebody has thought of. That nothing is found does not make a text fair.

use super::config::Config;
use super::text::full;
use super::walk::Walk;
use serde_json::{Map, Value};

/// The code of every warning of this module.
pub const CODE: &str = "steering";

const ANSWERS: [(&str, &str); 2] = [("btn.reject_all", "btn.accept_all"), ("btn.reject_one", "btn.accept_one")];

/// Phrases in any text, by language, in lower case with plain apostrophes.
const PUSHING: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "best experience", "better experience", "best possible", "optimal experience", "full experience", "i don't want",
            "i don't care", "no thanks, i", "miss out", "missing out", "we love cookies", "unfortunately", "sadly",
            "we recommend accepting", "recommended", "support us", "won't work properly", "bad experience", "limited experience",
        ],
    ),
    (
        "nl",
        &[
            "beste ervaring", "optimale ervaring", "betere ervaring", "volledige ervaring", "ik wil niet", "ik wil geen", "nee, ik",
            "mis niets", "loop je mis", "loopt u mis", "houden van cookies", "jammer", "helaas", "aanbevolen", "aangeraden",
            "wij raden aan", "steun ons", "werkt niet goed meer", "beperkte ervaring", "lekker",
        ],
    ),
];

/// What says nothing of consent, as the label of a button that gives it.
const NO_ANSWER: [(&str, &[&str]); 2] = [
    ("en", &["ok", "okay", "got it", "continue", "i understand", "understood", "close", "next", "let's go", "yes", "fine"]),
    ("nl", &["ok", "oké", "begrepen", "doorgaan", "ga verder", "verder", "sluiten", "ik snap het", "is goed", "prima", "ja"]),
];

/// What an answer that keeps the visitor's own choice must not say (U-17).
const GRANTING: [(&str, &[&str]); 2] = [("en", &["accept", "agree", "allow all"]), ("nl", &["accepteren", "akkoord", "alles toestaan"])];

/// Adds a warning for every own text that steers. Phrases are known in Dutch and English; what shape alone can tell, in
/// every language.
pub fn steering(config: &Config, walk: &mut Walk) {
    walk.key("texts", |walk| {
        for (language, own) in &config.texts.0 {
            // What is not replaced stands beside what is, so both are looked at.
            let mut texts = full(language).unwrap_or_default();
            texts.extend(own.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))));
            walk.key(language, |walk| judge(language, own, &texts, walk));
        }
    });
}

fn judge(language: &str, own: &[(String, String)], texts: &Map<String, Value>, walk: &mut Walk) {
    let is_own = |name: &str| own.iter().any(|(known, _)| known == name);
    for (name, text) in own {
        let plain = plain(text);
        if let Some(phrase) = of(&PUSHING, language).find(|phrase| plain.contains(*phrase)) {
            warn(walk, name, phrase, "words that favour no answer");
        }
    }
    for (reject, accept) in ANSWERS.into_iter().filter(|(reject, accept)| is_own(reject) || is_own(accept)) {
        let [no, yes] = [reject, accept].map(|name| texts.get(name).and_then(Value::as_str).unwrap_or_default());
        let changed = if is_own(reject) { reject } else { accept };
        if length(no) > 3 * length(yes) || length(yes) > 3 * length(no) {
            warn(walk, changed, "a label of more than three times the other's length", "two labels of one kind");
        }
        if is_decorated(yes) != is_decorated(no) {
            warn(walk, changed, "a picture or an exclamation mark on one answer only", "on both or on neither");
        }
        if is_own(accept) && of(&NO_ANSWER, language).any(|word| bare(yes) == *word) {
            warn(walk, accept, yes, "a word for consent, such as the one it replaces");
        }
    }
    let save = texts.get("btn.save").and_then(Value::as_str).unwrap_or_default();
    if is_own("btn.save") && of(&GRANTING, language).any(|word| plain(save).contains(word)) {
        warn(walk, "btn.save", save, "a word for keeping the choice");
    }
}

fn of<'a>(list: &'a [(&str, &'a [&'a str])], language: &str) -> impl Iterator<Item = &'a &'a str> {
    list.iter().filter(move |(known, _)| *known == language).flat_map(|(_, words)| *words)
}

fn warn(walk: &mut Walk, name: &str, found: &str, expected: &str) {
    walk.key(name, |walk| {
        if !walk.broken() {
            walk.add(super::problem::Severity::Warning, CODE, found, expected);
        }
    });
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

fn bare(text: &str) -> String {
    plain(text).trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Anything that draws the eye: emoji, arrows, dingbats, an exclamation mark.
fn is_decorated(text: &str) -> bool {
    text.chars().any(|sign| matches!(sign, '!' | '！' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{2900}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'))
}
