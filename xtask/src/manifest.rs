//! Writes down what a site asks, with hashes, so that a receipt can be shown to belong to it (AVG art. 7(1); R-07).

use crate::check;
use crate::failure::{Failure, Outcome, While};
use crate::verify;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use sluis::core::catalogue;
use sluis::core::config::Config;
use sluis::core::decide::fingerprint;
use sluis::core::problem::report;
use sluis::core::text::{Key, LANGUAGES, browser_list};
use sluis::core::value::Value;
use sluis::core::view::statement::own;
use std::fs;
use std::path::Path;

/// What was typed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish<'a> {
    file: &'a str,
    url: Option<&'a str>,
    code: Option<&'a str>,
    languages: Option<&'a str>,
    verify: Option<&'a str>,
}

/// Prints the manifest of a configuration, or holds receipts to one.
pub fn manifest(words: &[&str]) -> Outcome {
    let wish = Wish::read(words)?;
    let text = fs::read_to_string(wish.file).attempt(format!("read {}", wish.file))?;
    let manifest = match verify::manifest(&text) {
        Some(manifest) => manifest,
        None => of(&text, &wish)?,
    };
    match wish.verify {
        Some(receipt) => verify::verify(&manifest, receipt),
        None => {
            println!("{}", pretty(&manifest)?);
            Ok(())
        }
    }
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str]) -> Outcome<Self> {
        let mut wish = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = |what: &str| words.next().copied().ok_or_else(|| Failure::new(format!("Name {what} after {word}.")));
            match *word {
                "--url" => wish.url = Some(value("an address")?),
                "--languages" => wish.languages = Some(value("languages, such as nl,en,")?),
                "--code" => wish.code = Some(value("a folder")?),
                "--verify" => wish.verify = Some(value("a receipt")?),
                option if option.starts_with("--") => {
                    return Err(Failure::new(format!(
                        "There is no option `{option}`: use --url ADDRESS, --languages LIST, --code FOLDER or --verify RECEIPT."
                    )));
                }
                file if wish.file.is_empty() => wish.file = file,
                file => return Err(Failure::new(format!("One file at a time: {} or {file}?", wish.file))),
            }
        }
        match wish.file {
            "" => Err(Failure::new("Name the configuration: cargo xtask manifest FILE")),
            _ => Ok(wish),
        }
    }
}

/// The manifest of a configuration as it stands in its file.
fn of(text: &str, wish: &Wish<'_>) -> Outcome<Json> {
    let file = wish.file;
    let checked = check::load(Path::new(file))?;
    let Some(config) = checked.config else {
        return Err(Failure::new(format!("{file} is refused:\n{}", report(&checked.problems))));
    };
    let statement = &config.statement;
    Ok(json!({
        "format": 1,
        "package": { "name": "sluis", "version": env!("CARGO_PKG_VERSION") },
        "url": wish.url,
        "asked": fingerprint(&config),
        "statement": { "version": statement.version.get(), "effective": statement.effective.get(), "url": statement.url.get() },
        "config": { "sha256": sha256(text.as_bytes()), "text": text },
        "services": services(&config),
        "catalogue": entries(&config),
        "texts": texts(&config, wish.languages)?,
        "code": wish.code.map(files).transpose()?,
    }))
}

/// The services that a visitor is asked about, with what the hash of the question covers.
fn services(config: &Config) -> Vec<Json> {
    let asked = config.services.iter().filter(|service| service.is_switchable());
    let told = asked.map(|service| {
        let longest = service.items.iter().filter_map(|item| item.retention.get()).map(|kept| kept.minutes()).max();
        json!({
            "id": service.id,
            "category": service.category.name(),
            "basis": service.basis.name(),
            "countries": service.countries.get(),
            "longestMinutes": longest,
            "retentionMonths": service.retention_months.get(),
        })
    });
    told.collect()
}

/// The catalogue's entries that the configuration rests on, whole: the catalogue changes with the package.
fn entries(config: &Config) -> Vec<Json> {
    let mut ids: Vec<&str> = config.services.iter().filter_map(|service| service.catalogue.as_deref()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = ids.into_iter().filter_map(|id| Some((id, as_json(catalogue::all().get(id)?))));
    found.map(|(id, entry)| json!({ "id": id, "sha256": sha256(entry.to_string().as_bytes()), "entry": entry })).collect()
}

/// What the banner and the settings say in each language, the site's own wording in place of ours.
fn texts(config: &Config, languages: Option<&str>) -> Outcome<Vec<Json>> {
    let wanted: Vec<&str> = languages.map_or(LANGUAGES.to_vec(), |list| list.split(',').map(str::trim).collect());
    let mut told = Vec::new();
    for language in wanted {
        let list = browser_list(language);
        let list = list.ok_or_else(|| Failure::new(format!("There are no texts in `{language}`: use some of {}.", LANGUAGES.join(","))))?;
        let mut texts: Map<String, Json> = Key::NAMES.iter().zip(list).map(|(key, text)| ((*key).to_owned(), Json::from(text))).collect();
        for (key, text) in own(config, language) {
            texts.insert(key.clone(), Json::from(text.as_str()));
        }
        let texts = Json::Object(texts);
        told.push(json!({ "language": language, "sha256": sha256(texts.to_string().as_bytes()), "texts": texts }));
    }
    Ok(told)
}

/// Every file of a folder by name, such as the code that a site serves.
fn files(folder: &str) -> Outcome<Vec<Json>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).attempt(format!("read the folder {folder}"))?.flatten() {
        let path = entry.path();
        if path.is_file() {
            let content = fs::read(&path).attempt(format!("read {}", path.display()))?;
            found.push((entry.file_name().to_string_lossy().into_owned(), sha256(&content)));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(file, hash)| json!({ "file": file, "sha256": hash })).collect())
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn as_json(value: &Value) -> Json {
    serde_json::to_value(value).unwrap_or(Json::Null)
}

