//! `sluis-rewrite FILE.json`: pages from standard input to standard output, or a whole folder into another.

use sluis::core::problem::{refuses, report};
use sluis::core::{catalogue, check, value};
use sluis_rewrite::{Change, Options, Rewriter, Rules};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "cargo xtask rewrite FILE.json [--in FOLDER --out FOLDER] [--no-inline] [--whole-catalogue]

Without folders a page is read from standard input. What changed is told on standard error.";

/// What was typed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    file: PathBuf,
    folders: Option<(PathBuf, PathBuf)>,
    keep_inline: bool,
    catalogue: bool,
}

/// How often each service was found, by element.
type Counts = BTreeMap<(String, String), usize>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match Wish::read(&words).and_then(|wish| run(&wish)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

impl Wish {
    fn read(words: &[String]) -> Result<Self, String> {
        let mut wish = Self::default();
        let (mut from, mut to) = (None, None);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || {
                words.next().filter(|value| !value.starts_with("--")).map(PathBuf::from).ok_or_else(|| format!("{word} needs a folder."))
            };
            match word.as_str() {
                "--in" => from = Some(value()?),
                "--out" => to = Some(value()?),
                "--no-inline" => wish.keep_inline = true,
                "--whole-catalogue" => wish.catalogue = true,
                option if option.starts_with("--") => return Err(format!("There is no option `{option}`.\n\n{USAGE}")),
                file => wish.file = PathBuf::from(file),
            }
        }
        wish.folders = match (from, to) {
            (Some(from), Some(to)) => Some((from, to)),
            (None, None) => None,
            _ => return Err(String::from("Name both folders: --in FOLDER --out FOLDER.")),
        };
        if wish.file.as_os_str().is_empty() { Err(format!("Name the configuration.\n\n{USAGE}")) } else { Ok(wish) }
    }
}

fn run(wish: &Wish) -> Result<(), String> {
    let rules = rules(wish)?;
    let mut counts = Counts::new();
    match &wish.folders {
        None => page(&rules, io::stdin().lock(), BufWriter::new(io::stdout().lock()), "the page", &mut counts)?,
        Some((from, to)) => {
            apart(from, to)?;
            let (mut pages, mut others) = (0, 0);
            folder(&rules, from, to, &mut counts, &mut pages, &mut others)?;
            eprintln!("{pages} pages read, {others} other files copied.");
        }
    }
    for ((service, element), count) in &counts {
        eprintln!("{count:6} {element} held for {service}");
    }
    Ok(())
}

/// Judges the file as `cargo xtask check` does.
fn rules(wish: &Wish) -> Result<Rules, String> {
    let file = wish.file.display();
    let text = fs::read_to_string(&wish.file).map_err(|error| format!("Could not read {file}: {error}."))?;
    let value = value::from_json(&text).map_err(|problem| format!("{}\n{file} is refused.", problem.line()))?;
    let checked = check::check(value, catalogue::all());
    eprint!("{}", report(&checked.problems));
    match checked.config {
        Some(config) if !refuses(&checked.problems) => {
            Ok(Rules::new(&config, Options { inline: !wish.keep_inline, catalogue: wish.catalogue }))
        }
        _ => Err(format!("{file} is refused: mend the errors above.")),
    }
}

/// One folder must not be inside the other, or its pages would be read while they are written.
fn apart(from: &Path, to: &Path) -> Result<(), String> {
    let real = |folder: &Path| folder.canonicalize().map_err(|error| format!("Could not open {}: {error}.", folder.display()));
    let inside = real(from)?;
    fs::create_dir_all(to).map_err(|error| format!("Could not make {}: {error}.", to.display()))?;
    let outside = real(to)?;
    if outside.starts_with(&inside) || inside.starts_with(&outside) {
        return Err(format!("{} and {} are not apart: give --out a folder of its own.", from.display(), to.display()));
    }
    Ok(())
}

