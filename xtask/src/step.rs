//! One step at a time: what is being done, how long it may take, that it is still going, how long it took.

use crate::command;
use crate::failure::{Failure, Outcome, While};
use crate::workspace;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// In a log there is no line to overwrite, so a sign of life comes less often.
const HEARTBEAT: Duration = Duration::from_secs(20);
const REDRAW: Duration = Duration::from_millis(200);

/// A program to run in silence, with what to tell about it.
pub struct Step<'a> {
    /// What is being done, in words.
    pub title: &'a str,
    /// How long it may take.
    pub expect: &'a str,
    /// The name of the log file, kept in `target/log`.
    pub log: &'a str,
    /// What to do when it fails.
    pub advice: &'a str,
}

impl Step<'_> {
    /// Runs the program. Its output goes to a log file; the end of it is shown only on failure.
    pub fn run(&self, command: &mut Command) -> Outcome {
        let started = Instant::now();
        println!("• {} ({})", self.title, self.expect);
        let path = workspace::path(&format!("target/log/{}.log", self.log));
        workspace::write(&path, "")?;
        let mut log = File::create(&path).attempt(format!("write {}", workspace::shown(&path)))?;
        let mut lines: Vec<String> = Vec::new();
        let mut sign = Instant::now();
        let live = std::io::stdout().is_terminal();
        let mut running = command::Running::start(command)?;
        loop {
            match running.lines.recv_timeout(REDRAW) {
                Ok(line) => {
                    // A log that can't be written must not stop the work that it tells of.
                    let _ = writeln!(log, "{line}");
                    lines.push(line);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let pause = if live { REDRAW } else { HEARTBEAT };
            if sign.elapsed() >= pause {
                sign = Instant::now();
                still_going(live, started.elapsed(), lines.last());
            }
        }
        if live {
            print!("\r\x1b[K");
        }
        if running.succeeded()? {
            println!("  done in {}", span(started.elapsed()));
            return Ok(());
        }
        for line in lines.iter().skip(lines.len().saturating_sub(30)) {
            eprintln!("  | {line}");
        }
        Err(self.failure(&path))
    }

    fn failure(&self, log: &Path) -> Failure {
        Failure::new(format!("{} failed. {} The whole output is in {}.", self.title, self.advice, workspace::shown(log)))
    }
}

/// Runs a program whose output is for people to read as it comes; gives all of it back with the verdict.
pub fn watch(title: &str, command: &mut Command) -> Outcome<(bool, Vec<String>)> {
    println!("• {title}");
    let mut running = command::Running::start(command)?;
    let mut lines = Vec::new();
    for line in running.lines.iter() {
        println!("{line}");
        lines.push(line);
    }
    Ok((running.succeeded()?, lines))
}

/// Work of our own that is over in a moment, timed.
pub fn own<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let started = Instant::now();
    let done = work()?;
    println!("• {title}, {}", span(started.elapsed()));
    Ok(done)
}

fn still_going(live: bool, elapsed: Duration, line: Option<&String>) {
    let last: String = line.map_or("", String::as_str).trim().chars().take(60).collect();
    if live {
        print!("\r\x1b[K  {} {last}", span(elapsed));
        let _ = std::io::stdout().flush();
    } else {
        println!("  {} … {last}", span(elapsed));
    }
}

/// A length of time as people say it.
pub fn span(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_time_as_people_do() {
        assert_eq!(span(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(span(Duration::from_secs(59)), "59 s");
        assert_eq!(span(Duration::from_secs(125)), "2 min 5 s");
    }

    #[test]
    fn a_failure_says_what_to_do_and_where_to_look() {
        let step = Step { title: "Trying", expect: "a moment", log: "step-test", advice: "Do this." };
        let failure = step.run(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap_err();
        assert!(failure.to_string().starts_with("Trying failed. Do this. The whole output is in "));
        let log = workspace::read(&workspace::path("target/log/step-test.log")).unwrap();
        assert!(log.contains("out") && log.contains("err"));
    }
}
