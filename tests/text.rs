//! Every language file against every other, and the rule for numbers against the data of ICU.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Map, Value};
use sluis::core::text::{CATEGORIES, Key, LANGUAGES, Texts, browser_list, direction, full, language, line, plural, tags};
use std::collections::BTreeSet;
use std::path::Path;

/// The longest period that a configuration can give is `P9999D`.
const MOST: usize = 9999;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/text")
}

/// A file as it was written, without what is done to it for the browser.
fn file(id: &str) -> Map<String, Value> {
    let text = std::fs::read_to_string(folder().join(format!("{id}.json"))).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{id}.json: {error}"))
}

fn names(texts: &Map<String, Value>) -> BTreeSet<&str> {
    texts.keys().map(String::as_str).collect()
}

/// A text in every form it has.
fn forms(text: &Value) -> Vec<&str> {
    match text {
        Value::Object(forms) => forms.values().map(|form| form.as_str().unwrap()).collect(),
        text => vec![text.as_str().unwrap()],
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|part| part.split_once('}').unwrap_or((part, "")).0).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The categories that whole numbers have in a language.
fn categories(tag: &str) -> BTreeSet<&'static str> {
    (0..=MOST).map(|n| plural(tag, n)).collect()
}

#[test]
fn every_file_is_named_once_and_every_name_has_its_file() {
    let files: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    let named: BTreeSet<String> = LANGUAGES.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(files, named, "the list is in src/core/text/files.rs");
    assert!(LANGUAGES.is_sorted_by(|one, other| one < other), "{LANGUAGES:?}");
}

#[test]
fn every_language_has_every_text_and_no_other() {
    let english = file("en");
    for id in LANGUAGES {
        let texts = file(id);
        if let Some((tag, _)) = id.split_once('-') {
            let formal = file(tag);
            for (name, text) in &texts {
                assert!(formal.contains_key(name), "{id} {name}: not a text");
                assert_ne!(text, &formal[name], "{id} {name}: holds only what differs");
            }
        } else {
            assert_eq!(names(&texts), names(&english), "{id}");
        }
        assert_eq!(browser_list(id).unwrap().len(), Key::NAMES.len(), "{id}");
    }
}

#[test]
fn every_text_has_the_placeholders_of_the_english_one() {
    let english = file("en");
    for id in LANGUAGES {
        for (name, text) in &file(id) {
            if let Value::String(text) = text {
                assert_eq!(placeholders(text), placeholders(english[name].as_str().unwrap()), "{id} {name}: {text}");
                assert_eq!(text.matches('{').count(), text.matches('}').count(), "{id} {name}: {text}");
            }
        }
    }
}

#[test]
fn every_number_has_a_text_that_names_it() {
    let english = file("en");
    for id in LANGUAGES {
        let tag = id.split('-').next().unwrap();
        for (name, text) in &full(id).unwrap() {
            assert_eq!(text.is_object(), english[name].is_object(), "{id} {name}");
            let Value::Object(forms) = text else { continue };
            assert_eq!(names(forms), categories(tag), "{id} {name}: exactly the categories of the language");
            for (category, form) in forms {
                let numbers: Vec<usize> = (0..=MOST).filter(|n| plural(tag, *n) == category).collect();
                let form = form.as_str().unwrap();
                assert!(form.contains("{n}") || numbers.len() == 1, "{id} {name} {category}: {form} says no number");
            }
        }
    }
}

#[test]
fn the_rule_for_numbers_is_that_of_cldr() {
    for tag in tags() {
        let locale: Locale = tag.parse().unwrap();
        let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
        for n in (0..=200).chain([1000, 1001, 1002, 1005, 1011, 1021, MOST]) {
            let category = match rules.category_for(n) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            assert_eq!(plural(tag, n), category, "{n} in {tag}");
        }
    }
}

#[test]
fn a_list_for_the_browser_gives_each_number_its_own_text() {
    for id in LANGUAGES {
        let tag = id.split('-').next().unwrap();
        let texts = Texts::new(browser_list(id).unwrap()).unwrap();
        let forms = &full(id).unwrap()["retention.months"];
        for n in 0..=200 {
            let category = plural(tag, n);
            let expected = forms[category].as_str().unwrap().replace("{n}", &n.to_string());
            assert_eq!(texts.plural(Key::RetentionMonths, category, n), expected, "{id}");
        }
    }
    assert_eq!(CATEGORIES.len(), CATEGORIES.iter().collect::<BTreeSet<_>>().len());
    assert_eq!(line(&serde_json::json!({ "other": "{n} b", "one": "a" })).unwrap(), "one\ta\nother\t{n} b");
}

