//! Category by category: whether it is used, by which services, and the facts of each (I-04, I-06).

use super::collected::company;
use super::page::{Page, Run, Told};
use crate::core::config::{Basis, Category, Service, Unit};
use crate::core::shape::Known;

pub fn services(page: &mut Page<'_>) {
    page.section("services.title");
    page.paragraph("services.meaning", &[]);
    if page.config.services.iter().any(Service::needs_consent) {
        page.paragraph("services.asked", &[]);
    }
    for category in Category::ALL {
        one_category(page, *category);
    }
    page.end();
}

fn one_category(page: &mut Page<'_>, category: Category) {
    let config = page.config;
    let heading = page.words.say(&format!("cat.{}.name", category.name())).to_owned();
    page.heading("h3", &heading);
    let mut services = config.services_of(category).peekable();
    // The record of the choice is a functional cookie too.
    let used = services.peek().is_some() || category == Category::Functional && config.services.iter().any(Service::is_switchable);
    let exempt = config.services_of(category).all(|(_, service)| service.basis == Basis::Exempt);
    let path = format!("$.categories.{}.used", category.name());
    let unsaid = "whether this kind of cookies is used (Tw art. 11.7a(1); I-06)";
    match (used, config.categories.of(category)) {
        (true, _) if category == Category::Analytics && exempt => page.paragraph("category.exempt", &[]),
        (true, _) => page.paragraph(&format!("category.{}", category.name()), &[]),
        (false, Known::Is(false)) => page.paragraph("category.unused", &[]),
        (false, Known::Absent) => {
            page.lack(&path, false, unsaid);
            page.missing("category.missing");
        }
        (false, _) => {
            page.lack(&path, true, unsaid);
            page.paragraph("category.unknown", &[("unknown", Run::Unknown)]);
        }
    }
    for (index, service) in services {
        one_service(page, index, service);
    }
}

fn one_service(page: &mut Page<'_>, index: usize, service: &Service) {
    page.heading("h4", service.label());
    let text = |fact: &Known<String>| Told::of(fact, String::clone);
    let foreign = service.is_switchable() || !service.hosts.is_empty();
    page.view.open("dl");
    let who = service.company();
    page.fact("service.company", &text(who), foreign);
    if foreign {
        page.want(&format!("$.services[{index}].provider"), &text(who), "the company that receives the data (AVG art. 13(1)(e))");
    }
    let purpose = service.purpose.as_ref().map_or(Told::Nothing, |purpose| Told::from(page.words.local(purpose)));
    page.fact("service.purpose", &purpose, false);
    let countries =
        Told::of(&service.countries, |codes| page.words.join(&codes.iter().map(|code| page.words.country(code)).collect::<Vec<_>>()));
    page.fact("service.countries", &countries, foreign);
    let kept = Told::of(&service.retention_months, |months| page.words.period(*months, Unit::Months));
    page.fact("service.kept", &kept, service.is_switchable());
    if foreign && !service.hosts.is_empty() {
        page.fact("service.hosts", &Told::Text(service.hosts.join(", ")), false);
    }
    let note = service.note.as_ref().map_or(Told::Nothing, |note| Told::from(page.words.local(note)));
    page.fact("service.note", &note, false);
    page.view.close();
    facts(page, index, service);
    if let Some(url) = service.privacy_url.get() {
        let label = page.words.say("service.privacy").replace("{company}", called(service));
        page.view.open("p").open("a").with("href", url).text(&label).close().close();
    }
}

/// Only what is declared: a reassurance that is not there is not given (I-04).
fn facts(page: &mut Page<'_>, index: usize, service: &Service) {
    let told = [
        ("agreement", "agreement", service.agreement),
        ("sharing", "dataSharing", service.data_sharing),
        ("ip", "ipAnonymised", service.ip_anonymised),
        ("user", "userId", service.user_id),
        ("ads", "adsFeatures", service.ads_features),
        ("own", "ownUseOnly", service.own_use_only),
    ];
    if service.is_switchable() && service.agreement == Known::Absent {
        page.lack(
            &format!("$.services[{index}].agreement"),
            false,
            "whether the company is a processor with an agreement (AVG art. 13(1)(e) and 28(3))",
        );
    }
    if told.iter().all(|(_, _, fact)| *fact == Known::Absent) {
        return;
    }
    page.view.open("ul");
    for (key, field, fact) in told {
        let answer = match fact {
            Known::Absent => continue,
            Known::Unknown => "unknown",
            Known::Is(true) => "yes",
            Known::Is(false) => "no",
        };
        if fact == Known::Unknown {
            page.lack(&format!("$.services[{index}].{field}"), true, "yes or no (AVG art. 13(1)(e); AP on Google Analytics)");
        }
        page.view.open("li");
        page.sentence(&format!("fact.{key}.{answer}"), &[company(called(service)), ("unknown", Run::Unknown)]);
        page.view.close();
    }
    page.view.close();
}

/// The company by the name that visitors know.
pub fn called(service: &Service) -> &str {
    service.provider.get().map_or_else(|| service.label(), String::as_str)
}
