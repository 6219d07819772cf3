//! The recipe for wasm: one for visitors, as small as can be, and one for tests, which may talk.

use crate::failure::{Outcome, While};
use crate::step::Step;
use crate::sysroot::Library;
use crate::tool::WasmBindgen;
use crate::toolchain::Toolchain;
use crate::{names, node, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const TARGET: &str = "wasm32-unknown-unknown";

/// What every browser since 2021 knows (https://webassembly.org/features/). Measured on the core of 0.1.0,
/// module and glue together, brotli: 52.2 KB like this, 53.0 KB with reference types, which also shut out
/// Safari before 16.4, and 53.0 KB with nothing newer than the first release of wasm.
const MACHINE: [&str; 1] = ["-Ctarget-feature=-reference-types,-multivalue"];

/// What `wasm-opt` may use: the same. With `--all-features` Chromium refuses the result.
/// A function with one caller stays a function: inlined, it is smaller, but compresses 3 % worse.
/// The first kilobyte is the end of the stack, so no address that means anything lies there (1 %).
/// Rebuilding the control flow between two rounds saves another 1 %, and a third round a third of that.
const OPTIMISE: [&str; 14] = [
    "--one-caller-inline-max-function-size=0", "--low-memory-unused", "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-producers",
    "--mvp-features", "--enable-mutable-globals", "--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
];

/// For the last crate, where everything is linked together. With an inline threshold of 30 the module compresses 1 %
/// better than without one of our own; with 80 it is 8 % larger. The others are what makes loops faster and code longer,
/// and what `wasm-opt` does better (2 %).
const LAST: [&str; 5] = [
    "-Cllvm-args=-inline-threshold=30", "-Cllvm-args=-disable-lsr", "-Cllvm-args=-disable-machine-cse",
    "-Cllvm-args=-disable-machine-licm", "-Cllvm-args=-replexitval=never",
];

/// A stack of 64 KB in a page, where a megabyte is usual. It lies below all else, so that every address is a byte
/// shorter, and one that is used up is an error and not somebody else's memory.
const STACK: &str = "-Clink-arg=-zstack-size=65536";

/// Flags of the visitors' build that need a rebuilt library. A panic stops at once and says nothing:
/// the text of panics and the code that formats them is a third of a small module.
const SILENT: [&str; 4] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// The modules that are made of the one crate: `src/web/mod.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What every visit needs.
    Core,
    /// What a configuration without a seal needs.
    Check,
    /// What the settings and the declaration need.
    Detail,
    /// What placeholders of embeds need.
    Embed,
    /// What `sluis/node` and the website's configurator need, and no visitor.
    Studio,
}

impl Part {
    /// Those that visitors load.
    const ALL: [Part; 4] = [Part::Core, Part::Check, Part::Detail, Part::Embed];

    /// The name of its files in `pkg/dist/wasm`; also its feature, which the first has none of.
    fn name(self) -> &'static str {
        match self {
            Part::Core => "sluis",
            Part::Check => "check",
            Part::Detail => "detail",
            Part::Embed => "embed",
            Part::Studio => "studio",
        }
    }
}

/// Compiles the authors' module and writes it and its glue into `pkg/dist/wasm`, where the others are already.
pub fn studio(toolchain: &Toolchain, tool: &WasmBindgen) -> Outcome {
    let folder = workspace::path("pkg/dist/wasm");
    let made = folder.join("studio_bg.wasm");
    let sources = ["src", "data/catalogue", "Cargo.toml", "Cargo.lock"].map(workspace::path);
    if time(&made).is_some_and(|time| Some(time) > newest(&sources.each_ref().map(PathBuf::as_path))) {
        return Ok(());
    }
    let draft = workspace::path("target/glue/studio");
    glue(tool, &compile(toolchain, Part::Studio)?, &draft, Part::Studio)?;
    shrink(&draft, Part::Studio)?;
    workspace::write(&folder.join("studio.js"), workspace::read(&draft.join("studio.js"))?)?;
    workspace::write(&made, fs::read(draft.join("small.wasm")).attempt("read the small module")?)
}

