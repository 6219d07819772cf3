//! The stored choice: one plain first-party cookie that a person can read and set by hand.
//!
//! ```text
//! sluis_consent=1~20261122T1014Z~a1s0r0~c.3f9a1c27~s.2018-06-12~b~v.youtube
//!               │ │              │      │          │            │ └ services granted one by one
//!               │ │              │      │          │            └ method: b banner, p panel, e embed, w withdrawal, x api
//!               │ │              │      │          └ version of the privacy statement
//!               │ │              │      └ hash of what was asked
//!               │ │              └ analytics, social, advertising: 1 all of it granted, 0 not
//!               │ └ minute of the choice, UTC
//!               └ version of this format
//! ```
//!
//! It holds no identifier: nobody can be told apart by it (GDPR art. 5(1)(c), CJEU C-604/22).

use crate::core::config::Category;
use crate::core::cut::cut;
use crate::core::number;
use crate::core::time::{self, Minutes};

/// The cookie's name. Scanners count a consent cookie as non-essential when its name does not say what it is.
pub const COOKIE: &str = "sluis_consent";
/// Where receipts are kept in local storage.
pub const RECEIPTS: &str = "sluis_receipts";

/// The cache in which the service worker keeps what is granted: `CACHE` of `pkg/src/worker-state.ts`.
pub const WORKER: &str = "sluis-worker";

/// What begins the names under which receipts wait in local storage to be sent: `PREFIX` of `pkg/src/undelivered.ts`.
pub const DELIVERY: &str = "sluis_delivery*";

/// The record that the site's server has kept, in local storage: `KEY` of `pkg/src/endpoint.ts`.
pub const KEPT: &str = "sluis_kept";

/// The policy that belongs to the choice, in local storage: `KEY` of `pkg/src/meta.ts`.
pub const POLICY: &str = "sluis_policy";

/// What a page that loads again for it may show once, in session storage: `KEY` of `pkg/src/pass.ts`.
pub const ONCE: &str = "sluis_once";

/// Clocks differ. A record from further in the future than this was not written by an honest one.
pub const CLOCK_SKEW: Minutes = 10;

/// How the choice was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Banner,
    Panel,
    Embed,
    Withdrawal,
    /// A script on the page called `window.sluis`; kept apart because it proves less.
    Api,
}

impl Method {
    const LETTERS: [(Method, &'static str, &'static str); 5] = [
        (Method::Banner, "b", "banner"),
        (Method::Panel, "p", "panel"),
        (Method::Embed, "e", "embed"),
        (Method::Withdrawal, "w", "withdrawal"),
        (Method::Api, "x", "api"),
    ];

    fn letter(self) -> &'static str {
        Self::LETTERS[self as usize].1
    }

    /// The word that receipts use.
    pub fn name(self) -> &'static str {
        Self::LETTERS[self as usize].2
    }

    fn from_letter(letter: &str) -> Option<Self> {
        Self::LETTERS.iter().find(|row| row.1 == letter).map(|row| row.0)
    }
}

/// The three categories that a visitor decides about, in the order of the record.
pub const ASKED: [(Category, &str); 3] = [(Category::Analytics, "a"), (Category::Social, "s"), (Category::Advertising, "r")];

/// A choice as the cookie holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub at: Minutes,
    /// In the order of [`ASKED`]; true where every service of the category was granted.
    pub categories: [bool; 3],
    /// Hash of what was asked, eight hexadecimal digits. Absent in a record that somebody set by hand.
    pub asked: Option<String>,
    /// Version of the privacy statement at that moment, where it had one.
    pub statement: Option<String>,
    pub method: Method,
    /// Ids of services that were granted while their category as a whole was not.
    pub services: Vec<String>,
}

/// What a cookie turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// No cookie, or one that cannot be believed: unreadable, tampered with, from the future.
    Nothing,
    /// A choice that was real and is over.
    Expired,
    Choice(Record),
}

