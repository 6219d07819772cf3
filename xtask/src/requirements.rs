//! The rules that Sluis keeps to (`tests/requirements.json`), the tests that hold them, and how those went.
//!
//! `cargo xtask requirements` writes docs/requirements.md; `cargo xtask test` ends with the table.

use crate::evidence::{self, Test};
use crate::failure::{Failure, Outcome, While};
use crate::workspace;
use serde_json::Value as Json;
use std::fmt::Write;

const LIST: &str = "tests/requirements.json";
const PAGE: &str = "docs/requirements.md";
/// What Playwright writes beside what it prints: https://playwright.dev/docs/test-reporters#json-reporter
pub const REPORT: &str = "tests/e2e/results/report.json";

/// How a test went, or all tests of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Fail,
    NotRun,
}

/// Tests that ran: the ids in the name of each, and how it went.
pub type Ran = Vec<(Vec<String>, Verdict)>;

struct Rule {
    id: String,
    level: String,
    rule: String,
    source: String,
    /// Why nothing holds it yet; of no account once something does.
    open: Option<String>,
}

/// Writes the page that says which test holds which rule.
pub fn requirements() -> Outcome {
    workspace::write(&workspace::path(PAGE), page(&rules()?, &evidence::all()?))?;
    println!("{PAGE} written");
    Ok(())
}

fn rules() -> Outcome<Vec<Rule>> {
    let list: Vec<Json> = serde_json::from_str(&workspace::read(&workspace::path(LIST))?).attempt(format!("read {LIST} as JSON"))?;
    list.iter().enumerate().map(|(index, json)| rule(json, index)).collect()
}

fn rule(json: &Json, index: usize) -> Outcome<Rule> {
    let text = |key: &str| {
        let found = json[key].as_str().map(str::to_owned);
        found.ok_or_else(|| Failure::new(format!("{LIST}: $[{index}].{key} is {}, expected a text.", json[key])))
    };
    let open = json["open"].as_str().map(str::to_owned);
    Ok(Rule { id: text("id")?, level: text("level")?, rule: text("rule")?, source: text("source")?, open })
}

fn held_by<'a>(rule: &Rule, tests: &'a [Test]) -> Vec<&'a Test> {
    let mut held: Vec<&Test> = tests.iter().filter(|test| test.ids.contains(&rule.id)).collect();
    held.sort_by(|one, other| (&one.file, &one.name).cmp(&(&other.file, &other.name)));
    held
}

const GROUPS: [(&str, &str); 10] = [
    ("B", "Nothing before consent"),
    ("U", "The question"),
    ("G", "The choice"),
    ("W", "Taking it back"),
    ("R", "The record"),
    ("L", "How long"),
    ("I", "The statement"),
    ("A", "For everyone"),
    ("S", "Signals"),
    ("F", "Nothing to ask"),
];

fn page(rules: &[Rule], tests: &[Test]) -> String {
    let mut page = String::from(
        "# The rules, and the tests that hold them\n\n\
         Written by `cargo xtask requirements` from `tests/requirements.json` and the names of the tests; a test fails when it is out of date. \
         `cargo xtask test` ends with how each of them went.\n\n\
         *Law* is what a statute or a court asks, *guideline* what an authority or a standard does, *engineering* what we ask of ourselves. \
         Sources name what a rule was drawn from; none of this is legal advice. Under each rule stand its tests: a name with dots is one for many cases.\n",
    );
    let mut group = "";
    for rule in rules {
        if !rule.id.starts_with(group) || group.is_empty() {
            group = rule.id.get(..1).unwrap_or_default();
            let title = GROUPS.iter().find(|(letter, _)| *letter == group).map_or(group, |(_, title)| title);
            let _ = write!(page, "\n## {title}\n");
        }
        let _ = write!(page, "\n### {}\n\n{}\n*{}: {}*\n\n", rule.id, rule.rule, rule.level, rule.source);
        let held = held_by(rule, tests);
        if let (true, Some(open)) = (held.is_empty(), &rule.open) {
            let _ = writeln!(page, "- open: {open}");
        }
        let mut file = "";
        for test in held {
            // A name can hold `<html>`, which is no markup of the page.
            let name = test.name.replace('<', "\\<").replace('*', "\\*");
            let start =
                if test.file == file { "; ".to_owned() } else { format!("{}- `{}`: ", if file.is_empty() { "" } else { "\n" }, test.file) };
            let _ = write!(page, "{start}{name}");
            file = &test.file;
        }
        if !file.is_empty() {
            page.push('\n');
        }
    }
    page
}

