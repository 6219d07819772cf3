//! Which Rust builds the wasm: the best one here, or one that we can install.
//!
//! Debian's comes first: it is complete (compiler, source, LLVM) and needs no download from elsewhere.

use crate::apt;
use crate::command::{answer, find};
use crate::failure::{Failure, Outcome};
use crate::linker;
use crate::step::Step;
use crate::sysroot::{Library, Sysroot, Version};
use crate::workspace;
use std::path::{Path, PathBuf};
use std::process::Command;

const DEBIAN: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// A Rust that can build wasm, with all it needs.
#[derive(Clone, Debug)]
pub struct Toolchain {
    pub rust: Sysroot,
    pub library: Library,
    pub linker: PathBuf,
}

impl Toolchain {
    /// In one line, for people.
    pub fn describe(&self) -> String {
        let library = match self.library {
            Library::Rebuilt => "standard library rebuilt for size",
            Library::Ready => "ready-made standard library, so a larger result",
        };
        format!("Rust {} in {}, {library}", self.rust.version, self.rust.folder.display())
    }
}

/// What is here, or else what can be had.
pub fn ensure() -> Outcome<Toolchain> {
    let wanted = Version::parse(&workspace::rust_version()?).ok_or_else(|| Failure::new("`rust-version` in Cargo.toml is no version."))?;
    let (rust, library) = match best(&places(), wanted) {
        Some((rust, Library::Rebuilt)) => (rust, Library::Rebuilt),
        found => install(wanted, found)?,
    };
    let linker = linker::ensure(&rust, &places())?;
    Ok(Toolchain { rust, library, linker })
}

/// Every folder with a Rust, best first: the system's, the active one, rustup's others.
fn places() -> Vec<PathBuf> {
    let mut places = vec![PathBuf::from("/usr")];
    let rustc = find("rustc").unwrap_or_else(|| PathBuf::from("rustc"));
    places.extend(answer(rustc, &["--print", "sysroot"]).map(PathBuf::from));
    let home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".rustup")));
    if let Some(entries) = home.and_then(|home| std::fs::read_dir(home.join("toolchains")).ok()) {
        let mut others: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        others.sort();
        places.extend(others);
    }
    places
}

/// The first that can rebuild its library; failing that the first that has it ready-made.
fn best(places: &[PathBuf], wanted: Version) -> Option<(Sysroot, Library)> {
    let mut ready = None;
    for rust in places.iter().filter_map(|place| Sysroot::at(place)) {
        if rust.version < wanted {
            continue;
        }
        match rust.library() {
            Some(Library::Rebuilt) => return Some((rust, Library::Rebuilt)),
            Some(Library::Ready) => ready = ready.or(Some((rust, Library::Ready))),
            None => {}
        }
    }
    ready
}

fn install(wanted: Version, found: Option<(Sysroot, Library)>) -> Outcome<(Sysroot, Library)> {
    if apt::may_install() && debian_has(wanted) {
        apt::install(&DEBIAN)?;
        let rust = best(&[PathBuf::from("/usr")], wanted);
        return rust.ok_or_else(|| {
            Failure::new(format!(
                "Debian's packages {} are installed, but there is no complete Rust {wanted} in /usr: look at `/usr/bin/rustc -vV`.",
                DEBIAN.join(", ")
            ))
        });
    }
    if let Some(found) = found {
        println!("  For the small build, add the library source: rustup component add rust-src");
        return Ok(found);
    }
    if let Some(rustup) = find("rustup") {
        add_source(&rustup)?;
        if let Some(found) = best(&places(), wanted) {
            return Ok(found);
        }
    }
    Err(Failure::new(missing(wanted)))
}

fn debian_has(wanted: Version) -> bool {
    DEBIAN.iter().all(|package| apt::candidate(package).and_then(|text| Version::parse(&text)).is_some_and(|version| version >= wanted))
}

fn add_source(rustup: &Path) -> Outcome {
    Step {
        title: "Adding the source of Rust's standard library with rustup",
        expect: "under a minute",
        log: "rust-src",
        advice: "Run `rustup component add rust-src` by hand and see what it says.",
    }
    .run(Command::new(rustup).args(["component", "add", "rust-src"]))
}

fn missing(wanted: Version) -> String {
    let advice = if debian_has(wanted) {
        format!("run `{}`", apt::by_hand(&DEBIAN))
    } else {
        format!("get Rust {wanted} or newer from rustup.rs and run `rustup component add rust-src`")
    };
    format!("No Rust here can build for wasm: {advice}, then this command again.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    const WANTED: Version = Version { major: 1, minor: 95 };

    fn chosen(places: &[PathBuf]) -> Option<(PathBuf, Library)> {
        best(places, WANTED).map(|(rust, library)| (rust.folder, library))
    }

    #[test]
    fn a_host_only_rust_is_not_enough() {
        let rustup = fake::folder("host-only");
        fake::rust(&rustup, "1.95.0");
        assert_eq!(chosen(&[rustup]), None);
    }

    #[test]
    fn debian_comes_before_rustup() {
        let (debian, rustup) = (fake::folder("debian"), fake::folder("rustup"));
        for folder in [&debian, &rustup] {
            fake::rust(folder, "1.96.0");
            fake::source(folder, Some("1.96.0"));
        }
        assert_eq!(chosen(&[debian.clone(), rustup]), Some((debian, Library::Rebuilt)));
    }

    #[test]
    fn an_old_debian_leaves_it_to_rustup() {
        let (debian, rustup) = (fake::folder("old-debian"), fake::folder("new-rustup"));
        fake::rust(&debian, "1.85.0");
        fake::source(&debian, Some("1.85.0"));
        fake::rust(&rustup, "1.97.0-nightly");
        fake::source(&rustup, None);
        assert_eq!(chosen(&[debian, rustup.clone()]), Some((rustup, Library::Rebuilt)));
    }

    #[test]
    fn a_small_build_comes_before_a_ready_one() {
        let (ready, source) = (fake::folder("ready"), fake::folder("small"));
        fake::rust(&ready, "1.96.0");
        fake::ready(&ready);
        assert_eq!(chosen(std::slice::from_ref(&ready)), Some((ready.clone(), Library::Ready)));
        fake::rust(&source, "1.95.0");
        fake::source(&source, None);
        assert_eq!(chosen(&[ready, source.clone()]), Some((source, Library::Rebuilt)));
    }
}
