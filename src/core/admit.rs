//! What is wrong with the options of a policy, and what a policy lets through although nobody granted it. For owners,
//! so natively only.

use super::catalogue;
use super::policy::{Options, own, service_sources};
use super::problem::{Problem, Severity};
use super::site::{Service, Site};
use super::source::{Reach, is_source, overlaps, reach};

/// Judges the options by themselves and against the site. Paths are the options of the command `csp`.
pub fn judge(site: &Site<'_>, options: &Options) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut refuse =
        |severity, path: &str, code, found: &str, expected: &str| problems.push(problem(severity, code, path, found, expected));
    for source in &options.allow {
        if !is_source(source) {
            refuse(Severity::Error, "--allow", "host", source, "a host like cdn.example.nl, *.example.nl or cdn.example.nl/js/");
        } else if let Some((severity, pattern, id)) = held(site).into_iter().find(|(_, pattern, _)| overlaps(source, pattern)) {
            refuse(severity, "--allow", "held", source, &format!("no host of a service that needs consent; {pattern} belongs to {id}"));
        }
    }
    if let Some(nonce) = options.nonce.as_ref().filter(|nonce| !is_word(nonce)) {
        refuse(Severity::Error, "--nonce", "nonce", nonce, "a nonce, or your server's variable for one");
    }
    for hash in &options.hashes {
        let known = ["sha256-", "sha384-", "sha512-"].iter().any(|kind| hash.starts_with(kind) && hash.len() > kind.len());
        if !known || !is_word(hash) {
            refuse(Severity::Error, "--hash", "hash", hash, "a hash like sha256-qznLcs…=, as the command snippet prints it");
        }
    }
    for name in options.trusted_types.iter().flatten() {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-#=_/@.%'".contains(sign);
        if name.is_empty() || !name.chars().all(is_sign) {
            refuse(Severity::Error, "--trusted-types", "name", name, "the names of policies with commas between them");
        }
    }
    if let Some(address) =
        options.report_uri.as_ref().filter(|address| !is_word(address) || address.contains("://") && !address.starts_with("https://"))
    {
        refuse(Severity::Error, "--report-uri", "url", address, "a path or an https address, with ; and , as %3B and %2C");
    }
    if let Some(name) = options.report_to.as_ref().filter(|name| !is_word(name) || name.contains('/')) {
        refuse(Severity::Error, "--report-to", "name", name, "the name of an endpoint of your Reporting-Endpoints header");
    }
    problems
}

/// What can stand as one word in a policy and in the configuration of every server: no space, no sign that ends
/// something.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte > b' ' && byte < 0x7f && !b"`;,'\"\\<>".contains(&byte))
}

/// Every pattern that needs consent, with its service: declared, known to the guard, or, less certain, catalogued. What
/// the site itself declares as functional is not held.
fn held(site: &Site<'_>) -> Vec<(Severity, String, String)> {
    let hosts = |switchable: bool| {
        let services = site.services.iter().filter(move |service| service.is_switchable() == switchable);
        services.flat_map(|service| service.hosts.iter().map(|pattern| (String::from(*pattern), String::from(service.id))))
    };
    let functional: Vec<(String, String)> = hosts(false).collect();
    let all = hosts(true).chain(catalogue::known_patterns()).map(|(pattern, id)| (Severity::Error, pattern, id));
    let rest = catalogue::rest_patterns().into_iter().map(|(pattern, id)| (Severity::Warning, pattern, id));
    all.chain(rest).filter(|(_, pattern, _)| functional.iter().all(|(own, _)| own != pattern)).collect()
}

/// Where the policy for these grants says something else than the configuration, service by service.
pub fn differences(site: &Site<'_>, granted: &[bool], options: &Options) -> Vec<Problem> {
    let mut notes = Vec::new();
    let is_in = |index: usize, service: &Service<'_>| service.may_load(granted.get(index) == Some(&true));
    let mut allowed = own(site, options);
    for (index, service) in site.services.iter().enumerate() {
        if is_in(index, service) {
            allowed.extend(service_sources(service));
        }
    }
    for (index, service) in site.services.iter().enumerate() {
        for (place, pattern) in service.hosts.iter().enumerate() {
            let path = format!("$.services[{index}].hosts[{place}]");
            let mut note = |code, expected: &str| notes.push(problem(Severity::Note, code, &path, pattern, expected));
            if !is_in(index, service) {
                if let Some(source) = allowed.iter().find(|source| overlaps(source, pattern)) {
                    note("shared-host", &format!("a host of its own: the policy lets {source} through, so only the guard holds this"));
                }
            } else if reach(pattern) == Reach::Wider {
                note("wider", "a path that ends in /: a policy knows no beginnings, so the whole folder above it is allowed");
            } else if reach(pattern) == Reach::Narrower {
                note("narrower", "a path that ends in /: a policy allows this very path, and the folder and the script of that name");
            }
        }
    }
    notes
}

fn problem(severity: Severity, code: &'static str, path: &str, found: &str, expected: &str) -> Problem {
    Problem { severity, code, path: String::from(path), found: String::from(found), expected: String::from(expected) }
}
