//! An installed Rust: where it is, which version, and what it can do for wasm.

use crate::command::{answer, is_program};
use std::fmt;
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";

/// A release such as 1.96.0. Two numbers decide what a compiler can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
}

impl Version {
    /// Reads `1.96.0`, `1.95` and Debian's `1.96.0+dfsg1-1`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().split(['.', '+', '-', '~']).map_while(|part| part.parse().ok());
        Some(Self { major: numbers.next()?, minor: numbers.next()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)
    }
}

/// How the standard library for wasm comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Built from its source, for size and without what panics need. Several KB smaller for each visitor.
    Rebuilt,
    /// The one that comes ready-made.
    Ready,
}

/// An installed Rust. Debian's lives in `/usr`, rustup's in one folder for each toolchain.
#[derive(Clone, Debug)]
pub struct Sysroot {
    pub folder: PathBuf,
    pub version: Version,
    /// The release of LLVM inside: a linker of the same release is sure to understand it.
    pub llvm: Option<u32>,
}

impl Sysroot {
    /// The Rust in this folder, when there is one that answers.
    pub fn at(folder: &Path) -> Option<Self> {
        let rustc = folder.join("bin/rustc");
        if !is_program(&rustc) || !is_program(&folder.join("bin/cargo")) {
            return None;
        }
        let told = answer(rustc, &["-vV"])?;
        let after = |key| told.lines().find_map(|line| line.strip_prefix(key));
        Some(Self {
            folder: folder.to_path_buf(),
            version: Version::parse(after("release: ")?)?,
            llvm: after("LLVM version: ").and_then(|version| version.split('.').next()?.parse().ok()),
        })
    }

    pub fn rustc(&self) -> PathBuf {
        self.folder.join("bin/rustc")
    }

    pub fn cargo(&self) -> PathBuf {
        self.folder.join("bin/cargo")
    }

    /// Where its programs and libraries for each target are.
    pub fn targets(&self) -> PathBuf {
        self.folder.join("lib/rustlib")
    }

    /// What it can build for wasm with; nothing when it knows only the machine it runs on.
    pub fn library(&self) -> Option<Library> {
        let source = self.targets().join("src/rust");
        if source.join("library/std/Cargo.toml").is_file() && self.is_own(&source) {
            Some(Library::Rebuilt)
        } else if self.targets().join(TARGET).join("lib").is_dir() {
            Some(Library::Ready)
        } else {
            None
        }
    }

    /// A compiler can build only its own library, and packages can be of different versions.
    fn is_own(&self, source: &Path) -> bool {
        std::fs::read_to_string(source.join("src/version"))
            .ok()
            .and_then(|text| Version::parse(&text))
            .is_none_or(|version| version == self.version)
    }
}

#[cfg(test)]
pub mod fake {
    //! Toolchains made of shell scripts, in a folder of the test's own.

    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    pub fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sluis-xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub fn program(file: &Path, prints: &str) {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        // Written by another process: a program that this one still had open for writing could not be
        // started while another test's thread is starting one.
        let script = format!("cat > \"$0\" <<'OUTER'\n#!/bin/sh\ncat <<'END'\n{prints}\nEND\nOUTER\nchmod 755 \"$0\"");
        assert!(Command::new("sh").arg("-c").arg(script).arg(file).status().unwrap().success());
    }

    pub fn rust(folder: &Path, version: &str) {
        program(&folder.join("bin/rustc"), &format!("rustc {version}\nrelease: {version}\nLLVM version: 22.1.8"));
        program(&folder.join("bin/cargo"), "cargo");
    }

    pub fn source(folder: &Path, version: Option<&str>) {
        let source = folder.join("lib/rustlib/src/rust");
        fs::create_dir_all(source.join("library/std")).unwrap();
        fs::write(source.join("library/std/Cargo.toml"), "").unwrap();
        if let Some(version) = version {
            fs::create_dir_all(source.join("src")).unwrap();
            fs::write(source.join("src/version"), format!("{version}\n")).unwrap();
        }
    }

    pub fn ready(folder: &Path) {
        fs::create_dir_all(folder.join("lib/rustlib/wasm32-unknown-unknown/lib")).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        let version = |text| Version::parse(text).map(|version| (version.major, version.minor));
        assert_eq!(version("1.96.0+dfsg1-1~deb12u2"), Some((1, 96)));
        assert_eq!(version("1.95"), Some((1, 95)));
        assert_eq!(version("1.97.0-nightly"), Some((1, 97)));
        assert_eq!(version("stable"), None);
        assert!(Version::parse("1.100") > Version::parse("1.99"));
    }

    #[test]
    fn knows_what_a_rust_can_do_for_wasm() {
        let folder = fake::folder("library");
        assert!(Sysroot::at(&folder).is_none());
        fake::rust(&folder, "1.96.0");
        let rust = Sysroot::at(&folder).unwrap();
        assert_eq!((rust.version.minor, rust.llvm), (96, Some(22)));
        assert_eq!(rust.library(), None);
        fake::ready(&folder);
        assert_eq!(rust.library(), Some(Library::Ready));
        fake::source(&folder, None);
        assert_eq!(rust.library(), Some(Library::Rebuilt));
    }

    #[test]
    fn the_source_of_another_release_is_no_use() {
        let folder = fake::folder("source");
        fake::rust(&folder, "1.96.0");
        fake::source(&folder, Some("1.85.0"));
        assert_eq!(Sysroot::at(&folder).unwrap().library(), None);
        fake::source(&folder, Some("1.96.0"));
        assert_eq!(Sysroot::at(&folder).unwrap().library(), Some(Library::Rebuilt));
    }
}