impl Record {
    pub fn encode(&self) -> String {
        let mut out = String::from("1~");
        out.push_str(&time::compact(self.at));
        out.push_str("~");
        for (granted, (_, letter)) in self.categories.iter().zip(&ASKED) {
            out.push_str(letter);
            out.push_str(if *granted { "1" } else { "0" });
        }
        for (prefix, value) in &[("~c.", &self.asked), ("~s.", &self.statement)] {
            if let Some(value) = value {
                out.push_str(prefix);
                out.push_str(value);
            }
        }
        out.push_str("~");
        out.push_str(self.method.letter());
        for service in &self.services {
            out.push_str("~v.");
            out.push_str(service);
        }
        out
    }

    /// Reads one cookie value. `None` for anything that [`Record::encode`] would not write:
    /// a record that was changed in any way is no choice at all (L-07).
    pub fn decode(text: &str) -> Option<Self> {
        let mut rest = Some(text);
        let mut next = || {
            let (part, more) = cut(rest?, b'~');
            rest = more;
            Some(part)
        };
        if next()? != "1" {
            return None;
        }
        let at = time::parse(next()?)?;
        let categories = decode_categories(next()?)?;
        let mut record = Record { at, categories, asked: None, statement: None, method: Method::Api, services: Vec::new() };
        let mut part = next()?;
        if let Some(asked) = part.strip_prefix("c.") {
            record.asked = Some(plain(asked)?);
            if asked.len() != 8 || !asked.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                return None;
            }
            part = next()?;
        }
        if let Some(statement) = part.strip_prefix("s.") {
            record.statement = Some(plain(statement)?);
            part = next()?;
        }
        record.method = Method::from_letter(part)?;
        while let Some(part) = next() {
            record.services.push(plain(part.strip_prefix("v.")?)?);
        }
        Some(record)
    }
}

fn decode_categories(text: &str) -> Option<[bool; 3]> {
    let mut categories = [false; 3];
    let mut rest = text;
    for (index, (_, letter)) in ASKED.iter().enumerate() {
        rest = rest.strip_prefix(letter)?;
        categories[index] = rest.starts_with('1');
        rest = rest.strip_prefix(if categories[index] { "1" } else { "0" })?;
    }
    rest.is_empty().then_some(categories)
}

/// A text that can stand in a record.
#[inline(never)]
fn plain(text: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (!text.is_empty() && text.bytes().all(is_plain)).then(|| text.to_owned())
}

/// The newest believable choice among all cookies of our name in a `document.cookie` string.
///
/// There can be several: one host-only, one for the domain.
pub fn stored(cookies: &str, now: Minutes, lifetime_months: u32) -> Stored {
    let mut newest: Option<Record> = None;
    let mut rest = Some(cookies);
    while let Some(pairs) = rest {
        let (pair, more) = cut(pairs, b';');
        rest = more;
        if let (COOKIE, Some(value)) = cut(pair.trim_ascii(), b'=')
            && let Some(record) = Record::decode(value)
            && record.at <= now + CLOCK_SKEW
            && newest.as_ref().is_none_or(|newest| newest.at <= record.at)
        {
            newest = Some(record);
        }
    }
    match newest {
        None => Stored::Nothing,
        Some(record) if now >= record.at + lifetime(lifetime_months) => Stored::Expired,
        Some(record) => Stored::Choice(record),
    }
}

/// How long a choice stands. The same for grants and refusals (L-01).
pub fn lifetime(months: u32) -> Minutes {
    Minutes::from(months) * time::MONTH
}

/// The cookie as `document.cookie` takes it (R-05).
pub fn cookie(record: &Record, months: u32, domain: Option<&str>, secure: bool) -> String {
    lasting(record, lifetime(months), domain, secure)
}

/// The cookie as `Set-Cookie` takes it, for this long.
pub fn lasting(record: &Record, left: Minutes, domain: Option<&str>, secure: bool) -> String {
    let mut out = [COOKIE, "=", &record.encode(), "; Path=/; SameSite=Lax; Max-Age="].concat();
    number::push(&mut out, (left * 60) as usize, 1);
    if let Some(domain) = domain {
        out.push_str("; Domain=");
        out.push_str(domain);
    }
    if secure {
        out.push_str("; Secure");
    }
    out
}
