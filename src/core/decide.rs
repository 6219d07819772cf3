//! Configuration and record in, decision out: which services may run, and is the visitor asked?

use crate::core::config::{Basis, Category, Config, Service};
use crate::core::number;
use crate::core::record::{ASKED, Record, Stored};

/// What is true for this visitor on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// One for each service of the configuration, in its order: may it run?
    pub granted: Vec<bool>,
    /// The choice this rests on; `None` while there is none.
    pub record: Option<Record>,
    /// A choice is due: the first layer has to be shown.
    pub ask: bool,
}

/// Decides from what is stored. Without a believable choice nothing that needs consent may run.
pub fn decide(config: &Config, stored: &Stored) -> Decision {
    let record = match stored {
        Stored::Choice(record) if still_holds(config, record) => Some(record.clone()),
        _ => None,
    };
    let granted = config.services.iter().map(|service| is_granted(service, record.as_ref())).collect();
    let ask = record.is_none() && config.services.iter().any(needs_consent);
    Decision { granted, record, ask }
}

/// Storing or reading for this service needs permission (Tw art. 11.7a(1)).
pub fn needs_consent(service: &Service) -> bool {
    service.category != Category::Functional && service.basis != Basis::Exempt
}

/// The visitor can switch it: everything but what the site cannot work without.
/// Exempt analytics may run unasked, and can still be switched off.
pub fn is_switchable(service: &Service) -> bool {
    service.category != Category::Functional
}

/// A grant holds only for what was asked. A refusal that somebody set by hand, as scanners and
/// privacy extensions do, needs no proof of what it refused.
fn still_holds(config: &Config, record: &Record) -> bool {
    match &record.asked {
        Some(asked) => *asked == fingerprint(config),
        None => record.services.is_empty() && record.categories == [false; 3],
    }
}

fn is_granted(service: &Service, record: Option<&Record>) -> bool {
    if !is_switchable(service) {
        return true;
    }
    match record {
        None => !needs_consent(service),
        Some(record) => {
            record.services.contains(&service.id)
                || ASKED
                    .iter()
                    .zip(record.categories)
                    .any(|((category, _), granted)| granted && *category == service.category)
        }
    }
}

/// Writes grants as a record does: a category as a whole where all of it is granted, else one by one.
pub fn summarise(config: &Config, granted: &[bool]) -> ([bool; 3], Vec<String>) {
    let whole = ASKED.map(|(category, _)| is_whole(config, granted, category));
    let single = config
        .services
        .iter()
        .zip(granted)
        .filter(|(service, granted)| **granted && is_switchable(service))
        .filter(|(service, _)| !ASKED.iter().zip(whole).any(|((category, _), whole)| whole && *category == service.category))
        .map(|(service, _)| service.id.clone())
        .collect();
    (whole, single)
}

/// Every service of the category is granted, and there is one.
pub fn is_whole(config: &Config, granted: &[bool], category: Category) -> bool {
    let mut members = config.services.iter().zip(granted).filter(|(service, _)| service.category == category).peekable();
    members.peek().is_some() && members.all(|(_, granted)| *granted)
}

/// Eight hexadecimal digits that change when, and only when, there is something new to agree to:
/// a service, its category or basis, a country, a period. Wording is not in it, so that an editor's
/// correction asks nobody again (EDPB Guidelines 03/2022, continuous prompting).
///
/// FNV-1a (<https://datatracker.ietf.org/doc/html/rfc9923>): it tells versions apart and protects nothing.
pub fn fingerprint(config: &Config) -> String {
    let mut lines: Vec<String> = config.services.iter().filter(|service| is_switchable(service)).map(material).collect();
    lines.sort_unstable();
    let mut hash: u32 = 0x811c_9dc5;
    for line in lines {
        for byte in line.bytes().chain([b'\n']) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    (0..8).map(|place| char::from(b"0123456789abcdef"[(hash >> (28 - 4 * place)) as usize & 15])).collect()
}

fn material(service: &Service) -> String {
    let mut line = [service.category.name(), " ", &service.id, " ", service.basis.name()].concat();
    let mut countries: Vec<&str> = service.countries.get().into_iter().flatten().map(String::as_str).collect();
    countries.sort_unstable();
    for country in countries {
        line.push(' ');
        line.push_str(country);
    }
    let longest = service.items.iter().filter_map(|item| item.retention.get()).map(|kept| kept.minutes()).max();
    for period in [longest.unwrap_or(0), service.retention_months.get().copied().unwrap_or(0)] {
        line.push(' ');
        number::push(&mut line, period as usize, 1);
    }
    line
}