fn pretty(json: &Json) -> Outcome<String> {
    serde_json::to_string_pretty(json).attempt("write the manifest as JSON")
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::sysroot::fake;

    /// A site with two services to ask about, one from the catalogue.
    pub const SITE: &str = r#"{
  "version": 1, "controller": {"name": "A"}, "statement": {"version": "2026-11-01"},
  "services": [{"catalogue": "youtube"}, {"id": "teller", "name": "Teller", "category": "analytics", "hosts": ["teller.example"], "countries": ["NL"]}],
  "texts": {"nl": {"banner.title": "Koekjes"}}
}"#;

    pub fn site(name: &str, text: &str) -> String {
        let file = fake::folder(&format!("manifest-{name}")).join("consent.json");
        fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    }

    pub fn manifest_of(name: &str, text: &str) -> Json {
        of(text, &Wish { file: &site(name, text), languages: Some("nl,en,nl-je"), ..Wish::default() }).unwrap()
    }

    #[test]
    fn r_07_holds_everything_that_was_asked_with_its_hash() {
        let manifest = manifest_of("whole", SITE);
        assert_eq!(manifest["config"]["text"], SITE);
        assert_eq!(manifest["config"]["sha256"], sha256(SITE.as_bytes()));
        assert_eq!(manifest["statement"], json!({ "version": "2026-11-01", "effective": null, "url": null }));
        assert_eq!(
            manifest["services"][1],
            json!({ "id": "teller", "category": "analytics", "basis": "consent", "countries": ["NL"], "longestMinutes": null, "retentionMonths": null })
        );
        assert_eq!((manifest["catalogue"][0]["id"].as_str(), manifest["catalogue"].as_array().unwrap().len()), (Some("youtube"), 1));
        let texts = manifest["texts"].as_array().unwrap();
        assert_eq!(texts.len(), 3);
        let all = of(SITE, &Wish { file: &site("all", SITE), ..Wish::default() }).unwrap();
        assert_eq!(all["texts"].as_array().unwrap().len(), LANGUAGES.len());
        let title = |language: &str| texts.iter().find(|list| list["language"] == language).unwrap()["texts"]["banner.title"].clone();
        assert_eq!(title("nl"), "Koekjes");
        assert_ne!(title("en"), "Koekjes");
        assert_eq!(manifest["asked"].as_str().unwrap().len(), 8);
    }

    #[test]
    fn r_07_is_the_same_every_time() {
        let twice = [manifest_of("one", SITE), manifest_of("two", SITE)].map(|manifest| pretty(&manifest).unwrap());
        assert_eq!(twice[0], twice[1]);
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn wording_changes_its_own_hash_and_not_what_was_asked() {
        let (one, other) = (manifest_of("said", SITE), manifest_of("reworded", &SITE.replace("Koekjes", "Cookies")));
        assert_eq!(one["asked"], other["asked"]);
        assert_ne!(one["config"]["sha256"], other["config"]["sha256"]);
        assert_ne!(one["texts"][0]["sha256"], other["texts"][0]["sha256"]);
        let wider = manifest_of("wider", &SITE.replace("[\"NL\"]", "[\"NL\", \"US\"]"));
        assert_ne!(one["asked"], wider["asked"]);
    }

    #[test]
    fn code_is_hashed_by_file() {
        let folder = fake::folder("manifest-files");
        fs::write(folder.join("b.js"), "b").unwrap();
        fs::write(folder.join("a.js"), "abc").unwrap();
        let wish = Wish { file: &site("code", SITE), url: Some("https://a.nl/"), code: folder.to_str(), ..Wish::default() };
        let manifest = of(SITE, &wish).unwrap();
        assert_eq!(manifest["url"], "https://a.nl/");
        assert_eq!(manifest["code"][0], json!({ "file": "a.js", "sha256": sha256(b"abc") }));
        assert_eq!(manifest["code"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn says_what_it_does_not_understand() {
        assert_eq!(
            Wish::read(&["a", "--url", "u", "--verify", "r"]).unwrap(),
            Wish { file: "a", url: Some("u"), verify: Some("r"), ..Wish::default() }
        );
        for words in [&[][..], &["a", "b"], &["a", "--url"], &["a", "--colour"]] {
            assert!(Wish::read(words).is_err(), "{words:?}");
        }
        let foreign =
            of(SITE, &Wish { file: &site("foreign", SITE), languages: Some("nl,tlh"), ..Wish::default() }).unwrap_err().to_string();
        assert!(foreign.contains("`tlh`") && foreign.contains("nl-je"), "{foreign}");
        let refused = site("refused", r#"{"version": 1}"#);
        assert!(manifest(&[&refused]).unwrap_err().to_string().contains("$.controller"));
    }
}
