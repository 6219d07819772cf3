//! Reads Dutch privacy statements and lists what the law wants and they lack.

use crate::failure::{Failure, Outcome, While};
use sluis::core::lint::{BEYOND, Finding, Verdict, is_clean, lint as read};

/// Prints the findings for every file; fails when something is missing or conflicts.
pub fn lint(files: &[&str]) -> Outcome {
    if files.is_empty() {
        return Err(Failure::new("Name a statement, HTML or text: cargo xtask lint-statement FILE …"));
    }
    let mut clean = true;
    for file in files {
        let text = std::fs::read_to_string(file).attempt(format!("read {file}"))?;
        let findings = read(&text);
        clean &= is_clean(&findings);
        println!("{}", told(file, &findings));
    }
    println!("Left to people:");
    for beyond in BEYOND {
        println!("  {beyond}");
    }
    if clean { Ok(()) } else { Err(Failure::told()) }
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
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn i_02_lists_what_is_missing_and_fails_then() {
        let file = fake::folder("lint").join("statement.txt");
        std::fs::write(&file, "Privacy\n\nWij zijn aardig.").unwrap();
        let name = file.to_str().unwrap();
        let text = told(name, &read("Privacy\n\nWij zijn aardig."));
        assert!(text.contains("missing  complaint (AVG art. 13(2)(d) and 77): the right to complain"), "{text}");
        assert!(lint(&[name]).unwrap_err().is_told());
        assert!(!lint(&[]).unwrap_err().is_told() && lint(&["/nonexistent"]).unwrap_err().to_string().contains("/nonexistent"));
    }
}
