//! One service: who is behind it, what for, what it keeps, for how long and where.

use super::declaration::switch;
use super::{Element, Scene, el};
use crate::core::config::{Item, Localised, Retention, Service, Storage, Unit};
use crate::core::decide;
use crate::core::record;
use crate::core::shape::Known;
use crate::core::text::Key;

/// A service of the configuration; with its switch in the settings.
pub fn service(scene: &Scene<'_>, index: usize, switches: bool) -> Element {
    let texts = scene.texts;
    let service = &scene.app.config.services[index];
    let prefix = if switches { "sluis-s-" } else { "sluis-e-" };
    let id = [prefix, &service.id].concat();
    let mut row = el("div").part("row").child(el("h4").with("id", &*id).text(name(service)));
    if switches && decide::is_switchable(service) {
        let name = [service.category.name(), ":", &service.id].concat();
        row = row.child(switch(name, &id, scene.app.draft[index]));
    }
    el("div")
        .part("service")
        .with("data-service", &*service.id)
        .child(row)
        .child(facts(scene, service))
        .children(service.privacy_url.get().map(|url| {
            let label = texts.fill(Key::VendorPrivacy, &[("vendor", provider(service))]);
            el("p").child(el("a").with("href", &**url).with("rel", "noopener").text(label))
        }))
        .child(items(scene, service))
}

