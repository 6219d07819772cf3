//! Reads a Dutch privacy or cookie statement and lists what the law wants and it lacks (I-02, I-08).
//!
//! By patterns alone: the same text always gives the same findings, each with the sentence that it rests on. It
//! judges whether something is said, never whether it is true or enough; [`BEYOND`] names what it leaves to people.

mod content;
mod contradictions;
mod cookies;
mod document;
mod html;
mod identity;
mod phrase;
mod retention;
mod rights;
mod vendors;

use document::{Block, Kind, Sentence};

/// What was found about one thing that the law wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The statement does not say it.
    Missing,
    /// It says two things that do not go together.
    Conflict,
    /// It says something about it, but not enough.
    Weak,
    /// It does not say it, and the text does not show whether the law wants it here.
    Unsaid,
    /// It says it.
    Present,
}

impl Verdict {
    /// The word for it.
    pub fn name(self) -> &'static str {
        ["missing", "conflict", "weak", "unsaid", "present"][self as usize]
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable name.
    pub id: &'static str,
    /// What was found.
    pub verdict: Verdict,
    /// What wants it.
    pub article: &'static str,
    /// Why it is wanted, or what is wrong with it.
    pub why: &'static str,
    /// The sentence that the verdict rests on, as it stands there.
    pub evidence: Option<String>,
}

impl Finding {
    /// The finding in one line.
    pub fn line(&self) -> String {
        let evidence = self.evidence.as_ref().map_or(String::new(), |text| format!(" “{}”", clipped(text)));
        format!("{:<9}{} ({}): {}{evidence}", self.verdict.name(), self.id, self.article, self.why)
    }
}

/// What no pattern can tell.
pub const BEYOND: [&str; 8] = [
    "whether what is said is true, and whether it is all",
    "whether each purpose has the right legal basis, and each interest outweighs the visitor's (AVG art. 6(1)(f))",
    "whether every kind of data has a period: only kinds that the text names are looked for",
    "whether a data protection officer is needed (AVG art. 13(1)(b) and 37)",
    "whether data must be given by law or contract (AVG art. 13(2)(e))",
    "where data come from that the person did not give (AVG art. 14(2)(f))",
    "whether it is plain to its readers (AVG art. 12(1))",
    "statements in other languages than Dutch",
];

/// Reads a statement, HTML or plain text, and gives every finding, the gravest first.
pub fn lint(text: &str) -> Vec<Finding> {
    let text = Text { blocks: document::read(text), html: text };
    let mut found = Vec::new();
    identity::check(&text, &mut found);
    content::check(&text, &mut found);
    retention::check(&text, &mut found);
    rights::check(&text, &mut found);
    cookies::check(&text, &mut found);
    contradictions::check(&text, &mut found);
    found.sort_by_key(|finding| finding.verdict);
    found
}

/// Whether nothing is missing and nothing conflicts.
pub fn is_clean(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.verdict > Verdict::Conflict)
}

/// A statement, read.
struct Text<'a> {
    blocks: Vec<Block>,
    /// As it came, for the few things that are no sentences.
    html: &'a str,
}

impl Text<'_> {
    fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.blocks.iter().flat_map(|block| &block.sentences)
    }

    /// The first sentence with one phrase of each group; headings count only where there is nothing else.
    fn find(&self, groups: &[&[&str]]) -> Option<&Sentence> {
        let of = |heading: bool| move |block: &&Block| (block.kind == Kind::Heading) == heading;
        let body = self.blocks.iter().filter(of(false)).chain(self.blocks.iter().filter(of(true)));
        body.flat_map(|block| &block.sentences).find(|sentence| phrase::all(&sentence.plain, groups))
    }

    /// Sentences that people wrote: no headings, no rows of tables.
    fn prose(&self) -> impl Iterator<Item = &Sentence> {
        self.blocks.iter().filter(|block| !matches!(block.kind, Kind::Heading | Kind::Row)).flat_map(|block| &block.sentences)
    }

    fn has(&self, phrases: &[&str]) -> bool {
        self.sentences().any(|sentence| phrase::any(&sentence.plain, phrases))
    }
}

/// Something that the law wants, and why.
#[derive(Clone, Copy)]
struct Wish {
    id: &'static str,
    article: &'static str,
    why: &'static str,
}

impl Wish {
    const fn new(id: &'static str, article: &'static str, why: &'static str) -> Self {
        Self { id, article, why }
    }

    fn give(self, verdict: Verdict, evidence: Option<&str>, found: &mut Vec<Finding>) {
        found.push(Finding { id: self.id, verdict, article: self.article, why: self.why, evidence: evidence.map(str::to_owned) });
    }

    /// Present with its sentence, or else the verdict for its absence.
    fn judge(self, sentence: Option<&Sentence>, absent: Verdict, found: &mut Vec<Finding>) {
        let verdict = if sentence.is_some() { Verdict::Present } else { absent };
        self.give(verdict, sentence.map(|sentence| sentence.raw.as_str()), found);
    }
}

fn clipped(text: &str) -> String {
    const MOST: usize = 160;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain("…".chars()).collect() }
}
