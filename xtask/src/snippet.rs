//! What an owner pastes into `<head>`, with the configuration complete inside.

use crate::check;
use crate::failure::{Failure, Outcome};
use crate::workspace;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use sluis::core::catalogue;
use sluis::core::problem::report;
use sluis::core::value::Value;
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
}

const WAIT: &str = r#"<!-- Optional. Makes Chromium send nothing to third parties that stand in the HTML itself before the guard
     is there. Its price: files of your own that stand below a slow script are found later too. -->
<meta http-equiv="Content-Security-Policy" content="">
"#;

/// Prints the snippet for a file.
pub fn snippet(words: &[&str]) -> Outcome {
    let wish = Wish::read(words)?;
    let (value, checked) = check::load(Path::new(wish.file))?;
    eprint!("{}", report(&checked.problems));
    if checked.config.is_none() {
        return Err(Failure::new(format!("{} is refused: mend the errors above.", wish.file)));
    }
    let guard = guard()?;
    println!("{}", html(&value, wish.form, wish.base, &guard)?);
    if wish.form != Form::Tag {
        eprintln!("\nWith a Content-Security-Policy of your own, script-src needs {} and 'wasm-unsafe-eval'.", hash(&guard));
    }
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str]) -> Outcome<Self> {
        let mut wish = Self { file: "", form: Form::Waiting, base: "/sluis/" };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--tag" => wish.form = Form::Tag,
                "--no-wait" => wish.form = Form::Inline,
                "--base" => wish.base = words.next().copied().unwrap_or_default(),
                option if option.starts_with("--") => {
                    return Err(Failure::new(format!("There is no option `{option}`: use --tag, --no-wait or --base PATH.")));
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

/// The snippet itself.
pub fn html(config: &Value, form: Form, base: &str, guard: &str) -> Outcome<String> {
    let data = format!(r#"<script type="application/json" data-sluis="config">{}</script>"#, resolved(config)?);
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

/// The configuration as the guard needs it: with the hosts of services that only name a catalogue entry.
fn resolved(config: &Value) -> Outcome<String> {
    let mut config = config.clone();
    catalogue::complete(&mut config, catalogue::all());
    if let Value::Map(members) = &mut config {
        // For editors only.
        members.retain(|(key, _)| key != "$schema");
    }
    let text = serde_json::to_string(&config).map_err(|error| Failure::new(format!("The configuration can't be written: {error}.")))?;
    // Inside a script element only `<` can end it or change how it is read.
    Ok(text.replace('<', "\\u003c"))
}

/// The source expression that lets a policy allow this very script.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sluis::core::value::from_json;

    fn config() -> Value {
        from_json(r#"{"$schema": "x", "version": 1, "controller": {"name": "</script><!--"}, "services": [{"catalogue": "google-analytics"}]}"#).unwrap()
    }

    #[test]
    fn nothing_in_a_configuration_ends_the_element() {
        let html = html(&config(), Form::Inline, "/sluis/", "guard()").unwrap();
        assert_eq!(html.matches("</script").count(), 3);
        assert_eq!(html.matches("<!--").count(), 1);
        let text = html.split("config\">").nth(1).unwrap().split("</script>").next().unwrap();
        let read = from_json(text).unwrap();
        assert_eq!(read.get("controller"), config().get("controller"));
        assert_eq!(read.get("$schema"), None);
        let hosts = read.get("services").unwrap().items()[0].get("hosts").unwrap();
        assert!(hosts.items().iter().any(|host| host.text() == Some("google-analytics.com")), "{hosts:?}");
    }

    #[test]
    fn each_form_has_what_it_needs_in_order() {
        let order = |form| {
            let html = html(&config(), form, "/s/", "guard()").unwrap();
            ["<meta http-equiv", "data-sluis=\"config\"", "<script>guard()", "/s/sluis.core.js\" async", "/s/sluis.js"].map(|part| html.find(part))
        };
        let waiting = order(Form::Waiting);
        assert!(waiting[..4].is_sorted() && waiting[0].is_some() && waiting[4].is_none());
        assert!(order(Form::Inline)[0].is_none());
        assert_eq!(order(Form::Tag).map(|place| place.is_some()), [false, true, false, false, true]);
        assert!(html(&config(), Form::Inline, "/s/", "'</SCRIPT>'").is_err());
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
