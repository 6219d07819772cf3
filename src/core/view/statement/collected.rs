//! What is collected, what for, on which basis (AVG art. 13(1)(c)), and for how long (art. 13(2)(a)).

use super::law;
use super::page::{Page, Run, Told};
use crate::core::config::{Processing, Service, Unit};

pub fn collected(page: &mut Page<'_>) {
    page.section("collected.title");
    page.paragraph("collected.intro", &[]);
    let config = page.config;
    let mut rows = Vec::new();
    for (index, processing) in config.processing.iter().enumerate() {
        let what = page.words.local(&processing.what).to_owned();
        let purpose = processing.purpose.as_ref().map_or(Told::Nothing, |text| Told::from(page.words.local(text)));
        let basis = processing.basis.map_or(Told::Nothing, |basis| Told::from(page.words.say(&format!("basis.{}", basis.name()))));
        page.want(&format!("$.processing[{index}].purpose"), &purpose, "what it is for (AVG art. 13(1)(c))");
        page.want(&format!("$.processing[{index}].basis"), &basis, "its legal basis (AVG art. 6(1) and 13(1)(c))");
        rows.push(vec![Told::Text(what), purpose, basis]);
    }
    for (index, service) in config.services.iter().enumerate() {
        let what = page.words.say("collected.cookies").replace("{service}", service.label());
        let purpose = purpose(page, service);
        page.want(&format!("$.services[{index}].purpose"), &purpose, "what it is for (AVG art. 13(1)(c); CJEU C-673/17)");
        let basis = law::basis(page, index, service.basis);
        rows.push(vec![Told::Text(what), purpose, Told::Text(basis)]);
    }
    page.table("collected.caption", &["column.what", "column.purpose", "column.basis"], &rows);
    if config.processing.is_empty() {
        page.lack(
            "$.processing",
            false,
            "everything else that is done with personal data, such as server logs and contact forms (AVG art. 13(1)(c))",
        );
        page.missing("collected.none");
    }
    notes(page);
    page.end();
}

/// What a processing says beside its columns.
fn notes(page: &mut Page<'_>) {
    let config = page.config;
    let noted: Vec<&Processing> = config.processing.iter().filter(|processing| processing.note.is_some()).collect();
    if noted.is_empty() {
        return;
    }
    page.view.open("ul");
    for processing in noted {
        let note = processing.note.as_ref().map_or("", |note| page.words.local(note));
        let text = format!("{}: {note}", page.words.local(&processing.what));
        page.view.leaf("li", &text);
    }
    page.view.close();
}

pub fn retention(page: &mut Page<'_>) {
    page.section("retention.title");
    let config = page.config;
    let mut rows = Vec::new();
    for (index, processing) in config.processing.iter().enumerate() {
        let what = Told::from(page.words.local(&processing.what));
        let kept = Told::of(&processing.retention, |text| page.words.local(text).to_owned());
        page.want(&format!("$.processing[{index}].retention"), &kept, "how long the data are kept (AVG art. 13(2)(a))");
        rows.push(vec![what, kept]);
    }
    for (index, service) in config.services.iter().enumerate().filter(|(_, service)| service.is_switchable()) {
        let kept = Told::of(&service.retention_months, |months| page.words.period(*months, Unit::Months));
        page.want(&format!("$.services[{index}].retentionMonths"), &kept, "how long the company keeps the data (AVG art. 13(2)(a))");
        rows.push(vec![Told::from(service.label()), kept]);
    }
    page.table("retention.caption", &["column.what", "column.retention"], &rows);
    if config.services.iter().any(|service| !service.items.is_empty()) {
        page.paragraph("retention.cookies", &[]);
    }
    if config.processing.is_empty() {
        page.missing("retention.none");
    }
    // Nearly every server has both, and nearly every statement forgets them.
    for (key, expected, words) in [
        (
            "retention.logs",
            "the server logs and how long they are kept, or that there are none (AVG art. 13(2)(a))",
            &[
                "serverlog", "server log", "server-log", "logbestand", "access log", "toegangslog", "protokolldat", "server-protokoll",
                "logdatei", "logfile", "journaux", "journal du serveur",
            ][..],
        ),
        (
            "retention.backups",
            "the back-ups and how long they are kept, or that there are none (AVG art. 13(2)(a))",
            &["back-up", "backup", "sicherungskopie", "datensicherung", "sauvegarde"][..],
        ),
    ] {
        let mentions = |processing: &Processing| {
            let texts = [Some(&processing.what), processing.purpose.as_ref(), processing.note.as_ref(), processing.retention.get()];
            let text = texts.into_iter().flatten().map(|text| page.words.local(text).to_lowercase()).collect::<Vec<_>>().join(" ");
            words.iter().any(|word| text.contains(word))
        };
        if !config.processing.iter().any(mentions) {
            page.lack("$.processing", false, expected);
            page.missing(key);
        }
    }
    page.end();
}

/// What a service is for: in its own words, else in those of what it stores.
fn purpose(page: &Page<'_>, service: &Service) -> Told {
    if let Some(purpose) = &service.purpose {
        return Told::from(page.words.local(purpose));
    }
    let mut purposes: Vec<&str> =
        service.items.iter().filter_map(|item| item.purpose.as_ref()).map(|text| page.words.local(text)).collect();
    purposes.dedup();
    if purposes.is_empty() { Told::Nothing } else { Told::Text(purposes.join(" ")) }
}

/// Text of a run, for sentences about a service.
pub fn company<'a>(company: &'a str) -> (&'static str, Run<'a>) {
    ("company", Run::Text(company))
}
