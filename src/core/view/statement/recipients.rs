//! Who receives data (AVG art. 13(1)(e)) and where they go (art. 13(1)(f) and 44 to 49; I-07).

use super::collected::company;
use super::page::{Page, Run, Told};
use super::services::called;
use crate::core::config::{Service, is_in_area};
use crate::core::shape::Known;

pub fn recipients(page: &mut Page<'_>) {
    let config = page.config;
    let receiving = |service: &&Service| service.is_switchable() || !service.hosts.is_empty();
    let mut rows = Vec::new();
    for service in config.services.iter().filter(receiving) {
        let who = service.company();
        rows.push(vec![Told::of(who, String::clone), Told::from(service.label())]);
    }
    for (index, processing) in config.processing.iter().enumerate() {
        if processing.recipient == Known::Absent {
            continue;
        }
        let recipient = Told::of(&processing.recipient, |text| page.words.local(text).to_owned());
        page.want(&format!("$.processing[{index}].recipient"), &recipient, "who receives the data (AVG art. 13(1)(e))");
        rows.push(vec![recipient, Told::from(page.words.local(&processing.what))]);
    }
    let none = rows.is_empty();
    if none {
        page.lack("$.processing", false, "who receives personal data, or that nobody does (AVG art. 13(1)(e))");
    }
    if none && !config.policy.eu_only && !page.draft {
        // A heading above nothing tells nobody anything.
        lacking(page);
        return;
    }
    page.section("recipients.title");
    page.table("recipients.caption", &["column.recipient", "column.what"], &rows);
    if none {
        page.missing("recipients.none");
    }
    transfers(page);
    page.end();
}

fn transfers(page: &mut Page<'_>) {
    let config = page.config;
    let title = page.words.say("transfers.title").to_owned();
    let receiving: Vec<(usize, &Service)> =
        config.services.iter().enumerate().filter(|(_, service)| service.is_switchable() || !service.hosts.is_empty()).collect();
    let others: Vec<usize> = (0..config.processing.len()).filter(|index| config.processing[*index].recipient.get().is_some()).collect();
    if receiving.is_empty() && !config.policy.eu_only {
        lacking(page);
        if page.draft {
            page.heading("h3", &title);
            page.missing("transfers.none");
        }
        return;
    }
    page.heading("h3", &title);
    if config.policy.eu_only {
        page.paragraph("transfers.policy", &[]);
    }
    let mut outside = false;
    for (index, service) in receiving {
        outside |= transfer(page, index, service);
    }
    if outside {
        page.lack(
            "$.services",
            false,
            "the safeguard for each transfer, such as an adequacy decision; say it in `note` (AVG art. 13(1)(f), 45 and 46)",
        );
        page.missing("transfers.safeguard");
    }
    for index in others.into_iter().filter(|_| !config.policy.eu_only) {
        page.lack(&format!("$.processing[{index}].recipient"), false, "in which countries; say it in `note` (AVG art. 13(1)(f))");
        if let (true, Some(recipient)) = (page.draft, config.processing[index].recipient.get()) {
            let recipient = page.words.local(recipient).to_owned();
            page.paragraph("transfers.missing", &[company(&recipient), ("missing", Run::Missing)]);
        }
    }
}

/// Where recipients that are no services are, this format has no field for.
fn lacking(page: &mut Page<'_>) {
    page.lack("$.processing", false, "whether data leave the European Economic Area, and with which safeguard (AVG art. 13(1)(f))");
}

/// One sentence about one service; whether its data leave the area.
fn transfer(page: &mut Page<'_>, index: usize, service: &Service) -> bool {
    let path = format!("$.services[{index}].countries");
    let who = called(service);
    let Some(codes) = service.countries.get().filter(|codes| !codes.is_empty()) else {
        let unknown = service.countries == Known::Unknown;
        page.lack(&path, unknown, "the countries where data may be processed (AVG art. 13(1)(f))");
        if unknown {
            page.paragraph("transfers.unknown", &[company(who), ("unknown", Run::Unknown)]);
        } else if page.draft {
            page.paragraph("transfers.missing", &[company(who), ("missing", Run::Missing)]);
        }
        return false;
    };
    let outside: Vec<String> = codes.iter().filter(|code| !is_in_area(code)).map(|code| page.words.country(code)).collect();
    let (key, countries) = match outside.is_empty() {
        true => ("transfers.inside", codes.iter().map(|code| page.words.country(code)).collect()),
        false => ("transfers.outside", outside),
    };
    let countries = page.words.join(&countries);
    page.paragraph(key, &[company(who), ("countries", Run::Text(&countries))]);
    key == "transfers.outside"
}
