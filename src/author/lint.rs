//! Reads Dutch privacy statements and lists what the law wants and they lack.

use super::{Desk, Failure, Outcome, pretty};
use crate::core::lint::{BEYOND, Finding, Verdict, is_clean, lint as read};
use serde_json::{Value as Json, json};

pub const HELP: &str = "\
lint-statement FILE … [--json]

  Reads Dutch privacy statements, HTML or text, and lists what the law wants and they lack, each with its article and
  the sentence that it rests on. Ends with 1 when something is missing or in conflict.

  --json    the same as JSON: [{file, findings: [{id, verdict, article, why, evidence}]}]
";

/// Prints the findings for every file; fails when something is missing or conflicts.
pub fn lint(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let (files, as_json) = super::files_and_json(words)?;
    if files.is_empty() {
        return Err(desk.nameless("a statement, HTML or text", "lint-statement FILE …"));
    }
    let all = files.iter().map(|file| Ok((*file, read(&desk.text(file)?)))).collect::<Outcome<Vec<(&str, Vec<Finding>)>>>()?;
    if as_json {
        desk.out = pretty(&all.iter().map(|(file, findings)| listed(file, findings)).collect())?;
    } else {
        for (file, findings) in &all {
            desk.out.push_str(&told(file, findings));
            desk.out.push('\n');
        }
        desk.out.push_str("Left to people:\n");
        for beyond in BEYOND {
            desk.out.push_str(&format!("  {beyond}\n"));
        }
    }
    if all.iter().all(|(_, findings)| is_clean(findings)) { Ok(()) } else { Err(Failure::silent()) }
}

fn listed(file: &str, findings: &[Finding]) -> Json {
    let listed = findings.iter().map(|finding| {
        json!({
            "id": finding.id,
            "verdict": finding.verdict.name(),
            "article": finding.article,
            "why": finding.why,
            "evidence": finding.evidence,
        })
    });
    json!({ "file": file, "findings": listed.collect::<Vec<Json>>() })
}

fn told(file: &str, findings: &[Finding]) -> String {
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let mut text = format!(
        "{file}: {} missing, {} in conflict, {} weak, {} unsaid, {} present\n",
        count(Verdict::Missing),
        count(Verdict::Conflict),
        count(Verdict::Weak),
        count(Verdict::Unsaid),
        count(Verdict::Present)
    );
    for finding in findings {
        text.push_str(&finding.line());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::author::files::memory::Memory;
    use crate::author::{Told, run};

    fn told(words: &[&str]) -> Told {
        let files = Memory::with(&[("statement.txt", "Privacy\n\nWij zijn aardig.")]);
        run("npx sluis", &files, &[&["lint-statement"], words].concat()).unwrap()
    }

    #[test]
    fn i_02_lists_what_is_missing_and_fails_then() {
        let Told { out, err, code } = told(&["statement.txt"]);
        assert!(out.contains("missing  complaint (AVG art. 13(2)(d) and 77): the right to complain"), "{out}");
        assert!(code == 1 && err.is_empty() && out.contains("\nLeft to people:\n"));
        let json: serde_json::Value = serde_json::from_str(&told(&["statement.txt", "--json"]).out).unwrap();
        let findings = json[0]["findings"].as_array().unwrap();
        assert!(findings.iter().any(|finding| finding["id"] == "complaint" && finding["verdict"] == "missing"), "{json}");
        assert!(told(&["/nonexistent"]).err.contains("/nonexistent"));
    }
}
