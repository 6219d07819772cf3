//! The browsers beside Chromium: Firefox as it is installed, and WebKitGTK by its driver.

use crate::apt;
use crate::command::find;
use crate::failure::{Failure, Outcome};
use crate::{node, workspace};
use std::path::PathBuf;
use std::process::Command;

const FIREFOX: [&str; 1] = ["firefox-esr"];
/// The driver, the browser that it drives, and a screen that nobody sees.
const WEBKIT: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// Firefox, where there is one.
pub fn firefox() -> Option<PathBuf> {
    find("firefox-esr").or_else(|| find("firefox"))
}

/// WebKitGTK's driver, where it can be used.
fn webkit() -> Option<PathBuf> {
    find("WebKitWebDriver").filter(|_| find("Xvfb").is_some())
}

/// Firefox, installed with apt if need be.
pub fn ensure_firefox() -> Outcome<PathBuf> {
    ensure("Firefox", firefox, &FIREFOX)
}

/// WebKitGTK's driver, installed with apt if need be.
pub fn ensure_webkit() -> Outcome<PathBuf> {
    ensure("WebKitWebDriver or Xvfb", webkit, &WEBKIT)
}

fn ensure(what: &str, there: fn() -> Option<PathBuf>, packages: &[&str]) -> Outcome<PathBuf> {
    apt::provide(there().is_none(), packages)?;
    there().ok_or_else(|| {
        Failure::new(format!("There is no {what} on the search path: `{}` installs it on Debian and Ubuntu.", apt::by_hand(packages)))
    })
}

/// Playwright for Chromium, and for what it does not drive itself.
pub fn playwright(arguments: &[&str]) -> Command {
    of("tests", arguments)
}

/// The one for Firefox. It takes the place of the other in every spec (tests/firefox/resolve.mjs).
pub fn playwright_for_firefox(arguments: &[&str]) -> Outcome<Command> {
    node::packages("tests/firefox")?;
    let mut command = of("tests/firefox", arguments);
    let hook = workspace::path("tests/firefox/resolve.mjs").display().to_string().replace('%', "%25").replace(' ', "%20");
    command.env("NODE_OPTIONS", format!("--import=file://{hook}")).env("FIREFOX", ensure_firefox()?);
    Ok(command)
}

fn of(folder: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(node::program(folder, "playwright"));
    command.arg("test").args(arguments).current_dir(workspace::path("tests"));
    command
}
