//! Puts a site's HTML into the marked form. A program of its own does it, so that the other commands need not wait for
//! what it is made of.

use crate::failure::{Failure, Outcome, While};
use crate::{tool, workspace};

/// Hands its words on, and its streams.
pub fn rewrite(words: &[&str]) -> Outcome {
    let mut cargo = tool::host_cargo();
    // Files are named as seen from here.
    cargo.current_dir(".").args(["run", "--quiet", "--profile", "native", "--package", "sluis-rewrite", "--manifest-path"]);
    cargo.arg(workspace::path("Cargo.toml")).arg("--").args(words);
    let status = cargo.status().attempt("start cargo")?;
    if status.success() { Ok(()) } else { Err(Failure::told()) }
}
