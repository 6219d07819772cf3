//! What visitors can do: their rights, taking consent back, complaining (AVG art. 13(2)(b) to (d)).

use super::page::{Page, Run};
use crate::core::config::{Right, Service};
use crate::core::shape::Known;

/// The law gives these to everybody, so they are told whether or not a site thought of them.
const ALL: [(Option<Right>, &str); 10] = [
    (Some(Right::Explanation), "right.explanation"),
    (Some(Right::Access), "right.access"),
    (Some(Right::Rectification), "right.rectification"),
    (Some(Right::Erasure), "right.erasure"),
    (Some(Right::Restriction), "right.restriction"),
    (Some(Right::Portability), "right.portability"),
    (Some(Right::Objection), "right.objection"),
    (None, "right.automated"),
    (Some(Right::Withdrawal), "right.withdrawal"),
    (Some(Right::Complaint), "right.complaint"),
];

pub fn rights(page: &mut Page<'_>) {
    page.section("rights.title");
    page.paragraph("rights.intro", &[]);
    let mut unnamed = Vec::new();
    page.view.open("ul");
    for (right, key) in ALL {
        let text = page.words.say(key).to_owned();
        page.view.leaf("li", &text);
        unnamed.extend(right.filter(|right| !page.config.rights.contains(right)).map(Right::name));
    }
    page.view.close();
    if !unnamed.is_empty() {
        let why = format!(
            "{}: the law gives these and the statement names them, so the site has to be ready for them (AVG art. 13(2)(b) to (d))",
            unnamed.join(", ")
        );
        page.lack("$.rights", false, &why);
    }
    contact(page);
    page.end();
}

fn contact(page: &mut Page<'_>) {
    let who = &page.config.controller;
    match (who.email.get(), who.phone.get(), who.address.get()) {
        (Some(email), ..) => page.paragraph("rights.contact", &[("contact", Run::Link(&format!("mailto:{email}"), email))]),
        (None, Some(phone), _) => page.paragraph("rights.call", &[("contact", Run::Text(phone))]),
        (None, None, Some(address)) => page.paragraph("rights.contact", &[("contact", Run::Text(address))]),
        _ if who.email == Known::Absent => page.missing("rights.missing"),
        _ => page.paragraph("rights.unknown", &[("unknown", Run::Unknown)]),
    }
}

/// Art. 7(3): withdrawing is as easy as giving, and told beforehand.
pub fn withdrawal(page: &mut Page<'_>) {
    page.section("withdrawal.title");
    let config = page.config;
    let label = page.words.say("link.settings").to_owned();
    if config.services.iter().any(Service::needs_consent) {
        page.paragraph("withdrawal.cookies", &[("settings", Run::Settings(&label))]);
    } else {
        page.paragraph("withdrawal.none", &[]);
        if config.services.iter().any(Service::is_switchable) {
            page.paragraph("withdrawal.exempt", &[("settings", Run::Settings(&label))]);
        }
    }
    page.paragraph("withdrawal.other", &[]);
    page.paragraph("withdrawal.before", &[]);
    page.end();
}

pub fn complaint(page: &mut Page<'_>) {
    page.section("complaint.title");
    let declared = page.config.authority.as_ref().map(|authority| (authority.name.clone(), authority.url.clone()));
    match declared.or_else(|| page.words.law.authority()) {
        Some((name, url)) => {
            let run = match &url {
                Some(url) => Run::Link(url, &name),
                None => Run::Text(&name),
            };
            page.paragraph("complaint.named", &[("authority", run)]);
        }
        None => {
            page.lack("$.authority", false, "the supervisory authority by name (AVG art. 13(2)(d) and 77)");
            page.paragraph("complaint.any", &[]);
        }
    }
    page.end();
}
