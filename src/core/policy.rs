//! The Content-Security-Policy of a site for one state of consent: <https://www.w3.org/TR/CSP3/>.
//!
//! A policy can only say what may load, never what may not, so everything from elsewhere that is neither
//! functional nor granted is refused by not being named. The site's own policy is not known here. What Sluis
//! writes therefore decides *where from* and leaves *how* alone (inline code, `eval`, `data:`), and can stand
//! beside it: browsers obey both. With a nonce or a hash it is strict about inline code too.
//!
//! `default-src` carries the list. It speaks for `script-src`, `img-src`, `frame-src`, `connect-src`, `media-src`,
//! `font-src`, `style-src`, `object-src`, `child-src`, `worker-src`, `manifest-src`, and alone for `rel=prefetch`,
//! which has no directive of its own. `form-action`, `base-uri`, `frame-ancestors` and `sandbox` load nothing and
//! are left to the site.

use super::decide::decide;
use super::record::{Method, Record, Stored};
use super::site::{Service, Site};
use super::source;

/// What the site adds, and how strict it wants to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Hosts of the site's own, such as its CDN, as source expressions.
    pub allow: Vec<String>,
    /// The nonce that the page's inline scripts and styles carry; new for every answer.
    pub nonce: Option<String>,
    /// Hashes of inline scripts: `sha256-…`.
    pub hashes: Vec<String>,
    /// Asks for Trusted Types, and names the policies besides Sluis's own that the site makes.
    pub trusted_types: Option<Vec<String>>,
    /// Where browsers send what they refused.
    pub report_uri: Option<String>,
    /// The same, by the name of an endpoint in `Reporting-Endpoints`.
    pub report_to: Option<String>,
}

impl Options {
    /// Inline code has to prove itself.
    pub fn is_strict(&self) -> bool {
        self.nonce.is_some() || !self.hashes.is_empty()
    }
}

/// One directive: its name and its values, in order.
pub type Directive = (&'static str, Vec<String>);

/// A policy as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What both forms can hold.
    pub directives: Vec<Directive>,
    /// Reporting. Browsers ignore it in a `<meta>`: <https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy>.
    pub reporting: Vec<Directive>,
}

impl Policy {
    /// The policy for these grants, one for each service of the site; functional services are always in it.
    pub fn new(site: &Site<'_>, granted: &[bool], options: &Options) -> Self {
        let mut hosts = own(site, options);
        for (index, service) in site.services.iter().enumerate() {
            if service.may_load(granted.get(index) == Some(&true)) {
                add(&mut hosts, &service_sources(service));
            }
        }
        Self::around(&hosts, options)
    }

    /// The policy with these hosts in it. For a server that puts the list together for each visitor.
    pub fn around(hosts: &[String], options: &Options) -> Self {
        // The module is compiled by `WebAssembly.compile`, which is a kind of eval to a policy.
        let wasm = "'wasm-unsafe-eval'";
        let mut directives = Vec::new();
        if options.is_strict() {
            let mut nonce = Vec::new();
            if let Some(value) = &options.nonce {
                nonce.push(["'nonce-", value, "'"].concat());
            }
            let hashes: Vec<String> = options.hashes.iter().map(|hash| ["'", hash, "'"].concat()).collect();
            let own = |words: &[&str], more: &[&[String]]| {
                let mut list: Vec<String> = words.iter().map(|word| String::from(*word)).collect();
                for part in more {
                    add(&mut list, part);
                }
                list
            };
            directives.push(("default-src", own(&["'self'", "data:", "blob:"], &[hosts])));
            directives.push(("script-src", own(&["'self'", wasm], &[&nonce, &hashes, hosts])));
            directives.push(("style-src", own(&["'self'"], &[&nonce, hosts])));
            // A worker made from text can only do what the page may: it inherits the policy.
            directives.push(("worker-src", own(&["'self'", "blob:"], &[])));
        } else {
            let mut list = Vec::new();
            for word in ["'self'", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'", wasm] {
                list.push(String::from(word));
            }
            add(&mut list, hosts);
            directives.push(("default-src", list));
        }
        if let Some(names) = &options.trusted_types {
            directives.push(("require-trusted-types-for", vec![String::from("'script'")]));
            let mut list = vec![String::from("sluis")];
            add(&mut list, names);
            directives.push(("trusted-types", list));
        }
        let mut reporting = Vec::new();
        for (name, value) in [("report-uri", &options.report_uri), ("report-to", &options.report_to)] {
            if let Some(value) = value {
                reporting.push((name, vec![value.clone()]));
            }
        }
        Self { directives, reporting }
    }

    /// The sources that decide for a directive: its own, or those of the first that speaks where it is absent
    /// (<https://www.w3.org/TR/CSP3/#directive-fallback-list>).
    pub fn sources(&self, directive: &str) -> &[String] {
        let instead: &[&str] = match directive {
            "worker-src" => &["child-src", "script-src", "default-src"],
            "frame-src" => &["child-src", "default-src"],
            _ if directive.ends_with("-src") => &["default-src"],
            _ => &[],
        };
        for name in [directive].iter().chain(instead) {
            if let Some((_, sources)) = self.directives.iter().find(|(known, _)| known == name) {
                return sources;
            }
        }
        &[]
    }

    /// The value of a `Content-Security-Policy` header.
    pub fn header(&self) -> String {
        let mut text = String::new();
        for (name, values) in self.directives.iter().chain(&self.reporting) {
            push(&mut text, name, values);
        }
        text
    }

    /// The `content` of a `<meta http-equiv="Content-Security-Policy">`: the same without reporting.
    pub fn meta(&self) -> String {
        let mut text = String::new();
        for (name, values) in &self.directives {
            push(&mut text, name, values);
        }
        text
    }
}

/// What is the site's own: its other hosts, and what it allows besides.
pub fn own(site: &Site<'_>, options: &Options) -> Vec<String> {
    let mut hosts = Vec::new();
    for domain in &site.domains {
        // Not its subdomains: a measuring service likes to live on one.
        add(&mut hosts, &[String::from(*domain)]);
    }
    add(&mut hosts, &options.allow);
    hosts
}

/// The sources of one service.
pub fn service_sources(service: &Service<'_>) -> Vec<String> {
    let mut list = Vec::new();
    for pattern in &service.hosts {
        add(&mut list, &source::sources(pattern));
    }
    list
}

/// What is granted when these categories are, and these services one by one. `None`: there is no choice yet, which
/// is not the same as a refusal for analytics that may run unasked.
pub fn granted(site: &Site<'_>, choice: Option<([bool; 3], Vec<String>)>) -> Vec<bool> {
    let stored = match choice {
        None => Stored::Nothing,
        Some((categories, services)) => Stored::Choice(Record {
            at: 0,
            categories,
            asked: Some(String::from(site.asked)),
            statement: None,
            method: Method::Panel,
            services,
        }),
    };
    decide(site, &stored, false).granted
}

/// Adds what is not there yet.
fn add(list: &mut Vec<String>, more: &[String]) {
    for text in more {
        if !list.contains(text) {
            list.push(text.clone());
        }
    }
}

fn push(text: &mut String, name: &str, values: &[String]) {
    if !text.is_empty() {
        text.push_str("; ");
    }
    text.push_str(name);
    for value in values {
        text.push(' ');
        text.push_str(value);
    }
}
