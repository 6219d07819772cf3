//! For the demo: the statement that a company should have had, with what it left unsaid marked as unknown, and beside it
//! what its own one lacks.

use crate::author;
use sluis::core::lint::{Finding, Verdict, lint};
use sluis::core::view::View;
use sluis::core::view::statement::{language, statement};
use std::path::Path;

/// The name of the page in a company's folder. It is made anew for each visit and stands in no file.
const NAME: &str = "verklaring.html";
/// Where the company's own statement is.
const OWN: &str = "privacyverklaring/index.html";

/// The page, when that is what a path asks for and the folder is a company's.
pub fn page(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|_| path.file_name().is_some_and(|name| name == NAME))?;
    let config = author::load(&folder.join("consent.json")).ok()?.config?;
    let written = statement(&config, language(&config), true)?;
    let found = lint(&std::fs::read_to_string(folder.join(OWN)).ok()?);
    let title = if config.controller.name.contains(['<', '&']) { "Verklaring" } else { &config.controller.name };
    Some(format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<script src=\"/sluis/sluis.js\" data-config=\"consent.json\"></script>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Verklaring uit de aangifte - {title}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"style/site.css\">\n\
         <style>[data-part=wide]{{overflow-x:auto}}table{{border-collapse:collapse}}caption{{text-align:start;font-weight:600}}\
         th,td{{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}}dt{{font-weight:600}}dd{{margin:0 0 .5rem}}</style>\n\
         </head>\n<body class=\"text\">\n<main id=\"inhoud\">\n{}\n{}\n</main>\n</body>\n</html>\n",
        written.view.to_string().replacen("<article", "<article class=\"statement\"", 1),
        findings(&found)
    ))
}

/// What the published statement lacks, as a table.
fn findings(found: &[Finding]) -> View {
    let mut view = View::default();
    view.open("section").with("class", "declared").leaf("h2", "Wat de gepubliceerde verklaring mist");
    view.open("p")
        .text("De verklaring hierboven volgt uit de aangifte van deze website. Hieronder staat wat ")
        .open("a")
        .with("href", "privacyverklaring/");
    view.text("de verklaring die het bedrijf publiceerde").close().text(" niet, of niet goed, vertelt.").close();
    view.open("div")
        .with("data-part", "wide")
        .with("role", "region")
        .with("tabindex", "0")
        .with("aria-label", "Bevindingen")
        .with("lang", "en");
    view.open("table").leaf("caption", "Findings of sluis lint-statement").open("thead").open("tr");
    for column in ["Finding", "What", "Source", "Sentence"] {
        view.open("th").with("scope", "col").text(column).close();
    }
    view.close().close().open("tbody");
    for finding in found.iter().filter(|finding| finding.verdict != Verdict::Present) {
        view.open("tr").open("th").with("scope", "row").text(&format!("{}: {}", finding.verdict.name(), finding.id)).close();
        view.leaf("td", finding.why).leaf("td", finding.article);
        match &finding.evidence {
            Some(sentence) => view.open("td").with("lang", "nl").text(sentence).close(),
            None => view.leaf("td", "none"),
        };
        view.close();
    }
    view.close().close().close().close();
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn i_02_each_company_has_the_statement_it_should_have_had_and_what_its_own_lacks() {
        for company in ["2twnty4", "codex-connectors", "tnp-digital", "twentenet", "twisted-bytes"] {
            let folder = workspace::path(&format!("www/sites/{company}"));
            let html = page(&folder.join(NAME)).unwrap();
            assert!(html.contains("<h1>Privacy- en cookieverklaring van") && html.contains("missing: rights-restriction"), "{company}");
            let link = std::fs::read_to_string(folder.join(OWN)).unwrap();
            assert!(link.contains("<a href=\"../verklaring.html\">"), "{company}");
            assert!(page(&folder.join("index.html")).is_none());
        }
        assert!(page(&workspace::path("www/verklaring.html")).is_none());
    }
}
