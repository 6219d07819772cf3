//! What the texts may and may not say, in every language: words for yes and no, and none for what is not consent.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value};
use sluis::core::text::{LANGUAGES, full, tags};

/// For each language: the words for refusing, for accepting, and for all of it. A label is made of nothing else.
const WORDS: [(&str, &str, &str, &str); 36] = [
    ("ar", "رفض", "قبول", "الكل"),
    ("bg", "отказвам", "приемам", "всички"),
    ("ca", "rebutja rebutja-ho", "accepta accepta-ho", "tot"),
    ("cs", "odmítnout", "přijmout", "vše"),
    ("cy", "gwrthod", "derbyn", "y cyfan"),
    ("da", "afvis", "accepter", "alle"),
    ("de", "ablehnen", "akzeptieren", "alle"),
    ("el", "απόρριψη", "αποδοχή", "όλων"),
    ("en", "reject", "accept", "all"),
    ("es", "rechazar", "aceptar", "todo"),
    ("et", "keeldu", "nõustu", "kõigist kõigiga"),
    ("eu", "baztertu", "onartu", "guztiak"),
    ("fi", "hylkää", "hyväksy", "kaikki"),
    ("fr", "refuser", "accepter", "tout"),
    ("fy", "wegerje", "akseptearje", "alles"),
    ("ga", "diúltaigh", "glac leo le", "gach fianán"),
    ("he", "דחיית דחייה", "אישור", "הכול"),
    ("hr", "odbij", "prihvati", "sve"),
    ("hu", "elutasítása elutasítás", "elfogadása elfogadás", "összes"),
    ("is", "hafna", "samþykkja", "öllum allar"),
    ("it", "rifiuta", "accetta", "tutto"),
    ("ja", "拒否する", "同意する", "すべて"),
    ("lt", "atmesti", "priimti", "visus"),
    ("lv", "noraidīt", "pieņemt", "visas"),
    ("mt", "irrifjuta", "aċċetta", "kollox"),
    ("nb", "avvis", "godta", "alle"),
    ("nl", "weigeren", "accepteren", "alles"),
    ("pl", "odrzuć", "akceptuj", "wszystkie"),
    ("pt", "rejeitar", "aceitar", "tudo"),
    ("ro", "refuză", "acceptă", "toate"),
    ("sk", "odmietnuť", "prijať", "všetko"),
    ("sl", "zavrni", "sprejmi", "vse"),
    ("sv", "avvisa", "acceptera", "alla"),
    ("tr", "reddet", "kabul et", "tümünü"),
    ("uk", "відхилити", "прийняти", "все"),
    ("zh", "拒绝", "接受", "全部"),
];

/// Japanese and Chinese write without spaces, and what joins their words says nothing by itself.
const JOINED: [(&str, &str); 2] = [("ja", "に"), ("zh", "")];

fn words_of(id: &str) -> (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>) {
    let tag = id.split('-').next().unwrap();
    let (_, no, yes, all) = WORDS.into_iter().find(|(language, ..)| *language == tag).unwrap();
    let list = |words: &'static str| words.split(' ').collect();
    (list(no), list(yes), list(all))
}

/// The label as words.
fn split(id: &str, label: &str) -> Vec<String> {
    let mut label = label.to_lowercase();
    if let Some((_, joint)) = JOINED.iter().find(|(language, _)| id.starts_with(language)) {
        let (no, yes, all) = words_of(id);
        for word in [no, yes, all].concat() {
            label = label.replace(word, &format!(" {word} "));
        }
        if !joint.is_empty() {
            label = label.replace(&format!(" {joint} "), " ");
        }
    }
    label.split_whitespace().map(str::to_owned).collect()
}

fn texts(id: &str) -> Map<String, Value> {
    full(id).unwrap()
}

fn text<'a>(texts: &'a Map<String, Value>, name: &str) -> &'a str {
    texts[name].as_str().unwrap()
}

