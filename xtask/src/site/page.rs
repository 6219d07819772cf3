//! A page of the website: the layout around its content, and relative addresses, so that the folder can be served
//! from anywhere.

use crate::failure::{Failure, Outcome};
use crate::workspace;
use std::path::PathBuf;

/// What every page is made with.
pub struct Site {
    /// Where it is written.
    pub folder: PathBuf,
    layout: String,
}

/// A page, before the layout.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// Its folder below the root, ending in `/`; empty for the front page.
    pub place: &'a str,
    /// The tag of its language.
    pub language: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// The entry of the menu that it belongs to.
    pub menu: &'a str,
    /// The folder of the same page in the other language, where there is one.
    pub other: Option<&'a str>,
    /// The scripts of its own, in `script/`, and its own style sheet in `style/`.
    pub scripts: &'a [&'a str],
    pub style: &'a str,
    /// What stands first in `<head>`, and the hashes by which the page's policy allows its inline scripts.
    pub head: &'a str,
    pub hashes: &'a [String],
    /// What stands first in `<body>`.
    pub first: &'a str,
    pub content: &'a str,
}

/// Menu entry, folder, what it is called in English and in Dutch.
const MENU: [(&str, &str, &str, &str); 6] = [
    ("configurator", "configurator/", "Configurator", "Configurator"),
    // In English it stands among the documentation.
    ("owners", "docs/owners/", "", "In vijf stappen"),
    ("catalogue", "catalogue/", "Catalogue", "Catalogus"),
    ("compare", "compare/", "Compared", "Vergeleken"),
    ("companies", "companies/", "Five companies", "Vijf bedrijven"),
    ("docs", "docs/", "Docs", "Documentatie"),
];

impl Site {
    pub fn new(folder: PathBuf) -> Outcome<Self> {
        Ok(Self { folder, layout: workspace::read(&workspace::path("www/site/layout.html"))? })
    }

    /// Writes the page.
    pub fn write(&self, page: &Page<'_>) -> Outcome {
        let html = self.html(page)?;
        workspace::write(&self.folder.join(page.place).join("index.html"), html)
    }

    fn html(&self, page: &Page<'_>) -> Outcome<String> {
        let dutch = page.language == "nl";
        let root = root(page.place);
        let say = |english: &'static str, dutch_text: &'static str| if dutch { dutch_text } else { english };
        let mut scripts = match page.style {
            "" => String::new(),
            name => format!("<link rel=\"stylesheet\" href=\"{root}style/{name}.css\">\n"),
        };
        scripts.extend(page.scripts.iter().map(|name| format!("<script type=\"module\" src=\"{root}script/{name}.js\"></script>\n")));
        let home = if dutch { format!("{root}nl/") } else { root.clone() };
        fill(
            &self.layout,
            &[
                ("language", page.language),
                ("policy", &policy(page.hashes)),
                ("head", page.head),
                ("title", &escape(page.title)),
                ("description", &escape(page.description)),
                ("scripts", &scripts),
                ("first", page.first),
                ("skip", say("Skip to content", "Naar de inhoud")),
                ("home", &home),
                ("menu-label", say("Main", "Hoofdmenu")),
                ("menu", &menu(page, &root)),
                ("content", page.content),
                ("foot-made", say("Sluis is free software, MIT or Apache-2.0.", "Sluis is vrije software, MIT of Apache-2.0.")),
                (
                    "foot-quiet",
                    say(
                        "No page of this site asks another company for anything. Your browser is told to refuse it, too.",
                        "Geen pagina van deze website vraagt iets aan een ander bedrijf. Uw browser heeft opdracht dat ook te weigeren.",
                    ),
                ),
                ("cookies", say("cookies/", "nl/cookies/")),
                ("foot-cookies", say("What this site stores", "Wat deze website opslaat")),
                (
                    "settings",
                    // As the banner calls it.
                    match page.head {
                        "" => "",
                        _ => say(
                            " <button type=\"button\" data-sluis=\"open\">Cookie settings</button> ·",
                            " <button type=\"button\" data-sluis=\"open\">Cookie-instellingen</button> ·",
                        ),
                    },
                ),
                ("root", &root),
            ],
        )
    }
}

/// `../` for each folder down from the root.
pub fn root(place: &str) -> String {
    match place.matches('/').count() {
        0 => String::from("./"),
        deep => "../".repeat(deep),
    }
}

fn menu(page: &Page<'_>, root: &str) -> String {
    let dutch = page.language == "nl";
    let mut html = String::new();
    for (id, folder, english, in_dutch) in MENU {
        let (label, own) = if dutch { (in_dutch, ["configurator", "owners"].contains(&id)) } else { (english, true) };
        if label.is_empty() {
            continue;
        }
        let folder = if dutch && own { format!("nl/{folder}") } else { folder.to_owned() };
        let current = if page.menu == id { " aria-current=\"page\"" } else { "" };
        let foreign = if own { "" } else { " hreflang=\"en\"" };
        html.push_str(&format!("<a href=\"{root}{folder}\"{current}{foreign}>{label}</a>\n"));
    }
    // A page without its like in Dutch leads back to where Dutch is.
    if let Some(other) = page.other.or((!dutch).then_some("nl/")) {
        let (tag, name) = if dutch { ("en", "English") } else { ("nl", "Nederlands") };
        html.push_str(&format!("<a class=\"tongue\" href=\"{root}{other}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a>\n"));
    }
    html
}

/// The policy of every page: nothing from elsewhere, and no inline code but what is named.
fn policy(hashes: &[String]) -> String {
    let hashes: String = hashes.iter().map(|hash| format!(" '{hash}'")).collect();
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

/// Puts values in the place of `{{name}}`. A name without a value is a mistake of ours.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Outcome<String> {
    let mut html = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, end) = after.split_once("}}").ok_or_else(|| Failure::new("A `{{` of a page has no `}}`."))?;
        let value = values.iter().find(|(known, _)| *known == name);
        html.push_str(before);
        html.push_str(value.ok_or_else(|| Failure::new(format!("A page asks for `{name}`, which nothing gives.")))?.1);
        rest = end;
    }
    html.push_str(rest);
    Ok(html)
}

/// A text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A fragment of a page in `www/site/pages`.
pub fn fragment(name: &str) -> Outcome<String> {
    workspace::read(&workspace::path("www/site/pages").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        assert_eq!(["", "nl/", "catalogue/youtube/"].map(root), ["./", "../", "../../"]);
    }

    #[test]
    fn a_missing_value_is_told() {
        assert_eq!(fill("a {{b}} c", &[("b", "{{x}}")]).unwrap(), "a {{x}} c");
        assert!(fill("{{nothing}}", &[]).unwrap_err().to_string().contains("`nothing`"));
        assert!(fill("{{nothing", &[]).is_err());
    }

    #[test]
    fn a_page_has_its_language_its_menu_and_a_policy() {
        let site = Site::new(PathBuf::from("/nowhere")).unwrap();
        let hashes = [String::from("sha256-x")];
        let page = Page {
            place: "nl/configurator/",
            language: "nl",
            title: "A & B",
            menu: "configurator",
            other: Some("configurator/"),
            hashes: &hashes,
            ..Page::default()
        };
        let html = site.html(&page).unwrap();
        assert!(html.contains("<html lang=\"nl\">") && html.contains("<title>A &amp; B</title>"));
        assert!(
            html.contains("href=\"../../nl/configurator/\" aria-current=\"page\"") && html.contains("href=\"../../docs/\" hreflang=\"en\"")
        );
        assert!(html.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-x';"));
        assert!(!html.contains("https://"), "nothing from elsewhere: {html}");
    }
}
