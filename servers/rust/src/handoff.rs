//! A choice handed to another domain of the same owner: signed by the one server, taken by the other. It is good for
//! one minute, one use, one page, and one pair of origins; it holds the record and nothing of the visitor.
//!
//! `1~UNTIL~ONCE~SIGNATURE~RECORD`: seconds since 1970; 128 bits of chance; HMAC-SHA256 over what [`told`] makes. The
//! same as `pkg/src/handoff.ts`.

use super::{Endpoint, cookies, header, on, say, with};
use hmac::{Hmac, KeyInit, Mac};
use http::header::{REFERER, SET_COOKIE};
use http::{Request, Response, StatusCode};
use sha2::Sha256;
use sluis::core::reader::minutes;
use sluis::core::record::Record;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};
use url::Url;

/// Seconds that a hand-off is good for. A link is followed at once.
const LIFE: u64 = 60;
/// Seconds by which the clocks of an owner's servers may differ.
const SKEW: u64 = 60;
/// The fewest characters that keep a secret.
const SHORTEST: usize = 32;

/// Whether a hand-off was used before; it is from now on.
type Used = dyn Fn(&str, u64) -> bool + Send + Sync;

/// What the servers of one owner share, and what was signed with it and used.
pub struct Secret {
    text: String,
    used: Box<Used>,
}

impl Secret {
    /// Remembers in this process which hand-offs were used. For a site of several processes, see [`Secret::shared`].
    ///
    /// # Errors
    /// When it has fewer than 32 characters.
    pub fn new(text: &str) -> Result<Self, String> {
        let seen: Mutex<HashMap<String, u64>> = Mutex::default();
        Self::shared(text, move |once, until| {
            // A lock that a panic has broken: better to ask a visitor than to take a hand-off twice.
            let Ok(mut seen) = seen.lock() else { return true };
            seen.retain(|_, end| *end + LIFE + SKEW > until);
            seen.insert(once.to_owned(), until).is_some()
        })
    }

    /// `used` says whether a hand-off was used before, and keeps in the same step that it is now. It can forget it
    /// after `until`, in seconds since 1970.
    ///
    /// # Errors
    /// When the secret has fewer than 32 characters.
    pub fn shared(text: &str, used: impl Fn(&str, u64) -> bool + Send + Sync + 'static) -> Result<Self, String> {
        if text.len() < SHORTEST {
            let found = text.len();
            return Err(format!("secret: found {found} characters, expected {SHORTEST} or more, by chance: openssl rand -hex 32"));
        }
        Ok(Self { text: text.to_owned(), used: Box::new(used) })
    }

    fn mac(&self, told: &str) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.text.as_bytes()).ok()?;
        mac.update(told.as_bytes());
        Some(mac)
    }
}

/// What is signed.
fn told(from: &str, to: &str, page: &str, until: u64, once: &str, record: &str) -> String {
    ["sluis hand-off 1", from, to, page, &until.to_string(), once, record].join("\n")
}

impl Endpoint {
    /// `?to=https://other.example/page`: on to that page, with the choice when there is one.
    pub(super) fn depart(
        &self,
        request: &Request<impl AsRef<[u8]>>,
        url: &Url,
        secret: &Secret,
        to: &str,
        now: SystemTime,
    ) -> Response<String> {
        let domains = self.reader.domains();
        // Not to any address: that would lend this site's name to whoever writes a link.
        let Some(to) =
            address(to).filter(|to| to.scheme() == url.scheme() && domains.iter().any(|domain| Some(domain.as_str()) == to.host_str()))
        else {
            let found: String = to.chars().take(200).collect();
            let expected = domains.join(", ");
            return say(StatusCode::UNPROCESSABLE_ENTITY, &format!("to: found {found}, expected an address on one of domains: {expected}"));
        };
        let choice = self.reader.read(&cookies(request), minutes(now), false);
        let target = match (choice.record, self.reader.endpoint()) {
            (Some(record), Some(endpoint)) if to.origin() != url.origin() => target(url, &to, endpoint, secret, &record, now),
            // Without a choice, or towards this very site, there is nothing to hand over.
            _ => None,
        };
        on(target.unwrap_or(to).as_str())
    }