/// Every form of every text.
fn all(texts: &Map<String, Value>) -> Vec<(&str, &str)> {
    let forms = texts.iter().flat_map(|(name, text)| match text {
        Value::Object(forms) => forms.values().map(|form| (name.as_str(), form.as_str().unwrap())).collect(),
        text => vec![(name.as_str(), text.as_str().unwrap())],
    });
    forms.collect()
}

#[test]
fn u_14_u_17_a_label_is_made_of_yes_no_and_all_and_of_nothing_else() {
    assert_eq!(WORDS.map(|(language, ..)| language).to_vec(), tags().collect::<Vec<_>>());
    for id in LANGUAGES {
        let (no, yes, every) = words_of(id);
        let texts = texts(id);
        for (name, verb, wants_all) in
            [("btn.reject_one", &no, false), ("btn.accept_one", &yes, false), ("btn.reject_all", &no, true), ("btn.accept_all", &yes, true)]
        {
            let label = split(id, text(&texts, name));
            let is_verb = |word: &String| verb.contains(&word.as_str());
            let is_all = |word: &String| every.contains(&word.as_str());
            // Irish says "accept every cookie" with another preposition than "accept them".
            assert!(label.iter().all(|word| is_verb(word) || is_all(word)), "{id} {name}: {label:?}");
            assert!(label.iter().any(is_verb), "{id} {name}: {label:?}");
            assert_eq!(label.iter().any(is_all), wants_all, "{id} {name}: {label:?}");
        }
        // What keeps a choice says neither yes nor no, and closing does not agree.
        for name in ["btn.save", "btn.settings", "btn.close_info"] {
            let label = split(id, text(&texts, name));
            assert!(!label.iter().any(|word| yes.contains(&word.as_str()) || no.contains(&word.as_str())), "{id} {name}: {label:?}");
        }
        assert!(!split(id, text(&texts, "btn.close")).iter().any(|word| yes.contains(&word.as_str())), "{id}");
    }
}

#[test]
fn u_14_no_text_steers() {
    let steering = [
        "optimale ervaring", "beste ervaring", "houden van cookies", "jammer", "helaas", "door verder te gaan", "begrepen", "prima",
        "gratis", "korting", "best experience", "optimal experience", "love cookies", "unfortunately", "sorry", "by continuing", "got it",
        "free of charge", "discount", "beste erfahrung", "leider", "schade", "verstanden", "meilleure expérience", "dommage",
        "malheureusement", "compris", "mejor experiencia", "lástima", "entendido", "migliore esperienza", "peccato", "ho capito", "!",
    ];
    for id in LANGUAGES {
        for (name, text) in all(&texts(id)) {
            let lower = text.to_lowercase();
            for phrase in steering {
                let found = lower.match_indices(phrase).any(|(at, _)| {
                    let before = lower[..at].chars().next_back().is_none_or(|sign| !sign.is_alphabetic());
                    let after = lower[at + phrase.len()..].chars().next().is_none_or(|sign| !sign.is_alphabetic());
                    before && after
                });
                assert!(!found, "{id} {name}: “{phrase}” in {text}");
            }
            let label = split(id, text);
            assert!(
                !name.starts_with("btn.") || !["ok", "oké", "okay", "okej", "oke"].iter().any(|word| label.iter().any(|own| own == word)),
                "{id} {name}: {text}"
            );
        }
    }
}

