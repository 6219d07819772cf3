//! The words of a statement in one language. They never reach a browser, so they are a file of their own.

use super::law::Law;
use crate::core::config::{Config, Formality, Localised, Retention, Unit};
use crate::core::problem::{Problem, Severity};
use crate::core::text;
use serde_json::{Map, Value};

macro_rules! languages {
    ($($id:literal)*) => {
        /// The languages that a statement can be written in; as in `core::text`, an id with a pronoun behind it addresses
        /// a friend, and its file holds only the sentences that differ.
        pub const LANGUAGES: &[&str] = &[$($id),*];

        fn file(id: &str) -> Option<Map<String, Value>> {
            let text = match id {
                $($id => include_str!(concat!("../../text/statement/", $id, ".json")),)*
                _ => return None,
            };
            serde_json::from_str(text).ok()
        }
    };
}

languages! { "nl" "nl-je" "en" "de" "de-du" "fr" "fr-tu" }

/// All texts of a language by key.
pub fn texts(language: &str) -> Option<Map<String, Value>> {
    let mut texts = file(tag(language))?;
    if language != tag(language) {
        texts.extend(file(language)?);
    }
    Some(texts)
}

/// The language that a configuration asks for; English where no statement is written in it, of which [`foreign`] tells.
pub fn language(config: &Config) -> &'static str {
    let wanted = config.language.as_deref().unwrap_or("en");
    let is = |informal: bool| LANGUAGES.iter().find(|id| tag(id) == wanted && id.contains('-') == informal);
    let friendly = if config.formality == Formality::Informal { is(true) } else { None };
    friendly.or_else(|| is(false)).unwrap_or(&"en")
}

/// For whoever asked for no language: the site's own has no statement, so this one is in English.
pub fn foreign(config: &Config) -> Option<Problem> {
    let wanted = config.language.as_deref()?;
    let spoken: Vec<&str> = LANGUAGES.iter().copied().filter(|id| !id.contains('-')).collect();
    (!spoken.contains(&wanted)).then(|| Problem {
        severity: Severity::Warning,
        code: "no-statement",
        path: "$.language".to_owned(),
        found: wanted.to_owned(),
        expected: format!("a language with texts for statements ({}); this one is in English", spoken.join(", ")),
    })
}

/// `de` of `de-du`.
fn tag(id: &str) -> &str {
    id.split('-').next().unwrap_or(id)
}

/// The site's own wording for a language, by key.
pub fn own<'a>(config: &'a Config, language: &str) -> &'a [(String, String)] {
    let tag = tag(language);
    config.texts.0.iter().find(|(known, _)| known == tag).map_or(&[], |(_, texts)| texts)
}

/// The words of one language.
pub struct Words {
    /// Its tag, as `<html lang>` takes it.
    pub tag: &'static str,
    /// The language of the site, for what it says in no other.
    site: String,
    texts: Map<String, Value>,
    /// What the country of the site adds.
    pub law: Law,
}

impl Words {
    /// `None` for a language that no statement is written in.
    pub fn new(language: &str, config: &Config) -> Option<Self> {
        let mut texts = texts(language)?;
        let tag = LANGUAGES.iter().map(|id| tag(id)).find(|known| *known == tag(language))?;
        // What the banner and the settings call something, the statement calls the same.
        let shared = text::full(language)?;
        let own = own(config, tag);
        for key in ["link.settings", "cat.functional.name", "cat.analytics.name", "cat.social.name", "cat.advertising.name"] {
            let said = own.iter().find(|(name, _)| name == key).map(|(_, text)| Value::from(text.as_str()));
            texts.insert(key.to_owned(), said.or_else(|| shared.get(key).cloned())?);
        }
        Some(Self { tag, site: config.language.clone().unwrap_or_default(), texts, law: Law::of(config, tag)? })
    }

