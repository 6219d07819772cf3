//! Judges consent.json files before a visitor meets them.

use super::{Desk, Failure, Outcome, pretty};
use crate::core::catalogue;
use crate::core::check::{Checked, check as judge};
use crate::core::config::Config;
use crate::core::problem::{Problem, Severity, report};
use crate::core::value::{Value, from_json};
use serde_json::{Value as Json, json};

pub const HELP: &str = "\
check FILE … [--json]

  Says everything that is wrong with each consent.json, or unwise: its kind, its place, what was found and what was
  expected. Ends with 1 when one of them is refused.

  --json    the same as JSON: [{file, refused, problems: [{severity, code, path, found, expected}]}]
";

/// Prints every problem of every file; fails when one has an error.
pub fn check(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let (files, as_json) = super::files_and_json(words)?;
    if files.is_empty() {
        return Err(desk.nameless("a file to check", "check FILE …"));
    }
    let all = files.iter().map(|file| Ok((*file, desk.load(file)?))).collect::<Outcome<Vec<(&str, Checked)>>>()?;
    desk.out = match as_json {
        true => pretty(&all.iter().map(|(file, checked)| listed(file, checked)).collect())?,
        false => all.iter().map(|(file, checked)| format!("{file}: {}", told(checked))).collect(),
    };
    if all.iter().any(|(_, checked)| checked.config.is_none()) { Err(Failure::silent()) } else { Ok(()) }
}

/// Judges a text. One that is not JSON is a problem like any other.
pub fn judged(text: &str) -> Checked {
    match from_json(text) {
        Ok(value) => judge(value, catalogue::all()),
        Err(problem) => Checked { config: None, complete: Value::Null, problems: vec![problem] },
    }
}

/// A problem as JSON.
pub fn as_json(problem: &Problem) -> Json {
    json!({
        "severity": problem.severity.name(),
        "code": problem.code,
        "path": problem.path,
        "found": problem.found,
        "expected": problem.expected,
    })
}

impl Desk<'_> {
    /// Reads and judges a file.
    pub fn load(&self, file: &str) -> Outcome<Checked> {
        Ok(judged(&self.text(file)?))
    }

    /// The configuration of a file that has no error.
    pub fn usable(&self, file: &str) -> Outcome<Config> {
        let checked = self.load(file)?;
        match checked.config {
            Some(config) => Ok(config),
            None => Err(refused(file, &checked)),
        }
    }

    /// A file that has no error; every problem is told.
    pub fn accepted(&mut self, file: &str) -> Outcome<Checked> {
        let checked = self.load(file)?;
        if checked.config.is_none() {
            return Err(refused(file, &checked));
        }
        self.err.push_str(&report(&checked.problems));
        Ok(checked)
    }
}

/// Why a file can't be used.
pub fn refused(file: &str, checked: &Checked) -> Failure {
    Failure::refused(format!("{file} is refused:\n{}", report(&checked.problems)))
}

fn listed(file: &str, checked: &Checked) -> Json {
    let problems: Vec<Json> = checked.problems.iter().map(as_json).collect();
    json!({ "file": file, "refused": checked.config.is_none(), "problems": problems })
}

fn told(checked: &Checked) -> String {
    let count = |severity, one: &str| {
        let many = checked.problems.iter().filter(|problem| problem.severity == severity).count();
        format!("{many} {one}{}", if many == 1 { "" } else { "s" })
    };
    let verdict = if checked.config.is_some() { "good" } else { "refused, so everything would stay held" };
    format!(
        "{verdict} ({}, {}, {})\n{}",
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Note, "note"),
        report(&checked.problems)
    )
}

#[cfg(test)]
mod tests {
    use super::super::files::memory::Memory;
    use super::super::{Told, run};

    fn told(text: &str, words: &[&str]) -> Told {
        run("npx sluis", &Memory::with(&[("consent.json", text)]), &[&["check", "consent.json"], words].concat()).unwrap()
    }

    #[test]
    fn tells_every_problem_and_the_verdict() {
        let bad = told(r#"{"version": 1, "controller": {"name": "A"}, "colour": 1, "size": 2}"#, &[]);
        assert!(bad.out.starts_with("consent.json: refused") && bad.out.contains("$.colour") && bad.out.contains("$.size"), "{bad:?}");
        assert!(bad.code == 1 && bad.err.is_empty());
        assert!(told("{", &[]).out.contains("not-json"));
        let good = told(r#"{"version": 1, "controller": {"name": "A"}}"#, &[]);
        assert_eq!((good.out.as_str(), good.code), ("consent.json: good (0 errors, 0 warnings, 0 notes)\n", 0));
    }

    #[test]
    fn tells_the_same_to_programs() {
        let bad = told(r#"{"version": 1, "controller": {"name": "A"}, "colour": 1}"#, &["--json"]);
        let json: serde_json::Value = serde_json::from_str(&bad.out).unwrap();
        assert!(bad.code == 1 && json[0]["refused"] == true && json[0]["problems"][0]["path"] == "$.colour", "{}", bad.out);
    }
}
