//! The wasm-bindgen tool, in exactly the release that the crate is pinned to.

use crate::command::{answer, find};
use crate::failure::{Failure, Outcome};
use crate::step::Step;
use crate::workspace;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program that writes the glue, and the one that runs wasm tests in a browser.
#[derive(Clone, Debug)]
pub struct WasmBindgen {
    pub program: PathBuf,
    pub test_runner: PathBuf,
    pub version: String,
}

/// The one built before, or one on the search path, or built now from its source.
pub fn ensure() -> Outcome<WasmBindgen> {
    let version = workspace::wasm_bindgen()?;
    let own = workspace::path("target/tools/bin");
    let elsewhere = find("wasm-bindgen").and_then(|program| program.parent().map(Path::to_path_buf));
    if let Some(tool) = [Some(own.clone()), elsewhere].into_iter().flatten().find_map(|folder| in_folder(&folder, &version)) {
        return Ok(tool);
    }
    build(&version)?;
    in_folder(&own, &version)
        .ok_or_else(|| Failure::new(format!("wasm-bindgen {version} does not run: remove target/tools and try again.")))
}

fn in_folder(folder: &Path, version: &str) -> Option<WasmBindgen> {
    let program = folder.join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    let test_runner = folder.join(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX));
    let told = answer(&program, &["--version"])?;
    let same = told.split_whitespace().nth(1) == Some(version) && test_runner.is_file();
    same.then(|| WasmBindgen { program, test_runner, version: version.to_owned() })
}

/// As its authors built it; where a registry lacks a release that their lock file names, with what it has.
fn build(version: &str) -> Outcome {
    install(version, &["--locked"]).or_else(|_| {
        println!("  Its lock file does not fit this registry: trying again without it.");
        install(version, &[])
    })?;
    // A hundred megabytes that are of no use any more; it does not matter if they stay.
    let _ = std::fs::remove_dir_all(workspace::path("target/tools/build"));
    Ok(())
}

fn install(version: &str, options: &[&str]) -> Outcome {
    let folder = workspace::path("target/tools");
    Step {
        title: &format!("Building wasm-bindgen {version}"),
        expect: "about four minutes, once",
        log: "wasm-bindgen",
        advice: "It comes from crates.io: look whether this machine can reach it.",
    }
    .run(
        host_cargo()
            .args(["install", "wasm-bindgen-cli", "--version", &format!("={version}")])
            .args(options)
            .arg("--root")
            .arg(&folder)
            // Kept while it is being built, so that a second try goes on where the first one stopped.
            .arg("--target-dir")
            .arg(folder.join("build")),
    )
}

/// The cargo that runs this program, for what runs on this machine.
pub fn host_cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn only_the_very_same_release_will_do() {
        let folder = fake::folder("wasm-bindgen");
        fake::program(&folder.join("wasm-bindgen"), "wasm-bindgen 0.2.130");
        assert!(in_folder(&folder, "0.2.130").is_none(), "without a test runner");
        fake::program(&folder.join("wasm-bindgen-test-runner"), "");
        assert!(in_folder(&folder, "0.2.130").is_some());
        assert!(in_folder(&folder, "0.2.13").is_none());
    }
}