    /// `?choice=…&page=…`: keeps the choice where everything is right, and goes on to the page in any case.
    pub(super) fn arrive(
        &self,
        request: &Request<impl AsRef<[u8]>>,
        url: &Url,
        secret: &Secret,
        choice: &str,
        page: &str,
        now: SystemTime,
    ) -> Response<String> {
        let page = local(page, url);
        let handed = self.taken(request, url, secret, choice, &page, now);
        match handed.and_then(|record| self.later(&cookies(request), record, now)) {
            Some(record) => with(on(&page), SET_COOKIE, &self.reader.cookie(&record, minutes(now), url.scheme() == "https")),
            None => on(&page),
        }
    }

    /// The record in a hand-off, if that is good: signed for this page, by the site that the visitor comes from, now,
    /// for the first time, about what this site asks.
    fn taken(
        &self,
        request: &Request<impl AsRef<[u8]>>,
        url: &Url,
        secret: &Secret,
        choice: &str,
        page: &str,
        now: SystemTime,
    ) -> Option<Record> {
        let mut parts = choice.splitn(5, '~');
        let (version, until, once, signature, record) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let from = address(header(request, REFERER.as_str())?)?;
        // Only a visitor who follows a link on the other site: no frame, no image, and no link that somebody else has sent.
        let follows = header(request, "sec-fetch-mode").is_none_or(|mode| mode == "navigate")
            && header(request, "sec-fetch-dest").is_none_or(|place| place == "document");
        if version != "1" || once.len() != 32 || !follows || from.origin() == url.origin() {
            return None;
        }
        let until: u64 = Some(until).filter(|until| until.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
        let told = told(&from.origin().ascii_serialization(), &url.origin().ascii_serialization(), page, until, once, record);
        secret.mac(&told)?.verify_slice(&bytes(signature)?).ok()?;
        let now_seconds = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
        if until < now_seconds || until > now_seconds + LIFE + SKEW {
            return None;
        }
        let record = self.reader.judge(record, minutes(now)).ok()?;
        (!(secret.used)(once, until)).then_some(record)
    }

    /// What was chosen here, and later, stands.
    fn later(&self, cookies: &str, handed: Record, now: SystemTime) -> Option<Record> {
        let own = self.reader.read(cookies, minutes(now), false).record;
        own.is_none_or(|own| own.at < handed.at).then_some(handed)
    }
}

fn target(url: &Url, to: &Url, endpoint: &str, secret: &Secret, record: &Record, now: SystemTime) -> Option<Url> {
    let mut chance = [0; 16];
    getrandom::fill(&mut chance).ok()?;
    let (once, record, page) = (hex(&chance), record.encode(), path(to));
    let until = now.duration_since(UNIX_EPOCH).ok()?.as_secs() + LIFE;
    let told = told(&url.origin().ascii_serialization(), &to.origin().ascii_serialization(), &page, until, &once, &record);
    let signature = hex(&secret.mac(&told)?.finalize().into_bytes());
    let mut target = to.join(endpoint).ok()?;
    target.set_fragment(None);
    target.query_pairs_mut().clear().append_pair("choice", &format!("1~{until}~{once}~{signature}~{record}")).append_pair("page", &page);
    Some(target)
}

fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Path, query and fragment.
fn path(url: &Url) -> String {
    url[url::Position::BeforePath..].to_owned()
}

/// A path on this site, whatever was asked for. Judged as it will be sent: a browser leaves tabs out of an address.
fn local(page: &str, url: &Url) -> String {
    let found = Url::parse(&(url.origin().ascii_serialization() + page)).ok().filter(|_| page.starts_with('/'));
    let path = found.filter(|found| found.origin() == url.origin()).map(|found| path(&found));
    path.filter(|path| !path.starts_with("//")).unwrap_or_else(|| String::from("/"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    (0..64).step_by(2).map(|place| u8::from_str_radix(&hex[place..place + 2], 16).ok()).collect()
}
