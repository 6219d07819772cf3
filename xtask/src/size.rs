//! What a visitor loads, in bytes, held to the budgets.

use crate::failure::{Failure, Outcome, While};
use crate::sysroot::Library;
use crate::tally::Tally;
use crate::{budget, build, setup, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "pkg/dist/web";

/// Node compresses: it has the very library that web servers use, and the build needs it anyway.
const COMPRESS: &str = "\
const { brotliCompressSync, gzipSync, constants } = require('node:zlib');
for (const file of process.argv.slice(1)) {
  const text = require('node:fs').readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  console.log(text.length, gzipSync(text, { level: 9 }).length, brotliCompressSync(text, { params }).length);
}";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The files of the script-tag form that count.
struct Files {
    guard: PathBuf,
    core: PathBuf,
    whole: PathBuf,
    wasm: PathBuf,
    text: PathBuf,
    check: PathBuf,
    check_glue: PathBuf,
    detail: PathBuf,
    detail_glue: PathBuf,
    embed: PathBuf,
    embed_glue: PathBuf,
    rest: PathBuf,
    question_style: PathBuf,
    style: PathBuf,
    all_style: PathBuf,
}

/// Builds, prints the table, and fails above a budget.
pub fn size() -> Outcome {
    let builder = setup::builder()?;
    build::with(&builder)?;
    let (_, tally) = judge(builder.toolchain.library)?;
    if tally.failed > 0 { Err(Failure::told()) } else { Ok(()) }
}

/// Prints the table and counts each budget as a test.
pub fn judge(library: Library) -> Outcome<(bool, Tally)> {
    let files = Files::find(&workspace::path(FOLDER))?;
    let [guard, core, whole, wasm, text, rest] = measure([&files.guard, &files.core, &files.whole, &files.wasm, &files.text, &files.rest])?;
    let [check, detail, embed] =
        [(&files.check, &files.check_glue), (&files.detail, &files.detail_glue), (&files.embed, &files.embed_glue)]
            .map(|(module, glue)| measure([module, glue]).map(|sizes| sum(&sizes)));
    let [check, detail, embed] = [check?, detail?, embed?];
    let [question_style, style, all_style] = measure([&files.question_style, &files.style, &files.all_style])?;
    println!("• Sizes{:>30} {:>8} {:>8}", "raw", "gzip", "brotli");
    let lines = [
        ("guard", guard, None),
        ("loader and glue, with the style", core, None),
        ("core (wasm)", wasm, None),
        ("texts of one language", text, None),
        ("guard and loader in one tag", whole, None),
        ("the page waits for", guard, Some(budget::GUARD)),
        ("first visit, guard inline", sum(&[guard, core, wasm, text]), Some(budget::FIRST_VISIT)),
        ("first visit, one tag", sum(&[whole, wasm, text]), Some(budget::FIRST_VISIT)),
        ("the same, config not sealed", sum(&[whole, wasm, text, check]), Some(budget::UNSEALED)),
        ("opening the settings, once", sum(&[detail, rest]), Some(budget::SETTINGS)),
        ("the first placeholder, once", sum(&[embed, rest]), Some(budget::PLACEHOLDER)),
        ("of these: style of the question", question_style, None),
        ("the same with the settings", style, Some(budget::STYLE)),
        ("the same with placeholders", all_style, Some(budget::ALL_STYLE)),
    ];
    let mut tally = Tally::default();
    for (name, size, budget) in lines {
        let verdict = budget.map(|budget| verdict(size.brotli, budget, library, &mut tally)).unwrap_or_default();
        println!("  {name:31} {:>4} {:>8} {:>8}{verdict}", size.raw, size.gzip, size.brotli);
    }
    Ok((tally.failed == 0, tally))
}

/// A ready-made library gives a larger core; that says something about this machine, not about the code.
fn verdict(brotli: usize, budget: usize, library: Library, tally: &mut Tally) -> String {
    if brotli <= budget {
        tally.passed += 1;
        return format!("   within {budget}, {} left", budget - brotli);
    }
    match library {
        Library::Rebuilt => tally.failed += 1,
        Library::Ready => tally.skipped += 1,
    }
    format!("   ABOVE {budget} by {}", brotli - budget)
}

fn sum(sizes: &[Size]) -> Size {
    sizes.iter().fold(Size::default(), |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
    })
}

