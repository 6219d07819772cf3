//! The sheet of small pictures of every view, for people to look at.

use crate::failure::{Failure, Outcome};
use crate::{build, node, setup, workspace};
use std::process::Command;

/// Builds, and draws `www/img/views.webp` anew.
pub fn screens() -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    println!("• Every view at six sizes, light and dark, and the question in every language (two minutes)");
    let status = Command::new(node::program("tests", "playwright"))
        .args(["test", "--grep", "@screens", "e2e/views/sheet.spec.ts"])
        .current_dir(workspace::path("tests"))
        .env("CHROMIUM", &browser.program)
        .status();
    match status {
        Ok(status) if status.success() => {
            println!("Look at all of www/img/views.webp.");
            Ok(())
        }
        _ => Err(Failure::new("The sheet was not drawn: the lines above say why.")),
    }
}
