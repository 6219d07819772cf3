//! Running other programs: quietly, with their lines as they come, or for one answer.

use crate::failure::{Outcome, While};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// A program that runs, with what it says on either stream, line by line.
pub struct Running {
    child: Child,
    name: String,
    /// Ends when the program has closed both streams.
    pub lines: Receiver<String>,
}

impl Running {
    pub fn start(command: &mut Command) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().attempt(format!("start {name}"))?;
        let (sender, lines) = channel();
        if let Some(stream) = child.stdout.take() {
            forward(stream, sender.clone());
        }
        if let Some(stream) = child.stderr.take() {
            forward(stream, sender);
        }
        Ok(Self { child, name, lines })
    }

    /// Waits for the end.
    pub fn succeeded(&mut self) -> Outcome<bool> {
        let status = self.child.wait().attempt(format!("wait for {}", self.name))?;
        Ok(status.success())
    }
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(1..)) {
            // A progress bar rewrites its line; the last version is the one to show.
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end().rsplit('\r').next().unwrap_or_default();
            if lines.send(text.to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
}

/// What a program prints, when it exists and succeeds.
pub fn answer<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[S]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(&std::env::var_os("PATH")?, name)
}

/// The same, on a given search path.
pub fn find_in(search: &OsStr, name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(search).map(|folder| folder.join(&name)).find(|file| is_program(file))
}

#[cfg(unix)]
pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub fn is_program(file: &Path) -> bool {
    file.is_file()
}
