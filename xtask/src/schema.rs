//! Writes the JSON Schemas and the TypeScript types, which are committed, from the Rust types.

use crate::failure::Outcome;
use crate::workspace;
use sluis::core::schema;

pub fn schema() -> Outcome {
    for (file, text) in schema::files() {
        let path = workspace::path(file);
        let same = std::fs::read_to_string(&path).is_ok_and(|present| present == text);
        if !same {
            workspace::write(&path, text)?;
        }
        println!("{file} {}", if same { "is up to date" } else { "written" });
    }
    Ok(())
}
