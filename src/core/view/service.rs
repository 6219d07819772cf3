//! One service: who is behind it, what for, what it keeps, for how long and where.

use super::declaration::choice;
use super::node::open;
use super::{Details, View};
use crate::core::config::{Enforce, Item, Localised, Retention, Service, Storage, Unit};
use crate::core::cut::cut;
use crate::core::number;
use crate::core::record;
use crate::core::shape::Known;
use crate::core::text::Key;

/// A service of the configuration; with its switch in the settings.
pub fn service(scene: &Details<'_>, view: &mut View, index: usize, switches: bool) {
    let service = &scene.config.services[index];
    let id = [if switches { "sluis-s-" } else { "sluis-e-" }, &service.id].concat();
    view.part("div", "service").with("data-service", &service.id);
    view.part("div", "row").open("h4").with("id", &id).text(service.label()).close();
    if service.is_switchable() {
        let name = [service.category.name(), ":", &service.id].concat();
        choice(scene, view, (&name, &id), scene.draft[index], switches);
    }
    view.close();
    facts(scene, view, service);
    // GDPR art. 13(1)(f).
    if service.leaves_area() == Some(true) {
        view.leaf("p", &scene.texts.fill(Key::VendorTransfer, &[("vendor", service.provider_label())]));
    }
    if let Some(url) = service.privacy_url.get() {
        let label = scene.texts.fill(Key::VendorPrivacy, &[("vendor", service.provider_label())]);
        open!(view, "p");
        open!(view, "a", "rel" = "noopener").with("href", url).text(&label).close().close();
    }
    items(scene, view, service);
    view.close();
}

fn facts(scene: &Details<'_>, view: &mut View, service: &Service) {
    view.part("dl", "facts");
    let company = service.company();
    fact(scene, view, Key::TableProvider, told(scene, company, |name| name));
    if let Some(purpose) = &service.purpose {
        fact(scene, view, Key::TablePurpose, Some(local(scene, purpose)));
    }
    let mut countries = Vec::new();
    for code in service.countries.get().into_iter().flatten() {
        countries.push((scene.country)(code));
    }
    let countries = scene.texts.join(&countries.iter().map(|name| &**name).collect::<Vec<_>>());
    fact(scene, view, Key::TableCountry, told(scene, &service.countries, |_| &countries));
    for (key, truth) in
        [(Key::FactAgreement, &service.agreement), (Key::FactSharing, &service.data_sharing), (Key::FactIp, &service.ip_anonymised)]
    {
        fact(scene, view, key, told(scene, truth, |truth| scene.say(if *truth { Key::FactYes } else { Key::FactNo })));
    }
    let kept = period(scene, service.retention_months.get().copied().unwrap_or(0), Unit::Months);
    fact(scene, view, Key::FactKept, told(scene, &service.retention_months, |_| &kept));
    if !service.hosts.is_empty() && service.is_switchable() {
        // Each once: which of its addresses are meant is for the barrier to know, and Meta's are thirty.
        let mut hosts = Vec::new();
        let mut list = String::new();
        for host in &service.hosts {
            let host = cut(host, b'/').0;
            if !hosts.contains(&host) {
                if !hosts.is_empty() {
                    list.push_str(scene.say(Key::ListComma));
                }
                list.push_str(host);
                hosts.push(host);
            }
        }
        fact(scene, view, Key::FactHosts, Some(&list));
    }
    if let Some(note) = &service.note {
        fact(scene, view, Key::FactNote, Some(local(scene, note)));
    }
    view.close();
}

/// Nothing for what was left out; a word for what is known to be unknown.
fn told<'a, T>(scene: &'a Details<'_>, fact: &'a Known<T>, word: impl FnOnce(&'a T) -> &'a str) -> Option<&'a str> {
    match fact {
        Known::Absent => None,
        Known::Unknown => Some(scene.say(Key::FactUnknown)),
        Known::Is(fact) => Some(word(fact)),
    }
}

fn fact(scene: &Details<'_>, view: &mut View, key: Key, text: Option<&str>) {
    if let Some(text) = text {
        view.open("div").leaf("dt", scene.say(key)).leaf("dd", text).close();
    }
}

