//! The whole privacy and cookie statement of a site (AVG art. 12 to 14; I-02), from its configuration alone.
//!
//! Nothing is made up. What the site calls unknown is shown as unknown; what it should have said and did
//! not is a problem for its author, and marked in the text of a draft.

mod collected;
mod controller;
mod cookies;
mod law;
mod page;
mod recipients;
mod rights;
mod services;
mod untranslated;
mod words;

pub use words::{LANGUAGES, Words, foreign, language, own, texts};

use super::View;
use crate::core::config::Config;
use crate::core::problem::Problem;
use crate::core::shape::Known;
use page::{Page, Run, Told};

/// A statement and what it lacks.
#[derive(Clone, Debug)]
pub struct Written {
    /// The steps of one `<article>`.
    pub view: View,
    /// What the law wants and the configuration does not say, each with its path and article.
    pub problems: Vec<Problem>,
}

/// Writes the statement. `None` for a language that is not one of [`LANGUAGES`].
pub fn statement(config: &Config, language: &str, draft: bool) -> Option<Written> {
    let words = Words::new(language, config)?;
    let mut page = Page { config, words, draft, view: View::default(), problems: Vec::new() };
    let tag = page.words.tag;
    page.view.part("article", "statement").with("lang", tag);
    let name = called(config);
    page.view.open("h1");
    page.sentence("title", &[("name", Run::Text(&name))]);
    page.view.close();
    version(&mut page);
    if draft {
        page.paragraph("draft", &[("missing", Run::Missing)]);
    }
    page.paragraph("intro", &[]);
    if !config.domains.is_empty() {
        let domains = page.words.join(&config.domains);
        page.paragraph("intro.domains", &[("domains", Run::Text(&domains))]);
    }
    controller::controller(&mut page);
    collected::collected(&mut page);
    services::services(&mut page);
    cookies::cookies(&mut page);
    recipients::recipients(&mut page);
    collected::retention(&mut page);
    rights::rights(&mut page);
    rights::withdrawal(&mut page);
    rights::complaint(&mut page);
    versions(&mut page);
    law::tell(&mut page);
    untranslated::tell(&mut page);
    open(&mut page);
    page.view.close();
    Some(Written { view: page.view, problems: page.problems })
}

/// The name that visitors know, with the legal one where that is another.
fn called(config: &Config) -> String {
    match &config.controller.trade_name {
        Some(trade) if !config.controller.name.starts_with(trade.as_str()) => format!("{trade} ({})", config.controller.name),
        _ => config.controller.name.clone(),
    }
}

/// The line under the title (I-03). The version stands there as choices carry it.
fn version(page: &mut Page<'_>) {
    let statement = &page.config.statement;
    let date = statement.effective.get().map(|date| (date.as_str(), page.words.date(date)));
    let (key, version) = match (statement.version.get(), &date) {
        (Some(version), Some(_)) => ("versions.both", version.as_str()),
        (Some(version), None) => ("versions.version", version.as_str()),
        (None, Some(_)) => ("versions.date", ""),
        (None, None) if statement.version == Known::Absent && statement.effective == Known::Absent => ("versions.missing", ""),
        (None, None) => ("versions.unknown", ""),
    };
    if key != "versions.missing" || page.draft {
        let mut values = vec![("version", Run::Text(version)), ("unknown", Run::Unknown), ("missing", Run::Missing)];
        if let Some((machine, people)) = &date {
            values.push(("date", Run::Time(machine, people)));
        }
        page.paragraph(key, &values);
    }
}

fn versions(page: &mut Page<'_>) {
    let statement = &page.config.statement;
    let text = |fact: &Known<String>| Told::of(fact, String::clone);
    page.want(
        "$.statement.version",
        &text(&statement.version),
        "a version, so that a choice points to what was read (AVG art. 5(2) and 7(1))",
    );
    page.want("$.statement.effective", &text(&statement.effective), "the date from which it holds (AVG art. 5(2) and 12(1))");
    if statement.history.is_empty() {
        return;
    }
    page.section("versions.title");
    page.paragraph("versions.earlier", &[]);
    page.view.open("ul");
    for edition in &statement.history {
        page.view.open("li");
        match edition.effective.get() {
            Some(date) => {
                let people = page.words.date(date);
                page.sentence("versions.both", &[("version", Run::Text(&edition.version)), ("date", Run::Time(date, &people))]);
            }
            None => page.sentence("versions.version", &[("version", Run::Text(&edition.version)), ("unknown", Run::Unknown)]),
        }
        if let Some(url) = edition.url.get() {
            let label = page.words.say("versions.read").replace("{version}", &edition.version);
            page.view.text(" ").open("a").with("href", url).text(&label).close();
        }
        page.view.close();
    }
    page.view.close();
    page.end();
}

/// What this version of the format has no field for. Said to the author, never to a visitor.
fn open(page: &mut Page<'_>) {
    page.lack(
        "$",
        false,
        "your own judgement of what consent.json has no field for: a data protection officer (AVG art. 13(1)(b)), whether data must be given (13(2)(e)), automated decisions (13(2)(f)), other sources (14(2)(f))",
    );
    if page.draft {
        page.section("open.title");
        page.paragraph("open.intro", &[]);
        page.view.open("ul");
        for key in ["open.officer", "open.duty", "open.automated", "open.source"] {
            let text = page.words.say(key).to_owned();
            page.view.leaf("li", &text);
        }
        page.view.close();
        page.end();
    }
}
