//! The program itself, on a free port of this machine.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub struct Program {
    pub child: Child,
    /// `http://127.0.0.1:PORT`
    pub address: String,
}

impl Program {
    /// Runs `serve` with these settings and no others.
    pub fn serve(program: &Path, settings: &[(&str, &str)]) -> Self {
        let mut command = Command::new(program);
        command.arg("serve").env_clear().env("SLUIS_LISTEN", "127.0.0.1:0").envs(settings.iter().copied());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let Some(address) = line.trim().strip_prefix("Receipts are taken at ") else {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("the receiver did not start: {line}{said}");
        };
        Self { address: address.trim_end_matches("/receipts").to_owned(), child }
    }

    /// Runs another command to its end.
    pub fn run(program: &Path, word: &str, settings: &[(&str, &str)]) -> Output {
        Command::new(program).arg(word).env_clear().envs(settings.iter().copied()).stdin(Stdio::null()).output().unwrap()
    }

    /// Asks it to end, and gives back all that it had to say on standard error.
    pub fn end(mut self) -> (bool, String) {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().success(), said)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
