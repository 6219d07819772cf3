//! The sheet of small pictures of every view, for people to look at.

use crate::failure::{Failure, Outcome};
use crate::{apt, build, node, setup, site, workspace};
use std::path::Path;
use std::process::Command;

/// Chinese and Japanese in 2 MB; Noto has them in 57. Only the sheet needs it, so only this command brings it.
const FONT: (&str, &str) = ("fonts-droid-fallback", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");

/// Builds, and draws `www/img/views.webp` anew.
pub fn screens() -> Outcome {
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    site::with(&workspace::path(site::FOLDER))?;
    font()?;
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

/// Without one for Chinese and Japanese the sheet has boxes there, which is no reason not to draw it.
fn font() -> Outcome {
    let (package, file) = FONT;
    if Path::new(file).is_file() {
        return Ok(());
    }
    if apt::may_install() {
        return apt::install(&[package]);
    }
    println!("  Without a font for Chinese and Japanese these are boxes: `{}` brings one.", apt::by_hand(&[package]));
    Ok(())
}
