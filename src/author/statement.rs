//! Writes a site's privacy and cookie statement from its configuration.

use super::{Desk, Failure, Outcome};
use crate::core::problem::report;
use crate::core::view::markdown;
use crate::core::view::statement::{LANGUAGES, Written, foreign, language, statement as write};

pub const HELP: &str = "\
statement FILE [OPTIONS]

  Prints the privacy and cookie statement of a consent.json. What it lacks goes to standard error.

  --language L   nl, nl-je, en, de, de-du, fr or fr-tu; what the file says if not given
  --page         a whole page instead of one <article>
  --markdown     CommonMark with tables
  --draft        what is missing is marked in the text, too
";

/// What was typed.
#[derive(Debug, Default)]
struct Wish<'a> {
    file: &'a str,
    language: Option<&'a str>,
    form: Form,
    draft: bool,
}

/// How the statement is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// One `<article>`, to put into a page.
    #[default]
    Article,
    /// A whole page.
    Page,
    Markdown,
}

/// As little as makes a whole page readable on any screen; a site has its own.
const STYLE: &str = "body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif}\
[data-part=wide]{overflow-x:auto}table{border-collapse:collapse}caption{text-align:start;font-weight:600}\
th,td{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}dt{font-weight:600}dd{margin:0 0 .5rem}";

/// Prints the statement; what it lacks goes to the other stream.
pub fn statement(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let wish = Wish::read(words, desk)?;
    let config = desk.usable(wish.file)?;
    let language = wish.language.unwrap_or_else(|| language(&config));
    let written = write(&config, language, wish.draft)
        .ok_or_else(|| Failure::call(format!("There are no statements in `{language}`: use one of {}.", LANGUAGES.join(", "))))?;
    desk.out = rendered(&written, wish.form, language, &config.controller.name);
    let foreign = foreign(&config).filter(|_| wish.language.is_none());
    desk.err.push_str(&report(&[Vec::from_iter(foreign), written.problems].concat()));
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str], desk: &Desk<'_>) -> Outcome<Self> {
        let mut wish = Self::default();
        wish.file = desk.one_file(words, "statement FILE", "use --language, --markdown, --page or --draft", |option, value| {
            match option {
                "--language" => wish.language = Some(value()?),
                "--markdown" => wish.form = Form::Markdown,
                "--page" => wish.form = Form::Page,
                "--draft" => wish.draft = true,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(wish)
    }
}

fn rendered(written: &Written, form: Form, language: &str, name: &str) -> String {
    match form {
        Form::Markdown => markdown(&written.view),
        Form::Article => format!("{}\n", written.view),
        Form::Page => {
            let language = language.split('-').next().unwrap_or(language);
            let name = name.replace('&', "&amp;").replace('<', "&lt;");
            format!(
                "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n",
                written.view
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::author::files::memory::Memory;
    use crate::author::{Told, run};

    fn told(words: &[&str]) -> Told {
        let site = r#"{"version": 1, "language": "nl", "controller": {"name": "</title> & Co"}}"#;
        run("npx sluis", &Memory::with(&[("a.json", site), ("b.json", "{}")]), &[&["statement"], words].concat()).unwrap()
    }

    #[test]
    fn understands_what_is_typed() {
        assert!(told(&["a.json"]).out.starts_with("<article") && told(&["a.json", "--draft"]).out.contains("<mark"));
        assert!(told(&["a.json", "--language", "en", "--markdown", "--draft"]).out.starts_with("# "));
        for words in [&["--colour", "a.json"][..], &[], &["a.json", "--language"], &["a.json", "b.json"]] {
            assert_eq!(told(words).code, 2, "{words:?}");
        }
        let foreign = told(&["a.json", "--language", "it"]);
        assert!(foreign.code == 2 && foreign.err.contains("nl, nl-je, en, de, de-du, fr, fr-tu"), "{foreign:?}");
        assert!(told(&["b.json"]).err.contains("$.controller"));
    }

    #[test]
    fn a_language_without_statements_is_told_and_not_passed_over() {
        let site = r#"{"version": 1, "language": "it", "controller": {"name": "A"}}"#;
        let told =
            |words: &[&str]| run("npx sluis", &Memory::with(&[("a.json", site)]), &[&["statement", "a.json"], words].concat()).unwrap();
        let first = told(&[]).err.lines().next().unwrap().to_owned();
        assert_eq!(
            first,
            "warning no-statement at $.language: found it, expected a language with texts for statements (nl, en, de, fr); this one is in English"
        );
        assert!(told(&[]).out.contains("lang=\"en\"") && !told(&["--language", "en"]).err.contains("no-statement"));
    }

    #[test]
    fn a_page_is_whole_and_its_title_is_text() {
        let page = told(&["a.json", "--page", "--language", "nl-je"]).out;
        assert!(page.starts_with("<!doctype html>\n<html lang=\"nl\">") && page.contains("<title>&lt;/title> &amp; Co</title>"), "{page}");
        assert!(told(&["a.json"]).err.lines().all(|line| line.contains(" at $")), "what it lacks is told by path");
    }
}
