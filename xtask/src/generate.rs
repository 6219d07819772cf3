//! What the package takes from the crate: texts, catalogue, the hosts that the guard knows by itself, and the rest.

use crate::failure::{Outcome, While};
use crate::workspace;
use serde_json::to_string;
use sluis::core::{catalogue, text};
use std::fs;

const FOLDER: &str = "pkg/dist/generated";

/// Writes everything anew into `pkg/dist/generated`.
pub fn generate() -> Outcome {
    let folder = workspace::path(FOLDER);
    // What is no longer in the catalogue must not stay in the package.
    if folder.exists() {
        fs::remove_dir_all(&folder).attempt(format!("empty {FOLDER}"))?;
    }
    for language in text::LANGUAGES {
        let part = text::part(language);
        if let Some(list) = text::browser_list(language) {
            let (first, rest) = list.split_at(text::FIRST);
            for (kind, list) in [("text", first), ("rest", rest)] {
                write(&format!("{kind}-{part}.json"), &to_string(list).attempt("write texts as JSON")?)?;
            }
        }
    }
    write("keys.json", &to_string(text::Key::NAMES).attempt("write the names of the texts as JSON")?)?;
    for (id, entry) in catalogue::all().members() {
        write(&format!("service-{id}.json"), &to_string(entry).attempt("write the catalogue as JSON")?)?;
    }
    write("known-hosts.txt", &lines(catalogue::guard_patterns()))?;
    write("known-hosts-rest.txt", &lines(catalogue::rest_patterns()))
}

/// One `pattern id` a line.
fn lines(patterns: Vec<(String, String)>) -> String {
    patterns.iter().map(|(pattern, id)| format!("{pattern} {id}\n")).collect()
}

fn write(name: &str, content: &str) -> Outcome {
    workspace::write(&workspace::path(FOLDER).join(name), content)
}
