//! The question as HTML, for a page that has it at its first paint (docs/prerender.md).

use super::snippet::{based, hash};
use super::{Desk, Failure, Outcome};
use crate::core::config::Config;
use crate::core::decide::decide;
use crate::core::record::Stored;
use crate::core::text::{Key, Texts, browser_list, language as spoken};
use crate::core::view::statement::own;
use crate::core::view::{Scene, prerendered};

pub(super) const HELP: &str = "\
prerender FILE [OPTIONS]

  Prints the question as HTML, to stand first in <body>: it is there at the first paint, hidden from who has chosen and
  from who has no JavaScript, and Sluis takes it over as it is. Nothing where there is nothing to ask.

  --language L   the page's language, as in its <html lang>; what the file says if not given
  --host NAME    the website's host, which the question names where the file has no domains
  --base PATH    where the files of dist/web are served; ends in /, and is /sluis/ if not given
";

/// What shows it to who has not chosen, and keeps a click until the core is there.
pub const SCRIPT: &str = include_str!("prerender.js");

/// What is known of the page that the question is to stand in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// As in `<html lang>`.
    pub language: &'a str,
    /// Named where the configuration names no domains.
    pub host: &'a str,
    /// Where the files of `dist/web` are served; ends in `/`.
    pub base: &'a str,
}

/// The question of a configuration that was checked and completed, with its style sheet and its script; nothing where
/// there is nothing to ask.
pub fn question(config: &Config, place: Place<'_>) -> Outcome<String> {
    based(place.base)?;
    let site = config.site("");
    let decision = decide(&site, &Stored::Nothing, false);
    if !decision.ask {
        return Ok(String::new());
    }
    if config.domains.is_empty() && place.host.is_empty() {
        return Err(Failure::call(NOBODY));
    }
    let list = spoken(place.language, config.language.as_deref(), config.formality.name() == "informal");
    let tag = list.split('-').next().unwrap_or(list);
    let texts = worded(config, list, tag).ok_or_else(|| Failure::refused(format!("There are no texts in {list}.")))?;
    let control = texts.get(Key::LinkSettings);
    let scene = Scene { site: &site, texts: &texts, open: &decision.asked, again: false, host: place.host, control };
    let html = prerendered(&scene, tag).html();
    Ok(format!("<link rel=\"stylesheet\" href=\"{}sluis.css\">{html}<script>{}</script>", place.base, SCRIPT.trim_end()))
}

const NOBODY: &str = "The configuration names no domains, so the question does not know whose website it is: give them, or the host (--host www.example.nl).";

/// Our texts, with the site's own in place of them.
fn worded(config: &Config, list: &str, tag: &str) -> Option<Texts> {
    let mut texts = Texts::new(browser_list(list)?)?;
    for (name, text) in own(config, tag) {
        if let Some(place) = Key::NAMES.iter().position(|known| known == name) {
            texts.set(place, text.clone());
        }
    }
    Some(texts)
}

/// Prints the question of a file.
pub(super) fn prerender(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let mut place = Place { language: "", host: "", base: "/sluis/" };
    let file = desk.one_file(words, "prerender FILE", "use --language, --host or --base", |option, value| {
        match option {
            "--language" => place.language = value()?,
            "--host" => place.host = value()?,
            "--base" => place.base = value()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let html = question(&desk.usable(file)?, place)?;
    if html.is_empty() {
        desk.err.push_str("There is nothing to ask, so there is nothing to draw.\n");
        return Ok(());
    }
    desk.out = html + "\n";
    desk.err.push_str(&format!("With a Content-Security-Policy of your own, script-src needs {}.\n", hash(SCRIPT.trim_end())));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::files::memory::Memory;
    use super::super::{Told, run};

    fn told(text: &str, words: &[&str]) -> Told {
        run("npx sluis", &Memory::with(&[("a.json", text)]), &[&["prerender", "a.json"], words].concat()).unwrap()
    }

    const SHOP: &str = r#"{"version": 1, "controller": {"name": "<b>Winkel</b>"}, "language": "nl", "formality": "informal",
        "services": [{"catalogue": "youtube"}], "texts": {"nl": {"banner.title": "Koekjes?"}}}"#;

    #[test]
    fn draws_the_question_in_the_language_of_the_page_else_of_the_site() {
        let dutch = told(SHOP, &["--host", "www.winkel.nl"]);
        assert!(dutch.code == 0 && dutch.out.ends_with("</script>\n"), "{dutch:?}");
        for part in [
            "<link rel=\"stylesheet\" href=\"/sluis/sluis.css\"><sluis-root",
            " hidden=\"\"",
            "lang=\"nl\"",
            ">Koekjes?<",
            "jouw toestemming",
            "www.winkel.nl",
            "&lt;b&gt;Winkel",
        ] {
            assert!(dutch.out.contains(part), "{part}: {}", dutch.out);
        }
        assert!(dutch.err.contains("script-src needs 'sha256-"), "{}", dutch.err);
        let arabic = told(SHOP, &["--host", "www.winkel.nl", "--language", "ar-EG", "--base", "https://files.example/"]);
        assert!(arabic.out.contains("dir=\"rtl\"") && arabic.out.contains("https://files.example/sluis.css"), "{}", arabic.out);
    }

    #[test]
    fn says_why_it_can_not() {
        let nobody = told(SHOP, &[]);
        assert!(nobody.code == 2 && nobody.err.contains("(--host www.example.nl)"), "{nobody:?}");
        let deep = told(SHOP, &["--host", "a.nl", "--base", "/sluis"]);
        assert!(deep.code == 2 && deep.err.contains("ends in /"), "{deep:?}");
        assert!(told("{}", &["--host", "a.nl"]).err.contains("a.json is refused:"));
        let quiet = told(r#"{"version": 1, "controller": {"name": "A"}}"#, &[]);
        assert!(quiet.code == 0 && quiet.out.is_empty() && quiet.err.contains("nothing to ask"), "{quiet:?}");
    }
}
