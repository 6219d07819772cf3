//! Measures Sluis beside other consent tools. It takes minutes and a quiet machine, so it is no test.

use crate::failure::{Failure, Outcome};
use crate::{author, build, node, postgres, setup, tool, workspace};
use std::path::Path;

/// Builds, writes the snippets that are measured, and runs the rounds.
pub fn bench(words: &[&str]) -> Outcome {
    if let ["receiver", options @ ..] = words {
        return receiver(options);
    }
    let runs = runs(words)?;
    let (builder, browser) = setup::everything()?;
    build::with(&builder)?;
    snippets(&workspace::path("target/bench"))?;
    println!("• Measuring, {} s for each round", 25);
    let status = node::script(&workspace::path("tests/bench/run.mjs")).arg(runs.to_string()).env("CHROMIUM", &browser.program).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The measurement did not finish: the lines above say why.")),
    }
}

/// On this machine only, over loopback.
fn receiver(options: &[&str]) -> Outcome {
    let postgres = postgres::ensure()?;
    let built = |words: &[&str]| {
        let mut cargo = tool::host_cargo();
        cargo.args(words).args(["--profile", "native", "--package", "sluis-receiver"]).env("POSTGRES_BIN", &postgres);
        cargo
    };
    let run = |command: &mut std::process::Command| match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The measurement did not finish: the lines above say why.")),
    };
    println!("• Building the receiver for speed (two minutes the first time)");
    run(&mut built(&["build", "--quiet", "--bins"]))?;
    run(built(&["run", "--quiet", "--example", "load"]).arg("--").args(options))
}

fn runs(words: &[&str]) -> Outcome<usize> {
    match words {
        [] => Ok(15),
        ["--runs", number] => {
            number.parse().ok().filter(|runs| *runs > 0).ok_or_else(|| Failure::new("Give --runs a number above nought."))
        }
        _ => Err(Failure::new("The only option is --runs N.")),
    }
}

fn snippets(folder: &Path) -> Outcome {
    let config = workspace::path("tests/bench/consent.json");
    for (name, form) in [("inline", "--no-wait"), ("tag", "--tag")] {
        workspace::write(&folder.join(format!("{name}.html")), author::snippet(&config, &[form])?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_often() {
        assert_eq!(runs(&[]).unwrap(), 15);
        assert_eq!(runs(&["--runs", "3"]).unwrap(), 3);
        for words in [&["--runs", "0"][..], &["--runs"], &["3"]] {
            assert!(runs(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn what_is_measured_is_a_good_configuration() {
        let checked = author::load(&workspace::path("tests/bench/consent.json")).unwrap();
        assert!(checked.config.is_some(), "{:?}", checked.problems);
    }
}
