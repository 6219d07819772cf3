//! Prints the Content-Security-Policy that belongs to a consent.json, for one state of consent, for all, or as the
//! configuration of a server that picks by the visitor's cookie.

use super::recipe::{self, Server};
use super::{Desk, Failure, Outcome};
use crate::core::admit::{differences, judge};
use crate::core::decide::fingerprint;
use crate::core::policy::{Options, Policy, granted};
use crate::core::problem::{refuses, report};
use crate::core::record::ASKED;
use crate::core::site::Site;

pub const HELP: &str = "\
csp FILE [OPTIONS]

  Prints the Content-Security-Policy that belongs to a consent.json: the browser then refuses what is not granted.

  --state LIST           what is granted: categories and services with commas between them, or none; nothing chosen yet
                         if not given
  --all                  before a choice, and the eight answers
  --meta                 as a <meta>
  --for SERVER           a configuration that picks by the visitor's cookie: nginx, apache, node; or, for everybody
                         alike, netlify, cloudflare
  --allow HOST           a host of your own; can be given more than once
  --nonce VALUE          strict, with this nonce
  --hash SHA             strict, with the hash of an inline script; can be given more than once
  --trusted-types NAMES  asks for Trusted Types, and allows sluis and these
  --report-uri ADDRESS   where browsers tell what they refused
  --report-to NAME       the same, by the name of an endpoint
  --report-only          the header that refuses nothing and reports everything
";

const OPTIONS: &str = "use --state LIST, --all, --meta, --report-only, --for SERVER, --allow HOST, --nonce VALUE, --hash SHA, \
--trusted-types NAMES, --report-uri ADDRESS or --report-to NAME";

/// Common proxies refuse a whole answer whose headers do not fit their buffer of 4 KB.
const LONG: usize = 3_500;

/// What a visitor has said; `None` is nothing yet.
type State = Option<([bool; 3], Vec<String>)>;

/// What was typed.
#[derive(Debug, Default)]
struct Wish<'a> {
    file: &'a str,
    state: Option<&'a str>,
    all: bool,
    meta: bool,
    report_only: bool,
    server: Option<Server>,
    options: Options,
}

/// Prints what was asked for; problems go to the other stream, as `check` words them.
pub fn csp(words: &[&str], desk: &mut Desk<'_>) -> Outcome {
    let wish = Wish::read(words, desk)?;
    let Some(config) = desk.accepted(wish.file)?.config else {
        return Err(Failure::silent());
    };
    let asked = fingerprint(&config);
    let site = config.site(&asked);
    let problems = judge(&site, &wish.options);
    desk.err.push_str(&report(&problems));
    if refuses(&problems) {
        return Err(Failure::refused("The policy can't be written: mend the errors above."));
    }
    desk.out = wish.text(&site, &mut desk.err)?;
    Ok(())
}

