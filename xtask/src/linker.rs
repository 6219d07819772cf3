//! The program that links wasm: LLVM's `lld`, under whichever name this machine has it.

use crate::apt;
use crate::command::is_program;
use crate::failure::{Failure, Outcome};
use crate::sysroot::Sysroot;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A linker that is here, or one that apt can install.
pub fn ensure(rust: &Sysroot, places: &[PathBuf]) -> Outcome<PathBuf> {
    let search = std::env::var_os("PATH").unwrap_or_default();
    if let Some(linker) = find(rust, places, &search) {
        return Ok(linker);
    }
    let versioned = rust.llvm.map(|llvm| format!("lld-{llvm}"));
    let package = match &versioned {
        Some(package) if apt::candidate(package).is_some() => package,
        _ => "lld",
    };
    if apt::may_install() {
        apt::install(&[package])?;
    }
    find(rust, places, &search)
        .ok_or_else(|| Failure::new(format!("There is no linker for wasm: run `{}`, then this command again.", apt::by_hand(&[package]))))
}

/// Rust's own linker, of this or another toolchain; then the system's, its newest release first.
fn find(rust: &Sysroot, places: &[PathBuf], search: &OsStr) -> Option<PathBuf> {
    let mut folders = vec![rust.folder.as_path()];
    folders.extend(places.iter().map(PathBuf::as_path));
    folders.iter().find_map(|folder| own(folder)).or_else(|| system(search))
}

fn own(sysroot: &Path) -> Option<PathBuf> {
    let name = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
    let targets = fs::read_dir(sysroot.join("lib/rustlib")).ok()?;
    targets.flatten().map(|target| target.path().join("bin").join(&name)).find(|file| is_program(file))
}

fn system(search: &OsStr) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::env::split_paths(search)
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten())
        .filter_map(|entry| Some((release(entry.file_name().to_str()?)?, entry.path())))
        .filter(|(_, file)| is_program(file))
        .collect();
    found.sort_by_key(|(release, _)| std::cmp::Reverse(*release));
    found.into_iter().next().map(|(_, file)| file)
}

/// `wasm-ld` is the distribution's choice; `wasm-ld-22` says its release.
fn release(name: &str) -> Option<u32> {
    match name.strip_prefix("wasm-ld")? {
        "" => Some(0),
        rest => rest.strip_prefix('-')?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn prefers_rusts_own_and_else_the_newest() {
        let (usr, rustup, bin) = (fake::folder("linker-usr"), fake::folder("linker-rustup"), fake::folder("linker-bin"));
        fake::rust(&usr, "1.96.0");
        let rust = Sysroot::at(&usr).unwrap();
        let places = [usr, rustup.clone()];
        assert_eq!(find(&rust, &places, bin.as_os_str()), None);
        for name in ["wasm-ld-9", "wasm-ld-22", "wasm-ld", "wasm-ld-old"] {
            fake::program(&bin.join(name), "");
        }
        assert_eq!(find(&rust, &places, bin.as_os_str()), Some(bin.join("wasm-ld-22")));
        let own = rustup.join("lib/rustlib/some-host/bin/rust-lld");
        fake::program(&own, "");
        assert_eq!(find(&rust, &places, bin.as_os_str()), Some(own));
    }
}
