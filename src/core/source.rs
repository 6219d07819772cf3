//! Hosts as a Content-Security-Policy writes them: <https://www.w3.org/TR/CSP3/#framework-directive-source-list>.
//!
//! A pattern of consent.json covers a host with its subdomains and every path that begins alike. A policy has
//! no such word, so one pattern becomes several source expressions; where they can't say the same, see [`reach`].

use super::format::{Format, place};
use super::matcher::host_matches;
use super::value::Value;

/// How well source expressions can say what a pattern with a path says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The same; or a file, which has nothing below it.
    Exact,
    /// `tiktok.com/embed`: that path, the folder and the script of that name (`/embed/v2`, `/embed.js`), but not `/embedded`.
    Narrower,
    /// `facebook.com/v`, the start of `/v17.0/`: everything in the folder above it.
    Wider,
}

/// How the path of a pattern can be said. A policy knows whole paths and folders, no beginnings. A last part of
/// one letter is taken for a beginning, since nobody names a folder so; what a visitor agreed to has to work.
pub fn reach(pattern: &str) -> Reach {
    let (_, path) = split(pattern);
    let last = path.bytes().rev().position(|byte| byte == b'/').unwrap_or(0);
    match last {
        0 => Reach::Exact,
        1 => Reach::Wider,
        // A file has nothing below it.
        _ if path[path.len() - last..].contains('.') => Reach::Exact,
        _ => Reach::Narrower,
    }
}

/// The source expressions for a pattern, in a fixed order.
///
/// Without a scheme a source takes that of the page, and the safer one too. A socket has to be named by itself; only
/// whole hosts are, as every source lengthens every answer.
pub fn sources(pattern: &str) -> Vec<String> {
    let (host, path) = split(pattern);
    let path = escape(path);
    let paths = match reach(pattern) {
        Reach::Exact => vec![path],
        Reach::Wider => {
            let folder = &path[..path.bytes().rposition(|byte| byte == b'/').unwrap_or(0)];
            vec![if folder.is_empty() { String::new() } else { [folder, "/"].concat() }]
        }
        Reach::Narrower => vec![path.clone(), [&path, "/"].concat(), [&path, ".js"].concat()],
    };
    let schemes: &[&str] = if paths[0].is_empty() { &["", "wss://"] } else { &[""] };
    let mut sources = Vec::new();
    for scheme in schemes {
        for below in ["", "*."] {
            for path in &paths {
                sources.push([scheme, below, host, path].concat());
            }
        }
    }
    sources
}

/// Whether an owner may write this as a source of the site's own: `host`, `*.host`, with a scheme, a port or a path.
pub fn is_source(text: &str) -> bool {
    let Source { host, port, path, .. } = Source::read(text);
    let port_fits = port.is_empty() || port == ":*" || port[1..].bytes().all(|byte| byte.is_ascii_digit()) && port.len() > 1;
    let plain = |byte: u8| byte > b' ' && byte < 0x7f && !b"`;,$&'\"<>\\?#*".contains(&byte);
    Format::Host.fits(&Value::Text(String::from(host))) && port_fits && path.bytes().all(plain)
}

/// Whether there is an address that both this source and this pattern fit.
pub fn overlaps(source: &str, pattern: &str) -> bool {
    let Source { wild, host, path, .. } = Source::read(source);
    let (held, held_path) = split(pattern);
    let hosts = host_matches(host, held) || wild && host_matches(held, host);
    let folder = path.is_empty() || path.ends_with('/') && held_path.starts_with(path);
    hosts && (held_path.is_empty() || folder || path.starts_with(held_path))
}

struct Source<'a> {
    wild: bool,
    host: &'a str,
    port: &'a str,
    path: &'a str,
}

impl<'a> Source<'a> {
    fn read(text: &'a str) -> Self {
        let known = ["https://", "http://", "wss://", "ws://"];
        let rest = known.iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
        let (authority, path) = split(rest);
        let (host, port) = authority.split_at(place(authority.as_bytes(), b":").unwrap_or(authority.len()));
        let below = host.strip_prefix("*.");
        Source { wild: below.is_some(), host: below.unwrap_or(host), port, path }
    }
}

/// Host and path; the path is empty or begins with `/`.
fn split(pattern: &str) -> (&str, &str) {
    pattern.split_at(place(pattern.as_bytes(), b"/").unwrap_or(pattern.len()))
}

/// What would end the source or its place in an attribute or a server's file. Browsers decode both sides before they
/// compare: <https://www.w3.org/TR/CSP3/#match-paths>.
fn escape(path: &str) -> String {
    const UNSAFE: &str = ";,$&'\"<>`";
    const CODES: [&str; 9] = ["%3B", "%2C", "%24", "%26", "%27", "%22", "%3C", "%3E", "%60"];
    let mut out = String::new();
    for sign in path.chars() {
        match UNSAFE.chars().position(|unsafe_sign| unsafe_sign == sign) {
            Some(place) => out.push_str(CODES[place]),
            None => out.push(sign),
        }
    }
    out
}
