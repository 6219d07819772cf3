//! The commands for authors: words go in, text comes out. `cargo xtask` runs them natively and `npx sluis` as wasm, so
//! that both say the same to the byte.

mod check;
mod csp;
mod diff;
mod failure;
mod files;
mod lint;
mod manifest;
pub mod prerender;
mod recipe;
mod seal;
pub mod snippet;
mod statement;
mod verify;
mod words;

pub use check::{as_json, judged};
pub use failure::{Failure, Outcome};
pub use files::{Files, reason};

/// What came of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// For standard output: what was asked for.
    pub out: String,
    /// For standard error: what is to be said about it.
    pub err: String,
    /// 0: done. 1: what was read is refused, or has to be seen to. 2: the call is wrong, or a file can't be read or written.
    pub code: u8,
}

/// What a command works with.
struct Desk<'a> {
    /// What comes before the name of a command where it is typed, such as `npx sluis`.
    program: &'a str,
    files: &'a dyn Files,
    out: String,
    err: String,
}

struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(&[&str], &mut Desk<'_>) -> Outcome,
}

const COMMANDS: [Command; 9] = [
    Command { name: "check", help: check::HELP, run: check::check },
    Command { name: "seal", help: seal::HELP, run: seal::seal },
    Command { name: "snippet", help: snippet::HELP, run: snippet::snippet },
    Command { name: "prerender", help: prerender::HELP, run: prerender::prerender },
    Command { name: "csp", help: csp::HELP, run: csp::csp },
    Command { name: "statement", help: statement::HELP, run: statement::statement },
    Command { name: "lint-statement", help: lint::HELP, run: lint::lint },
    Command { name: "diff", help: diff::HELP, run: diff::diff },
    Command { name: "manifest", help: manifest::HELP, run: manifest::manifest },
];

/// The names of the commands, in the order in which they are told.
pub fn names() -> [&'static str; 9] {
    COMMANDS.map(|command| command.name)
}

/// Runs the command that the first word names; nothing when there is no such command.
pub fn run(program: &str, files: &dyn Files, words: &[&str]) -> Option<Told> {
    let (name, words) = words.split_first()?;
    let command = COMMANDS.iter().find(|command| command.name == *name)?;
    let help = ["Usage: ", program, " ", command.help].concat();
    if words.iter().any(|word| ["--help", "-h"].contains(word)) {
        return Some(Told { out: help, ..Told::default() });
    }
    let mut desk = Desk { program, files, out: String::new(), err: String::new() };
    let code = match (command.run)(words, &mut desk) {
        Ok(()) => 0,
        Err(failure) => {
            desk.err.push_str(&failure.told(&help));
            failure.code()
        }
    };
    Some(Told { out: desk.out, err: desk.err, code })
}

impl Desk<'_> {
    fn text(&self, file: &str) -> Outcome<String> {
        self.files.text(file).map_err(|why| Failure::system(format!("Could not read {file}: {why}.")))
    }

    /// Why a call without its file is refused.
    fn nameless(&self, what: &str, form: &str) -> Failure {
        Failure::call(format!("Name {what}: {} {form}", self.program))
    }
}

/// The words of a command whose only option is `--json`.
fn files_and_json<'a>(words: &[&'a str]) -> Outcome<(Vec<&'a str>, bool)> {
    let files: Vec<&str> = words.iter().copied().filter(|word| *word != "--json").collect();
    match files.iter().find(|word| word.starts_with('-')) {
        Some(option) => Err(Failure::call(format!("There is no option `{option}`: use --json."))),
        None => Ok((files, words.contains(&"--json"))),
    }
}

/// JSON as people read it, with a line break at the end.
fn pretty(json: &serde_json::Value) -> Outcome<String> {
    let text = serde_json::to_string_pretty(json).map_err(|error| Failure::refused(format!("This can't be written as JSON: {error}.")))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::files::memory::Memory;
    use super::*;

    #[test]
    fn every_command_has_its_help_and_refuses_a_call_without_a_file() {
        for command in COMMANDS {
            let told = |words: &[&str]| run("npx sluis", &Memory::default(), words).unwrap();
            let help = told(&[command.name, "--help"]);
            assert!(help.code == 0 && help.out.starts_with(&format!("Usage: npx sluis {} ", command.name)), "{}", help.out);
            assert!(help.out.ends_with('\n') && help.out.lines().all(|line| line.chars().count() <= 120), "{}", help.out);
            let bare = told(&[command.name]);
            assert!(bare.code == 2 && bare.out.is_empty() && bare.err.starts_with("sluis: Name "), "{bare:?}");
            assert!(bare.err.ends_with(&help.out), "a wrong call is told how it is done: {}", bare.err);
            let foreign = told(&[command.name, "a.json", "--colour"]);
            assert!(foreign.code == 2 && foreign.err.contains("There is no option `--colour`"), "{foreign:?}");
            let absent = told(&[command.name, "a.json", "b.json"]);
            assert!(absent.code == 2 && absent.out.is_empty(), "{absent:?}");
        }
        assert_eq!(run("npx sluis", &Memory::default(), &["ceck"]), None);
        assert_eq!(run("npx sluis", &Memory::default(), &[]), None);
    }

    #[test]
    fn the_page_of_commands_says_what_each_says_of_itself() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md")).unwrap();
        for command in COMMANDS {
            let help = ["Usage: npx sluis ", command.help].concat();
            assert!(page.contains(&["```\n", &help, "```\n"].concat()), "docs/cli.md has not:\n{help}");
        }
    }
}