impl<'a> Wish<'a> {
    fn read(words: &[&'a str], desk: &Desk<'_>) -> Outcome<Self> {
        let mut wish = Self::default();
        wish.file = desk.one_file(words, "csp FILE", OPTIONS, |option, value| {
            match option {
                "--all" => wish.all = true,
                "--meta" => wish.meta = true,
                "--report-only" => wish.report_only = true,
                "--state" => wish.state = Some(value()?),
                "--for" => wish.server = Some(Server::named(value()?)?),
                "--allow" => wish.options.allow.push(value()?.to_owned()),
                "--nonce" => wish.options.nonce = Some(value()?.to_owned()),
                "--hash" => wish.options.hashes.push(value()?.trim_matches('\'').to_owned()),
                "--trusted-types" => {
                    let names = value()?.split(',').map(str::trim).filter(|name| *name != "sluis");
                    wish.options.trusted_types = Some(names.map(String::from).collect());
                }
                "--report-uri" => wish.options.report_uri = Some(value()?.to_owned()),
                "--report-to" => wish.options.report_to = Some(value()?.to_owned()),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        let clash = |why: &str| Err(Failure::call(format!("These options do not go together: {why}.")));
        match &wish {
            Wish { meta: true, report_only: true, .. } => clash("a <meta> can't only report"),
            Wish { all: true, state: Some(_), .. } => clash("--all is every state"),
            Wish { server: Some(_), .. } if wish.all || wish.meta || wish.state.is_some() => {
                clash("a server picks the state, and sends headers")
            }
            _ => Ok(wish),
        }
    }

    fn header_name(&self) -> &'static str {
        if self.report_only { "Content-Security-Policy-Report-Only" } else { "Content-Security-Policy" }
    }

    fn text(&self, site: &Site<'_>, err: &mut String) -> Outcome<String> {
        if let Some(server) = self.server {
            let everything = granted(site, Some(([true; 3], Vec::new())));
            self.advise(site, &everything, err);
            return recipe::write(server, site, &self.options, self.header_name());
        }
        let mut text = String::new();
        let states = if self.all { all() } else { vec![state(site, self.state)?] };
        for state in states {
            let granted = granted(site, state.clone());
            if self.all {
                text.push_str(&format!("# {}\n", described(&state)));
            } else {
                self.advise(site, &granted, err);
            }
            let policy = Policy::new(site, &granted, &self.options);
            text.push_str(&match self.meta {
                true => format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy.meta()),
                false => format!("{}: {}\n", self.header_name(), policy.header()),
            });
        }
        if self.meta && (self.options.report_uri.is_some() || self.options.report_to.is_some()) {
            err.push_str(
                "note: report-uri and report-to are left out, as browsers ignore them in a <meta>; so are frame-ancestors and sandbox.\n",
            );
        }
        Ok(text)
    }

    fn advise(&self, site: &Site<'_>, granted: &[bool], err: &mut String) {
        err.push_str(&report(&differences(site, granted, &self.options)));
        let length = Policy::new(site, granted, &self.options).header().len();
        if length > LONG && !self.meta {
            err.push_str(&format!(
                "note: this header is {length} bytes. A proxy in front of your server may take 4 KB for all headers together (nginx: proxy_buffer_size).\n"
            ));
        }
    }
}

/// Nothing said yet, then the eight answers.
fn all() -> Vec<State> {
    let answers = (0..8).map(|bits: u8| [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0]);
    std::iter::once(None).chain(answers.map(|answer| Some((answer, Vec::new())))).collect()
}

/// `analytics,youtube`: categories and services; `none`: everything refused.
fn state(site: &Site<'_>, words: Option<&str>) -> Outcome<State> {
    let Some(words) = words else { return Ok(None) };
    let mut categories = [false; 3];
    let mut services = Vec::new();
    for word in words.split(',').map(str::trim).filter(|word| *word != "none") {
        let category = ASKED.iter().position(|(category, _)| category.name() == word);
        let service = site.services.iter().any(|service| service.id == word && service.is_switchable());
        match category {
            Some(place) => categories[place] = true,
            None if service => services.push(word.to_owned()),
            None => {
                let ids = site.services.iter().filter(|service| service.is_switchable()).map(|service| service.id);
                let known: Vec<&str> = ["none", "analytics", "social", "advertising"].into_iter().chain(ids).collect();
                return Err(Failure::call(format!("error state at --state: found {word}, expected some of {}", known.join(", "))));
            }
        }
    }
    Ok(Some((categories, services)))
}

fn described(state: &State) -> String {
    let Some((categories, _)) = state else { return String::from("no choice yet") };
    let granted: Vec<&str> =
        ASKED.iter().zip(categories).filter(|(_, granted)| **granted).map(|((category, _), _)| category.name()).collect();
    if granted.is_empty() { String::from("everything refused") } else { granted.join(", ") }
}

#[cfg(test)]
mod tests {
    use crate::author::files::memory::Memory;
    use crate::author::{Told, run};

    const SITE: &str = r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"}, "services": [
        {"catalogue": "hotjar"}, {"catalogue": "youtube"}, {"catalogue": "meta-pixel"}]}"#;

    fn told(words: &[&str]) -> Told {
        run("npx sluis", &Memory::with(&[("a.json", SITE)]), &[&["csp"], words].concat()).unwrap()
    }

    fn text(words: &[&str]) -> String {
        told(words).out
    }

    #[test]
    fn one_line_or_nine_each_with_its_state() {
        let one = text(&["a.json"]);
        assert!(one.starts_with("Content-Security-Policy: default-src 'self'") && !one.contains("hotjar"), "{one}");
        let nine = text(&["a.json", "--all"]);
        assert_eq!(nine.lines().count(), 18);
        assert!(
            nine.contains("# no choice yet\n")
                && nine.contains("# everything refused\n")
                && nine.contains("# analytics, social, advertising\n")
        );
        assert_eq!(nine, text(&["--all", "a.json"]), "the same every time");
        assert!(text(&["a.json", "--report-only"]).starts_with("Content-Security-Policy-Report-Only: "));
    }

    #[test]
    fn a_state_is_categories_and_services() {
        let shown = |state| text(&["a.json", "--state", state]);
        assert!(shown("analytics").contains(" hotjar.com") && !shown("analytics").contains("youtube"));
        assert!(shown("analytics,youtube").contains(" hotjar.com") && shown("analytics,youtube").contains(" youtube.com"));
        assert_eq!(shown("none"), text(&["a.json"]));
        let failure = told(&["a.json", "--state", "marketing"]).err;
        assert!(failure.contains("found marketing, expected some of none, analytics, social, advertising, hotjar, youtube"), "{failure}");
    }

    #[test]
    fn a_meta_has_no_reporting() {
        let meta = text(&["a.json", "--meta", "--report-uri", "/csp", "--report-to", "csp"]);
        assert!(
            meta.starts_with("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src ") && meta.ends_with("\">\n"),
            "{meta}"
        );
        assert!(!meta.contains("report"));
        assert!(text(&["a.json", "--report-uri", "/csp", "--report-to", "csp"]).ends_with("; report-uri /csp; report-to csp\n"));
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        for words in [
            &["--colour", "a.json"][..],
            &["--all"],
            &["a.json", "--allow"],
            &["a.json", "--allow", "--all"],
            &["a.json", "--meta", "--report-only"],
            &["a.json", "--all", "--state", "none"],
            &["a.json", "--for", "nginx", "--meta"],
            &["a.json", "--for", "iis"],
        ] {
            let told = told(words);
            assert!(told.code == 2 && told.out.is_empty(), "{words:?}: {told:?}");
        }
    }
}
