//! Every test there is, part by part, and one line at the end that says how it went.

use crate::browser::Browser;
use crate::engines::{ensure_webkit, playwright, playwright_for_firefox};
use crate::failure::{Failure, Outcome, While};
use crate::requirements::{self, Ran};
use crate::setup::{self, Builder};
use crate::step::{Step, span, watch};
use crate::tally::Tally;
use crate::{apt, build, languages, node, postgres, servers, site, size, tool, wasm, workspace};
use serde_json::json;
use std::process::Command;
use std::time::{Duration, Instant};

/// A part of the tests, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Native,
    Recipes,
    Servers,
    Receiver,
    Web,
    Pack,
    EndToEnd,
    Size,
    Firefox,
    WebKit,
}

impl Part {
    const ALL: [Self; 8] = [Self::Native, Self::Recipes, Self::Servers, Self::Receiver, Self::Web, Self::Pack, Self::EndToEnd, Self::Size];
    /// Only when asked for: together they take as long as all others.
    const BESIDE: [Self; 2] = [Self::Firefox, Self::WebKit];

    fn every() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().chain(Self::BESIDE)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Recipes => "recipes",
            Self::Servers => "servers",
            Self::Receiver => "receiver",
            Self::Web => "web",
            Self::Pack => "pack",
            Self::EndToEnd => "e2e",
            Self::Size => "size",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

struct Result {
    part: Part,
    tally: Tally,
    time: Duration,
}

/// Runs the parts that are named, or all. The last line is `N passed, N failed`.
pub fn test(words: &[&str]) -> Outcome {
    let parts = chosen(words)?;
    let started = Instant::now();
    let built = prepare(&parts)?;
    println!("• Ready to test after {}\n", span(started.elapsed()));
    let everything = parts.len() == Part::ALL.len();
    let mut results = Vec::new();
    let mut held = Ran::new();
    for part in parts {
        let started = Instant::now();
        let (succeeded, tally) = run(part, built.as_ref(), &mut held)?;
        results.push(Result { part, tally: tally.with_verdict(succeeded), time: started.elapsed() });
        println!();
    }
    let rules = requirements::report(&held, everything);
    report(&results, started.elapsed()).and(rules)
}

fn chosen(words: &[&str]) -> Outcome<Vec<Part>> {
    if words.is_empty() {
        return Ok(Part::ALL.to_vec());
    }
    let unknown = words.iter().find(|word| !Part::every().any(|part| part.name() == **word));
    match unknown {
        Some(word) => {
            let names = Part::every().map(Part::name).collect::<Vec<_>>().join(", ");
            Err(Failure::new(format!("There is no part `{word}`: choose from {names}.")))
        }
        None => Ok(Part::every().filter(|part| words.contains(&part.name())).collect()),
    }
}

/// Sets up and builds what the parts need; the native part, the recipes and the receiver need nothing built.
fn prepare(parts: &[Part]) -> Outcome<Option<(Builder, Browser)>> {
    if parts.iter().all(|part| matches!(part, Part::Native | Part::Recipes | Part::Receiver)) {
        return Ok(None);
    }
    let ready = setup::everything()?;
    if parts.contains(&Part::Pack) {
        node::packages("tests/pack")?;
    }
    build::with(&ready.0)?;
    if parts.contains(&Part::EndToEnd) {
        site::with(&workspace::path(site::FOLDER))?;
    }
    Ok(Some(ready))
}

fn run(part: Part, built: Option<&(Builder, Browser)>, held: &mut Ran) -> Outcome<(bool, Tally)> {
    let (title, mut command) = match (part, built) {
        (Part::Native, _) => ("Native tests", native()),
        (Part::Receiver, _) => ("The receiver of receipts on a real PostgreSQL", receiver()?),
        (Part::Recipes, _) => ("The policy in nginx, Apache and Node", recipes()?),
        (Part::Servers, Some(_)) => ("The choice on a server, in four languages and nginx", servers()?),
        (Part::Size, Some((builder, _))) => return size::judge(builder.toolchain.library),
        (Part::Web, Some((builder, browser))) => {
            ("The web edge in Chromium (compiling takes two minutes the first time)", web(builder, browser)?)
        }
        (Part::Pack, Some((_, browser))) => {
            let mut command = node::script(&workspace::path("tests/pack/run.mjs"));
            command.env("XTASK", std::env::current_exe().attempt("find this program")?);
            ("The packed package in other projects", with(browser, command))
        }
        (Part::EndToEnd, Some((_, browser))) => ("End to end in Chromium", with(browser, end_to_end()?)),
        (Part::Firefox, Some(_)) => ("End to end in Firefox", playwright_for_firefox(&["--config", "firefox/playwright.config.ts"])?),
        (Part::WebKit, Some(_)) => {
            let mut command = playwright(&["e2e/journey", "--workers=1"]);
            command.env("WEBKIT", ensure_webkit()?);
            ("A visit in WebKitGTK", command)
        }
        (_, None) => return Err(Failure::new("Nothing was built for this part: run `cargo xtask build` first.")),
    };
    // A report of an earlier run must not speak for this one.
    let _ = std::fs::remove_file(workspace::path(requirements::REPORT));
    let (succeeded, lines) = watch(title, &mut command)?;
    let is_playwright = matches!(part, Part::EndToEnd | Part::Firefox | Part::WebKit);
    held.extend(if is_playwright { requirements::reported() } else { requirements::ran(&lines) });
    Ok((succeeded, Tally::read(&lines)))
}

fn native() -> Command {
    let mut cargo = tool::host_cargo();
    cargo.args(["test", "--workspace", "--exclude", "sluis-receiver", "--no-fail-fast"]);
    cargo
}

fn receiver() -> Outcome<Command> {
    let mut cargo = tool::host_cargo();
    cargo.args(["test", "--package", "sluis-receiver", "--no-fail-fast"]).env("POSTGRES_BIN", postgres::ensure()?);
    Ok(cargo)
}

fn recipes() -> Outcome<Command> {
    node::ensure()?;
    let servers = servers::ensure()?;
    let mut command = node::script(&workspace::path("tests/recipes/run.mjs"));
    servers.tell(&mut command);
    command.env("XTASK", std::env::current_exe().attempt("find this program")?);
    Ok(command)
}

/// The endpoint in Rust is the one that the native tests compile.
fn servers() -> Outcome<Command> {
    let languages = languages::ensure()?;
    let script = servers::ensure_script()?;
    let mut cargo = tool::host_cargo();
    cargo.args(["build", "--package", "sluis-server", "--example", "endpoint"]);
    let step = Step {
        title: "Compiling the endpoint in Rust",
        expect: "under a minute",
        log: "endpoint",
        advice: "The output says what is wrong.",
    };
    step.run(&mut cargo)?;
    let mut command = node::script(&workspace::path("tests/servers/run.mjs"));
    languages.tell(&mut command);
    script.tell(&mut command);
    command.env("RUST_ENDPOINT", workspace::path("target/debug/examples/endpoint"));
    Ok(command)
}

fn web(builder: &Builder, browser: &Browser) -> Outcome<Command> {
    let mut options = vec!["--headless", "--disable-gpu", "--disable-quic", "--no-first-run"];
    options.extend(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    if apt::is_root() {
        // Chromium does not start for root otherwise: https://crbug.com/638180
        options.push("--no-sandbox");
    }
    let capabilities = json!({ "goog:chromeOptions": { "binary": browser.program, "args": options } });
    let file = workspace::path("target/web-test/webdriver.json");
    workspace::write(&file, capabilities.to_string())?;
    let mut command = wasm::test(&builder.toolchain, &builder.wasm_bindgen);
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(with(browser, command))
}

fn end_to_end() -> Outcome<Command> {
    let mut npm = node::npm();
    npm.args(["test", "--silent"]).current_dir(workspace::path("tests")).env("POSTGRES_BIN", postgres::ensure()?);
    Ok(npm)
}

fn with(browser: &Browser, mut command: Command) -> Command {
    command.env("CHROMIUM", &browser.program).env("CHROMEDRIVER", &browser.driver);
    command
}

fn report(results: &[Result], time: Duration) -> Outcome {
    let mut sum = Tally::default();
    println!("{:8} {:>7} {:>7} {:>8}   time", "part", "passed", "failed", "skipped");
    for Result { part, tally, time } in results {
        println!("{:8} {:>7} {:>7} {:>8}   {}", part.name(), tally.passed, tally.failed, tally.skipped, span(*time));
        sum += *tally;
    }
    println!("in {} altogether\n", span(time));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed > 0 { Err(Failure::told()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_run_in_one_order_whatever_was_typed() {
        let names = |words: &[&str]| chosen(words).unwrap().iter().map(|part| part.name()).collect::<Vec<_>>();
        assert_eq!(names(&["e2e", "native"]), ["native", "e2e"]);
        assert_eq!(names(&[]).len(), 8);
        assert_eq!(names(&["webkit"]), ["webkit"]);
        assert!(chosen(&["unit"]).unwrap_err().to_string().contains("`unit`"));
    }

    #[test]
    fn one_failure_fails_the_command_without_another_word() {
        let result = |failed| [Result { part: Part::Native, tally: Tally { passed: 3, failed, skipped: 0 }, time: Duration::ZERO }];
        assert!(report(&result(0), Duration::ZERO).is_ok());
        assert!(report(&result(1), Duration::ZERO).unwrap_err().is_told());
    }
}
