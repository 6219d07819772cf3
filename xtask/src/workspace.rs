//! Where things are in this repository, and the versions that it asks for.

use crate::failure::{Failure, Outcome, While};
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A path under the root, written with `/`.
pub fn path(below: &str) -> PathBuf {
    root().join(below)
}

/// A path as a person would write it: seen from the root where it is inside.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).attempt(format!("read {}", shown(path)))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).attempt(format!("make the folder {}", shown(folder)))?;
    }
    fs::write(path, content).attempt(format!("write {}", shown(path)))
}

/// Copies a folder with everything in it; one that is not there has nothing in it.
pub fn copy(from: &Path, to: &Path) -> Outcome {
    let Ok(entries) = fs::read_dir(from) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            write(&target, fs::read(&source).attempt(format!("read {}", shown(&source)))?)?;
        }
    }
    Ok(())
}

/// The release of wasm-bindgen that the crate is pinned to. The tool must be the same one: the
/// format between the two changes with every release.
pub fn wasm_bindgen() -> Outcome<String> {
    pinned(&read(&path("Cargo.toml"))?, "wasm-bindgen")
}

/// The oldest Rust that builds this.
pub fn rust_version() -> Outcome<String> {
    quoted(&read(&path("Cargo.toml"))?, "rust-version")
        .ok_or_else(|| Failure::new("Cargo.toml does not say `rust-version`; write it under [workspace.package]."))
}

fn pinned(manifest: &str, crate_name: &str) -> Outcome<String> {
    quoted(manifest, crate_name)
        .and_then(|version| version.strip_prefix('=').map(String::from))
        .ok_or_else(|| Failure::new(format!("Cargo.toml does not pin {crate_name}; write {crate_name} = \"=VERSION\".")))
}

/// The first quoted text on the line of this key.
fn quoted(manifest: &str, key: &str) -> Option<String> {
    manifest.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?;
        rest.split('"').nth(1).map(String::from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crate_and_tool_are_the_same_wasm_bindgen() {
        let lock = read(&path("Cargo.lock")).unwrap();
        let locked = lock
            .split("[[package]]")
            .find(|package| package.contains("name = \"wasm-bindgen\"\n"))
            .and_then(|package| quoted(package, "version"));
        assert_eq!(locked, Some(wasm_bindgen().unwrap()));
    }

    #[test]
    fn copies_what_is_there() {
        let folder = crate::sysroot::fake::folder("copy");
        let (from, to) = (folder.join("from"), folder.join("to"));
        copy(&from, &to).unwrap();
        assert!(!to.exists());
        write(&from.join("a/b"), "x").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(read(&to.join("a/b")).unwrap(), "x");
    }

    #[test]
    fn a_range_is_not_a_pin() {
        assert_eq!(pinned("wasm-bindgen-test = \"0.3\"\nwasm-bindgen = \"=0.2.1\"", "wasm-bindgen").unwrap(), "0.2.1");
        assert!(pinned("wasm-bindgen = \"0.2\"", "wasm-bindgen").is_err());
    }

    #[test]
    fn this_repository_says_which_rust_it_needs() {
        assert!(crate::sysroot::Version::parse(&rust_version().unwrap()).is_some());
    }
}
