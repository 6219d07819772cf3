//! Which service an address belongs to, and which marks a page may carry: what `src/guard/rules.ts` and
//! `src/core/matcher.rs` say in the browser.

use sluis::core::catalogue;
use sluis::core::config::{Category, Config};
use sluis::core::matcher::Address;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Marks inline scripts that name a held address as the beginning of a string.
    pub inline: bool,
    /// Knows the whole catalogue, not only the services that the guard in the browser knows.
    pub catalogue: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { inline: true, catalogue: false }
    }
}

/// Everything that is decided before the first page. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rules(Arc<Decided>);

#[derive(Debug)]
struct Decided {
    options: Options,
    /// By host: its patterns, and whose they are; `None` for a functional service, which passes.
    hosts: HashMap<Vec<u8>, Vec<(String, Option<String>)>>,
    /// The site's own hosts.
    domains: HashSet<Vec<u8>>,
    /// What a mark may say, and whether it holds.
    marks: HashMap<String, bool>,
}

/// Where addresses without a host lead.
#[derive(Clone, Debug)]
pub(crate) struct Base(Option<Address>);

impl Rules {
    /// The rules of a site: its own services, then what the guard knows besides.
    pub fn new(config: &Config, options: Options) -> Self {
        let mut rules = Decided {
            options,
            hosts: HashMap::new(),
            domains: config.domains.iter().map(|host| host.clone().into_bytes()).collect(),
            marks: HashMap::new(),
        };
        for category in Category::ALL {
            rules.marks.insert(category.name().to_owned(), *category != Category::Functional);
        }
        let declared: HashSet<&str> = config.services.iter().map(|service| service.id.as_str()).collect();
        for service in &config.services {
            let holds = service.category != Category::Functional;
            for mark in [service.id.clone(), format!("{}:{}", service.category.name(), service.id)] {
                rules.marks.insert(mark, holds);
            }
            for pattern in &service.hosts {
                rules.add(pattern, holds.then(|| service.id.clone()));
            }
        }
        let known = if options.catalogue { catalogue::patterns() } else { catalogue::known_patterns() };
        for (pattern, id) in known {
            // Where the site declares the service with other hosts, consent to it is not consent to these.
            let mark = if declared.contains(id.as_str()) { String::from("undeclared") } else { id };
            rules.marks.entry(mark.clone()).or_insert(true);
            rules.add(&pattern, Some(mark));
        }
        Self(Arc::new(rules))
    }

    pub(crate) fn options(&self) -> Options {
        self.0.options
    }

    /// The service that an address has to wait for. The best fit decides.
    pub(crate) fn service(&self, address: &str, base: Option<&Base>) -> Option<&str> {
        let address = Address::parse(address).or_else(|| base?.join(address))?;
        if self.0.domains.contains(&address.host) {
            return None;
        }
        let mut best = 0;
        let mut found: Option<&Option<String>> = None;
        let mut tail = &address.host[..];
        loop {
            for (pattern, service) in self.0.hosts.get(tail).into_iter().flatten() {
                let fit = address.fit(pattern).unwrap_or(0);
                if fit > best {
                    (best, found) = (fit, Some(service));
                }
            }
            match tail.iter().position(|byte| *byte == b'.') {
                Some(dot) => tail = &tail[dot + 1..],
                None => break,
            }
        }
        found?.as_deref()
    }

    /// Whether an element with this mark has to wait; `None` when the mark says nothing.
    pub(crate) fn mark(&self, mark: &str) -> Option<bool> {
        self.0.marks.get(mark).copied()
    }
}

impl Decided {
    fn add(&mut self, pattern: &str, service: Option<String>) {
        let host = pattern.split('/').next().unwrap_or_default();
        let patterns = self.hosts.entry(host.as_bytes().to_vec()).or_default();
        match patterns.iter_mut().find(|(known, _)| known == pattern) {
            // Declared twice: the first counts, and a functional one before all.
            Some((_, owner)) if service.is_none() => *owner = None,
            Some(_) => {}
            None => patterns.push((pattern.to_owned(), service)),
        }
    }
}

impl Base {
    /// What `<base href>` says. A path leaves the host as it is, and that is the site's own.
    pub fn read(href: &str) -> Self {
        Self(Address::parse(href))
    }

    fn join(&self, relative: &str) -> Option<Address> {
        let base = self.0.as_ref()?;
        let relative = relative.trim_matches(|sign: char| sign <= ' ').split(['?', '#']).next()?;
        let scheme = relative.split(['/', ':']).next()?.len();
        if relative.is_empty() || relative[scheme..].starts_with(':') {
            return None;
        }
        let folder = base.path.iter().rposition(|byte| *byte == b'/').map_or(0, |place| place + 1);
        let path = match relative.strip_prefix(['/', '\\']) {
            Some(rest) => [b"/", rest.as_bytes()].concat(),
            None => [&base.path[..folder], relative.as_bytes()].concat(),
        };
        Some(Address { host: base.host.clone(), path })
    }
}
