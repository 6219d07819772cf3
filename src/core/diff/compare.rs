//! Comparing, field by field.

use super::{Change, Kind, Rank};
use crate::core::config::{Basis, Category, Config, ConsentMode, Item, Service};
use crate::core::number;
use crate::core::shape::Known;

/// Everything that changed, the gravest first. Order in lists is no change.
pub fn diff(old: &Config, new: &Config) -> Vec<Change> {
    let mut found = Found(Vec::new());
    site(old, new, &mut found);
    for category in Category::ALL {
        categories(old, new, *category, &mut found);
    }
    for before in &old.services {
        match of(new, &before.id) {
            Some(after) => services(before, after, &mut found.about(after)),
            None => {
                let rank = if before.is_switchable() { Rank::Reducing } else { Rank::Editorial };
                found.about(before).add(rank, Kind::Service, before.label(), "");
            }
        }
    }
    for after in &new.services {
        if of(old, &after.id).is_none() {
            let rank = if after.is_switchable() { Rank::Material } else { Rank::Editorial };
            found.about(after).add(rank, Kind::Service, "", after.label());
        }
    }
    found.0.sort_by_key(|change| std::cmp::Reverse(change.rank));
    found.0
}

struct Found(Vec<Change>);

/// Collects what is about one service.
struct About<'a>(&'a mut Found, &'a Service);

impl Found {
    fn about<'a>(&'a mut self, service: &'a Service) -> About<'a> {
        About(self, service)
    }

    fn add(&mut self, rank: Rank, kind: Kind, category: Option<Category>, texts: (&str, &str)) {
        let (before, after) = (String::from(texts.0), String::from(texts.1));
        self.0.push(Change { rank, kind, category, service: None, before, after });
    }
}

impl About<'_> {
    fn add(&mut self, rank: Rank, kind: Kind, before: &str, after: &str) {
        self.0.0.push(Change {
            rank,
            kind,
            category: Some(self.1.category),
            service: Some(self.1.id.clone()),
            before: String::from(before),
            after: String::from(after),
        });
    }

    fn text(&mut self, rank: Rank, kind: Kind, before: &Known<String>, after: &Known<String>) {
        if before != after {
            self.add(rank, kind, said(before), said(after));
        }
    }
}

fn of<'a>(config: &'a Config, id: &str) -> Option<&'a Service> {
    config.services.iter().find(|service| service.id == id)
}

fn said(text: &Known<String>) -> &str {
    match text {
        Known::Absent => "",
        Known::Unknown => "unknown",
        Known::Is(text) => text,
    }
}

fn truth(fact: Known<bool>) -> &'static str {
    match fact {
        Known::Absent => "",
        Known::Unknown => "unknown",
        Known::Is(true) => "yes",
        Known::Is(false) => "no",
    }
}

fn site(old: &Config, new: &Config, found: &mut Found) {
    // Consent was given to somebody (AVG art. 4(11)): another name may be a correction or another company.
    if old.controller.name != new.controller.name {
        found.add(Rank::Doubtful, Kind::Controller, None, (&old.controller.name, &new.controller.name));
    }
    for (word, before, after) in
        [("statement url", &old.statement.url, &new.statement.url), ("statement version", &old.statement.version, &new.statement.version)]
    {
        if before != after {
            found.add(Rank::Editorial, Kind::Statement(word), None, (said(before), said(after)));
        }
    }
    let (before, after) = (old.months(), new.months());
    if before != after {
        let texts = (number::decimal(before as usize), number::decimal(after as usize));
        found.add(Rank::Editorial, Kind::Term, None, (&texts.0, &texts.1));
    }
}

fn categories(old: &Config, new: &Config, category: Category, found: &mut Found) {
    let asks = |config: &Config| config.services_of(category).any(|(_, service)| service.is_switchable());
    match (asks(old), asks(new)) {
        (false, true) => found.add(Rank::Material, Kind::CategoryInUse, Some(category), ("no", "yes")),
        (true, false) => found.add(Rank::Reducing, Kind::CategoryInUse, Some(category), ("yes", "no")),
        (true, true) => {}
        (false, false) => {
            let (before, after) = (old.categories.of(category), new.categories.of(category));
            if before != after {
                found.add(Rank::Editorial, Kind::CategorySaid, Some(category), (truth(before), truth(after)));
            }
        }
    }
}

fn services(old: &Service, new: &Service, about: &mut About<'_>) {
    let (was, is) = (old.is_switchable(), new.is_switchable());
    // What is not asked has nothing to be asked again.
    let grave = |rank: Rank| match (was, is) {
        (_, true) => rank,
        (true, false) => rank.min(Rank::Doubtful),
        (false, false) => Rank::Editorial,
    };
    if old.category != new.category {
        let rank = if is { Rank::Material } else { Rank::Doubtful };
        about.add(rank, Kind::Category, old.category.name(), new.category.name());
    }
    if old.basis != new.basis {
        let rank = match (old.basis, new.basis) {
            (_, Basis::Consent) => Rank::Material,
            // Measured without asking from now on: its conditions were checked, and it can be switched off.
            (Basis::Consent, Basis::Exempt) => Rank::Reducing,
            _ if is => Rank::Material,
            _ => Rank::Doubtful,
        };
        about.add(rank, Kind::Basis, old.basis.name(), new.basis.name());
    }
    if old.consent_mode != new.consent_mode {
        let rank = if new.consent_mode == ConsentMode::Advanced { Rank::Material } else { Rank::Reducing };
        about.add(grave(rank), Kind::ConsentMode, old.consent_mode.name(), new.consent_mode.name());
    }
    countries(old, new, grave, about);
    let (before, after) = (longest(old), longest(new));
    period(Kind::Longest, (before, after), is_told(old), is_told(new), grave, about);
    let months = |service: &Service| service.retention_months.get().copied();
    let (before, after) = (months(old), months(new));
    period(Kind::Kept, (before.unwrap_or(0), after.unwrap_or(0)), before.is_some(), after.is_some(), grave, about);
    facts(old, new, about);
    items(old, new, grave, about);
    let hosts = (sorted(&old.hosts), sorted(&new.hosts));
    if hosts.0 != hosts.1 {
        about.add(Rank::Editorial, Kind::Hosts, &hosts.0, &hosts.1);
    }
    // Another company receives the data, or the same one by a better name: a program can't tell.
    about.text(grave(Rank::Doubtful), Kind::Company, &old.provider, &new.provider);
    about.text(grave(Rank::Doubtful), Kind::Wording("legal name"), &old.legal_name, &new.legal_name);
    about.text(Rank::Editorial, Kind::Wording("privacy statement"), &old.privacy_url, &new.privacy_url);
    if old.name != new.name {
        about.add(Rank::Editorial, Kind::Wording("name"), old.label(), new.label());
    }
    for (word, same) in [("purpose", old.purpose == new.purpose), ("note", old.note == new.note)] {
        if !same {
            about.add(Rank::Editorial, Kind::Wording(word), "one wording", "another");
        }
    }
}

