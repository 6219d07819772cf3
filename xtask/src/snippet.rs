//! What an owner pastes into `<head>`, with the configuration complete inside.

use crate::check;
use crate::failure::{Failure, Outcome};
use crate::workspace;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use sluis::core::check::Checked;
use sluis::core::config::Config;
use sluis::core::problem::report;
use sluis::core::seal::sealed;
use std::path::Path;

/// How the page carries Sluis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The guard inline, behind an empty policy that makes Chromium's preload scanner wait.
    Waiting,
    /// The guard inline.
    Inline,
    /// One `<script src>` for everything.
    Tag,
}

/// What was typed.
#[derive(Debug)]
struct Wish<'a> {
    file: &'a str,
    form: Form,
    base: &'a str,
    earlier: Vec<&'a str>,
}

const WAIT: &str = r#"<!-- Optional. Makes Chromium send nothing to third parties that stand in the HTML itself before the guard
     is there. Its price: files of your own that stand below a slow script are found later too. -->
<meta http-equiv="Content-Security-Policy" content="">
"#;

/// Prints the snippet for a file.
pub fn snippet(words: &[&str]) -> Outcome {
    let wish = Wish::read(words)?;
    let checked = check::load(Path::new(wish.file))?;
    eprint!("{}", report(&checked.problems));
    let guard = guard()?;
    let earlier = wish.earlier.iter().map(|file| check::usable(file)).collect::<Outcome<Vec<_>>>()?;
    let inline = early(&checked)? + &guard;
    println!("{}", html(&checked, &earlier, wish.form, wish.base, &inline)?);
    if wish.form != Form::Tag {
        eprintln!("\nWith a Content-Security-Policy of your own, script-src needs {} and 'wasm-unsafe-eval'.", hash(&inline));
    }
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str]) -> Outcome<Self> {
        let mut wish = Self { file: "", form: Form::Waiting, base: "/sluis/", earlier: Vec::new() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--tag" => wish.form = Form::Tag,
                "--no-wait" => wish.form = Form::Inline,
                "--base" => wish.base = words.next().copied().unwrap_or_default(),
                "--earlier" => wish.earlier.extend(words.next()),
                option if option.starts_with("--") => {
                    return Err(Failure::new(format!(
                        "There is no option `{option}`: use --tag, --no-wait, --base PATH or --earlier FILE."
                    )));
                }
                file => wish.file = file,
            }
        }
        match wish {
            Wish { file: "", .. } => Err(Failure::new("Name the configuration: cargo xtask snippet FILE")),
            Wish { base, .. } if !base.ends_with('/') => Err(Failure::new("Give --base a path that ends in `/`, such as /sluis/.")),
            _ => Ok(wish),
        }
    }
}

/// The guard as it was built.
pub fn guard() -> Outcome<String> {
    let file = workspace::path("pkg/dist/web/sluis.guard.js");
    match file.exists() {
        true => Ok(workspace::read(&file)?.trim_end().to_owned()),
        false => Err(Failure::new("The guard is not built yet: run `cargo xtask build` first.")),
    }
}

/// What gives a page the policy of the stored choice, before anything else; for who enforces.
fn early(checked: &Checked) -> Outcome<String> {
    match &checked.config {
        Some(config) if config.enforce => workspace::read(&workspace::path("pkg/dist/web/sluis.policy.js")),
        _ => Ok(String::new()),
    }
}

