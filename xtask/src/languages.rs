//! The languages, besides Rust and Node, that a server can read a visitor's choice in.

use crate::apt;
use crate::command::find;
use crate::failure::{Failure, Outcome};
use std::path::PathBuf;
use std::process::Command;

/// PHP and Python: the programs.
pub struct Languages {
    php: PathBuf,
    python: PathBuf,
}

impl Languages {
    /// For the tests.
    pub fn tell(&self, command: &mut Command) {
        command.env("PHP_PROGRAM", &self.php).env("PYTHON_PROGRAM", &self.python);
    }
}

/// Those on this machine, or from Debian.
pub fn ensure() -> Outcome<Languages> {
    Ok(Languages { php: language("PHP", "php", "php-cli")?, python: language("Python", "python3", "python3")? })
}

fn language(what: &str, name: &str, package: &str) -> Outcome<PathBuf> {
    apt::provide(find(name).is_none(), &[package])?;
    find(name).ok_or_else(|| Failure::new(format!("{what} is not here: {}; then this command again.", apt::advice(&[package]))))
}
