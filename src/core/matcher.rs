//! Which service an address or a stored item belongs to.
//!
//! Addresses are read as browsers read them (<https://url.spec.whatwg.org/#url-parsing>): a difference
//! would be a way past the barrier. The `url` crate would cost more bytes than the rest of the core, so
//! this knows only what decides the host. Not done here, as it needs tables: internationalised names
//! must be written in their `xn--` form, in patterns as in addresses.

/// An absolute address, as far as matching needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Lower case, without user, port, final dot or the `.localhost` of a stand-in.
    pub host: String,
    /// Begins with `/`; without query and fragment.
    pub path: String,
}

impl Address {
    /// Reads an address. `None` when it names no host: a path on this site, `data:`, `blob:`, `about:` …
    pub fn parse(url: &str) -> Option<Self> {
        // Browsers trim spaces and control characters, and drop tabs and newlines wherever they stand.
        let url: String = url
            .trim_matches(|sign| sign <= ' ')
            .chars()
            .filter(|sign| !matches!(sign, '\t' | '\n' | '\r'))
            .map(|sign| if sign == '\\' { '/' } else { sign })
            .collect();
        let rest = after_scheme(&url)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        // An IPv6 address keeps its colons and its brackets.
        let port = host.rfind(':').filter(|&colon| !host[colon..].contains(']')).unwrap_or(host.len());
        let host = decode(&host[..port]).to_ascii_lowercase();
        let host = stand_for(host.strip_suffix('.').unwrap_or(&host));
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        (!host.is_empty()).then(|| Address {
            host: String::from(host),
            path: String::from(if end == 0 { "/" } else { &rest[..end] }),
        })
    }

    /// How well a pattern fits: not at all, or the better the longer it is, a path before any bare host.
    pub fn fit(&self, pattern: &str) -> Option<usize> {
        let slash = pattern.find('/').unwrap_or(pattern.len());
        let (host, path) = pattern.split_at(slash);
        let rank = if path.is_empty() { 0 } else { 1 << 16 };
        (host_matches(&self.host, host) && self.path.starts_with(path)).then_some(rank + pattern.len())
    }
}

/// What follows `//`. A network scheme may be written with any number of slashes, and a leading `//` takes
/// the page's own scheme. `https:host` is read as absolute, which on an https page it is not: hold too much
/// rather than too little.
fn after_scheme(url: &str) -> Option<&str> {
    let end = url.find([':', '/', '?', '#'])?;
    let rest = match &url[end..] {
        rest if rest.starts_with(':') => {
            let network = ["https", "http", "wss", "ws"];
            network.iter().any(|scheme| url[..end].eq_ignore_ascii_case(scheme)).then_some(&rest[1..])?
        }
        _ => url.starts_with("//").then_some(url)?,
    };
    Some(rest.trim_start_matches('/'))
}

/// `%77ww` is `www` to a browser, in a host too.
fn decode(host: &str) -> String {
    let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
    let mut bytes = host.bytes();
    let mut text = String::new();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                text.push(char::from((high * 16 + low) as u8));
                bytes = ahead;
            }
            _ => text.push(char::from(byte)),
        }
    }
    text
}

/// `www.example.com.localhost` stands in for `www.example.com` while developing: names under `localhost`
/// are loopback in every browser, so a third party can be played without leaving the machine.
fn stand_for(host: &str) -> &str {
    host.strip_suffix(".localhost").unwrap_or(host)
}

/// Whether a host is this pattern's host or one of its subdomains.
pub fn host_matches(host: &str, pattern: &str) -> bool {
    host.strip_suffix(pattern).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The places, in the order given, of the patterns that fit this address best. More than one when the same
/// pattern is declared twice; none when nothing fits.
pub fn match_url<'a>(url: &str, patterns: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut best = 0;
    let mut places = Vec::new();
    let Some(address) = Address::parse(url) else {
        return places;
    };
    for (place, pattern) in patterns.enumerate() {
        let fit = address.fit(pattern).unwrap_or(0);
        if fit > best {
            best = fit;
            places.clear();
        }
        if fit == best && fit > 0 {
            places.push(place);
        }
    }
    places
}

/// Whether the name of a cookie or storage key fits a pattern in which `*` stands for anything, also for nothing.
pub fn name_matches(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    // The earliest place is as good as any: whatever lies between may be anything.
    for part in parts {
        match rest.find(part) {
            Some(start) => rest = &rest[start + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}