fn measure<const COUNT: usize>(files: [&PathBuf; COUNT]) -> Outcome<[Size; COUNT]> {
    let output = Command::new("node").arg("-e").arg(COMPRESS).arg("--").args(files).output().attempt("run node")?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let sizes: Vec<Size> = told.lines().filter_map(read).collect();
    sizes.try_into().map_err(|_| Failure::new(format!("Node could not compress: {}", String::from_utf8_lossy(&output.stderr).trim())))
}

fn read(line: &str) -> Option<Size> {
    let mut numbers = line.split_whitespace().map_while(|word| word.parse().ok());
    Some(Size { raw: numbers.next()?, gzip: numbers.next()?, brotli: numbers.next()? })
}

impl Files {
    fn find(folder: &Path) -> Outcome<Self> {
        Ok(Self {
            guard: folder.join("sluis.guard.js"),
            core: folder.join("sluis.core.js"),
            whole: folder.join("sluis.js"),
            wasm: only(folder, "sluis-", ".wasm")?,
            text: largest(folder, "text-")?,
            check: only(folder, "check-", ".wasm")?,
            check_glue: only(folder, "check-", ".js")?,
            detail: only(folder, "detail-", ".wasm")?,
            detail_glue: only(folder, "detail-", ".js")?,
            embed: only(folder, "embed-", ".wasm")?,
            embed_glue: only(folder, "embed-", ".js")?,
            rest: largest(folder, "rest-")?,
            question_style: folder.join("../generated/question.css"),
            style: folder.join("../generated/question-settings.css"),
            all_style: folder.join("../generated/all.css"),
        })
    }
}

/// The one file with a hash in its name: a second one is left over, and could be the one that counts.
fn only(folder: &Path, start: &str, end: &str) -> Outcome<PathBuf> {
    match list(folder, start, end)?.as_slice() {
        [one] => Ok(one.clone()),
        files => Err(Failure::new(format!(
            "There are {} files {start}…{end} in {}: remove pkg/dist and build again.",
            files.len(),
            workspace::shown(folder)
        ))),
    }
}

/// A visitor loads one language; the largest is the one to promise for.
fn largest(folder: &Path, start: &str) -> Outcome<PathBuf> {
    let size = |file: &PathBuf| fs::metadata(file).map_or(0, |data| data.len());
    list(folder, start, ".json")?
        .into_iter()
        .max_by_key(size)
        .ok_or_else(|| Failure::new("There are no texts in pkg/dist/web: remove pkg/dist and build again."))
}

fn list(folder: &Path, start: &str, end: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).attempt(format!("look into {}, which `cargo xtask build` fills", workspace::shown(folder)))?;
    let fits = |name: &str| name.starts_with(start) && name.ends_with(end);
    Ok(entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(fits)).map(|entry| entry.path()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn one_byte_too_many_fails() {
        let mut tally = Tally::default();
        verdict(4096, 4096, Library::Rebuilt, &mut tally);
        assert_eq!((tally.passed, tally.failed), (1, 0));
        assert!(verdict(4097, 4096, Library::Rebuilt, &mut tally).contains("ABOVE 4096 by 1"));
        verdict(4097, 4096, Library::Ready, &mut tally);
        assert_eq!((tally.passed, tally.failed, tally.skipped), (1, 1, 1));
    }

    #[test]
    fn measures_as_servers_compress() {
        let file = fake::folder("size").join("file");
        fs::write(&file, "a".repeat(1000)).unwrap();
        let [size] = measure([&file]).unwrap();
        assert!(size.raw == 1000 && size.gzip < 40 && size.brotli < 20, "{size:?}");
        assert!(measure([&file.with_extension("absent")]).is_err());
    }

    #[test]
    fn leftovers_are_told() {
        let folder = fake::folder("leftovers");
        fs::write(folder.join("sluis-1.wasm"), "").unwrap();
        assert!(only(&folder, "sluis-", ".wasm").is_ok());
        fs::write(folder.join("sluis-2.wasm"), "").unwrap();
        assert!(only(&folder, "sluis-", ".wasm").unwrap_err().to_string().contains("2 files"));
    }
}
