//! What can be wrong with a consent.json, told in a form that people and programs can use.
//!
//! No `core::fmt` on the visitor's side: formatting machinery is larger than all these messages.

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing, for instance a fact the site itself calls unknown.
    Note,
    /// Allowed, but likely wrong or unwise.
    Warning,
    /// The configuration is refused: everything stays held.
    Error,
}

impl Severity {
    /// The word that starts a problem's line.
    pub fn name(self) -> &'static str {
        ["note", "warning", "error"][self as usize]
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// A stable kebab-case name for this kind of problem, for programs and for searching the documentation.
    pub code: &'static str,
    /// Where: a JSON path such as `$.services[1].hosts[0]`.
    pub path: String,
    /// What stands there, in a few words.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl Problem {
    /// The problem in one line: `error unknown-key at $.colour: found …, expected …`.
    pub fn line(&self) -> String {
        let mut line = String::new();
        for part in [self.severity.name(), " ", self.code, " at ", &self.path, ": found ", &self.found, ", expected ", &self.expected] {
            line.push_str(part);
        }
        line
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.line())
    }
}

/// All problems, one a line, in the order in which they were found.
pub fn report(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        text.push_str(&problem.line());
        text.push('\n');
    }
    text
}

/// Whether any of them makes the configuration unusable.
pub fn refuses(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Writes a whole number in decimal.
pub fn push_number(text: &mut String, number: usize) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push((b'0' + (number % 10) as u8) as char);
}
