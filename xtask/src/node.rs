//! Node, npm, and the JavaScript packages of a folder, exactly as its lock file says.

use crate::command::{answer, find};
use crate::failure::{Failure, Outcome};
use crate::step::Step;
use crate::sysroot::Version;
use crate::workspace;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the test tools ask for.
const OLDEST: u32 = 20;

/// Which Node there is, in one line.
pub fn ensure() -> Outcome<String> {
    let advice = format!("install Node {OLDEST} or newer with npm (nodejs.org, or your system's packages), then this command again.");
    let version = find("node").and_then(|node| answer(node, &["--version"]));
    let version = version.ok_or_else(|| Failure::new(format!("There is no Node here: {advice}")))?;
    let number = version.trim_start_matches('v');
    if Version::parse(number).is_none_or(|version| version.major < OLDEST) {
        return Err(Failure::new(format!("Node {number} is too old: {advice}")));
    }
    if find("npm").is_none() {
        return Err(Failure::new(format!("There is no npm here: {advice}")));
    }
    Ok(format!("Node {number}"))
}

/// Installs what the folder's lock file says, unless it is there.
pub fn packages(folder: &str) -> Outcome {
    let place = workspace::path(folder);
    let wanted = workspace::read(&place.join("package-lock.json"))?;
    let present = std::fs::read_to_string(place.join("node_modules/.package-lock.json")).unwrap_or_default();
    if covers(&present, &wanted) {
        return Ok(());
    }
    // `npm ci` refuses a lock file that does not name every system's binaries, and a registry that serves one kind of
    // machine does not offer those of the others. `npm install` takes the same versions and passes over what is absent.
    let exact = npm().args(["ci", "--no-audit", "--no-fund", "--dry-run"]).current_dir(&place).output();
    let way: &[&str] = if exact.is_ok_and(|output| output.status.success()) { &["ci"] } else { &["install", "--no-save"] };
    Step {
        title: &format!("Installing the JavaScript packages of {folder}"),
        expect: "under a minute",
        log: &format!("npm-{}", folder.replace('/', "-")),
        advice: &format!("Run `npm install` in {folder} by hand and see what it says."),
    }
    .run(npm().args(way).args(["--no-audit", "--no-fund"]).current_dir(place))
}

pub fn npm() -> Command {
    Command::new(find("npm").unwrap_or_else(|| PathBuf::from("npm")))
}

/// A program that npm put into a folder's packages.
pub fn program(folder: &str, name: &str) -> PathBuf {
    workspace::path(&format!("{folder}/node_modules/.bin/{name}"))
}

/// A script of this repository, run by Node.
pub fn script(file: &Path) -> Command {
    let mut command = Command::new(find("node").unwrap_or_else(|| PathBuf::from("node")));
    command.arg(file).current_dir(workspace::root());
    command
}

/// Whether what npm installed is what the lock file asks. Contents, not times: a fresh clone and a
/// branch switch give a lock file any time.
fn covers(present: &str, wanted: &str) -> bool {
    let read = |text: &str| -> Option<Value> { serde_json::from_str(text).ok() };
    let (Some(present), Some(wanted)) = (read(present), read(wanted)) else {
        return false;
    };
    let Some(packages) = wanted["packages"].as_object() else {
        return false;
    };
    packages.iter().filter(|(place, _)| !place.is_empty()).all(|(place, package)| {
        let installed = &present["packages"][place.as_str()];
        match installed.is_null() {
            // A package for other systems is left out on this one.
            true => package["optional"] == true || package["peer"] == true,
            false => installed["version"] == package["version"],
        }
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    const LOCK: &str = r#"{"packages": {"": {"name": "x"}, "node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "2.0.0", "optional": true}}}"#;

    #[test]
    fn sees_what_is_missing_or_different() {
        assert!(!covers("", LOCK));
        assert!(covers(r#"{"packages": {"node_modules/a": {"version": "1.0.0"}}}"#, LOCK));
        assert!(!covers(r#"{"packages": {"node_modules/a": {"version": "1.0.1"}}}"#, LOCK));
        assert!(!covers(r#"{"packages": {"node_modules/b": {"version": "2.0.0"}}}"#, LOCK));
    }
}