/// The snippet itself.
pub fn html(checked: &Checked, earlier: &[Config], form: Form, base: &str, guard: &str) -> Outcome<String> {
    let data = format!(r#"<script type="application/json" data-sluis="config">{}</script>"#, inline(checked, earlier)?);
    let wait = if form == Form::Waiting { WAIT } else { "" };
    let scripts = match form {
        Form::Tag => format!(r#"<script src="{base}sluis.js"></script>"#),
        Form::Waiting | Form::Inline => {
            if guard.to_ascii_lowercase().contains("</script") {
                return Err(Failure::new("The guard contains `</script`, so it can't stand in a page: mend src/guard."));
            }
            format!("<script>{guard}</script>\n<script src=\"{base}sluis.core.js\" async></script>")
        }
    };
    Ok(format!("<!-- Sluis. Right after <meta charset>, before every other script. -->\n{wait}{data}\n{scripts}"))
}

/// The configuration, complete and sealed: the guard finds every host in it, and no visitor has to check it again.
pub fn inline(checked: &Checked, earlier: &[Config]) -> Outcome<String> {
    let config = checked.config.as_ref().ok_or_else(|| Failure::new("The configuration is refused: mend the errors above."))?;
    let wrong = |error| Failure::new(format!("The configuration can't be written: {error}."));
    let value = sealed(&checked.complete, config, earlier).map_err(wrong)?;
    // Inside a script element only `<` can end it or change how it is read.
    Ok(serde_json::to_string(&value).map_err(wrong)?.replace('<', "\\u003c"))
}

/// The source expression that lets a policy allow this very script.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sluis::core::seal::checksum;
    use sluis::core::value::{Value, from_json};
    use sluis::core::{catalogue, check};

    fn config() -> Checked {
        let value = from_json(
            r#"{"$schema": "x", "version": 1, "controller": {"name": "</script><!--"}, "services": [{"catalogue": "google-analytics"}]}"#,
        )
        .unwrap();
        check::check(value, catalogue::all())
    }

    #[test]
    fn nothing_in_a_configuration_ends_the_element() {
        let html = html(&config(), &[], Form::Inline, "/sluis/", "guard()").unwrap();
        assert_eq!(html.matches("</script").count(), 3);
        assert_eq!(html.matches("<!--").count(), 1);
        let text = html.split("config\">").nth(1).unwrap().split("</script>").next().unwrap();
        let read = from_json(text).unwrap();
        assert_eq!(read.get("controller"), config().complete.get("controller"));
        assert_eq!(read.get("$schema"), None);
        let hosts = read.get("services").unwrap().items()[0].get("hosts").unwrap();
        assert!(hosts.items().iter().any(|host| host.text() == Some("google-analytics.com")), "{hosts:?}");
    }

    #[test]
    fn the_seal_is_over_what_stands_beside_it() {
        let text = inline(&config(), &[]).unwrap();
        let Value::Map(mut members) = from_json(&text).unwrap() else { unreachable!() };
        let (key, seal) = members.pop().unwrap();
        assert_eq!(key, "sealed");
        // What the page's own script computes, in the same order: pkg/src/seal.ts.
        let rest = serde_json::to_string(&Value::Map(members)).unwrap();
        assert_eq!(seal.get("check").unwrap().text(), Some(&*checksum(&rest)));
        assert_eq!(checksum("\u{e9}\u{1f600}"), "44cc4da1");
    }

    #[test]
    fn l_04_the_seal_says_what_changed_since_an_earlier_version() {
        let earlier = |json: &str| check::check(from_json(json).unwrap(), catalogue::all()).config.unwrap();
        let none = earlier(r#"{"version": 1, "controller": {"name": "A"}}"#);
        let more = earlier(
            r#"{"version": 1, "controller": {"name": "A"}, "services": [{"catalogue": "google-analytics"}, {"catalogue": "youtube"}]}"#,
        );
        let seal = from_json(&inline(&config(), &[none, more]).unwrap()).unwrap().get("sealed").unwrap().clone();
        let again: Vec<_> =
            seal.get("earlier").unwrap().items().iter().map(|edition| edition.get("again").unwrap().items().to_vec()).collect();
        assert_eq!(again, [vec![Value::Text("analytics".into())], vec![]], "something new is asked, something less is not");
    }

    #[test]
    fn each_form_has_what_it_needs_in_order() {
        let order = |form| {
            let html = html(&config(), &[], form, "/s/", "guard()").unwrap();
            ["<meta http-equiv", "data-sluis=\"config\"", "<script>guard()", "/s/sluis.core.js\" async", "/s/sluis.js"]
                .map(|part| html.find(part))
        };
        let waiting = order(Form::Waiting);
        assert!(waiting[..4].is_sorted() && waiting[0].is_some() && waiting[4].is_none());
        assert!(order(Form::Inline)[0].is_none());
        assert_eq!(order(Form::Tag).map(|place| place.is_some()), [false, true, false, false, true]);
        assert!(html(&config(), &[], Form::Inline, "/s/", "'</SCRIPT>'").is_err());
    }

    #[test]
    fn hashes_as_browsers_do() {
        // The example of https://www.w3.org/TR/CSP3/#framework-violation-hash
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn says_which_words_it_does_not_know() {
        assert!(Wish::read(&["--no-wait", "a.json"]).is_ok_and(|wish| wish.form == Form::Inline && wish.file == "a.json"));
        for words in [&["--colour", "a.json"][..], &["--tag"], &["a.json", "--base", "/x"], &["a.json", "--base"]] {
            assert!(Wish::read(words).is_err(), "{words:?}");
        }
    }
}
