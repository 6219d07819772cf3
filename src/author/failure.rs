//! Why a command stops: one sentence that says what to do, and the number it ends with.

/// A sentence, or nothing when everything was said already.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// What was read is wrong.
    Refused,
    /// A file can't be read or written.
    System,
    /// Nobody can do what was typed.
    Call,
}

/// What every step gives.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// What was read is refused.
    pub fn refused(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), kind: Kind::Refused }
    }

    /// A file can't be read or written.
    pub fn system(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), kind: Kind::System }
    }

    /// The call is wrong.
    pub fn call(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), kind: Kind::Call }
    }

    /// Everything was said already; only the number is left to say it.
    pub fn silent() -> Self {
        Self::refused("")
    }

    /// What the command ends with.
    pub fn code(&self) -> u8 {
        if self.kind == Kind::Refused { 1 } else { 2 }
    }

    /// For standard error; a wrong call is told how it is done.
    pub fn told(&self, help: &str) -> String {
        match self.kind {
            _ if self.sentence.is_empty() => String::new(),
            Kind::Call => format!("sluis: {}\n\n{help}", self.sentence),
            _ => format!("sluis: {}\n", self.sentence.trim_end()),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.sentence)
    }
}