fn countries(old: &Service, new: &Service, grave: impl Fn(Rank) -> Rank, about: &mut About<'_>) {
    let list = |service: &Service| service.countries.get().cloned().unwrap_or_default();
    let (before, after) = (list(old), list(new));
    let texts = (sorted(&before), sorted(&after));
    let added = after.iter().any(|country| !before.contains(country));
    let rank = if added {
        Rank::Material
    } else if before.iter().any(|country| !after.contains(country)) {
        // Known to be fewer, or no longer known at all.
        if new.countries.get().is_some() { Rank::Reducing } else { Rank::Doubtful }
    } else if old.countries.get().is_some() != new.countries.get().is_some() {
        Rank::Editorial
    } else {
        return;
    };
    about.add(grave(rank), Kind::Countries, &texts.0, &texts.1);
}

/// A list as text that does not depend on its order.
fn sorted(list: &[String]) -> String {
    let mut list = list.to_vec();
    list.sort();
    list.dedup();
    list.join(", ")
}

/// Whether it is known how long things stay: nothing stored stays for no time.
fn is_told(service: &Service) -> bool {
    service.items.is_empty() || service.items.iter().any(|item| item.retention.get().is_some())
}

fn longest(service: &Service) -> u32 {
    service.items.iter().filter_map(|item| item.retention.get()).map(|kept| kept.minutes()).max().unwrap_or(0)
}

fn period(kind: Kind, times: (u32, u32), was_known: bool, is_known: bool, grave: impl Fn(Rank) -> Rank, about: &mut About<'_>) {
    let rank = match times.0.cmp(&times.1) {
        std::cmp::Ordering::Less => Rank::Material,
        std::cmp::Ordering::Greater if is_known => Rank::Reducing,
        std::cmp::Ordering::Greater => Rank::Doubtful,
        std::cmp::Ordering::Equal if was_known != is_known => Rank::Editorial,
        std::cmp::Ordering::Equal => return,
    };
    let unit = if kind == Kind::Longest { " minutes" } else { " months" };
    let text = |known: bool, time: u32| match (known, time) {
        (false, _) => String::from("unknown"),
        (true, u32::MAX) => String::from("for ever"),
        (true, 0) if kind == Kind::Longest => String::from("a session at most"),
        (true, time) => [&number::decimal(time as usize), unit].concat(),
    };
    about.add(grave(rank), kind, &text(was_known, times.0), &text(is_known, times.1));
}

/// Facts are not in the hash: some sites learn them late. What turns out worse is shown as doubtful.
fn facts(old: &Service, new: &Service, about: &mut About<'_>) {
    for (word, before, after, good) in [
        ("data-processing agreement", old.agreement, new.agreement, true),
        ("use for own products", old.data_sharing, new.data_sharing, false),
        ("IP addresses shortened", old.ip_anonymised, new.ip_anonymised, true),
        ("id across visits", old.user_id, new.user_id, false),
        ("advertising features", old.ads_features, new.ads_features, false),
        ("own use only", old.own_use_only, new.own_use_only, true),
        ("first party only", old.first_party, new.first_party, true),
    ] {
        if before != after {
            let worse = after.is(!good) || before.is(good);
            about.add(if worse { Rank::Doubtful } else { Rank::Editorial }, Kind::Fact(word), truth(before), truth(after));
        }
    }
}

fn items(old: &Service, new: &Service, grave: impl Fn(Rank) -> Rank, about: &mut About<'_>) {
    for item in &old.items {
        if !new.items.iter().any(|other| other.name == item.name) {
            about.add(Rank::Editorial, Kind::Item, said(&item.name), "");
        }
    }
    for item in &new.items {
        match old.items.iter().find(|other| other.name == item.name) {
            None => about.add(Rank::Editorial, Kind::Item, "", said(&item.name)),
            Some(other) if other != item && new.items.iter().filter(|same| same.name == item.name).count() == 1 => {
                let minutes = |item: &Item| item.retention.get().map_or(0, |kept| kept.minutes());
                let worse = minutes(item) > minutes(other) || item.party > other.party;
                let word = [said(&item.name), if worse { ", kept longer or by another" } else { ", described otherwise" }].concat();
                about.add(if worse { grave(Rank::Doubtful) } else { Rank::Editorial }, Kind::Item, said(&other.name), &word);
            }
            Some(_) => {}
        }
    }
}
