//! What is held and what is not: measured, and written into PLATFORM.md.

use crate::engines::{ensure_webkit, firefox, playwright, playwright_for_firefox};
use crate::failure::{Failure, Outcome};
use crate::{build, node, setup};
use std::process::Command;

/// Measures every way in, in Chromium and, where there is one, in Firefox, and writes the table. Of `states` only these,
/// by their names in `tests/e2e/vectors/corpus/measure.ts`, divided by commas; nothing for all.
pub fn platform(states: &str) -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    if firefox().is_some() {
        println!("• Every way in, in Firefox (five minutes)");
        finished(playwright_for_firefox(&["e2e/vectors/firefox.spec.ts"])?.env("STATES", states))?;
    } else {
        println!("• There is no Firefox here: its column stays as it was");
    }
    println!("• Every way in, in Chromium (three minutes)");
    // One at a time: they write into one file.
    let arguments = ["e2e/vectors/corpus.spec.ts", "--workers=1"];
    finished(playwright(&arguments).env("CHROMIUM", &browser.program).env("STATES", states).env("WRITE_PLATFORM", "1"))
}

/// The same in WebKitGTK, which is slow to start and on few machines, so nothing else asks for it.
pub fn webkit(states: &str) -> Outcome {
    let driver = ensure_webkit()?;
    let builder = setup::builder()?;
    build::with(&builder)?;
    node::packages("tests")?;
    println!("• Every way in, in WebKitGTK (seven minutes)");
    finished(playwright(&["e2e/vectors/webkit.spec.ts"]).env("STATES", states).env("WEBKIT", driver))
}

/// Sends the same pages past other consent tools, all or those of these names, and writes how they did below the table.
pub fn compare(names: &[&str]) -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    node::packages("tests/compare")?;
    println!("• Others on the same pages ({})", if names.is_empty() { "ten minutes" } else { "two minutes each" });
    let wanted = if names.is_empty() { ".".to_owned() } else { format!("^({})\\b", names.join("|")) };
    finished(playwright(&["e2e/vectors/compare.spec.ts"]).env("CHROMIUM", &browser.program).env("COMPARE", wanted))
}

fn finished(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The measurement did not finish: the lines above say why.")),
    }
}
