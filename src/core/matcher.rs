//! Which service an address or a stored item belongs to.
//!
//! Addresses are read as browsers read them (<https://url.spec.whatwg.org/#url-parsing>): a difference
//! would be a way past the barrier. The `url` crate would cost more bytes than the rest of the core, so
//! this knows only what decides the host. Not done here, as it needs tables: internationalised names
//! must be written in their `xn--` form, in patterns as in addresses. Bytes throughout: the searchers of `str`
//! are larger than what is searched for here. Where there is a browser, it reads for itself (`Address::read`).

use super::format::place;

/// An absolute address, as far as matching needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Lower case, without user, port, final dot or the `.localhost` of a stand-in.
    pub host: Vec<u8>,
    /// Begins with `/`; without query and fragment.
    pub path: Vec<u8>,
}

impl Address {
    /// Reads an address. `None` when it names no host: a path on this site, `data:`, `blob:`, `about:` …
    pub fn parse(url: &str) -> Option<Self> {
        // Browsers trim spaces and control characters, drop tabs and newlines wherever they stand, and take
        // a backslash for a slash. What is below a space and not dropped cannot stand in a host anyway.
        let url: Vec<u8> = url
            .bytes()
            .filter(|byte| !b"\t\n\r".contains(byte))
            .skip_while(|byte| *byte <= b' ')
            .map(|byte| if byte == b'\\' { b'/' } else { byte })
            .collect();
        let end = url.len() - url.iter().rev().take_while(|byte| **byte <= b' ').count();
        let rest = after_scheme(&url[..end])?;
        let (authority, rest) = rest.split_at(place(rest, b"/?#").unwrap_or(rest.len()));
        let host = match authority.iter().rposition(|byte| *byte == b'@') {
            Some(at) => &authority[at + 1..],
            None => authority,
        };
        // The colons of an IPv6 address stand before its closing bracket.
        let bracket = place(host, b"]").unwrap_or(0);
        let host = &host[..place(&host[bracket..], b":").map_or(host.len(), |colon| bracket + colon)];
        let path = match place(rest, b"?#").unwrap_or(rest.len()) {
            0 => b"/",
            end => &rest[..end],
        };
        Self::of(&decode(host), path)
    }

    /// What a browser has read already: the host, in lower case and without a port, with the path behind it.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let (host, path) = text.split_at(place(text, b"/")?);
        Self::of(host, path)
    }

    fn of(mut host: &[u8], path: &[u8]) -> Option<Self> {
        // A final dot; and `www.example.com.localhost` stands in for `www.example.com` while developing: names under
        // `localhost` are loopback in every browser, so a third party can be played without leaving the machine.
        for end in &[&b"."[..], b".localhost"] {
            host = host.strip_suffix(*end).unwrap_or(host);
        }
        (!host.is_empty()).then(|| Address { host: host.to_vec(), path: path.to_vec() })
    }

    /// How well a pattern fits: not at all, or the better the longer it is, a path before any bare host.
    pub fn fit(&self, pattern: &str) -> Option<usize> {
        let pattern = pattern.as_bytes();
        let (host, path) = pattern.split_at(place(pattern, b"/").unwrap_or(pattern.len()));
        let rank = if path.is_empty() { 0 } else { 1 << 16 };
        (covers(&self.host, host) && self.path.starts_with(path)).then_some(rank + pattern.len())
    }
}

/// What follows `//`. A network scheme may be written with any number of slashes, and a leading `//` takes
/// the page's own scheme. `https:host` is read as absolute, which on an https page it is not: hold too much
/// rather than too little.
fn after_scheme(url: &[u8]) -> Option<&[u8]> {
    let end = place(url, b":/?#")?;
    let (scheme, mut rest) = url.split_at(end);
    if rest[0] == b':' {
        let network: [&[u8]; 4] = [b"https", b"http", b"wss", b"ws"];
        if !network.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
        rest = &rest[1..];
    } else if !url.starts_with(b"//") {
        return None;
    }
    while let [b'/', after @ ..] = rest {
        rest = after;
    }
    Some(rest)
}

/// In lower case, and without `%`: `%77ww` is `www` to a browser, in a host too.
fn decode(host: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut decoded = Vec::new();
    let mut rest = host;
    while let [first, after @ ..] = rest {
        let mut byte = *first;
        rest = after;
        if let (b'%', [high, low, after @ ..]) = (byte, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            byte = (high * 16 + low) as u8;
            rest = after;
        }
        decoded.push(byte.to_ascii_lowercase());
    }
    decoded
}

/// Whether a host is this pattern's host or one of its subdomains.
pub fn host_matches(host: &str, pattern: &str) -> bool {
    covers(host.as_bytes(), pattern.as_bytes())
}

fn covers(host: &[u8], pattern: &[u8]) -> bool {
    host.strip_suffix(pattern).is_some_and(|rest| rest.is_empty() || rest.ends_with(b"."))
}

/// The owners, in the order given, of the patterns that fit this address best: `(owner, pattern)`. More than one when
/// the same pattern is declared twice; none when nothing fits.
pub fn owners<'a>(address: &Address, patterns: impl Iterator<Item = (usize, &'a str)>) -> Vec<usize> {
    let mut best = 0;
    let mut owners = Vec::new();
    for (owner, pattern) in patterns {
        let fit = address.fit(pattern).unwrap_or(0);
        if fit > best {
            best = fit;
            owners.clear();
        }
        if fit == best && fit > 0 {
            owners.push(owner);
        }
    }
    owners
}

/// Whether the name of a cookie or storage key fits a pattern in which `*` stands for anything, also for nothing.
pub fn name_matches(name: &str, pattern: &str) -> bool {
    let (mut name, mut pattern) = (name.as_bytes(), pattern.as_bytes());
    // After a star: the pattern that follows it, and the name from where that was tried last.
    let mut again: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern, name) {
            ([b'*', after @ ..], _) => {
                again = Some((after, name));
                pattern = after;
            }
            ([wanted, more @ ..], [found, rest @ ..]) if wanted == found => (pattern, name) = (more, rest),
            ([], []) => return true,
            _ => match again {
                // Let the last star take one more; earlier stars need no second chance.
                Some((after, [_, rest @ ..])) => {
                    again = Some((after, rest));
                    (pattern, name) = (after, rest);
                }
                _ => return false,
            },
        }
    }
}