/// Reads the lines of Cargo's tests (`test a::b_01_x ... ok`) and of our own scripts (`ok   plain: B-01 x`).
pub fn ran(lines: &[String]) -> Ran {
    let mut ran = Ran::new();
    for line in lines {
        let line = line.trim();
        if let Some((name, end)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) {
            let verdict = match end.trim() {
                "ok" => Verdict::Pass,
                end if end.starts_with("FAILED") || end.starts_with("FAIL") => Verdict::Fail,
                _ => Verdict::NotRun,
            };
            ran.push((evidence::of_function(name).0, verdict));
        } else if let Some((word, title)) = line.split_once(' ').filter(|(word, _)| ["ok", "FAIL"].contains(word)) {
            let title = title.split_once(": ").map_or(title, |(_, title)| title).trim();
            ran.push((evidence::of_title(title).0, if word == "ok" { Verdict::Pass } else { Verdict::Fail }));
        }
    }
    ran.retain(|(ids, _)| !ids.is_empty());
    ran
}

/// Reads Playwright's report; nothing where there is none.
pub fn reported() -> Ran {
    let report = workspace::read(&workspace::path(REPORT)).ok().and_then(|text| serde_json::from_str(&text).ok());
    let mut ran = Ran::new();
    collect(&report.unwrap_or(Json::Null), &mut ran);
    ran
}

fn collect(suite: &Json, ran: &mut Ran) {
    let list = |key: &str| suite[key].as_array().map(Vec::as_slice).unwrap_or_default();
    for spec in list("specs") {
        let ids = evidence::of_title(spec["title"].as_str().unwrap_or_default()).0;
        let skipped = spec["tests"].as_array().is_none_or(|tests| tests.iter().all(|test| test["status"] == "skipped"));
        let verdict = match (skipped, spec["ok"].as_bool()) {
            (true, _) => Verdict::NotRun,
            (_, Some(true)) => Verdict::Pass,
            _ => Verdict::Fail,
        };
        if !ids.is_empty() {
            ran.push((ids, verdict));
        }
    }
    for suite in list("suites") {
        collect(suite, ran);
    }
}

/// Prints how each rule fared. Fails when a rule has no test, or, after everything was run, when none of its tests was.
pub fn report(ran: &Ran, everything: bool) -> Outcome {
    let tests = evidence::all()?;
    let mut missing = Vec::new();
    let mut others = 0;
    println!("rule     verdict   tests   what it asks");
    for rule in rules()? {
        let own: Vec<Verdict> = ran.iter().filter(|(ids, _)| ids.contains(&rule.id)).map(|(_, verdict)| *verdict).collect();
        let count = own.iter().filter(|verdict| **verdict != Verdict::NotRun).count();
        let verdict = summed(&own);
        let held = !held_by(&rule, &tests).is_empty();
        let word = match (&rule.open, held, verdict) {
            (Some(_), false, _) => "open",
            (None, false, _) => "no test",
            (_, _, Verdict::Pass) => "pass",
            (_, _, Verdict::Fail) => "fail",
            (_, _, Verdict::NotRun) => "not run",
        };
        let note = if held && rule.open.is_some() { " (no longer open: say so in tests/requirements.json)" } else { "" };
        if !everything && word == "not run" {
            others += 1;
        } else {
            println!("{:8} {:8} {:>6}   {}{note}", rule.id, word, count, rule.rule);
        }
        if word == "no test" || everything && word == "not run" {
            missing.push(rule.id);
        }
    }
    if others > 0 {
        println!("{others} others have their tests elsewhere.");
    }
    println!();
    if missing.is_empty() {
        return Ok(());
    }
    let verb = if everything { "has no test that ran" } else { "has no test" };
    Err(Failure::new(format!("{} {verb}. Name one after it: `fn b_01_…` in Rust, `'B-01 …'` as a title elsewhere.", missing.join(", "))))
}