fn folder(rules: &Rules, from: &Path, to: &Path, counts: &mut Counts, pages: &mut usize, others: &mut usize) -> Result<(), String> {
    let told = |what: &str, path: &Path, error: io::Error| format!("Could not {what} {}: {error}.", path.display());
    fs::create_dir_all(to).map_err(|error| told("make", to, error))?;
    let mut names: Vec<_> =
        fs::read_dir(from).map_err(|error| told("read", from, error))?.flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        let (source, target) = (from.join(&name), to.join(&name));
        if source.is_dir() {
            folder(rules, &source, &target, counts, pages, others)?;
        } else if source.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm")) {
            let input = File::open(&source).map_err(|error| told("read", &source, error))?;
            let output = File::create(&target).map_err(|error| told("write", &target, error))?;
            page(rules, input, BufWriter::new(output), &source.display().to_string(), counts)?;
            *pages += 1;
        } else {
            fs::copy(&source, &target).map_err(|error| told("copy", &source, error))?;
            *others += 1;
        }
    }
    Ok(())
}

fn page(rules: &Rules, mut input: impl Read, mut output: impl Write, name: &str, counts: &mut Counts) -> Result<(), String> {
    let told = |error: &dyn std::fmt::Display| format!("{name}: {error}.");
    let mut rewriter = Rewriter::new(rules);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => {
                let ready = rewriter.write(&chunk[..length]).map_err(|error| told(&error))?;
                output.write_all(&ready).map_err(|error| told(&error))?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(told(&error)),
        }
    }
    let (rest, changes) = rewriter.end().map_err(|error| told(&error))?;
    output.write_all(&rest).and_then(|()| output.flush()).map_err(|error| told(&error))?;
    for Change { service, element, .. } in changes {
        *counts.entry((service, element)).or_default() += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wish(words: &[&str]) -> Result<Wish, String> {
        Wish::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sluis-rewrite-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in/sub")).unwrap();
        folder
    }

    const JSON: &str = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [{"catalogue": "youtube"}]}"#;

    #[test]
    fn says_what_is_missing() {
        for words in [&[][..], &["--in", "a", "b.json"], &["--in", "--out", "b.json"], &["--colour", "b.json"], &["b.json", "--out"]] {
            assert!(wish(words).is_err(), "{words:?}");
        }
        assert_eq!(wish(&["b.json", "--in", "a", "--out", "c"]).unwrap().folders, Some((PathBuf::from("a"), PathBuf::from("c"))));
    }

    #[test]
    fn b_01_a_folder_is_put_into_another() {
        let root = scratch("folder");
        let file = root.join("consent.json");
        fs::write(&file, JSON).unwrap();
        fs::write(root.join("in/sub/a.html"), "<img src=//youtu.be/x>").unwrap();
        fs::write(root.join("in/a.txt"), "<img src=//youtu.be/x>").unwrap();
        let folders = Some((root.join("in"), root.join("out")));
        run(&Wish { file: file.clone(), folders, ..Wish::default() }).unwrap();
        assert_eq!(fs::read_to_string(root.join("out/sub/a.html")).unwrap(), "<img data-sluis=\"youtube\" data-src=//youtu.be/x>");
        assert_eq!(fs::read_to_string(root.join("out/a.txt")).unwrap(), "<img src=//youtu.be/x>");
        for inner in [root.join("in/out"), root.clone(), root.join("in")] {
            let folders = Some((root.join("in"), inner));
            assert!(run(&Wish { file: file.clone(), folders, ..Wish::default() }).unwrap_err().contains("apart"));
        }
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_configuration_with_errors_changes_nothing() {
        let root = scratch("refused");
        let file = root.join("consent.json");
        for text in ["{", r#"{"version": 2, "controller": {"name": "A"}}"#] {
            fs::write(&file, text).unwrap();
            assert!(run(&Wish { file: file.clone(), ..Wish::default() }).unwrap_err().contains("is refused"));
        }
        fs::remove_dir_all(root).unwrap();
    }
}
