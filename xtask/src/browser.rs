//! The browser that runs the tests, and the driver that steers it.

use crate::apt;
use crate::command::{answer, find, is_program};
use crate::failure::{Failure, Outcome};
use std::path::PathBuf;

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];
const DEBIAN: [&str; 2] = ["chromium", "chromium-driver"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Chromium (or Chrome) with its driver.
#[derive(Clone, Debug)]
pub struct Browser {
    pub program: PathBuf,
    pub driver: PathBuf,
    pub version: String,
}

/// The pair on the search path, or named by `CHROMIUM` and `CHROMEDRIVER`, or installed with apt.
pub fn ensure() -> Outcome<Browser> {
    let browser = || named("CHROMIUM").or_else(|| first(&BROWSERS)).or_else(|| Some(PathBuf::from(MAC)).filter(|file| is_program(file)));
    let driver = || named("CHROMEDRIVER").or_else(|| first(&DRIVERS));
    apt::provide(browser().is_none() || driver().is_none(), &DEBIAN)?;
    match (browser(), driver()) {
        (Some(program), Some(driver)) => pair(program, driver),
        (None, _) => Err(missing("Chromium", "CHROMIUM")),
        (_, None) => Err(missing("ChromeDriver", "CHROMEDRIVER")),
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| is_program(file))
}

fn first(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find(name))
}

fn missing(what: &str, variable: &str) -> Failure {
    let advice = apt::advice(&DEBIAN);
    Failure::new(format!("{what} is not on the search path: {advice}, or name the program in {variable}; then this command again."))
}

/// A driver refuses a browser of another release, in words that are hard to find in a log.
fn pair(program: PathBuf, driver: PathBuf) -> Outcome<Browser> {
    let told = |file: &PathBuf| answer(file, &["--version"]).unwrap_or_default();
    let (browser, steered) = (told(&program), told(&driver));
    match (release(&browser), release(&steered)) {
        (Some(one), Some(other)) if one != other => Err(Failure::new(format!(
            "The browser is release {one} and its driver {other}: install them together, or name a pair in CHROMIUM and CHROMEDRIVER."
        ))),
        (None, _) => Err(Failure::new(format!("`{} --version` gives no version: install the browser anew.", program.display()))),
        _ => Ok(Browser { program, driver, version: number(&browser).unwrap_or_default().to_owned() }),
    }
}

/// `Chromium 147.0.7727.55 built on Debian` and `ChromeDriver 147.0.7727.55 (…)`.
fn number(told: &str) -> Option<&str> {
    told.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

fn release(told: &str) -> Option<&str> {
    number(told)?.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sysroot::fake;

    #[test]
    fn a_browser_and_its_driver_are_one_release() {
        let folder = fake::folder("browser");
        let (program, driver) = (folder.join("chromium"), folder.join("chromedriver"));
        fake::program(&program, "Chromium 147.0.7727.55 built on Debian GNU/Linux");
        fake::program(&driver, "ChromeDriver 147.0.7727.55 (abc)");
        assert_eq!(pair(program.clone(), driver.clone()).unwrap().version, "147.0.7727.55");
        fake::program(&driver, "ChromeDriver 146.0.1 (abc)");
        let failure = pair(program.clone(), driver.clone()).unwrap_err().to_string();
        assert!(failure.contains("147") && failure.contains("146"));
        fake::program(&program, "");
        assert!(pair(program, driver).is_err());
    }
}
