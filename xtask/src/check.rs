//! Judges consent.json files as the browser will, before a visitor meets them.

use crate::failure::{Failure, Outcome, While};
use sluis::core::catalogue;
use sluis::core::check::{Checked, check as judge};
use sluis::core::config::Config;
use sluis::core::problem::{Severity, report};
use sluis::core::value::{Value, from_json};
use std::path::Path;

/// Prints every problem of every file; fails when one has an error.
pub fn check(files: &[&str]) -> Outcome {
    if files.is_empty() {
        return Err(Failure::new("Name a file to check: cargo xtask check FILE …"));
    }
    let mut refused = false;
    for file in files {
        let checked = load(Path::new(file))?;
        print!("{file}: {}", told(&checked));
        refused |= checked.config.is_none();
    }
    if refused { Err(Failure::told()) } else { Ok(()) }
}

/// Reads and judges a file. A text that is not JSON is a problem like any other.
pub fn load(file: &Path) -> Outcome<Checked> {
    let text = std::fs::read_to_string(file).attempt(format!("read {}", file.display()))?;
    Ok(match from_json(&text) {
        Ok(value) => judge(value, catalogue::all()),
        Err(problem) => Checked { config: None, complete: Value::Null, problems: vec![problem] },
    })
}

/// The configuration of a file that has no error.
pub fn usable(file: &str) -> Outcome<Config> {
    let checked = load(Path::new(file))?;
    checked.config.ok_or_else(|| Failure::new(format!("{file} is refused:\n{}", report(&checked.problems))))
}

fn told(checked: &Checked) -> String {
    let count = |severity| checked.problems.iter().filter(|problem| problem.severity == severity).count();
    let verdict = if checked.config.is_some() { "good" } else { "refused, so everything would stay held" };
    format!(
        "{verdict} ({} errors, {} warnings, {} notes)\n{}",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
        report(&checked.problems)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn tells_every_problem_and_the_verdict() {
        let file = fake::folder("check").join("consent.json");
        std::fs::write(&file, r#"{"version": 1, "controller": {"name": "A"}, "colour": 1, "size": 2}"#).unwrap();
        let checked = load(&file).unwrap();
        let text = told(&checked);
        assert!(text.starts_with("refused") && text.contains("$.colour") && text.contains("$.size"), "{text}");
        assert!(check(&[file.to_str().unwrap()]).unwrap_err().is_told());
        std::fs::write(&file, "{").unwrap();
        assert!(told(&load(&file).unwrap()).contains("not-json"));
        assert!(!check(&["/nonexistent.json"]).unwrap_err().is_told());
    }
}
