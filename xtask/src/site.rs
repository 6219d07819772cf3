//! The website as a folder of static files: written texts, the documentation, the catalogue, what was measured, and a
//! configurator that works in the browser. It is made with the package itself.

mod companies;
mod docs;
mod markdown;
mod measured;
mod page;
mod picture;
mod services;

use crate::failure::{Failure, Outcome, While};
use crate::step::{self, Step};
use crate::{build, node, setup, workspace};
use page::{Page, Site, escape, fill, fragment};
use serde_json::Value;
use sluis::core::catalogue;
use sluis::core::text::LANGUAGES;
use std::fs;
use std::path::{Path, PathBuf};

/// Where it is built, unless another place is asked for.
pub const FOLDER: &str = "target/site";
/// Stands in every folder that this command has written and may empty.
const MARK: &str = "script/made.txt";

/// Sets up what is missing, builds the package and then the site.
pub fn site(words: &[&str]) -> Outcome {
    let folder = match words {
        [] => workspace::path(FOLDER),
        ["--out", folder] => PathBuf::from(folder),
        _ => return Err(Failure::new("Use cargo xtask site, or cargo xtask site --out FOLDER.")),
    };
    let builder = setup::builder()?;
    build::with(&builder)?;
    with(&folder)?;
    println!("\nThe website is in {}: serve that folder from anywhere.", workspace::shown(&folder));
    Ok(())
}

/// Builds the site with what is there; the package has to be built.
pub fn with(folder: &Path) -> Outcome {
    if is_foreign(folder) {
        return Err(Failure::new(format!(
            "{} holds something that this command did not write: name another folder.",
            workspace::shown(folder)
        )));
    }
    if folder.exists() {
        fs::remove_dir_all(folder).attempt(format!("empty {}", workspace::shown(folder)))?;
    }
    workspace::write(&folder.join(MARK), "Written by cargo xtask site.\n")?;
    Step {
        title: "Bundling the scripts of the website",
        expect: "a few seconds",
        log: "site",
        advice: "The output says which file is wrong.",
    }
    .run(node::script(&workspace::path("www/site/build.mjs")).arg(folder))?;
    step::own("Writing the pages of the website", || pages(folder))
}

fn is_foreign(folder: &Path) -> bool {
    !folder.join(MARK).is_file() && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

fn pages(folder: &Path) -> Outcome {
    let parts = read_parts(folder)?;
    let site = Site::new(folder.to_path_buf())?;
    files(folder)?;
    for (language, place, other) in [("en", "", "nl/"), ("nl", "nl/", "")] {
        home(&site, &parts, language, place, other)?;
    }
    for (language, place, other) in [("en", "configurator/", "nl/configurator/"), ("nl", "nl/configurator/", "configurator/")] {
        configurator(&site, language, place, other)?;
    }
    for (language, place, other) in [("en", "cookies/", "nl/cookies/"), ("nl", "nl/cookies/", "cookies/")] {
        cookies(&site, &parts, language, place, other)?;
    }
    compare(&site)?;
    views(&site)?;
    companies::write(&site)?;
    services::write(&site)?;
    docs::write(&site)
}

/// What the build step made for the pages that carry Sluis: `{key: {head, first, hashes}}`.
struct Part {
    head: String,
    first: String,
    hashes: Vec<String>,
}

fn read_parts(folder: &Path) -> Outcome<Value> {
    let file = folder.join("parts.json");
    let parts = serde_json::from_str(&workspace::read(&file)?).attempt("read the parts of the website")?;
    fs::remove_file(&file).attempt("remove parts.json")?;
    Ok(parts)
}

fn part(parts: &Value, key: &str) -> Outcome<Part> {
    let text = |name: &str| {
        parts[key][name].as_str().map(String::from).ok_or_else(|| Failure::new(format!("www/site/build.mjs made no `{name}` for {key}.")))
    };
    let hashes =
        parts[key]["hashes"].as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str).map(String::from).collect();
    Ok(Part { head: text("head")?, first: text("first")?, hashes })
}

/// Files that go over as they are.
fn files(folder: &Path) -> Outcome {
    workspace::copy(&workspace::path("www/img"), &folder.join("img"))?;
    workspace::copy(&workspace::path("www/views"), &folder.join("views"))?;
    let style = "demo/style/home.css";
    workspace::write(&folder.join(style), workspace::read(&workspace::path("www").join(style))?)?;
    for file in ["robots.txt", "consent.json"] {
        workspace::write(&folder.join(file), workspace::read(&workspace::path("www/site").join(file))?)?;
    }
    workspace::write(&folder.join("consent.schema.json"), workspace::read(&workspace::path("pkg/consent.schema.json"))?)
}

fn home(site: &Site, parts: &Value, language: &str, place: &str, other: &str) -> Outcome {
    let part = part(parts, if language == "nl" { "nl" } else { "en" })?;
    let rows = measured::rows()?;
    let shown: Vec<measured::Row> =
        rows.into_iter().filter(|row| row.name != "nobody" && row.name != "Sluis, the snippet without its first line").collect();
    let day = measured::changed("PLATFORM.md").unwrap_or_default();
    let first_visit = measured::first_visit()?;
    let first_visit = if language == "nl" { first_visit.replace('.', ",") } else { first_visit };
    let root = page::root(place);
    let content = fill(
        &fragment(&format!("home.{language}.html"))?,
        &[
            ("root", &root),
            ("views", &every_view(language, &root)),
            ("bars", &measured::bars(&shown, language)),
            ("measured-on", &day),
            ("measured-day", &measured::day(&day, language)),
            ("first-visit", &first_visit),
            ("services", &count(catalogue::IDS.len())),
            ("languages", &count(languages())),
        ],
    )?;
    let (title, description) = match language {
        "nl" => (
            "Sluis: een sluisdeur voor cookies",
            "Sluis houdt alles tegen waar een bezoeker geen toestemming voor gaf, vraagt één keer en eerlijk, en laat het antwoord weer intrekken. Zonder een ander bedrijf ertussen.",
        ),
        _ => (
            "Sluis: a lock gate for cookies",
            "Sluis holds back everything a visitor has not agreed to, asks once and fairly, and lets the answer be taken back. No other company in between.",
        ),
    };
    site.write(&Page {
        place,
        language,
        title,
        description,
        other: Some(other),
        scripts: &["home"],
        head: &part.head,
        first: &part.first,
        hashes: &part.hashes,
        content: &content,
        ..Page::default()
    })
}

