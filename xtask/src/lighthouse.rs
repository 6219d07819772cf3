//! Holds the website's pages to Lighthouse, in the Chromium of this machine.

use crate::failure::{Failure, Outcome};
use crate::{build, node, setup, site, workspace};

/// Builds the site, prints the scores, and fails when one is below the least (`tests/lighthouse/run.mjs`).
pub fn lighthouse(pages: &[&str]) -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    site::with(&workspace::path(site::FOLDER))?;
    node::packages("tests/lighthouse")?;
    println!("• Lighthouse (a quarter of a minute for each page)");
    let status = node::script(&workspace::path("tests/lighthouse/run.mjs")).args(pages).env("CHROMIUM", &browser.program).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::told()),
    }
}
