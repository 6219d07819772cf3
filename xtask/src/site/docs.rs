//! The documentation, as the files of the repository have it: one page for each.

use super::markdown::{Document, render};
use super::page::{Page, Site, escape, root};
use crate::failure::{Outcome, While};
use crate::workspace;
use std::fs;

/// Where what is not on the website can be read.
const REPOSITORY: &str = "https://github.com/sluis-consent/sluis/blob/main";

/// A group of the side menu: its name, and each page by its file and what it is called there.
const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "For owners",
        &[
            ("docs/owners.md", "In five steps"),
            ("docs/owners.nl.md", "In vijf stappen"),
            ("README.md", "All of Sluis on a page"),
            ("docs/statement.md", "The privacy statement"),
            ("docs/versions.md", "When something changes"),
            ("docs/manifest.md", "Proof of what was asked"),
            ("docs/proof.md", "What a visitor can save"),
        ],
    ),
    (
        "For developers",
        &[
            ("docs/packages.md", "npm, bundlers, frameworks"),
            ("docs/cli.md", "The command line"),
            ("docs/prerender.md", "In the page’s HTML"),
            ("docs/embeds.md", "Embeds"),
            ("docs/sweep.md", "Cookies, refused and removed"),
            ("docs/signals.md", "What vendors are told"),
            ("docs/visitor-signals.md", "What browsers and other tools say"),
            ("docs/policy.md", "Content-Security-Policy"),
            ("docs/rewrite.md", "Marking the HTML"),
            ("docs/worker.md", "The service worker"),
        ],
    ),
    (
        "How it is made",
        &[
            ("PLATFORM.md", "What is held, way by way"),
            ("ARCHITECTURE.md", "The map"),
            ("CONTRIBUTING.md", "Working on Sluis"),
            ("data/README.md", "The catalogue’s rules"),
            ("docs/site.md", "This website"),
            ("CHANGELOG.md", "What changed"),
        ],
    ),
];

/// Files that are on the website under another name.
const ELSEWHERE: [(&str, &str); 4] = [
    ("www/sites", "companies/"),
    ("pkg/consent.schema.json", "consent.schema.json"),
    ("data", "catalogue/"),
    (CONFIGURATOR, "configurator/"),
];
const CONFIGURATOR: &str = "www/site/pages/configurator.html";

/// How the name of a file ends that is in Dutch.
const DUTCH: &str = ".nl.md";

/// A page of the documentation.
struct Entry {
    file: String,
    label: String,
    group: &'static str,
}

impl Entry {
    fn is_dutch(&self) -> bool {
        self.file.ends_with(DUTCH)
    }

    /// Its folder on the website.
    fn place(&self) -> String {
        match self.file.strip_suffix(DUTCH) {
            Some(name) => format!("nl/docs/{}/", slug(name)),
            None => format!("docs/{}/", slug(&self.file)),
        }
    }

    /// The same page in the other language, where there is one.
    fn other<'a>(&self, entries: &'a [Self]) -> Option<&'a Self> {
        let other = match self.file.strip_suffix(DUTCH) {
            Some(name) => format!("{name}.md"),
            None => format!("{}{DUTCH}", self.file.trim_end_matches(".md")),
        };
        entries.iter().find(|entry| entry.file == other)
    }
}

/// Writes every page, and the page that leads to them.
pub fn write(site: &Site) -> Outcome {
    let entries = entries()?;
    for entry in &entries {
        let place = entry.place();
        let document = document(&entry.file, &entries, &root(&place))?;
        let other = entry.other(&entries).map(Entry::place);
        let (language, menu, about) = match entry.is_dutch() {
            true => (
                "nl",
                "owners",
                "Uit de documentatie van Sluis, een cookiebanner die tegenhoudt waar een bezoeker geen toestemming voor gaf.",
            ),
            false => (
                "en",
                "docs",
                "From the documentation of Sluis, a cookie-consent component that holds back what a visitor has not agreed to.",
            ),
        };
        let on_this_page = if entry.is_dutch() { "Op deze pagina" } else { "On this page" };
        let article = document.html.replacen("</h1>", &format!("</h1>\n{}", contents(&document, on_this_page)), 1);
        let article = format!("<article class=\"prose\">\n{article}\n</article>");
        let content = match entry.is_dutch() {
            // All the others are in English.
            true => article,
            false => format!("<div class=\"manual\">\n{}\n{article}\n</div>", aside(&entries, &entry.file, &root(&place))),
        };
        site.write(&Page {
            place: &place,
            language,
            title: &format!("{} · Sluis", entry.label),
            description: &format!("{}. {about}", entry.label),
            menu,
            other: other.as_deref(),
            content: &content,
            ..Page::default()
        })?;
    }
    let content = format!(
        "<div class=\"head\"><h1>Documentation</h1><p class=\"lead\">What stands here is what stands in the repository, page by page.</p></div>\n<div class=\"shelves\">{}</div>",
        groups(&entries, "", &root("docs/"))
    );
    site.write(&Page {
        place: "docs/",
        language: "en",
        title: "Documentation · Sluis",
        description: "The documentation of Sluis: for owners of websites, for developers, and for whoever wants to know how it is made.",
        menu: "docs",
        content: &content,
        ..Page::default()
    })
}

