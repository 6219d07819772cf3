//! Which tests say that they hold a requirement: by its id, at the start of their name.
//!
//! `fn b_01_l_07_what_is_held()` in Rust; a title such as `'B-01 L-07 what is held'` in specs and in the scripts of
//! the other parts. Found in the source, so that it is known which rule has no test whatever is run.

use crate::failure::{Outcome, While};
use crate::workspace;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A test as its source has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Test {
    pub ids: Vec<String>,
    /// The file, seen from the root.
    pub file: String,
    /// The name in words, without the ids.
    pub name: String,
}

const PLACES: [&str; 5] = ["src", "tests", "rewrite", "receiver", "xtask/src"];
const GENERATED: [&str; 5] = ["node_modules", "target", "results", "work", "sample"];

/// Every test of the repository that names a requirement, in the order of its files.
pub fn all() -> Outcome<Vec<Test>> {
    let mut found = BTreeSet::new();
    for place in PLACES {
        walk(&workspace::path(place), &mut found)?;
    }
    Ok(found.into_iter().collect())
}

fn walk(folder: &Path, found: &mut BTreeSet<Test>) -> Outcome {
    for entry in fs::read_dir(folder).attempt(format!("read the folder {}", workspace::shown(folder)))?.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !GENERATED.contains(&name.as_str()) {
                walk(&path, found)?;
            }
        } else if let Some(read) = reader(&name) {
            // This file and its neighbour show names in their own tests.
            if !["evidence.rs", "requirements.rs"].contains(&name.as_str()) {
                found.extend(read(&workspace::read(&path)?, &workspace::shown(&path)));
            }
        }
    }
    Ok(())
}

fn reader(file: &str) -> Option<fn(&str, &str) -> Vec<Test>> {
    match Path::new(file).extension()?.to_str()? {
        "rs" => Some(in_rust),
        "mjs" => Some(in_script),
        "ts" if file.ends_with(".spec.ts") => Some(in_script),
        _ => None,
    }
}

fn in_rust(source: &str, file: &str) -> Vec<Test> {
    let names = source.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next());
    names.filter_map(|name| test(of_function(name), file)).collect()
}

fn in_script(source: &str, file: &str) -> Vec<Test> {
    let mut found = Vec::new();
    for (place, quote) in source.char_indices().filter(|(_, sign)| "'\"`".contains(*sign)) {
        let rest = &source[place + 1..];
        if id(rest).is_some()
            && let Some(end) = rest.find(quote)
        {
            found.extend(test(of_title(&rest[..end]), file));
        }
    }
    found
}

fn test((ids, name): (Vec<String>, String), file: &str) -> Option<Test> {
    (!ids.is_empty()).then(|| Test { ids, file: file.to_owned(), name })
}

/// The ids and the words of a function's name, with or without its module.
pub fn of_function(name: &str) -> (Vec<String>, String) {
    let mut rest = name.rsplit("::").next().unwrap_or(name);
    let mut ids = Vec::new();
    while let Some(found) = id(&rest.get(..4).unwrap_or("").replacen('_', "-", 1).to_uppercase())
        && rest.as_bytes()[0].is_ascii_lowercase()
        && rest[4..].starts_with('_')
    {
        ids.push(found);
        rest = &rest[5..];
    }
    (ids, rest.replace('_', " "))
}

/// The ids and the words of a title. A part that the source computes is shown as dots, and ids in it count.
pub fn of_title(title: &str) -> (Vec<String>, String) {
    let mut ids = Vec::new();
    let mut rest = title;
    loop {
        if let Some(found) = id(rest) {
            ids.push(found);
            rest = rest[4..].trim_start();
        } else if let Some(end) = rest.strip_prefix("${").and_then(|rest| rest.find('}')) {
            let computed = &rest[2..end + 2];
            let inner: Vec<String> = computed.split('\'').filter_map(id).collect();
            if inner.is_empty() {
                break;
            }
            ids.extend(inner);
            rest = rest[end + 3..].trim_start();
        } else {
            break;
        }
    }
    let mut name = String::new();
    while let Some((before, computed)) = rest.split_once("${") {
        name.push_str(before);
        name.push('…');
        rest = computed.split_once('}').map_or("", |(_, after)| after);
    }
    name.push_str(rest);
    (ids, name)
}

/// `B-01` at the start of a text, and nothing that goes on as a word does.
fn id(text: &str) -> Option<String> {
    let found = text.get(..4)?;
    let [letter, b'-', tens, ones] = *found.as_bytes() else { return None };
    let whole = letter.is_ascii_uppercase() && tens.is_ascii_digit() && ones.is_ascii_digit();
    let ends = !text[4..].starts_with(|next: char| next.is_alphanumeric());
    (whole && ends).then(|| found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_at_the_start_of_a_functions_name() {
        assert_eq!(of_function("l_01_l_02_a_refusal"), (vec!["L-01".into(), "L-02".into()], "a refusal".into()));
        assert_eq!(of_function("core::view::tests::b_12_names").0, ["B-12"]);
        for other in ["a_refusal", "b_1_x", "b_123_x", "l_07", "", "é_01_x", "B_01_x"] {
            assert!(of_function(other).0.is_empty(), "{other}");
        }
    }

    #[test]
    fn ids_stand_at_the_start_of_a_title_or_are_computed_there() {
        assert_eq!(of_title("B-06 B-03 every way in: ${family.name}"), (vec!["B-06".into(), "B-03".into()], "every way in: …".into()));
        assert_eq!(of_title("U-01 ${layer === 'settings' ? 'G-03 ' : ''}together on the ${layer}").0, ["U-01", "G-03"]);
        assert_eq!(of_title("without Sluis (B-01)").0, [""; 0]);
        assert_eq!(of_title("B-0123 x").0, [""; 0]);
    }

    #[test]
    fn reads_sources() {
        let rust = "#[test]\nfn b_01_held() {}\n  fn helper() {}\n    fn w_01_way_back() {}";
        assert_eq!(in_rust(rust, "a.rs").iter().map(|test| test.name.as_str()).collect::<Vec<_>>(), ["held", "way back"]);
        let script = "test('B-01 held', () => {});\ndemo(`U-19 ${company}: none`, x); ['L-07 other', 1]; const id = 'B-1';";
        assert_eq!(in_script(script, "a.ts").iter().map(|test| test.name.as_str()).collect::<Vec<_>>(), ["held", "…: none", "other"]);
    }
}