/// Without the second line that an "and" may have: letters, and the word before them.
fn usual(text: &str) -> &str {
    let (usual, other) = text.split_once('\n').unwrap_or((text, ""));
    let (letters, before) = other.split_once('\t').unwrap_or(("a", " e "));
    assert!(!letters.is_empty() && letters.bytes().all(|letter| letter.is_ascii_alphanumeric()), "{text}");
    let word = before.strip_prefix(' ').and_then(|word| word.strip_suffix([' ', '-'])).unwrap_or_default();
    assert!(!word.is_empty() && word.chars().all(char::is_alphabetic), "{text}");
    usual
}

#[test]
fn no_text_is_longer_than_its_place() {
    let english = file("en");
    for id in LANGUAGES {
        for (name, text) in &file(id) {
            let most = forms(&english[name]).into_iter().map(length).max().unwrap();
            for text in forms(text).into_iter().map(usual) {
                assert!(!text.trim().is_empty(), "{id} {name} is empty");
                // A few letters more make no line longer, so short words have room.
                assert!(length(text) <= 20.max(most * 22 / 10), "{id} {name} is more than 2.2 times the English: {text}");
            }
        }
        for (name, text) in full(id).unwrap() {
            let is_label =
                name.starts_with("btn.") || ["link.settings", "link.withdraw", "embed.once", "panel.retry"].contains(&name.as_str());
            if is_label {
                let text = text.as_str().unwrap();
                assert!(length(text) <= 32, "{id} {name} does not fit on a button: {text}");
            }
        }
    }
}

#[test]
fn texts_are_clean() {
    for id in LANGUAGES {
        for (name, text) in &file(id) {
            for text in forms(text).into_iter().map(usual) {
                assert!(!text.contains(['<', '>', '\t', '\n', '"', '\'']), "{id} {name}: typographic signs, no markup: {text}");
                assert!(!text.contains("  "), "{id} {name}: {text}");
                assert!(name.starts_with("list.") || text.trim() == text, "{id} {name}: {text:?}");
            }
        }
    }
}

/// U-17: with more than one purpose a label says that it is about all; U-14: the two answers are two words.
#[test]
fn u_14_u_17_the_two_answers_cannot_be_taken_for_one_another() {
    for id in LANGUAGES {
        let texts = full(id).unwrap();
        let label = |name: &str| texts[name].as_str().unwrap().to_lowercase();
        let labels: BTreeSet<String> =
            ["btn.reject_all", "btn.accept_all", "btn.reject_one", "btn.accept_one", "btn.settings", "btn.save"].map(label).into();
        assert_eq!(labels.len(), 6, "{id}: {labels:?}");
        for (reject, accept) in [("btn.reject_all", "btn.accept_all"), ("btn.reject_one", "btn.accept_one")] {
            let (reject, accept) = (length(&label(reject)), length(&label(accept)));
            assert!(reject <= accept * 2 && accept <= reject * 2, "{id}: one answer is twice as long as the other");
        }
        for one in ["btn.accept_one", "btn.accept_all"] {
            assert!(!label("btn.save").contains(&label(one)), "{id}: to keep a choice is not to accept");
        }
    }
}