/// Compiles all modules, writes their glue into `pkg/dist/wasm` and makes them small.
pub fn build(toolchain: &Toolchain, tool: &WasmBindgen) -> Outcome {
    // This program too: it holds the options.
    let recipe = std::env::current_exe().attempt("find this program")?;
    let newest = newest(&[&workspace::path("src"), &workspace::path("Cargo.toml"), &workspace::path("Cargo.lock"), &tool.program, &recipe]);
    let made = |part: Part| workspace::path(&format!("pkg/dist/wasm/{}_bg.wasm", part.name()));
    if Part::ALL.iter().all(|part| time(&made(*part)).is_some_and(|time| Some(time) > newest)) {
        return Ok(());
    }
    let folder = workspace::path("pkg/dist/wasm");
    if folder.exists() {
        fs::remove_dir_all(&folder).attempt("empty pkg/dist/wasm")?;
    }
    for part in Part::ALL {
        let draft = workspace::path(&format!("target/glue/{}", part.name()));
        if draft.exists() {
            fs::remove_dir_all(&draft).attempt("empty target/glue")?;
        }
        glue(tool, &compile(toolchain, part)?, &draft, part)?;
        shrink(&draft, part)?;
        let mut module = fs::read(draft.join("small.wasm")).attempt("read the small module")?;
        let mut text = workspace::read(&draft.join(format!("{}.js", part.name())))?;
        // With a ready-made library there are reference types too, and the glue has another form.
        if toolchain.library == Library::Rebuilt {
            (module, text) = names::shorten(part.name(), &module, &text)?;
        }
        // Its own way to fetch and start a module is half of the glue, and the loader does both itself.
        text.push_str("export { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n");
        // What Rust imports from JavaScript files of ours stands beside the glue that imports it.
        workspace::copy(&draft.join("snippets"), &folder.join("snippets"))?;
        workspace::write(&folder.join(format!("{}.js", part.name())), &text)?;
        // The module comes last: it is there only when everything went well.
        workspace::write(&made(part), module)?;
    }
    Ok(())
}

/// Compiles one of the modules. All come out under the same name, and cargo takes one for another when it finds
/// its own up to date, so each is compiled anew and moved away: https://github.com/rust-lang/cargo/issues/6313
fn compile(toolchain: &Toolchain, part: Part) -> Outcome<PathBuf> {
    let result = workspace::path(&format!("target/wasm/{TARGET}/release/sluis.wasm"));
    let mut clean = cargo(toolchain, "target/wasm");
    clean.args(["clean", "--quiet", "--package", "sluis", "--release", "--target", TARGET]);
    clean.output().attempt("run cargo clean")?;
    let mut cargo = cargo(toolchain, "target/wasm");
    // As a library for Rust as well, cargo silently leaves link-time optimisation out (10 % of the module):
    // https://github.com/rust-lang/cargo/issues/9672
    cargo.args(["rustc", "--package", "sluis", "--lib", "--crate-type", "cdylib", "--release", "--target", TARGET]);
    if part != Part::Core {
        cargo.args(["--features", part.name()]);
    }
    if toolchain.library == Library::Rebuilt {
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    }
    cargo.arg("--").args(LAST);
    if part != Part::Studio {
        cargo.arg(STACK);
    }
    Step {
        title: match part {
            Part::Core => "Compiling the core to wasm",
            Part::Check => "Compiling the check to wasm",
            Part::Detail => "Compiling the settings to wasm",
            Part::Embed => "Compiling the placeholders to wasm",
            Part::Studio => "Compiling what authors need to wasm",
        },
        expect: "two to four minutes the first time, then seconds",
        log: part.name(),
        advice: "The errors of the compiler say why.",
    }
    .run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, &SILENT)))?;
    let moved = workspace::path(&format!("target/wasm/{}.wasm", part.name()));
    fs::copy(&result, &moved).attempt("keep the module")?;
    Ok(moved)
}

