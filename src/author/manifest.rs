//! Writes down what a site asks, with hashes, so that a receipt can be shown to belong to it (AVG art. 7(1); R-07).

use super::{Desk, Failure, Outcome, judged, pretty, verify};
use crate::core::catalogue;
use crate::core::config::Config;
use crate::core::decide::fingerprint;
use crate::core::text::{Key, LANGUAGES, browser_list};
use crate::core::value::Value;
use crate::core::view::statement::own;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

pub const HELP: &str = "\
manifest FILE [OPTIONS]

  Writes down what a consent.json asks, with hashes, so that a receipt can be shown to belong to it. FILE can be a
  manifest too. With --verify it ends with 1 when a receipt does not belong.

  --url ADDRESS      the website
  --languages LIST   only these texts, such as nl,nl-je,en; all if not given
  --code FOLDER      with the hash of each file in it
  --verify RECEIPT   says whether the receipts in that file belong to it: what a visitor has saved, what the browser
                     keeps, or one receipt
";

const OPTIONS: &str = "use --url ADDRESS, --languages LIST, --code FOLDER or --verify RECEIPT";

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
pub fn manifest(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let wish = Wish::read(words, desk)?;
    let text = desk.text(wish.file)?;
    let manifest = match verify::manifest(&text) {
        Some(manifest) => manifest,
        None => of(&text, &wish, desk)?,
    };
    match wish.verify {
        Some(receipt) => verify::verify(&manifest, receipt, desk),
        None => {
            desk.out = pretty(&manifest)?;
            Ok(())
        }
    }
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str], desk: &Desk<'_>) -> Outcome<Self> {
        let mut wish = Self::default();
        wish.file = desk.one_file(words, "manifest FILE", OPTIONS, |option, value| {
            match option {
                "--url" => wish.url = Some(value()?),
                "--languages" => wish.languages = Some(value()?),
                "--code" => wish.code = Some(value()?),
                "--verify" => wish.verify = Some(value()?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(wish)
    }
}

/// The manifest of a configuration as it stands in its file.
fn of(text: &str, wish: &Wish<'_>, desk: &Desk<'_>) -> Outcome<Json> {
    let file = wish.file;
    let checked = judged(text);
    let Some(config) = &checked.config else {
        return Err(super::check::refused(file, &checked));
    };
    let statement = &config.statement;
    Ok(json!({
        "format": 1,
        "package": { "name": "sluis", "version": env!("CARGO_PKG_VERSION") },
        "url": wish.url,
        "asked": fingerprint(config),
        "statement": { "version": statement.version.get(), "effective": statement.effective.get(), "url": statement.url.get() },
        "config": { "sha256": sha256(text.as_bytes()), "text": text },
        "services": services(config),
        "catalogue": entries(config),
        "texts": texts(config, wish.languages)?,
        "code": wish.code.map(|folder| files(folder, desk)).transpose()?,
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
        let list =
            list.ok_or_else(|| Failure::call(format!("There are no texts in `{language}`: use some of {}.", LANGUAGES.join(","))))?;
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
fn files(folder: &str, desk: &Desk<'_>) -> Outcome<Vec<Json>> {
    let mut found = Vec::new();
    for name in desk.files.folder(folder).map_err(|why| Failure::system(format!("Could not read the folder {folder}: {why}.")))? {
        let path = [folder.trim_end_matches('/'), "/", &name].concat();
        let content = desk.files.bytes(&path).map_err(|why| Failure::system(format!("Could not read {path}: {why}.")))?;
        found.push((name, sha256(&content)));
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

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::author::files::memory::Memory;
    use crate::author::{Told, run};

    /// A site with two services to ask about, one from the catalogue.
    pub const SITE: &str = r#"{
  "version": 1, "controller": {"name": "A"}, "statement": {"version": "2026-11-01"},
  "services": [{"catalogue": "youtube"}, {"id": "teller", "name": "Teller", "category": "analytics", "hosts": ["teller.example"], "countries": ["NL"]}],
  "texts": {"nl": {"banner.title": "Koekjes"}}
}"#;

    pub fn told(files: &[(&str, &str)], words: &[&str]) -> Told {
        run("npx sluis", &Memory::with(files), &[&["manifest"], words].concat()).unwrap()
    }

    pub fn manifest_of(text: &str) -> Json {
        let told = told(&[("a.json", text)], &["a.json", "--languages", "nl,en,nl-je"]);
        serde_json::from_str(&told.out).unwrap()
    }

    #[test]
    fn r_07_holds_everything_that_was_asked_with_its_hash() {
        let manifest = manifest_of(SITE);
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
        let all: Json = serde_json::from_str(&told(&[("a.json", SITE)], &["a.json"]).out).unwrap();
        assert_eq!(all["texts"].as_array().unwrap().len(), LANGUAGES.len());
        let title = |language: &str| texts.iter().find(|list| list["language"] == language).unwrap()["texts"]["banner.title"].clone();
        assert_eq!(title("nl"), "Koekjes");
        assert_ne!(title("en"), "Koekjes");
        assert_eq!(manifest["asked"].as_str().unwrap().len(), 8);
    }

    #[test]
    fn r_07_is_the_same_every_time() {
        let told = || told(&[("a.json", SITE)], &["a.json"]).out;
        assert_eq!(told(), told());
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn wording_changes_its_own_hash_and_not_what_was_asked() {
        let (one, other) = (manifest_of(SITE), manifest_of(&SITE.replace("Koekjes", "Cookies")));
        assert_eq!(one["asked"], other["asked"]);
        assert_ne!(one["config"]["sha256"], other["config"]["sha256"]);
        assert_ne!(one["texts"][0]["sha256"], other["texts"][0]["sha256"]);
        let wider = manifest_of(&SITE.replace("[\"NL\"]", "[\"NL\", \"US\"]"));
        assert_ne!(one["asked"], wider["asked"]);
    }

    #[test]
    fn code_is_hashed_by_file() {
        let files = [("a.json", SITE), ("web/b.js", "b"), ("web/a.js", "abc")];
        let told = told(&files, &["a.json", "--url", "https://a.nl/", "--code", "web/"]);
        let manifest: Json = serde_json::from_str(&told.out).unwrap();
        assert_eq!(manifest["url"], "https://a.nl/");
        assert_eq!(manifest["code"][0], json!({ "file": "a.js", "sha256": sha256(b"abc") }));
        assert_eq!(manifest["code"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn says_what_it_does_not_understand() {
        let told = |words: &[&str]| told(&[("a", SITE), ("refused", r#"{"version": 1}"#)], words);
        for words in [&[][..], &["a", "b"], &["a", "--url"], &["a", "--colour"], &["a", "--code", "absent", "b"]] {
            assert_eq!(told(words).code, 2, "{words:?}");
        }
        let foreign = told(&["a", "--languages", "nl,tlh"]);
        assert!(foreign.code == 2 && foreign.err.contains("`tlh`") && foreign.err.contains("nl-je"), "{foreign:?}");
        let refused = told(&["refused"]);
        assert!(refused.code == 1 && refused.err.contains("$.controller"), "{refused:?}");
    }
}
