//! The commands of this workspace, as `cargo xtask COMMAND`: the same ones by hand and in CI.
//!
//! Each command is one file. They find out what is there, install what is missing, say what they are
//! doing, and fail with a sentence that says what to do.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod apt;
mod bench;
mod browser;
mod budget;
mod build;
mod check;
mod command;
mod csp;
mod declared;
mod demo;
mod diff;
mod evidence;
mod failure;
mod generate;
mod hits;
mod http;
mod languages;
mod lighthouse;
mod linker;
mod lint;
mod manifest;
mod names;
mod node;
mod platform;
mod postgres;
mod recipe;
mod requirements;
mod rewrite;
mod schema;
mod screens;
mod serve;
mod servers;
mod setup;
mod site;
mod size;
mod snippet;
mod statement;
mod step;
mod sysroot;
mod tally;
mod test;
mod tool;
mod toolchain;
mod vectors;
mod verify;
mod wasm;
mod workspace;

use failure::{Failure, Outcome};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  demo [--port N]         set up, build, and serve the demo site on this machine
  test [PART …]           set up, build, and run the tests: native, recipes, servers, receiver, web, pack, e2e, size

  setup                   install what is missing
  build                   build the package into pkg/dist
  check FILE …            judge a consent.json
  snippet FILE            print what goes into <head>: --tag, --no-wait, --base PATH,
                          --earlier FILE (published before)
  diff OLD NEW            tell what changed, and fail when visitors have to be asked again
  statement FILE          write the privacy and cookie statement: --language L, --markdown, --page, --draft
  lint-statement FILE     list what the law wants and a Dutch statement lacks
  manifest FILE           write down what is asked, with hashes: --url, --languages, --code, --verify RECEIPT
  csp FILE                print the Content-Security-Policy: --state LIST, --all, --meta, --for SERVER … (docs/policy.md)
  rewrite FILE            mark the elements of pages: --in FOLDER --out FOLDER, or as a filter (docs/rewrite.md)
  site [--out FOLDER]     build the website as static files, into target/site
  lighthouse [PAGE …]     hold the website's pages to 98 of 100
  schema                  write the JSON Schemas and the TypeScript types
  requirements            write docs/requirements.md: each rule, and the tests that hold it
  vectors                 write what readers in other languages have to answer
  size                    print the sizes and hold them to the budgets
  bench [--runs N]        measure against other consent tools
  bench receiver          how many receipts the receiver takes: --receipts N, --connections N
  screens                 draw every view into www/img/views.webp, for people to look at
  platform                measure every way in and write PLATFORM.md: --webkit (in WebKitGTK only)
  compare [NAME …]        the same pages with other consent tools";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_told() => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        ["setup"] => setup::everything().map(|_| ()),
        ["build"] => build::build(),
        ["demo", options @ ..] => demo::demo(options),
        ["test", parts @ ..] => test::test(parts),
        ["check", files @ ..] => check::check(files),
        ["csp", words @ ..] => csp::csp(words),
        ["rewrite", words @ ..] => rewrite::rewrite(words),
        ["snippet", words @ ..] => snippet::snippet(words),
        ["diff", words @ ..] => diff::diff(words),
        ["statement", words @ ..] => statement::statement(words),
        ["lint-statement", files @ ..] => lint::lint(files),
        ["manifest", words @ ..] => manifest::manifest(words),
        ["schema"] => schema::schema(),
        ["requirements"] => requirements::requirements(),
        ["lighthouse", pages @ ..] => lighthouse::lighthouse(pages),
        ["site", words @ ..] => site::site(words),
        ["vectors"] => vectors::vectors(),
        ["size"] => size::size(),
        ["screens"] => screens::screens(),
        ["bench", words @ ..] => bench::bench(words),
        ["platform"] => platform::platform(),
        ["platform", "--webkit"] => platform::webkit(),
        ["compare", names @ ..] => platform::compare(names),
        [other, ..] => Err(Failure::new(format!("There is no command `{}`.\n\n{USAGE}", other))),
    }
}
