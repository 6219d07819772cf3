//! Writing a statement: headings, tables, marks for what is not known, and a list of what is missing.

use super::Words;
use crate::core::config::Config;
use crate::core::problem::{Problem, Severity};
use crate::core::shape::Known;
use crate::core::view::View;

/// A fact as a reader meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// This text.
    Text(String),
    /// The site says that it does not know.
    Unknown,
    /// The site says nothing.
    Nothing,
}

impl Told {
    /// What is known, in words.
    pub fn of<T>(fact: &Known<T>, word: impl FnOnce(&T) -> String) -> Self {
        match fact {
            Known::Absent => Told::Nothing,
            Known::Unknown => Told::Unknown,
            Known::Is(fact) => Told::Text(word(fact)),
        }
    }
}

impl From<&str> for Told {
    fn from(text: &str) -> Self {
        Told::Text(text.to_owned())
    }
}

/// What stands in place of `{name}` in a sentence.
pub enum Run<'a> {
    /// A text.
    Text(&'a str),
    /// A link to an address; never without a label.
    Link(&'a str, &'a str),
    /// The link that opens the settings.
    Settings(&'a str),
    /// A date: as machines and as people read it.
    Time(&'a str, &'a str),
    /// The mark for what is not known.
    Unknown,
    /// The mark for what the site should have said.
    Missing,
}

/// A statement in the making.
pub struct Page<'a> {
    /// What the site declares.
    pub config: &'a Config,
    /// The words to say it with.
    pub words: Words,
    /// Whether what is missing is marked in the text as well.
    pub draft: bool,
    /// What is written so far.
    pub view: View,
    /// What the law wants and the site does not say.
    pub problems: Vec<Problem>,
}

impl Page<'_> {
    /// Notes that the law wants something here: `why` names the article.
    pub fn lack(&mut self, path: &str, unknown: bool, why: &str) {
        self.problems.push(Problem {
            severity: if unknown { Severity::Note } else { Severity::Warning },
            code: if unknown { "unknown" } else { "not-declared" },
            path: path.to_owned(),
            found: if unknown { "null" } else { "nothing" }.to_owned(),
            expected: why.to_owned(),
        });
    }

    /// Notes that a fact is missing or not known; not when it is told.
    pub fn want(&mut self, path: &str, told: &Told, why: &str) {
        if !matches!(told, Told::Text(text) if !text.is_empty()) {
            self.lack(path, *told == Told::Unknown, why);
        }
    }

    /// A heading.
    pub fn heading(&mut self, tag: &'static str, text: &str) {
        self.view.leaf(tag, text);
    }

    /// Begins a section with its heading.
    pub fn section(&mut self, key: &str) {
        let title = self.words.say(key).to_owned();
        self.view.open("section").leaf("h2", &title);
    }

    /// Ends a section.
    pub fn end(&mut self) {
        self.view.close();
    }

    /// A paragraph.
    pub fn paragraph(&mut self, key: &str, values: &[(&str, Run<'_>)]) {
        self.view.open("p");
        self.sentence(key, values);
        self.view.close();
    }

    /// A paragraph that only a draft has: what is missing, said in place.
    pub fn missing(&mut self, key: &str) {
        if self.draft {
            self.paragraph(key, &[("missing", Run::Missing)]);
        }
    }

    /// A text with what stands in its braces.
    pub fn sentence(&mut self, key: &str, values: &[(&str, Run<'_>)]) {
        let text = self.words.say(key).to_owned();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, end) = after.split_once('}').unwrap_or((after, ""));
            self.text(before);
            let run = values.iter().find(|(known, _)| *known == name).map(|(_, run)| run);
            match run {
                Some(run) => self.run(run),
                None => self.text(name),
            }
            // "Winkel B.V." at the end of a sentence: one full stop is enough.
            let stopped = matches!(run, Some(Run::Text(text) | Run::Link(_, text)) if text.ends_with('.'));
            rest = if stopped { end.strip_prefix('.').unwrap_or(end) } else { end };
        }
        self.text(rest);
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.view.text(text);
        }
    }

    fn run(&mut self, run: &Run<'_>) {
        match run {
            Run::Text(text) => self.text(text),
            Run::Link(href, label) => drop(self.view.open("a").with("href", href).text(label).close()),
            Run::Settings(label) => drop(self.view.open("a").with("href", "#sluis").with("data-sluis", "open").text(label).close()),
            Run::Time(machine, people) => drop(self.view.open("time").with("datetime", machine).text(people).close()),
            Run::Unknown => self.tell(&Told::Unknown),
            Run::Missing => self.tell(&Told::Nothing),
        }
    }

    /// A fact, or the mark for its absence: never an empty place.
    pub fn tell(&mut self, told: &Told) {
        let (tag, part, key) = match told {
            Told::Text(text) => return self.text(text),
            Told::Unknown => ("em", "unknown", "mark.unknown"),
            Told::Nothing => ("mark", "missing", "mark.missing"),
        };
        let word = self.words.say(key).to_owned();
        self.view.part(tag, part).text(&word).close();
    }

    /// One line of a list of facts; left out when there is nothing to say, except in a draft.
    pub fn fact(&mut self, key: &str, told: &Told, wanted: bool) {
        if *told == Told::Nothing && !(self.draft && wanted) {
            return;
        }
        let name = self.words.say(key).to_owned();
        self.view.open("div").leaf("dt", &name).open("dd");
        self.tell(told);
        self.view.close().close();
    }

    /// A table with a caption; the first cell of each row names the row.
    pub fn table(&mut self, caption: &str, columns: &[&str], rows: &[Vec<Told>]) {
        if rows.is_empty() {
            return;
        }
        let caption = self.words.say(caption).to_owned();
        let names: Vec<String> = columns.iter().map(|key| self.words.say(key).to_owned()).collect();
        // A phone scrolls the table and not the page, by keyboard too (WCAG 1.4.10).
        self.view.part("div", "wide").with("role", "region").with("tabindex", "0").with("aria-label", &caption);
        self.view.open("table").leaf("caption", &caption).open("thead").open("tr");
        for name in &names {
            self.view.open("th").with("scope", "col").text(name).close();
        }
        self.view.close().close().open("tbody");
        for row in rows {
            self.view.open("tr");
            for (place, (cell, name)) in row.iter().zip(&names).enumerate() {
                match place {
                    0 => self.view.open("th").with("scope", "row"),
                    // Carried along, so that a style sheet can stack the cells on a phone.
                    _ => self.view.open("td").with("data-label", name),
                };
                self.tell(cell);
                self.view.close();
            }
            self.view.close();
        }
        self.view.close().close().close();
    }
}
