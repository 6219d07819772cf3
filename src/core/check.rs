//! Judges a consent.json as a whole. Every problem is told at once; a configuration with an error is
//! not used, and then everything stays held.

use super::catalogue;
use super::config::Config;
use super::problem::{Problem, refuses};
use super::shape::Read;
use super::value::Value;
use super::walk::Walk;

/// A judged configuration.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The configuration, complete with catalogue facts and defaults; `None` when it has an error.
    pub config: Option<Config>,
    /// Everything that is to be said about it: errors, warnings and notes.
    pub problems: Vec<Problem>,
}

/// Judges a configuration. `entries` is an object with the catalogue's entry for each id that is known here.
pub fn check(mut value: Value, entries: &Value) -> Checked {
    let mut walk = Walk::new();
    walk.object(&value, Config::SHAPE);
    catalogue::complete(&mut value, entries);
    let config = Config::read(Some(&value));
    let problems = walk.problems;
    Checked {
        config: (!refuses(&problems)).then_some(config),
        problems,
    }
}