/// Every page that is listed and there, then what else stands in `docs`.
fn entries() -> Outcome<Vec<Entry>> {
    let mut entries = Vec::new();
    for (group, files) in GROUPS {
        for (file, label) in files.iter().filter(|(file, _)| workspace::path(file).is_file()) {
            entries.push(Entry { file: (*file).to_owned(), label: (*label).to_owned(), group });
        }
    }
    let mut names: Vec<String> = fs::read_dir(workspace::path("docs"))
        .attempt("read docs")?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names.iter().filter(|name| name.ends_with(".md")) {
        let file = format!("docs/{name}");
        if !entries.iter().any(|entry| entry.file == file) {
            let label = render(&workspace::read(&workspace::path(&file))?, str::to_owned).title;
            entries.push(Entry { file, label, group: GROUPS[1].0 });
        }
    }
    Ok(entries)
}

fn document(file: &str, entries: &[Entry], root: &str) -> Outcome<Document> {
    let text = workspace::read(&workspace::path(file))?;
    Ok(render(&text, |address| link(address, file, entries, root)))
}

/// A part of a file as another page at `place` shows it, with links that lead where the file's lead.
pub fn quoted(text: &str, file: &str, place: &str) -> Outcome<String> {
    let (entries, root) = (entries()?, root(place));
    Ok(render(text, |address| link(address, file, &entries, &root)).html)
}

/// Where a link of a file leads on the website.
fn link(address: &str, file: &str, entries: &[Entry], root: &str) -> String {
    if address.contains("://") || address.starts_with('#') || address.starts_with("mailto:") {
        return address.to_owned();
    }
    let (path, fragment) = address.split_once('#').map_or((address, String::new()), |(path, rest)| (path, format!("#{rest}")));
    let path = resolved(path, file);
    if let Some(entry) = entries.iter().find(|entry| entry.file == path) {
        return format!("{root}{}{fragment}", entry.place());
    }
    if let Some((known, place)) = ELSEWHERE.iter().find(|(known, _)| *known == path.trim_end_matches('/')) {
        let dutch = if *known == CONFIGURATOR && file.ends_with(DUTCH) { "nl/" } else { "" };
        return format!("{root}{dutch}{place}{fragment}");
    }
    match path.strip_prefix("www/img/") {
        Some(image) => format!("{root}img/{image}"),
        None => format!("{REPOSITORY}/{path}{fragment}"),
    }
}

/// A path of the repository, from one that is relative to a file of it.
fn resolved(path: &str, file: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn slug(file: &str) -> String {
    match file {
        "README.md" => String::from("overview"),
        "data/README.md" => String::from("catalogue"),
        file => file.trim_start_matches("docs/").trim_end_matches(".md").to_lowercase(),
    }
}

fn aside(entries: &[Entry], current: &str, root: &str) -> String {
    format!(
        "<nav class=\"shelf\" aria-label=\"Documentation\" tabindex=\"0\"><details><summary>All pages</summary>{}</details></nav>",
        groups(entries, current, root)
    )
}

fn groups(entries: &[Entry], current: &str, root: &str) -> String {
    let mut html = String::new();
    for (group, _) in GROUPS {
        html.push_str(&format!("<section><h2>{group}</h2><ul>"));
        for entry in entries.iter().filter(|entry| entry.group == group) {
            let here = if entry.file == current { " aria-current=\"page\"" } else { "" };
            let tongue = if entry.is_dutch() { " lang=\"nl\" hreflang=\"nl\"" } else { "" };
            html.push_str(&format!("<li><a href=\"{root}{}\"{here}{tongue}>{}</a></li>", entry.place(), escape(&entry.label)));
        }
        html.push_str("</ul></section>");
    }
    html
}

/// The sections of a long page.
fn contents(document: &Document, label: &str) -> String {
    if document.sections.len() < 4 {
        return String::new();
    }
    let items: String =
        document.sections.iter().map(|(anchor, text)| format!("<li><a href=\"#{anchor}\">{}</a></li>", escape(text))).collect();
    format!("<nav class=\"contents\" aria-label=\"{label}\"><ul>{items}</ul></nav>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_files_or_the_repository() {
        let entries = entries().unwrap();
        let to = |address, file| link(address, file, &entries, "../../");
        assert_eq!(to("docs/policy.md#a", "README.md"), "../../docs/policy/#a");
        assert_eq!(to("../PLATFORM.md", "docs/worker.md"), "../../docs/platform/");
        assert_eq!(to("www/img/banner.png", "README.md"), "../../img/banner.png");
        assert_eq!(to("data", "README.md"), "../../catalogue/");
        assert_eq!(to("owners.nl.md#later", "docs/owners.md"), "../../nl/docs/owners/#later");
        assert_eq!(to("../www/site/pages/configurator.html", "docs/owners.md"), "../../configurator/");
        assert_eq!(to("../www/site/pages/configurator.html", "docs/owners.nl.md"), "../../nl/configurator/");
        assert_eq!(to("../src/core/catalogue.rs", "data/README.md"), format!("{REPOSITORY}/src/core/catalogue.rs"));
        assert_eq!(to("https://example.nl/", "README.md"), "https://example.nl/");
    }

    #[test]
    fn a_quoted_part_leads_where_its_file_does() {
        let html = quoted("See [speed](docs/speed.md).", "README.md", "compare/").unwrap();
        assert!(html.contains("href=\"../docs/speed/\""), "{html}");
    }

    #[test]
    fn every_file_of_docs_has_a_page_and_no_two_the_same() {
        let entries = entries().unwrap();
        let mut slugs: Vec<String> = entries.iter().map(Entry::place).collect();
        let count = slugs.len();
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), count);
        for file in fs::read_dir(workspace::path("docs")).unwrap().flatten() {
            let name = format!("docs/{}", file.file_name().to_string_lossy());
            assert!(!name.ends_with(".md") || entries.iter().any(|entry| entry.file == name), "{name}");
        }
    }
}
