//! How many tests passed, read from what each test runner prints.

use std::ops::AddAssign;

/// The counts of one runner, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Tally {
    /// Reads everything that says how many: `12 passed`, `1 failed`, `2 skipped` and their like, on the
    /// lines that sum up. Cargo prints such a line for each binary, Playwright one for each count.
    pub fn read(lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            let line = plain(line);
            if let Some(counts) = summary(line.trim()) {
                tally += counts;
            }
        }
        tally
    }

    /// A runner that fails without naming a test has failed all the same.
    pub fn with_verdict(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

fn summary(line: &str) -> Option<Tally> {
    let line = line.strip_prefix("test result: ").map_or(line, |rest| rest.split_once(". ").map_or(rest, |(_, counts)| counts));
    let mut tally = Tally::default();
    for part in line.split([';', ',']) {
        let (number, word) = part.trim().split_once(' ')?;
        let number: usize = number.parse().ok()?;
        // Playwright adds the time, `(3.2s)`, to its last count.
        match word.split(" (").next()? {
            "passed" => tally.passed += number,
            "failed" | "flaky" | "interrupted" => tally.failed += number,
            "skipped" | "ignored" | "did not run" => tally.skipped += number,
            // Cargo goes on with `0 measured; 0 filtered out; finished in 0.02s`.
            "measured" | "filtered out" => break,
            _ => return None,
        }
    }
    Some(tally)
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\x1b' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (usize, usize, usize) {
        let lines: Vec<String> = text.lines().map(String::from).collect();
        let tally = Tally::read(&lines);
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn sums_every_binary_of_cargo() {
        let text = "running 2 tests\ntest result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test 3 passed ... ok\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(read(text), (15, 2, 1));
    }

    #[test]
    fn reads_the_browser_runner_of_wasm_bindgen() {
        assert_eq!(read("test result: ok. 1 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s"), (1, 0, 0));
    }

    #[test]
    fn reads_playwright() {
        let text = "Running 9 tests using 2 workers\n  ✓  1 a.spec.ts:3:1 › 2 failed (1.2s)\n\
            \x1b[31m  1 failed\x1b[39m\n    [a] › b\n  1 flaky\n  2 skipped\n  1 did not run\n\x1b[32m  4 passed\x1b[39m\x1b[2m (12.3s)\x1b[22m";
        assert_eq!(read(text), (4, 2, 3));
    }

    #[test]
    fn reads_a_plain_line() {
        assert_eq!(read("node plain  ok\n3 passed, 1 failed"), (3, 1, 0));
    }

    #[test]
    fn what_does_not_finish_has_failed() {
        assert_eq!(Tally::read(&[String::from("error: could not compile")]).with_verdict(false).failed, 1);
        assert_eq!(Tally::default().with_verdict(true), Tally::default());
    }
}