    /// A text; its key where there is none, so that a mistake shows.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).and_then(Value::as_str).unwrap_or(key)
    }

    /// A text of the configuration.
    pub fn local<'a>(&self, text: &'a Localised) -> &'a str {
        text.get(self.tag, &self.site)
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn join(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => [&most.join(", "), self.say("list.and"), last].concat(),
        }
    }

    /// A country by its name; by its code where we have no name for it.
    pub fn country(&self, code: &str) -> String {
        let key = format!("country.{code}");
        let name = self.say(&key);
        if name == key { code.to_owned() } else { name.to_owned() }
    }

    /// `12 juni 2018` for `2018-06-12`, and as much of it as is given.
    pub fn date(&self, date: &str) -> String {
        let mut parts = date.split('-');
        let year = parts.next().unwrap_or_default();
        let month = parts.next().and_then(|month| month.parse::<u8>().ok());
        let day = parts.next().and_then(|day| day.parse::<u8>().ok());
        let month = month.map(|month| self.say(&format!("month.{month}")).to_owned());
        let day = day.map(|day| self.say("date.day").replace("{day}", &day.to_string()));
        let words = [day, month, Some(year.to_owned())];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// How long something stays.
    pub fn retention(&self, kept: Retention) -> String {
        match kept {
            Retention::Session => self.say("retention.session").to_owned(),
            Retention::Persistent => self.say("retention.persistent").to_owned(),
            Retention::Period(count, unit) => self.period(count, unit),
        }
    }

    /// `1 jaar`, `14 maanden`.
    pub fn period(&self, count: u32, unit: Unit) -> String {
        let (one, many) = match unit {
            Unit::Years => ("retention.year", "retention.years"),
            Unit::Months => ("retention.month", "retention.months"),
            Unit::Days => ("retention.day", "retention.days"),
            Unit::Hours => ("retention.hour", "retention.hours"),
            Unit::Minutes => ("retention.minute", "retention.minutes"),
        };
        if count == 1 { self.say(one).to_owned() } else { self.say(many).replace("{n}", &count.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SOURCES: [&str; 10] = [
        include_str!("mod.rs"),
        include_str!("words.rs"),
        include_str!("page.rs"),
        include_str!("controller.rs"),
        include_str!("collected.rs"),
        include_str!("services.rs"),
        include_str!("cookies.rs"),
        include_str!("recipients.rs"),
        include_str!("rights.rs"),
        include_str!("law.rs"),
    ];

    fn placeholders(text: &Value) -> BTreeSet<String> {
        text.as_str().unwrap().split('{').skip(1).map(|part| part.split('}').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn i_02_every_language_has_every_text_and_the_same_placeholders() {
        let dutch = texts("nl").unwrap();
        for language in LANGUAGES {
            let texts = texts(language).unwrap();
            assert_eq!(texts.keys().collect::<Vec<_>>(), dutch.keys().collect::<Vec<_>>(), "{language}");
            for (key, text) in &texts {
                assert_eq!(placeholders(text), placeholders(&dutch[key]), "{language} {key}");
                assert!(!text.as_str().unwrap().trim().is_empty(), "{language} {key}");
            }
        }
    }

    #[test]
    fn informal_files_address_no_stranger_and_repeat_nothing() {
        let strangers = [
            ("nl-je", "u U uw Uw"),
            ("de-du", "Ihr Ihre Ihrem Ihren Ihrer Ihnen können erhalten erreichen Senden Rufen Öffnen Ergänzen"),
            ("fr-tu", "vous Vous votre Votre vos Vos"),
        ];
        assert_eq!(strangers.map(|(id, _)| id).to_vec(), LANGUAGES.iter().copied().filter(|id| id.contains('-')).collect::<Vec<_>>());
        for (id, formal) in strangers {
            for (key, text) in file(id).unwrap() {
                assert_ne!(Some(&text), texts(tag(id)).unwrap().get(&key), "{id} {key}");
            }
            for (key, text) in texts(id).unwrap() {
                let mut words = text.as_str().unwrap().split(|c: char| !c.is_alphabetic());
                // Said of the data of others, or of "them".
                let spared = id == "de-du" && ["right.access", "right.portability"].contains(&key.as_str());
                assert!(spared || !words.any(|word| formal.split(' ').any(|one| one == word)), "{id} {key}: {text}");
            }
        }
    }

    /// A key stands in the source as a whole text, or as its family with a dot at the end.
    #[test]
    fn no_text_is_there_for_nothing() {
        let source = SOURCES.concat();
        for key in texts("nl").unwrap().keys() {
            let family = [&key[..=key.find('.').unwrap_or(key.len() - 1)]].concat();
            let said = source.contains(&format!("\"{key}\""))
                || source.contains(&format!("\"{family}{{"))
                || source.contains(&format!("\"{family}\""));
            assert!(said, "{key} is never said");
        }
    }

    /// Sentences as they are counted: what stands between brackets is a reference, not a sentence.
    fn sentences(language: &str) -> Vec<String> {
        let plain = |(key, _): &(&String, &Value)| {
            !["basis.", "device.", "country.", "month.", "open."].iter().any(|family| key.starts_with(family))
        };
        let texts = texts(language).unwrap();
        let said: Vec<&str> = texts.iter().filter(plain).map(|(_, text)| text.as_str().unwrap().split('(').next().unwrap()).collect();
        said.join(". ").split(['.', '?', ':']).map(|sentence| sentence.trim().to_owned()).filter(|sentence| !sentence.is_empty()).collect()
    }

    #[test]
    fn i_05_the_words_are_plain() {
        for language in ["nl", "nl-je"] {
            let (mut words, mut syllables, mut count) = (0, 0, 0);
            for sentence in sentences(language) {
                let length = sentence.split_whitespace().count();
                assert!(length <= 15, "{language}: {length} words in “{sentence}”");
                // A word or two in a table is no sentence to measure.
                if length > 3 {
                    count += 1;
                    words += length;
                    let vowels = sentence.to_lowercase();
                    syllables += vowels.split(|sign: char| !"aeiouyéëï".contains(sign)).filter(|group| !group.is_empty()).count();
                }
            }
            // Flesch-Douma: 60 and more is plain language.
            let score = 206.84 - 0.93 * words as f64 / count as f64 - 77.0 * syllables as f64 / words as f64;
            assert!(score >= 60.0, "{language}: {score}");
        }
    }

    #[test]
    fn writes_dates_and_periods_as_people_do() {
        let config = crate::core::shape::Read::read(None);
        let dutch = Words::new("nl", &config).unwrap();
        assert_eq!(["2018-06-12", "2019-08", "2018"].map(|date| dutch.date(date)), ["12 juni 2018", "augustus 2019", "2018"]);
        assert_eq!([dutch.period(1, Unit::Months), dutch.period(14, Unit::Months)], ["1 maand", "14 maanden"]);
        assert_eq!(dutch.join(&["a".into(), "b".into(), "c".into()]), "a, b en c");
        assert_eq!([dutch.country("IE"), dutch.country("XX")], ["Ierland", "XX"]);
        let [german, french] = ["de", "fr"].map(|language| Words::new(language, &config).unwrap());
        assert_eq!(
            [german.date("2018-06-12"), german.date("2019-08"), french.date("2018-06-12")],
            ["12. Juni 2018", "August 2019", "12 juin 2018"]
        );
        assert!(Words::new("it", &config).is_none());
    }
}
