//! The commands for authors, with the files of this machine.

use crate::failure::{Failure, Outcome, While};
use crate::workspace;
use sluis::author::{Files, judged, reason, run as told};
use sluis::core::check::Checked;
use std::io::{Error, ErrorKind, Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

/// Runs a command for authors; nothing when the words are none.
pub fn run(words: &[&str]) -> Option<ExitCode> {
    let told = told("cargo xtask", &Disk, words)?;
    // Who closes the pipe has seen enough.
    let _ = stdout().write_all(told.out.as_bytes());
    let _ = stderr().write_all(told.err.as_bytes());
    Some(ExitCode::from(told.code))
}

/// Reads and judges a configuration.
pub fn load(file: &Path) -> Outcome<Checked> {
    Ok(judged(&std::fs::read_to_string(file).attempt(format!("read {}", file.display()))?))
}

/// The snippet of a configuration, as the command prints it.
pub fn snippet(file: &Path, words: &[&str]) -> Outcome<String> {
    let name = file.display().to_string();
    let told = told("cargo xtask", &Disk, &[&["snippet", &name], words].concat()).unwrap_or_default();
    if told.code == 0 { Ok(told.out) } else { Err(Failure::new(told.err.trim_end())) }
}

struct Disk;

impl Files for Disk {
    fn bytes(&self, file: &str) -> Result<Vec<u8>, String> {
        std::fs::read(file).map_err(|error| why(&error))
    }

    fn folder(&self, folder: &str) -> Result<Vec<String>, String> {
        let entries = std::fs::read_dir(folder).map_err(|error| why(&error))?;
        let files = entries.flatten().filter(|entry| entry.path().is_file());
        Ok(files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
    }

    fn write(&self, file: &str, text: &str) -> Result<(), String> {
        std::fs::write(file, text).map_err(|error| why(&error))
    }

    fn part(&self, name: &str) -> Result<String, String> {
        let file = workspace::path("pkg/dist/web").join(name);
        std::fs::read_to_string(file).map_err(|_| String::from("it is not built yet, run `cargo xtask build` first"))
    }
}

fn why(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => reason("ENOENT"),
        ErrorKind::IsADirectory => reason("EISDIR"),
        ErrorKind::NotADirectory => reason("ENOTDIR"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => reason("EACCES"),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn reads_and_writes_on_this_machine_and_says_why_not() {
        let folder = fake::folder("author");
        let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        Disk.write(&file("b"), "x").unwrap();
        Disk.write(&file("a"), "\u{e9}").unwrap();
        let mut names = Disk.folder(folder.to_str().unwrap()).unwrap();
        names.sort();
        assert_eq!((names, Disk.text(&file("a")).unwrap().as_str()), (vec!["a".into(), "b".into()], "\u{e9}"));
        assert_eq!(Disk.bytes(&file("absent")), Err(reason("ENOENT")));
        assert_eq!(Disk.bytes(folder.to_str().unwrap()), Err(reason("EISDIR")));
        assert_eq!(Disk.folder(&file("a")), Err(reason("ENOTDIR")));
        std::fs::write(folder.join("latin"), b"\xe9").unwrap();
        assert!(Disk.text(&file("latin")).unwrap_err().contains("UTF-8"));
    }
}