fn facts(scene: &Scene<'_>, service: &Service) -> Element {
    let texts = scene.texts;
    let mut list = el("dl").part("facts");
    let mut fact = |key: Key, value: String| {
        let pair = el("div").child(el("dt").text(texts.get(key))).child(el("dd").text(value));
        list.children.push(super::Node::Element(pair));
    };
    let company = if service.legal_name == Known::Absent { &service.provider } else { &service.legal_name };
    if let Some(company) = known(scene, company, String::clone) {
        fact(Key::TableProvider, company);
    }
    if let Some(purpose) = &service.purpose {
        fact(Key::TablePurpose, local(scene, purpose));
    }
    if let Some(countries) = known(scene, &service.countries, |codes| {
        let names: Vec<String> = codes.iter().map(|code| (scene.country)(code)).collect();
        texts.join(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }) {
        fact(Key::TableCountry, countries);
    }
    let yes = |truth: &bool| texts.get(if *truth { Key::FactYes } else { Key::FactNo }).to_owned();
    for (key, truth) in [
        (Key::FactAgreement, &service.agreement),
        (Key::FactSharing, &service.data_sharing),
        (Key::FactIp, &service.ip_anonymised),
    ] {
        if let Some(value) = known(scene, truth, yes) {
            fact(key, value);
        }
    }
    if let Some(kept) = known(scene, &service.retention_months, |months| period(scene, *months, Unit::Months)) {
        fact(Key::FactKept, kept);
    }
    if !service.hosts.is_empty() && decide::is_switchable(service) {
        fact(Key::FactHosts, service.hosts.join(", "));
    }
    if let Some(note) = &service.note {
        fact(Key::FactNote, local(scene, note));
    }
    list
}

/// Nothing for what was left out; a word for what is known to be unknown.
fn known<T>(scene: &Scene<'_>, fact: &Known<T>, tell: impl FnOnce(&T) -> String) -> Option<String> {
    match fact {
        Known::Absent => None,
        Known::Unknown => Some(scene.texts.get(Key::FactUnknown).to_owned()),
        Known::Is(value) => Some(tell(value)),
    }
}

fn items(scene: &Scene<'_>, service: &Service) -> Element {
    if service.items.is_empty() {
        return el("p").part("items").text(scene.texts.get(Key::ItemsNone));
    }
    let rows = service.items.iter().map(|item| {
        let unknown = || scene.texts.get(Key::FactUnknown).to_owned();
        let retention = match &item.retention {
            Known::Is(kept) => retention(scene, *kept),
            _ => unknown(),
        };
        [
            item.name.get().cloned().unwrap_or_else(unknown),
            item.purpose.as_ref().or(service.purpose.as_ref()).map_or_else(unknown, |purpose| local(scene, purpose)),
            retention,
            storage(scene, item),
        ]
    });
    table(scene, rows.collect())
}

/// Our own cookie and receipts.
pub fn own(scene: &Scene<'_>) -> Element {
    let texts = scene.texts;
    let kept = period(scene, scene.app.config.months(), Unit::Months);
    let row = |name: &str, purpose: Key, kept: String, kind: Key| {
        [name.to_owned(), texts.get(purpose).to_owned(), kept, texts.get(kind).to_owned()]
    };
    let forever = texts.get(Key::RetentionPersistent).to_owned();
    el("div")
        .part("service")
        .with("data-service", "sluis")
        .child(el("div").part("row").child(el("h4").text(texts.get(Key::OwnName))))
        .child(table(
            scene,
            vec![
                row(record::COOKIE, Key::OwnRecord, kept, Key::StorageCookie),
                row(record::RECEIPTS, Key::OwnReceipts, forever, Key::StorageLocal),
            ],
        ))
}

/// Cells carry their column's name, so that a phone can stack them.
fn table(scene: &Scene<'_>, rows: Vec<[String; 4]>) -> Element {
    let texts = scene.texts;
    let columns = [Key::TableName, Key::TablePurpose, Key::TableRetention, Key::TableType].map(|key| texts.get(key));
    let head = el("tr").children(columns.map(|name| el("th").with("scope", "col").text(name)));
    let count = rows.len().to_string();
    let body = rows.into_iter().map(|cells| {
        el("tr").children(cells.into_iter().zip(columns).map(|(cell, column)| el("td").with("data-label", column).text(cell)))
    });
    el("details")
        .part("items")
        .child(el("summary").text(texts.fill(Key::ItemsSummary, &[("n", &count)])))
        .child(el("table").part("table").child(el("thead").child(head)).child(el("tbody").children(body)))
}

fn storage(scene: &Scene<'_>, item: &Item) -> String {
    let key = match item.storage {
        Storage::Cookie => Key::StorageCookie,
        Storage::Local => Key::StorageLocal,
        Storage::Session => Key::StorageSession,
        Storage::Database => Key::StorageDatabase,
        Storage::Cache => Key::StorageCache,
    };
    scene.texts.get(key).to_owned()
}

fn retention(scene: &Scene<'_>, kept: Retention) -> String {
    match kept {
        Retention::Session => scene.texts.get(Key::RetentionSession).to_owned(),
        Retention::Persistent => scene.texts.get(Key::RetentionPersistent).to_owned(),
        Retention::Period(n, unit) => period(scene, n, unit),
    }
}

fn period(scene: &Scene<'_>, n: u32, unit: Unit) -> String {
    let (one, many) = match unit {
        Unit::Years => (Key::RetentionYear, Key::RetentionYears),
        Unit::Months => (Key::RetentionMonth, Key::RetentionMonths),
        Unit::Days => (Key::RetentionDay, Key::RetentionDays),
        Unit::Hours => (Key::RetentionHour, Key::RetentionHours),
        Unit::Minutes => (Key::RetentionMinute, Key::RetentionMinutes),
    };
    if n == 1 { scene.texts.get(one).to_owned() } else { scene.texts.fill(many, &[("n", &n.to_string())]) }
}

/// The company by the name that visitors know; a service without one goes by its own.
pub fn provider(service: &Service) -> &str {
    service.provider.get().map_or_else(|| name(service), String::as_str)
}

fn name(service: &Service) -> &str {
    if service.name.is_empty() { &service.id } else { &service.name }
}

fn local(scene: &Scene<'_>, text: &Localised) -> String {
    if scene.app.language.starts_with("nl") { text.nl.clone() } else { text.en.clone() }
}