/// As Regulation (EU) 2016/679 art. 6(1)(f) calls it in each language, and as lawyers do in the others.
const LEGITIMATE: [(&str, &[&str]); 36] = [
    ("ar", &["مصلحة مشروعة", "المصلحة المشروعة", "المصالح المشروعة"]),
    ("bg", &["легитимни интереси", "легитимните интереси", "законен интерес"]),
    ("ca", &["interès legítim", "interessos legítims"]),
    ("cs", &["oprávněný zájem", "oprávněné zájmy", "oprávněného zájmu"]),
    ("cy", &["buddiant cyfreithlon", "buddiannau cyfreithlon"]),
    ("da", &["legitim interesse", "legitime interesser"]),
    ("de", &["berechtigtes interesse", "berechtigten interesse", "berechtigte interesse"]),
    ("el", &["έννομο συμφέρον", "έννομα συμφέροντα", "έννομων συμφερόντων"]),
    ("en", &["legitimate interest"]),
    ("es", &["interés legítimo", "intereses legítimos"]),
    ("et", &["õigustatud huvi"]),
    ("eu", &["interes legitimo", "bidezko interes"]),
    ("fi", &["oikeutettu etu", "oikeutettuun etuun", "oikeutetun edun"]),
    ("fr", &["intérêt légitime", "intérêts légitimes"]),
    ("fy", &["rjochtfeardige belang", "gerjochtige belang"]),
    ("ga", &["leas dlisteanach", "leasanna dlisteanacha"]),
    ("he", &["אינטרס לגיטימי"]),
    ("hr", &["legitimni interes", "legitimnog interesa"]),
    ("hu", &["jogos érdek"]),
    ("is", &["lögmætir hagsmunir", "lögmætra hagsmuna"]),
    ("it", &["legittimo interesse", "interesse legittimo"]),
    ("ja", &["正当な利益"]),
    ("lt", &["teisėtas interesas", "teisėtų interesų"]),
    ("lv", &["leģitīmās intereses", "leģitīmo interešu"]),
    ("mt", &["interess leġittimu", "interessi leġittimi"]),
    ("nb", &["berettiget interesse", "berettigede interesser"]),
    ("nl", &["gerechtvaardigd belang", "gerechtvaardigde belang"]),
    ("pl", &["prawnie uzasadniony interes", "prawnie uzasadnionych interesów", "uzasadnionego interesu"]),
    ("pt", &["interesse legítimo", "interesses legítimos"]),
    ("ro", &["interes legitim", "interese legitime"]),
    ("sk", &["oprávnený záujem", "oprávnené záujmy"]),
    ("sl", &["zakoniti interes", "zakonitih interesov"]),
    ("sv", &["berättigat intresse", "berättigade intressen"]),
    ("tr", &["meşru menfaat"]),
    ("uk", &["законний інтерес", "законні інтереси", "законних інтересів"]),
    ("zh", &["合法利益", "正当利益"]),
];

#[test]
fn b_10_no_text_of_the_banner_or_the_settings_offers_legitimate_interest() {
    for id in LANGUAGES {
        let tag = id.split('-').next().unwrap();
        let (_, phrases) = LEGITIMATE.into_iter().find(|(language, _)| *language == tag).unwrap();
        // A text can slip in in another language too.
        for phrase in phrases.iter().chain(["legitimate interest", "gerechtvaardigd belang"].iter()) {
            for (name, text) in all(&texts(id)) {
                assert!(!text.to_lowercase().contains(phrase), "{id} {name}: {text}");
            }
        }
    }
}

/// Dutch, as plain language is measured: <https://www.communicatierijk.nl/vakkennis/rijkswebsites/aanbevolen-richtlijnen/taalniveau-b1>
#[test]
fn i_05_what_the_visitor_reads_is_plain() {
    for id in ["nl", "nl-je"] {
        let texts = texts(id);
        let (mut words, mut syllables, mut count) = (0, 0, 0);
        for (name, text) in all(&texts) {
            // With what stands in the places; a purpose is the longest of them.
            let whole = text.replace("{purposes}", "om bezoek te meten").replace("{categories}", "Reclame");
            for sentence in whole.split(['.', '?', ':']).map(str::trim).filter(|sentence| !sentence.is_empty()) {
                let length = sentence.split_whitespace().count();
                assert!(length <= 15, "{id} {name}: {length} words in “{sentence}”");
                if length > 3 {
                    count += 1;
                    words += length;
                    let vowels = sentence.to_lowercase();
                    syllables += vowels.split(|sign: char| !"aeiouyéëï".contains(sign)).filter(|group| !group.is_empty()).count();
                }
            }
        }
        let score = 206.84 - 0.93 * words as f64 / count as f64 - 77.0 * syllables as f64 / words as f64;
        assert!(score >= 60.0, "{id}: {score}");
    }
}