/// The form is the same in both languages; its words are data, for the page and for its script.
fn configurator(site: &Site, language: &str, place: &str, other: &str) -> Outcome {
    let text = workspace::read(&workspace::path(&format!("www/site/words/{language}.json")))?;
    let words: serde_json::Map<String, Value> = serde_json::from_str(&text).attempt(format!("read www/site/words/{language}.json"))?;
    let root = page::root(place);
    let languages: String = LANGUAGES.iter().map(|id| format!("<option>{id}</option>")).collect();
    let words: Vec<(&str, String)> = words.iter().map(|(key, word)| (key.as_str(), escape(word.as_str().unwrap_or_default()))).collect();
    let mut values: Vec<(&str, &str)> = words.iter().map(|(key, word)| (*key, word.as_str())).collect();
    values.extend([("root", root.as_str()), ("languages", languages.as_str()), ("data", text.as_str())]);
    let title = format!("{} · Sluis", values.iter().find(|(key, _)| *key == "title").map_or("", |(_, title)| title));
    let description = values.iter().find(|(key, _)| *key == "lead").map_or("", |(_, lead)| lead);
    site.write(&Page {
        place,
        language,
        title: &title,
        description,
        menu: "configurator",
        other: Some(other),
        scripts: &["configurator"],
        style: "configurator",
        content: &fill(&fragment("configurator.html")?, &values)?,
        ..Page::default()
    })
}

fn cookies(site: &Site, parts: &Value, language: &str, place: &str, other: &str) -> Outcome {
    let name = format!("cookies.{language}");
    let part = part(parts, &name)?;
    let (title, description) = match language {
        "nl" => ("Wat deze website opslaat · Sluis", "Wat de website van Sluis in uw browser opslaat, waarom, en hoe u een keuze intrekt."),
        _ => ("What this site stores · Sluis", "What the website of Sluis stores in your browser, why, and how to take a choice back."),
    };
    site.write(&Page {
        place,
        language,
        title,
        description,
        other: Some(other),
        head: &part.head,
        hashes: &part.hashes,
        content: &fragment(&format!("{name}.html"))?,
        ..Page::default()
    })
}

fn compare(site: &Site) -> Outcome {
    let place = "compare/";
    let (with, beside) = measured::words(place)?;
    let day = |file| {
        measured::changed(file).map_or_else(String::new, |day| {
            format!("<p class=\"quiet\">Written into the repository on <time datetime=\"{day}\">{}</time>.</p>", measured::day(&day, "en"))
        })
    };
    let content = fill(
        &fragment("compare.html")?,
        &[
            ("bars", &measured::bars(&measured::rows()?, "en")),
            ("with", &with),
            ("beside", &beside),
            ("size", &measured::limit("Size", place)?),
            ("speed", &measured::limit("Speed", place)?),
            ("day", &day("PLATFORM.md")),
        ],
    )?;
    site.write(&Page {
        place,
        language: "en",
        title: "Compared with other tools · Sluis",
        description: "Sluis and other consent tools on the same pages: what third-party code ran before a choice, how large each is and how fast. Measured, with dates.",
        menu: "compare",
        content: &content,
        ..Page::default()
    })
}

/// The way to every layer in every language.
fn every_view(language: &str, root: &str) -> String {
    let (label, foreign) =
        if language == "nl" { ("Elke laag in elke taal (Engels)", " hreflang=\"en\"") } else { ("Every layer in every language", "") };
    format!(" <a class=\"button plain\" href=\"{root}views/\"{foreign}>{label}</a>")
}

fn views(site: &Site) -> Outcome {
    let (width, height) = picture::size(&workspace::path("www/img/views.webp"))?;
    let content = fill(&fragment("views.html")?, &[("width", &width.to_string()), ("height", &height.to_string())])?;
    site.write(&Page {
        place: "views/",
        language: "en",
        title: "Every view · Sluis",
        description: "Every view that a visitor of a site with Sluis can meet: question, settings, notices, placeholder, declaration, proof and statement, in every language, theme and size.",
        scripts: &["views"],
        style: "views",
        content: &content,
        ..Page::default()
    })
}

/// Languages, not counting a second way to address somebody.
fn languages() -> usize {
    LANGUAGES.iter().filter(|id| !id.contains('-')).count()
}

fn count(number: usize) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |language: &str| {
            let text = workspace::read(&workspace::path(&format!("www/site/words/{language}.json"))).unwrap();
            let words: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
            assert!(words.values().all(|word| word.as_str().is_some_and(|word| !word.is_empty())));
            words.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(keys("en"), keys("nl"));
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = crate::sysroot::fake::folder("site");
        fs::write(folder.join("mine"), "x").unwrap();
        assert!(site(&["--into", "x"]).is_err());
        assert!(is_foreign(&folder) && !is_foreign(&folder.join("absent")));
    }
}