/// What addresses a stranger, for each informal file: whole words, and endings of verbs where nothing else that the texts
/// say ends so.
const STRANGER: [(&str, &str, &str); 24] = [
    (
        "bg-ti",
        "вие ви вас ваш ваша ваше ваши вашия вашата вашето вашите можете изберете включете натиснете проверете опитайте прочетете вижте",
        "ате",
    ),
    ("ca-tu", "us vós vostre vostra vostres", "eu"),
    ("cs-ty", "vy vás vám vámi váš vaše vaši vašeho vašemu vašem vašim vaším vašich vaší", "ete íte áte ěte ujte ste"),
    ("cy-ti", "chi eich gallwch cewch ewch trowch dewiswch cliciwch darllenwch anfonwch gwiriwch ceisiwch rydych byddwch", "wch"),
    // As the first word of a sentence `Sie` and `Ihr` can be other words; the texts do without.
    ("de-du", "Sie Ihr Ihre Ihrem Ihren Ihrer Ihnen", ""),
    ("el-esy", "εσείς εσάς σας", "είτε ετε ήστε στε"),
    ("es-tu", "usted su sus", ""),
    ("et-sina", "teie te teid teil teilt saate näete lubate vaatate võite külastate lahkute lülitate", "ake age lige tke"),
    ("fr-tu", "vous votre vos", "ez"),
    ("fy-do", "jo jim jimme", "jogge"),
    ("hr-ti", "vi vas vam vama vaš vaša vaše vaši vašeg vašem vašim vaših", "jte ste"),
    ("hu-te", "Ön Önt Öné Önnek Önök", ""),
    ("it-tu", "Lei Suo Sua Suoi Sue", ""),
    ("lt-tu", "jūs jums jus jūsų", "ate ite ote ėte kite"),
    ("lv-tu", "jūs jums jūsu", "iet"),
    ("nl-je", "u uw", ""),
    ("pl-ty", "Państwo Państwa Państwu Państwem Proszę proszę prosimy", ""),
    ("pt-tu", "você seu sua", ""),
    ("ro-tu", "dumneavoastră dvs vă", "ați eți"),
    ("sk-ty", "vy vás vám vami váš vaša vaše vaši vášho vášmu vašom vašim vaším vašich vašej vašu", "íte áte jte ste"),
    ("sl-ti", "vi vas vam vaš vaša vaše vaši vašega vašem vašim vaših", "ete ite ate jte ste"),
    ("tr-sen", "siz sizi size sizin sizden", "iniz ınız unuz ünüz siniz sınız sunuz sünüz"),
    ("uk-ty", "ви вас вам вами ваш ваша ваше ваші вашого вашому вашим ваших вашу вашої", "єте іть айте"),
    ("zh-ni", "您", ""),
];

/// A person who is a friend is not addressed as a stranger.
#[test]
fn informal_files_leave_no_formal_word() {
    for (id, words, endings) in STRANGER {
        for (name, text) in full(id).unwrap() {
            for text in forms(&text) {
                let is_formal = |word: &&str| {
                    let lower = word.to_lowercase();
                    let known = words.split(' ').any(|formal| formal == *word || formal == lower);
                    known
                        || endings.split(' ').any(|ending| !ending.is_empty() && lower.ends_with(ending) && lower.len() > ending.len() + 2)
                };
                // Chinese writes without spaces.
                let found = if id == "zh-ni" {
                    text.contains('您').then_some("您")
                } else {
                    text.split(|sign: char| !sign.is_alphabetic()).find(is_formal)
                };
                assert_eq!(found.filter(|_| !is_of_others(id, &name)), None, "{id} {name}: {text}");
            }
        }
    }
    let tested: Vec<_> = STRANGER.iter().map(|(id, ..)| *id).collect();
    let informal: Vec<_> = LANGUAGES.iter().copied().filter(|id| id.contains('-')).collect();
    assert_eq!(tested, informal, "what addresses a stranger is known of each");
}

/// The other way round: what nobody chose is said to a stranger.
#[test]
fn formal_files_address_a_stranger() {
    for (id, words, endings) in STRANGER {
        let tag = id.split('-').next().unwrap();
        for (name, text) in file(id) {
            let formal = file(tag)[&name].clone();
            assert!(forms(&text).iter().zip(forms(&formal)).any(|(one, other)| *one != other), "{id} {name}");
        }
        let said = file(tag).values().flat_map(forms).collect::<Vec<_>>().join(" ").to_lowercase();
        let known = said.split(|sign: char| !sign.is_alphabetic()).any(|word| words.to_lowercase().split(' ').any(|formal| formal == word));
        let ends = !endings.is_empty() && endings.split(' ').any(|ending| said.contains(&format!("{ending} ")));
        assert!(known || ends || tag == "zh" && said.contains('您'), "{tag}: nobody is addressed");
    }
}

/// Spanish `su` is also "its": here it is the company's.
fn is_of_others(id: &str, name: &str) -> bool {
    id == "es-tu" && name == "vendor.no_own_use"
}

#[test]
fn values_stand_apart_in_what_is_written_from_right_to_left() {
    for tag in tags() {
        let who = full(tag).unwrap()["banner.who"].as_str().unwrap().to_owned();
        assert_eq!(who.contains("\u{2068}{controller}\u{2069}"), direction(tag) == "rtl", "{tag}: {who}");
    }
}

/// The same cases are put to the loader (tests/e2e/language/choice.spec.ts).
#[test]
fn u_16_the_page_decides_the_language() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("e2e/language/choice.json")).unwrap();
    assert!(cases.len() > 10);
    for case in cases {
        let found = language(case["page"].as_str().unwrap(), case["site"].as_str(), case["informal"] == true);
        assert_eq!(found, case["texts"], "{case}");
    }
}
