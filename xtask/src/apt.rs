//! Installing Debian packages, when this machine has apt and we may.

use crate::command::{answer, find};
use crate::failure::Outcome;
use crate::step::Step;
use crate::workspace;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Whether apt can be used here at all.
pub fn is_here() -> bool {
    find("apt-get").is_some()
}

/// Whether we may install: apt needs root.
pub fn may_install() -> bool {
    is_here() && is_root()
}

pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| answer("id", &["-u"]).as_deref() == Some("0"))
}

/// The version that apt would install. Old lists are fetched anew first, once.
pub fn candidate(package: &str) -> Option<String> {
    if !is_here() {
        return None;
    }
    if may_install() {
        fresh_lists();
    }
    candidate_in(&answer("apt-cache", &["policy", package])?)
}

fn candidate_in(policy: &str) -> Option<String> {
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?.trim();
    (version != "(none)").then(|| version.to_owned())
}

fn fresh_lists() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let step = Step {
            title: "Fetching the lists of Debian packages",
            expect: "half a minute",
            log: "apt-update",
            advice: "Going on with the lists that are there.",
        };
        // A machine without network may still have every package in its cache.
        if let Err(failure) = step.run(Command::new("apt-get").arg("update")) {
            eprintln!("  {failure}");
        }
    });
}

/// Installs packages. Never removes one: this is somebody's machine.
pub fn install(packages: &[&str]) -> Outcome {
    fresh_lists();
    let list = packages.join(" ");
    Step {
        title: &format!("Installing {list} with apt"),
        expect: "one to three minutes",
        log: "apt-install",
        advice: &format!("Try `{}` by hand.", by_hand(packages)),
    }
    .run(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--no-install-recommends", "--no-remove"])
            .args(packages),
    )
}

/// Installs packages that are missing, where that can be done; who asked looks again. The first of them says whether apt
/// knows them.
pub fn provide(missing: bool, packages: &[&str]) -> Outcome {
    if missing && may_install() && packages.first().is_some_and(|first| candidate(first).is_some()) {
        install(packages)?;
    }
    Ok(())
}

/// Unpacks a package into a folder and installs nothing; that needs no root.
pub fn unpack(package: &str, folder: &Path) -> Outcome {
    if is_root() {
        fresh_lists();
    }
    workspace::write(&folder.join("package"), package)?;
    Step {
        title: &format!("Unpacking {package} from Debian"),
        expect: "a few seconds",
        log: "apt-unpack",
        advice: &format!("Try `apt-get download {package}` by hand."),
    }
    .run(Command::new("sh").current_dir(folder).args(["-c", "apt-get download \"$0\" && dpkg-deb --extract \"$0\"_*.deb .", package]))
}

/// What a person can do about packages that are missing.
pub fn advice(packages: &[&str]) -> String {
    if is_here() { format!("run `{}`", by_hand(packages)) } else { String::from("install it") }
}

/// The command that a person types.
pub fn by_hand(packages: &[&str]) -> String {
    let prefix = if is_root() { "" } else { "sudo " };
    format!("{prefix}apt-get install --no-install-recommends {}", packages.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_apt_would_install() {
        let policy = "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u2\n  Version table:\n";
        assert_eq!(candidate_in(policy).as_deref(), Some("1.96.0+dfsg1-1~deb12u2"));
        assert_eq!(candidate_in("lld:\n  Candidate: (none)\n"), None);
        assert_eq!(candidate_in(""), None);
    }
}