fn summed(own: &[Verdict]) -> Verdict {
    if own.contains(&Verdict::Fail) {
        Verdict::Fail
    } else if own.contains(&Verdict::Pass) {
        Verdict::Pass
    } else {
        Verdict::NotRun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_listed_once_with_all_that_belongs_to_it() {
        let rules = rules().unwrap();
        let mut ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), 94);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 94);
        for rule in &rules {
            assert!(["law", "guideline", "engineering"].contains(&rule.level.as_str()), "{}", rule.id);
            assert!(rule.rule.ends_with('.') && rule.source.len() > 2, "{}", rule.id);
        }
    }

    #[test]
    fn each_rule_has_a_test_or_says_why_not_and_each_test_a_rule() {
        let (rules, tests) = (rules().unwrap(), evidence::all().unwrap());
        for rule in &rules {
            assert!(rule.open.is_some() || !held_by(rule, &tests).is_empty(), "{} has no test", rule.id);
        }
        for test in &tests {
            for id in &test.ids {
                assert!(rules.iter().any(|rule| rule.id == *id), "{}: there is no rule {id}", test.file);
            }
        }
    }

    #[test]
    fn the_page_is_what_the_command_writes() {
        let page = page(&rules().unwrap(), &evidence::all().unwrap());
        assert!(workspace::read(&workspace::path(PAGE)).unwrap() == page, "{PAGE} is out of date: cargo xtask requirements");
    }

    #[test]
    fn reads_what_runners_print() {
        let lines = [
            "test b_01_x ... ok", "test tests::b_01_y ... FAILED", "test other ... ok", "test l_07_z ... ignored, no browser",
            "ok   nginx: L-07 somebody else's", "FAIL plain: B-13 x", "ok   plain: works",
        ];
        let read = ran(&lines.map(String::from));
        let expected =
            [("B-01", Verdict::Pass), ("B-01", Verdict::Fail), ("L-07", Verdict::NotRun), ("L-07", Verdict::Pass), ("B-13", Verdict::Fail)];
        assert_eq!(read, expected.map(|(id, verdict)| (vec![id.to_owned()], verdict)));
    }

    #[test]
    fn reads_what_playwright_reports() {
        let report = serde_json::json!({ "suites": [{ "specs": [], "suites": [{ "specs": [
            { "title": "U-01 G-03 x", "ok": true, "tests": [{ "status": "expected" }] },
            { "title": "U-02 x", "ok": false, "tests": [{ "status": "unexpected" }] },
            { "title": "U-03 x", "ok": true, "tests": [{ "status": "skipped" }] },
            { "title": "x", "ok": true, "tests": [{ "status": "expected" }] },
        ] }] }] });
        let mut ran = Ran::new();
        collect(&report, &mut ran);
        assert_eq!(
            ran,
            [
                (vec!["U-01".to_owned(), "G-03".to_owned()], Verdict::Pass),
                (vec!["U-02".to_owned()], Verdict::Fail),
                (vec!["U-03".to_owned()], Verdict::NotRun),
            ]
        );
    }

    #[test]
    fn one_failure_fails_its_rule_and_what_did_not_run_says_nothing() {
        use Verdict::{Fail, NotRun, Pass};
        for (own, sum) in [(vec![Pass, Fail], Fail), (vec![NotRun, Pass], Pass), (vec![NotRun], NotRun), (vec![], NotRun)] {
            assert_eq!(summed(&own), sum);
        }
    }
}
