//! The five companies: what each declares, judged, with what its own statement lacks.

use super::page::{Page, Site, escape};
use crate::failure::{Outcome, While};
use crate::{author, workspace};
use sluis::core::lint::{Verdict, lint};
use sluis::core::problem::Severity;
use sluis::core::shape::Known;
use std::fs;

const FOLDER: &str = "www/sites";

/// Writes the page, and each company's configuration as an example.
pub fn write(site: &Site) -> Outcome {
    let mut cards = String::new();
    for id in ids()? {
        cards.push_str(&card(&id)?);
        let text = workspace::read(&workspace::path(&format!("{FOLDER}/{id}/consent.json")))?;
        workspace::write(&site.folder.join(format!("examples/{id}.json")), text)?;
    }
    let content = super::page::fill(&super::page::fragment("companies.html")?, &[("cards", &cards)])?;
    site.write(&Page {
        place: "companies/",
        language: "en",
        title: "Five companies · Sluis",
        description: "Five Dutch companies as they declare themselves: each with a consent.json written from its own privacy statement, and what that statement lacks.",
        menu: "companies",
        content: &content,
        ..Page::default()
    })
}

/// The names of their folders, in order.
pub fn ids() -> Outcome<Vec<String>> {
    let entries = fs::read_dir(workspace::path(FOLDER)).attempt(format!("read {FOLDER}"))?;
    let folders = entries.flatten().filter(|entry| entry.path().join("consent.json").is_file());
    let mut ids: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.sort();
    Ok(ids)
}

fn card(id: &str) -> Outcome<String> {
    let folder = workspace::path(&format!("{FOLDER}/{id}"));
    let checked = author::load(&folder.join("consent.json"))?;
    let notes = checked.problems.iter().filter(|problem| problem.severity == Severity::Note).count();
    let Some(config) = checked.config else { return Ok(String::new()) };
    let statement = workspace::read(&folder.join("privacyverklaring/index.html"))?;
    let lacking = lint(&statement).iter().filter(|finding| finding.verdict != Verdict::Present).count();
    let name = escape(config.controller.trade_name.as_ref().unwrap_or(&config.controller.name));
    let asks = config.services.iter().any(|service| service.needs_consent());
    let mode = if asks { "Asks first" } else { "Nothing to ask" };
    let services: Vec<String> = config.services.iter().map(|service| escape(service.label())).collect();
    let stored = if services.is_empty() { String::from("nothing") } else { services.join(", ") };
    let version = match (&config.statement.version, &config.statement.effective) {
        (Known::Is(version), _) | (_, Known::Is(version)) => escape(version),
        _ => String::from("<em>not known</em>"),
    };
    Ok(format!(
        "<li class=\"{id}\"><h2>{name}</h2><p class=\"mode\">{mode}</p><dl><div><dt>Declares</dt><dd lang=\"nl\">{stored}</dd></div>\
         <div><dt>Statement of</dt><dd>{version}</dd></div><div><dt>Left unknown by it</dt><dd>{notes} facts</dd></div>\
         <div><dt>Missing or unclear in it</dt><dd>{lacking} points of law</dd></div></dl>\
         <p><a href=\"../configurator/#example={id}\">Open in the configurator<span class=\"quiet\">: {name}</span></a></p></li>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_company_has_a_card_that_says_how_it_stands() {
        let ids = ids().unwrap();
        assert_eq!(ids.len(), 5);
        let cards: String = ids.iter().map(|id| card(id).unwrap()).collect();
        assert_eq!((cards.matches("Asks first").count(), cards.matches("Nothing to ask").count()), (2, 3));
        assert!(cards.contains("Google Analytics") && cards.contains("2018-06-12"));
    }
}
