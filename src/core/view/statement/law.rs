//! The law on storing and reading on a device, and the authority, of the country in which the site is established. The
//! GDPR is one law for all; article 5(3) of Directive 2002/58/EC has another number in each country, and not every country
//! lets measure without consent.

use super::page::Page;
use crate::core::config::{Basis, Config};
use serde_json::{Map, Value};

/// Facts, each country with its source: what the article is called in each language of [`super::LANGUAGES`].
const LAW: &str = include_str!("../../text/statement/law.json");

/// The directive that all of them put into national law.
const DIRECTIVE: &str = "EU";

/// One country's law, in the words of one language.
pub struct Law {
    tag: &'static str,
    country: String,
    declared: bool,
    facts: Map<String, Value>,
}

impl Law {
    /// A site that does not say where it is has the law of the Netherlands in Dutch, and otherwise the directive; so has
    /// one in a country that is not known here.
    pub fn of(config: &Config, tag: &'static str) -> Option<Self> {
        let mut all: Map<String, Value> = serde_json::from_str(LAW).ok()?;
        let own = config.controller.country.as_deref().or((tag == "nl").then_some("NL")).unwrap_or(DIRECTIVE);
        let country = if all.contains_key(own) { own } else { DIRECTIVE };
        match all.remove(country)? {
            Value::Object(facts) => Some(Self { tag, country: country.to_owned(), declared: config.controller.country.is_some(), facts }),
            _ => None,
        }
    }

    /// The article for a basis; nothing where that law does not have it.
    fn article(&self, basis: Basis) -> Option<&str> {
        self.facts.get(basis.name())?.get(self.tag)?.as_str()
    }

    /// Where a site says in which country it is, and that has one authority for everybody: its name, and its website.
    pub fn authority(&self) -> Option<(String, Option<String>)> {
        let authority = self.facts.get("authority").filter(|_| self.declared)?;
        let told = |name: &str| {
            let fact = authority.get(name)?;
            Some(fact.get(self.tag).unwrap_or(fact).as_str()?.to_owned())
        };
        Some((told("name")?, told("url")))
    }
}

/// On which basis a service stores and reads, with the article.
pub fn basis(page: &mut Page<'_>, index: usize, basis: Basis) -> String {
    let text = page.words.say(&format!("device.{}", basis.name())).to_owned();
    let article = page.words.law.article(basis).map(str::to_owned);
    match (basis, article) {
        (Basis::Exempt, Some(article)) => format!("{text} ({article})"),
        (Basis::Exempt, None) => {
            let whose = match page.words.law.country.as_str() {
                DIRECTIVE => String::from("in the directive itself"),
                country => format!("in the law of {country}"),
            };
            page.lack(
                &format!("$.services[{index}].basis"),
                false,
                &format!("`consent`: no exemption for measuring is known {whose} (Directive 2002/58/EC art. 5(3); AVG art. 6(1)(a))"),
            );
            text
        }
        (_, article) => text.replace("{law}", article.as_deref().unwrap_or_default()),
    }
}

/// Asks the author for the country, where its law would be named by it.
pub fn tell(page: &mut Page<'_>) {
    let config = page.config;
    if page.words.law.country == DIRECTIVE && config.controller.country.is_none() && !config.services.is_empty() {
        page.lack(
            "$.controller.country",
            false,
            "the country of the controller, so that its law and authority are named (AVG art. 13(1)(c) and 13(2)(d))",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::view::statement::LANGUAGES;

    #[test]
    fn i_02_every_country_has_its_articles_in_every_language_and_a_source() {
        let all: Map<String, Value> = serde_json::from_str(LAW).unwrap();
        assert_eq!(all.keys().collect::<Vec<_>>(), ["EU", "AT", "BE", "DE", "FR", "LU", "NL"]);
        let tags: Vec<&str> = LANGUAGES.iter().copied().filter(|id| !id.contains('-')).collect();
        for (country, facts) in &all {
            assert!(country == DIRECTIVE || facts["source"].as_str().unwrap().starts_with("https://"), "{country}");
            for basis in ["consent", "necessary", "exempt"].into_iter().filter(|basis| *basis != "exempt" || !facts[basis].is_null()) {
                assert_eq!(facts[basis].as_object().unwrap().keys().collect::<Vec<_>>(), tags_in_order(&tags), "{country} {basis}");
            }
            if !facts["authority"].is_null() {
                assert_eq!(facts["authority"]["name"].as_object().unwrap().len(), tags.len(), "{country}");
            }
        }
        // Only these two let measure without consent: Tw art. 11.7a(3)(b), and the CNIL's reading of article 82.
        let exempt: Vec<&String> = all.iter().filter(|(_, facts)| !facts["exempt"].is_null()).map(|(country, _)| country).collect();
        assert_eq!(exempt, ["FR", "NL"]);
    }

    fn tags_in_order<'a>(tags: &[&'a str]) -> Vec<&'a str> {
        ["nl", "en", "de", "fr"].into_iter().filter(|tag| tags.contains(tag)).collect()
    }
}