fn items(scene: &Details<'_>, view: &mut View, service: &Service) {
    if service.items.is_empty() {
        view.part("p", "items").text(scene.say(Key::ItemsNone)).close();
        return;
    }
    table(scene, view, service.items.len());
    for item in &service.items {
        let unknown = scene.say(Key::FactUnknown);
        let purpose = item.purpose.as_ref().or(service.purpose.as_ref());
        let kept = item.retention.get().map(|kept| retention(scene, *kept));
        row(
            scene,
            view,
            [
                item.name.get().map_or(unknown, |name| name),
                purpose.map_or(unknown, |purpose| local(scene, purpose)),
                kept.as_deref().unwrap_or(unknown),
                scene.say(storage(item)),
            ],
        );
    }
    view.close().close().close();
}

/// Our own cookie and receipts.
pub fn own(scene: &Details<'_>, view: &mut View) {
    open!(view, "div", "data-part" = "service", "data-service" = "sluis");
    view.part("div", "row").leaf("h4", scene.say(Key::OwnName)).close();
    view.part("dl", "facts");
    fact(scene, view, Key::TableProvider, Some(&scene.config.controller.name));
    view.close();
    let config = scene.config;
    let optional = [
        (config.receipts.is_some(), record::DELIVERY, Key::OwnReceipts, Key::StorageLocal),
        (config.record.endpoint.is_some(), record::KEPT, Key::OwnRecord, Key::StorageLocal),
        (config.worker.is_some(), record::WORKER, Key::OwnRecord, Key::StorageCache),
        (config.enforce == Enforce::Refused, record::POLICY, Key::OwnRecord, Key::StorageLocal),
        (config.enforce == Enforce::First, record::ONCE, Key::OwnRecord, Key::StorageSession),
    ];
    let mut rows = 2;
    for (used, ..) in optional {
        rows += usize::from(used);
    }
    table(scene, view, rows);
    let kept = period(scene, config.months(), Unit::Months);
    row(scene, view, [record::COOKIE, scene.say(Key::OwnRecord), &kept, scene.say(Key::StorageCookie)]);
    let for_ever = scene.say(Key::RetentionPersistent);
    row(scene, view, [record::RECEIPTS, scene.say(Key::OwnReceipts), for_ever, scene.say(Key::StorageLocal)]);
    for (used, name, purpose, storage) in optional {
        if used {
            let kept = if storage == Key::StorageSession { scene.say(Key::RetentionSession) } else { for_ever };
            row(scene, view, [name, scene.say(purpose), kept, scene.say(storage)]);
        }
    }
    view.close().close().close().close();
}

const COLUMNS: [Key; 4] = [Key::TableName, Key::TablePurpose, Key::TableRetention, Key::TableType];

/// Opens a table of so many rows; three elements are left open.
fn table(scene: &Details<'_>, view: &mut View, rows: usize) {
    view.part("details", "items");
    view.leaf("summary", &scene.texts.fill(Key::ItemsSummary, &[("n", &number::decimal(rows))]));
    view.part("table", "table").open("thead").open("tr");
    for column in COLUMNS {
        open!(view, "th", "scope" = "col").text(scene.say(column)).close();
    }
    view.close().close().open("tbody");
}

/// Cells carry their column's name, so that a phone can stack them.
fn row(scene: &Details<'_>, view: &mut View, cells: [&str; 4]) {
    view.open("tr");
    for (cell, column) in cells.iter().zip(COLUMNS) {
        view.open("td").with("data-label", scene.say(column)).text(cell).close();
    }
    view.close();
}

fn storage(item: &Item) -> Key {
    match item.storage {
        Storage::Cookie => Key::StorageCookie,
        Storage::Local => Key::StorageLocal,
        Storage::Session => Key::StorageSession,
        Storage::Database => Key::StorageDatabase,
        Storage::Cache => Key::StorageCache,
    }
}

fn retention(scene: &Details<'_>, kept: Retention) -> String {
    match kept {
        Retention::Session => scene.texts.get(Key::RetentionSession).to_owned(),
        Retention::Persistent => scene.texts.get(Key::RetentionPersistent).to_owned(),
        Retention::Period(n, unit) => period(scene, n, unit),
    }
}

fn period(scene: &Details<'_>, n: u32, unit: Unit) -> String {
    let key = match unit {
        Unit::Years => Key::RetentionYears,
        Unit::Months => Key::RetentionMonths,
        Unit::Days => Key::RetentionDays,
        Unit::Hours => Key::RetentionHours,
        Unit::Minutes => Key::RetentionMinutes,
    };
    let n = n as usize;
    scene.texts.plural(key, &(scene.plural)(n), n)
}

fn local<'a>(scene: &Details<'_>, text: &'a Localised) -> &'a str {
    text.get(scene.tag, scene.config.language.as_deref().unwrap_or("en"))
}
