//! Why a command stops: one sentence that says what to do.

use std::fmt;

/// The sentence; empty when everything was said already.
#[derive(Debug)]
pub struct Failure(String);

/// What every step gives.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Everything was said already; only the exit code is left to say it.
    pub fn told() -> Self {
        Self(String::new())
    }

    pub fn is_told(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Adds to an error of the system what was being tried.
pub trait While<T> {
    fn attempt(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn attempt(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("Could not {what}: {error}.")))
    }
}
