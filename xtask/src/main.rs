//! The commands of this workspace, as `cargo xtask COMMAND`: the same ones by hand and in CI.
//!
//! Each command is one file. They find out what is there, install what is missing, say what they are
//! doing, and fail with a sentence that says what to do.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod apt;
mod author;
mod bench;
mod browser;
mod budget;
mod build;
mod command;
mod declared;
mod demo;
mod engines;
mod evidence;
mod failure;
mod generate;
mod hits;
mod http;
mod languages;
mod lighthouse;
mod linker;
mod names;
mod node;
mod platform;
mod postgres;
mod requirements;
mod rewrite;
mod schema;
mod screens;
mod serve;
mod servers;
mod setup;
mod site;
mod size;
mod step;
mod sysroot;
mod tally;
mod test;
mod tool;
mod toolchain;
mod vectors;
mod wasm;
mod workspace;

use failure::{Failure, Outcome};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  demo [--port N]         set up, build, and serve the demo site on this machine
  test [PART …]           set up, build, and run the tests: native, recipes, servers, receiver, web, pack, e2e, size;
                          and firefox, webkit, which run only when asked for

  setup                   install what is missing
  build                   build the package into pkg/dist
  check FILE …            judge a consent.json
  seal FILE               write it complete and sealed
  snippet FILE            print what goes into <head>
  prerender FILE          print the question as HTML
  csp FILE                print the Content-Security-Policy
  statement FILE          write the privacy and cookie statement
  lint-statement FILE …   list what the law wants and a Dutch statement lacks
  diff OLD NEW            tell what changed, and fail when visitors have to be asked again
  manifest FILE           write down what is asked, with hashes
                          (each of these: --help tells more, as does docs/cli.md)
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
  platform                measure every way in and write PLATFORM.md: --webkit (in WebKitGTK only), --states first,policy
  compare [NAME …]        the same pages with other consent tools";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(code) = author::run(&words) {
        return code;
    }
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
        ["rewrite", words @ ..] => rewrite::rewrite(words),
        ["schema"] => schema::schema(),
        ["requirements"] => requirements::requirements(),
        ["lighthouse", pages @ ..] => lighthouse::lighthouse(pages),
        ["site", words @ ..] => site::site(words),
        ["vectors"] => vectors::vectors(),
        ["size"] => size::size(),
        ["screens"] => screens::screens(),
        ["bench", words @ ..] => bench::bench(words),
        ["platform"] => platform::platform(""),
        ["platform", "--webkit"] => platform::webkit(""),
        ["platform", "--states", states] => platform::platform(states),
        ["platform", "--webkit", "--states", states] => platform::webkit(states),
        ["compare", names @ ..] => platform::compare(names),
        [other, ..] => Err(Failure::new(format!("There is no command `{}`.\n\n{USAGE}", other))),
    }
}
