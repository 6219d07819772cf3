//! What is held and what is not: measured, and written into PLATFORM.md.

use crate::apt::by_hand;
use crate::command::find;
use crate::failure::{Failure, Outcome};
use crate::{build, node, setup, workspace};
use std::process::Command;

/// Debian's packages: the driver, the browser that it drives, and a screen that nobody sees.
const WEBKIT: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// Measures every way in, in Chromium and, where there is one, in Firefox, and writes the table. Of `states` only these,
/// by their names in `tests/e2e/vectors/corpus/measure.ts`, divided by commas; nothing for all.
pub fn platform(states: &str) -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    if let Some(firefox) = find("firefox-esr").or_else(|| find("firefox")) {
        println!("• Every way in, in Firefox (five minutes)");
        finished(playwright(&["e2e/vectors/firefox.spec.ts"]).env("STATES", states).env("FIREFOX", firefox))?;
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
    let driver = find("WebKitWebDriver").filter(|_| find("Xvfb").is_some());
    let driver = driver.ok_or_else(|| {
        Failure::new(format!("There is no WebKitWebDriver or no Xvfb here: `{}` installs both on Debian and Ubuntu.", by_hand(&WEBKIT)))
    })?;
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

fn playwright(arguments: &[&str]) -> Command {
    let mut command = Command::new(node::program("tests", "playwright"));
    command.arg("test").args(arguments).current_dir(workspace::path("tests"));
    command
}

fn finished(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The measurement did not finish: the lines above say why.")),
    }
}