fn glue(tool: &WasmBindgen, compiled: &Path, folder: &Path, part: Part) -> Outcome {
    Step {
        title: "Writing the glue between wasm and JavaScript",
        expect: "a second",
        log: "glue",
        advice: "Remove target/wasm and try again.",
    }
    .run(
        Command::new(&tool.program)
            // The loader says where the module is; a default would break in bundlers that follow `new URL`.
            .args(["--target", "web", "--omit-default-module-path", "--no-typescript", "--out-name", part.name(), "--out-dir"])
            .arg(folder)
            .arg(compiled),
    )
}

fn shrink(folder: &Path, part: Part) -> Outcome {
    Step { title: "Making the module small", expect: "a few seconds", log: "wasm-opt", advice: "Remove pkg/node_modules and try again." }
        .run(
            Command::new(node::program("pkg", "wasm-opt"))
                .args(OPTIMISE)
                .arg(folder.join(format!("{}_bg.wasm", part.name())))
                .arg("-o")
                .arg(folder.join("small.wasm")),
        )
}

/// The cargo command that builds and runs `tests/web.rs` in a browser.
pub fn test(toolchain: &Toolchain, tool: &WasmBindgen) -> Command {
    let mut cargo = cargo(toolchain, "target/wasm-test");
    cargo.args(["test", "--package", "sluis", "--test", "web", "--target", TARGET]);
    if toolchain.library == Library::Rebuilt {
        cargo.args(["-Zbuild-std=std,panic_abort,test", "-Zpanic-abort-tests"]);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, &["-Cpanic=abort"]));
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tool.test_runner);
    cargo
}

/// A cargo that knows nothing of the one that runs this program.
fn cargo(toolchain: &Toolchain, target: &str) -> Command {
    let mut command = Command::new(toolchain.rust.cargo());
    let foreign = ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "RUSTDOC", "CARGO"];
    let keys = std::env::vars_os().filter_map(|(key, _)| key.into_string().ok());
    let own = |key: &String| ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BUILD_"].iter().any(|start| key.starts_with(start));
    for key in keys.filter(own).chain(foreign.map(String::from)) {
        command.env_remove(key);
    }
    command
        .current_dir(workspace::root())
        .env("RUSTC", toolchain.rust.rustc())
        .env("CARGO_TARGET_DIR", workspace::path(target))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &toolchain.linker);
    if toolchain.library == Library::Rebuilt {
        // Rebuilding the library is not stable yet: https://doc.rust-lang.org/cargo/reference/unstable.html#build-std
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    command
}

/// Encoded, because paths and flags may hold spaces and because this form wins over every other.
fn flags(toolchain: &Toolchain, rebuilt: &[&str]) -> String {
    let mut flags = Vec::new();
    if toolchain.library == Library::Rebuilt {
        flags.extend(MACHINE);
        flags.extend(rebuilt);
    }
    flags.join("\x1f")
}

/// When a file last changed, or the newest file in a folder.
fn newest(places: &[&Path]) -> Option<SystemTime> {
    places
        .iter()
        .filter_map(|place| match fs::read_dir(place) {
            Ok(entries) => {
                let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
                newest(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())
            }
            Err(_) => time(place),
        })
        .max()
}

fn time(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::{Sysroot, Version};

    fn toolchain(library: Library) -> Toolchain {
        let rust = Sysroot { folder: PathBuf::from("/rust"), version: Version { major: 1, minor: 96 }, llvm: None };
        Toolchain { rust, library, linker: PathBuf::from("/lld") }
    }

    #[test]
    fn a_ready_library_gets_no_flag_that_it_was_not_built_with() {
        assert_eq!(flags(&toolchain(Library::Ready), &SILENT), "");
        assert!(flags(&toolchain(Library::Rebuilt), &SILENT).contains("-Cpanic=immediate-abort"));
    }

    #[test]
    fn one_new_file_makes_a_folder_new() {
        let folder = crate::sysroot::fake::folder("newest");
        fs::create_dir_all(folder.join("deep")).unwrap();
        let (old, new) = (folder.join("old"), folder.join("deep/new"));
        fs::write(&old, "").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(&new, "").unwrap();
        assert_eq!(newest(&[&folder]), time(&new));
        assert!(newest(&[&folder]) > newest(&[&old]));
        assert_eq!(newest(&[&folder.join("absent")]), None);
    }
}
