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
const PUSHING: [(&str, &[&str]); 7] = [
    (
        "de",
        &[
            "beste erfahrung", "bestes erlebnis", "beste erlebnis", "optimales erlebnis", "optimale nutzung", "bessere erfahrung",
            "ich möchte nicht", "ich will nicht", "nein, ich", "verpassen", "entgeht", "wir lieben cookies", "leider", "schade",
            "empfohlen", "wir empfehlen", "unterstützen sie uns", "unterstütze uns", "eingeschränkt",
        ],
    ),
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
    (
        "es",
        &[
            "mejor experiencia", "experiencia óptima", "experiencia completa", "no quiero", "no, yo", "te pierdas", "se pierda",
            "nos encantan las cookies", "por desgracia", "lamentablemente", "lástima", "recomendado", "recomendamos", "apóyanos",
            "limitada",
        ],
    ),
    (
        "fr",
        &[
            "meilleure expérience", "expérience optimale", "expérience complète", "je ne veux pas", "non, je", "manquez", "manquer",
            "aimons les cookies", "malheureusement", "dommage", "recommandé", "nous recommandons", "soutenez-nous", "limitée",
        ],
    ),
    (
        "it",
        &[
            "migliore esperienza", "esperienza migliore", "esperienza ottimale", "esperienza completa", "non voglio", "no, io", "perderti",
            "perdersi", "amiamo i cookie", "purtroppo", "peccato", "consigliato", "consigliamo", "sostienici", "limitata",
        ],
    ),
    (
        "pl",
        &[
            "najlepsze doświadczenie", "najlepszych wrażeń", "lepsze doświadczenie", "nie chcę", "nie, ja", "nie przegap", "stracisz",
            "kochamy ciasteczka", "niestety", "szkoda", "zalecane", "polecamy", "wesprzyj nas", "ograniczon",
        ],
    ),
];

/// What says nothing of consent, as the label of a button that gives it. In the other languages a label has to share a
/// word with the one that it replaces.
const NO_ANSWER: [(&str, &[&str]); 2] = [
    ("en", &["ok", "okay", "got it", "continue", "i understand", "understood", "close", "next", "let's go", "yes", "fine"]),
    ("nl", &["ok", "oké", "begrepen", "doorgaan", "ga verder", "verder", "sluiten", "ik snap het", "is goed", "prima", "ja"]),
];

/// What an answer that keeps the visitor's own choice must not say (U-17).
const GRANTING: [(&str, &[&str]); 2] = [("en", &["accept", "agree", "allow all"]), ("nl", &["accepteren", "akkoord", "alles toestaan"])];

/// Adds a warning for every own text that steers. Phrases are known in seven languages; what shape and our own labels
/// can tell, in every one.
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
        let says_nothing = match tag(language) {
            "en" | "nl" => of(&NO_ANSWER, language).any(|word| bare(yes) == *word),
            _ => !shares(yes, &verbs(language, ANSWERS.map(|(_, accept)| accept), ANSWERS.map(|(reject, _)| reject))),
        };
        if is_own(accept) && says_nothing {
            warn(walk, accept, yes, "a word for consent, such as the one it replaces");
        }
    }
    let save = texts.get("btn.save").and_then(Value::as_str).unwrap_or_default();
    let grants = match tag(language) {
        "en" | "nl" => of(&GRANTING, language).any(|word| plain(save).contains(word)),
        _ => shares(save, &verbs(language, ANSWERS.map(|(_, accept)| accept), ["btn.save", "btn.save"])),
    };
    if is_own("btn.save") && grants {
        warn(walk, "btn.save", save, "a word for keeping the choice");
    }
}

/// `de` of `de-du`.
fn tag(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The words of our own labels that the others have not, in the form that survives most endings. Chinese and Japanese
/// write without spaces: there it is every two signs.
fn verbs(language: &str, labels: [&str; 2], but: [&str; 2]) -> Vec<String> {
    let texts = full(language).unwrap_or_default();
    let stems = |names: [&str; 2]| -> Vec<String> {
        let labels = names.map(|name| plain(texts.get(name).and_then(Value::as_str).unwrap_or_default()));
        let words = labels.iter().flat_map(|label| label.split_whitespace()).map(|word| word.chars().collect::<Vec<char>>());
        match tag(language) {
            "ja" | "zh" => words.flat_map(|word| word.windows(2).map(String::from_iter).collect::<Vec<_>>()).collect(),
            _ => words.filter(|word| word.len() > 2).map(|word| word.into_iter().take(5).collect()).collect(),
        }
    };
    let others = stems(but);
    stems(labels).into_iter().filter(|stem| !others.contains(stem)).collect()
}

fn shares(label: &str, stems: &[String]) -> bool {
    let label = plain(label);
    stems.iter().any(|stem| label.contains(stem.as_str()))
}

fn of<'a>(list: &'a [(&str, &'a [&'a str])], language: &str) -> impl Iterator<Item = &'a &'a str> {
    let language = tag(language).to_owned();
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
