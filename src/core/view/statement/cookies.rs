//! The table of everything that is stored: name, service, purpose, period, who receives it, kind
//! (CJEU C-673/17; G-06), the record of the choice included.

use super::page::{Page, Run, Told};
use super::services::called;
use crate::core::config::{Item, Party, Service, Unit};
use crate::core::record;

const COLUMNS: [&str; 6] = ["column.name", "column.service", "column.purpose", "column.retention", "column.access", "column.storage"];

pub fn cookies(page: &mut Page<'_>) {
    let config = page.config;
    let asks = config.services.iter().any(Service::is_switchable);
    let mut rows = Vec::new();
    for (index, service) in config.services.iter().enumerate() {
        for (place, item) in service.items.iter().enumerate() {
            rows.push(row(page, &format!("$.services[{index}].items[{place}]"), service, item));
        }
    }
    if asks {
        let months = page.words.period(config.months(), Unit::Months);
        let for_ever = page.words.say("retention.persistent").to_owned();
        rows.push(own(page, record::COOKIE, "cookies.record", &months, "storage.cookie"));
        rows.push(own(page, record::RECEIPTS, "cookies.receipts", &for_ever, "storage.localStorage"));
        if config.receipts.is_some() {
            rows.push(own(page, record::DELIVERY, "cookies.receipts", &for_ever, "storage.localStorage"));
        }
        if config.record.endpoint.is_some() {
            rows.push(own(page, record::KEPT, "cookies.record", &for_ever, "storage.localStorage"));
        }
    }
    if rows.is_empty() && config.services.is_empty() {
        return;
    }
    page.section("cookies.title");
    page.table("cookies.caption", &COLUMNS, &rows);
    if config.services.iter().any(|service| service.items.is_empty()) || rows.is_empty() {
        for (index, service) in config.services.iter().enumerate().filter(|(_, service)| service.items.is_empty()) {
            page.lack(&format!("$.services[{index}].items"), true, "what it stores, by name and period (CJEU C-673/17)");
            page.view.open("p").text(&format!("{}: ", service.label()));
            page.sentence("cookies.none", &[("unknown", Run::Unknown)]);
            page.view.close();
        }
    }
    page.end();
}

fn row(page: &mut Page<'_>, path: &str, service: &Service, item: &Item) -> Vec<Told> {
    let stored = Told::of(&item.name, String::clone);
    let purpose = item.purpose.as_ref().or(service.purpose.as_ref());
    let purpose = purpose.map_or(Told::Nothing, |text| Told::from(page.words.local(text)));
    let kept = Told::of(&item.retention, |kept| page.words.retention(*kept));
    page.want(&format!("{path}.name"), &stored, "the name of what is stored (AVG art. 12(1) and 13)");
    page.want(&format!("{path}.purpose"), &purpose, "what it is for (AVG art. 13(1)(c))");
    page.want(&format!("{path}.retention"), &kept, "how long it stays (CJEU C-673/17)");
    let storage = page.words.say(&format!("storage.{}", item.storage.name())).to_owned();
    vec![stored, Told::from(service.label()), purpose, kept, access(page, service, item), Told::Text(storage)]
}

/// A cookie under the site's own name is still read by the company whose script set it.
fn access(page: &Page<'_>, service: &Service, item: &Item) -> Told {
    let own = !service.is_switchable() && service.hosts.is_empty() && item.party == Party::First;
    match service.provider.get() {
        Some(_) if !own => Told::from(called(service)),
        None if !own => Told::of(&service.provider, String::clone),
        _ => nobody(page),
    }
}

fn nobody(page: &Page<'_>) -> Told {
    Told::Text(page.words.say("cookies.nobody").replace("{name}", &page.config.controller.name))
}

fn own(page: &Page<'_>, name: &str, purpose: &str, kept: &str, storage: &str) -> Vec<Told> {
    let say = |key| Told::from(page.words.say(key));
    vec![Told::from(name), say("cookies.own"), say(purpose), Told::from(kept), nobody(page), say(storage)]
}
