//! Configuration and record in, decision out: which services may run, and is the visitor asked?

use crate::core::config::{self, Category, Config, ConsentMode};
use crate::core::fnv;
use crate::core::number;
use crate::core::record::{ASKED, Record, Stored};
use crate::core::site::{Service, Site};

/// What is true for this visitor on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// One for each service of the configuration, in its order: may it run?
    pub granted: Vec<bool>,
    /// The choice this rests on; `None` while there is none.
    pub record: Option<Record>,
    /// One for each service: is the question that is open now about it? Not about one that was answered before and
    /// has not changed (L-04), and not about one that the browser has objected to already (S-01).
    pub asked: Vec<bool>,
    /// A choice is due: the first layer has to be shown.
    pub ask: bool,
}

/// Decides from what is stored. Without a believable choice nothing that needs consent may run.
///
/// `objects`: the browser says that the visitor does not want to be followed (<https://w3c.github.io/gpc/>). Nothing
/// social and no advertising is then asked unprompted; an explicit choice, made later, wins.
pub fn decide(site: &Site<'_>, stored: &Stored, objects: bool) -> Decision {
    let (record, changed) = match stored {
        Stored::Choice(record) => match still_holds(site, record) {
            Some(changed) => (Some(record), changed),
            None => (None, &[][..]),
        },
        _ => (None, &[][..]),
    };
    let mut decision = Decision { granted: Vec::new(), record: record.cloned(), asked: Vec::new(), ask: false };
    for service in &site.services {
        let new = record.is_none() || changed.contains(&service.category);
        let asked = service.is_switchable() && new && !(objects && service.category != Category::Analytics);
        decision.granted.push(is_granted(service, record.filter(|_| !new)));
        decision.asked.push(asked);
        decision.ask |= asked && service.needs_consent();
    }
    decision
}

/// A grant holds only for what was asked; where that has changed since, it holds but for the categories that changed.
/// A refusal that somebody set by hand, as scanners and privacy extensions do, needs no proof of what it refused.
pub fn still_holds<'a>(site: &'a Site<'_>, record: &Record) -> Option<&'a [Category]> {
    match &record.asked {
        Some(asked) if asked == site.asked => Some(&[]),
        Some(asked) => site.earlier.iter().find(|(earlier, _)| earlier == asked).map(|(_, changed)| &**changed),
        None => (record.services.is_empty() && record.categories == [false; 3]).then_some(&[]),
    }
}

fn is_granted(service: &Service<'_>, record: Option<&Record>) -> bool {
    if !service.is_switchable() {
        return true;
    }
    match record {
        None => !service.needs_consent(),
        Some(record) => record.services.iter().any(|id| id == service.id) || is_asked(&record.categories, service.category),
    }
}

/// Whether the answer to a category is yes.
fn is_asked(answers: &[bool; 3], category: Category) -> bool {
    ASKED.iter().zip(answers).any(|((asked, _), answer)| *answer && *asked == category)
}

/// Writes grants as a record does: a category as a whole where all of it is granted, else one by one.
pub fn summarise(site: &Site<'_>, granted: &[bool]) -> ([bool; 3], Vec<String>) {
    let mut whole = [false; 3];
    for (answer, (category, _)) in whole.iter_mut().zip(&ASKED) {
        *answer = is_whole(site, granted, *category);
    }
    let mut single = Vec::new();
    for (index, service) in site.services.iter().enumerate() {
        if granted[index] && service.is_switchable() && !is_asked(&whole, service.category) {
            single.push(service.id.to_owned());
        }
    }
    (whole, single)
}

/// Every service of the category is granted, and there is one.
#[inline(never)]
pub fn is_whole(site: &Site<'_>, granted: &[bool], category: Category) -> bool {
    let mut found = false;
    for (index, service) in site.services.iter().enumerate() {
        if service.category == category {
            if !granted[index] {
                return false;
            }
            found = true;
        }
    }
    found
}

/// Eight hexadecimal digits that change when, and only when, there is something new to agree to:
/// a service, its category or basis, a country, a period. Wording is not in it, so that an editor's
/// correction asks nobody again (EDPB Guidelines 03/2022, continuous prompting).
pub fn fingerprint(config: &Config) -> String {
    let mut lines = Vec::new();
    for service in &config.services {
        if service.is_switchable() {
            insert(&mut lines, material(service));
        }
    }
    for line in &mut lines {
        line.push('\n');
    }
    fnv::digits(lines.iter().flat_map(|line| line.bytes()).map(u32::from))
}

/// Keeps a list in order. There are a handful of lines; the library's sort is for millions, and larger than this file.
#[inline(never)]
fn insert(list: &mut Vec<String>, line: String) {
    let place = list.iter().position(|other| *other > line).unwrap_or(list.len());
    list.insert(place, line);
}

fn material(service: &config::Service) -> String {
    let mut line = [service.category.name(), " ", &service.id, " ", service.basis.name()].concat();
    // Only where it is so, for records that were made before this could be said.
    if service.consent_mode == ConsentMode::Advanced {
        line.push_str(" advanced");
    }
    let mut countries = Vec::new();
    for country in service.countries.get().into_iter().flatten() {
        insert(&mut countries, country.clone());
    }
    for country in countries {
        line.push(' ');
        line.push_str(&country);
    }
    let mut longest = 0;
    for item in &service.items {
        longest = longest.max(item.retention.get().map_or(0, |kept| kept.minutes()));
    }
    for period in [longest, service.retention_months.get().copied().unwrap_or(0)] {
        line.push(' ');
        number::push(&mut line, period as usize, 1);
    }
    line
}
