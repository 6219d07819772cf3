//! Writes a site's privacy and cookie statement from its configuration.

use crate::check::usable;
use crate::failure::{Failure, Outcome};
use sluis::core::problem::report;
use sluis::core::view::markdown;
use sluis::core::view::statement::{LANGUAGES, Written, language, statement as write};

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
pub fn statement(words: &[&str]) -> Outcome {
    let wish = Wish::read(words)?;
    let config = usable(wish.file)?;
    let language = wish.language.unwrap_or_else(|| language(&config));
    let written = write(&config, language, wish.draft)
        .ok_or_else(|| Failure::new(format!("There are no statements in `{language}`: use one of {}.", LANGUAGES.join(", "))))?;
    print!("{}", rendered(&written, wish.form, language, &config.controller.name));
    eprint!("{}", report(&written.problems));
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str]) -> Outcome<Self> {
        let mut wish = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--language" => {
                    let language = words.next().copied();
                    wish.language =
                        Some(language.ok_or_else(|| Failure::new(format!("Name a language after --language: {}.", LANGUAGES.join(", "))))?);
                }
                "--markdown" => wish.form = Form::Markdown,
                "--page" => wish.form = Form::Page,
                "--draft" => wish.draft = true,
                option if option.starts_with("--") => {
                    return Err(Failure::new(format!("There is no option `{option}`: use --language, --markdown, --page or --draft.")));
                }
                file if wish.file.is_empty() => wish.file = file,
                file => return Err(Failure::new(format!("One file at a time: {} or {file}?", wish.file))),
            }
        }
        match wish.file {
            "" => Err(Failure::new("Name the configuration: cargo xtask statement FILE")),
            _ => Ok(wish),
        }
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
    use super::*;

    #[test]
    fn understands_what_is_typed() {
        let wish = Wish::read(&["a.json", "--language", "en", "--markdown", "--draft"]).unwrap();
        assert!(wish.file == "a.json" && wish.language == Some("en") && wish.form == Form::Markdown && wish.draft);
        for words in [&["--colour", "a.json"][..], &[], &["a.json", "--language"], &["a.json", "b.json"]] {
            assert!(Wish::read(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn a_page_is_whole_and_its_title_is_text() {
        let file = crate::workspace::path("www/sites/twentenet/consent.json");
        let config = usable(file.to_str().unwrap()).unwrap();
        let page = rendered(&write(&config, "nl", false).unwrap(), Form::Page, "nl-je", "</title> & Co");
        assert!(page.starts_with("<!doctype html>\n<html lang=\"nl\">") && page.contains("<title>&lt;/title> &amp; Co</title>"), "{page}");
        assert!(statement(&[file.to_str().unwrap(), "--language", "fr"]).unwrap_err().to_string().contains("nl, nl-je, en"));
    }
}
