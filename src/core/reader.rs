//! A visitor's choice as a server reads it, from the `Cookie` header of a request. Natively only.
//!
//! It is decided by the very code that decides in the browser, so a page that a server makes and the page that a
//! visitor sees never differ, but for one thing: whose clock it is (docs/records.md). What the readers of other
//! languages answer is held to this one by `tests/vectors/records.json`.
//!
//! ```
//! use sluis::core::reader::{Reader, minutes};
//! use std::time::SystemTime;
//!
//! # let sealed = &sluis::core::reader::sealed(r#"{"version": 1, "controller": {"name": "A"}, "statement": {"url": "/p"},
//! #     "services": [{"catalogue": "youtube"}]}"#, &[]).unwrap();
//! // Once, when the server starts: the sealed configuration that the pages carry.
//! let site = Reader::new(sealed)?;
//! // For each request.
//! let choice = site.read("theme=dark; sluis_consent=1~20261122T1014Z~a0s0r0~x", minutes(SystemTime::now()), false);
//! assert!(!choice.grants("youtube"));
//! # Ok::<(), sluis::core::problem::Problem>(())
//! ```

use super::config::{Category, Config};
use super::decide::{self, Decision};
use super::json::{Json, word};
use super::problem::{Problem, Severity};
use super::record::{self, COOKIE, Record, Stored};
use super::reduce::names;
use super::seal;
use super::shape::Read;
use super::site::Site;
use super::time::Minutes;
use super::value::{Value, from_json};
use std::time::{SystemTime, UNIX_EPOCH};

/// The longest text, in bytes, that is looked at as a record. Browsers keep no cookie above 4,096.
pub const LONGEST: usize = 1_000;

/// A site as far as its server has to know it to read choices.
#[derive(Clone, Debug)]
pub struct Reader {
    config: Config,
    asked: String,
    earlier: Vec<(String, Vec<Category>)>,
}

/// What is true for one visitor: `State` of `pkg/src/types.ts`, as far as a server can know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether this visitor is to be asked.
    pub asked: bool,
    /// The choice that this rests on; `None` while there is none.
    pub record: Option<Record>,
    /// In the order of [`Category::ALL`]; true where every service of the category is granted.
    pub categories: [bool; 4],
    /// Each declared service by its id and category, in the order of the configuration.
    pub services: Vec<(String, Category, bool)>,
}

/// Why a text is not kept as this site's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not what [`Record::encode`] would write, or longer than [`LONGEST`].
    Malformed,
    /// Further ahead than clocks differ: the visitor's or the server's is wrong.
    Future,
    /// The choice is over.
    Expired,
    /// A choice about something else than what this configuration, or an edition before it, asks.
    OtherQuestion,
}

impl Refusal {
    /// In a few words, for the answer of an endpoint.
    pub fn text(self) -> &'static str {
        match self {
            Refusal::Malformed => "this is no record",
            Refusal::Future => "this record is from the future: a clock is wrong",
            Refusal::Expired => "this choice is over",
            Refusal::OtherQuestion => "this record is for another question",
        }
    }
}

impl Reader {
    /// Takes the sealed configuration as text: what `cargo xtask snippet`, `npx sluis seal` and `npx sluis build` write.
    ///
    /// # Errors
    /// When it is not JSON, has no seal, or was changed after it was sealed. Then a browser would judge it anew, and a
    /// server must not go by it.
    pub fn new(sealed: &str) -> Result<Self, Problem> {
        let mut value = from_json(sealed)?;
        let seal = value.get(seal::KEY).cloned().unwrap_or_default();
        let written = seal.get("check").and_then(Value::text).unwrap_or("nothing");
        let asked = seal.get("asked").and_then(Value::text).unwrap_or_default().to_owned();
        if let Value::Map(members) = &mut value {
            members.retain(|(key, _)| key != seal::KEY);
        }
        let text = serde_json::to_string(&value).unwrap_or_default();
        let right = seal::checksum(&text);
        if written != right {
            let (path, expected) = match seal {
                Value::Null => ("$.sealed", String::from("a sealed configuration: npx sluis seal consent.json")),
                _ => ("$.sealed.check", [&right, ": it was changed after it was sealed, so seal it again"].concat()),
            };
            let found = String::from(written);
            return Err(Problem { severity: Severity::Error, code: "not-sealed", path: String::from(path), found, expected });
        }
        let editions = seal.get("earlier").map(Value::items).unwrap_or_default();
        Ok(Self { config: Config::read(Some(&value)), asked, earlier: editions.iter().map(edition).collect() })
    }

    fn site(&self) -> Site<'_> {
        let mut site = self.config.site(&self.asked);
        site.earlier = self.earlier.iter().map(|(asked, changed)| (asked.as_str(), changed.clone())).collect();
        site
    }

    /// Reads a `Cookie` header; where a request has several, join them with `; `. `objects`: the request says
    /// `Sec-GPC: 1` (or `DNT: 1`, where [`Reader::minds_do_not_track`]); that changes only what is asked.
    pub fn read(&self, cookies: &str, now: Minutes, objects: bool) -> Choice {
        let site = self.site();
        let Decision { granted, record, ask, .. } = decide::decide(&site, &record::stored(cookies, now, site.months), objects);
        let mut categories = [false; 4];
        for (place, category) in Category::ALL.iter().enumerate() {
            categories[place] = *category == Category::Functional || decide::is_whole(&site, &granted, *category);
        }
        let services = site.services.iter().zip(&granted).map(|(service, granted)| (service.id.to_owned(), service.category, *granted));
        Choice { asked: ask, record, categories, services: services.collect() }
    }

    /// Judges one record by itself, as it would stand in the cookie.
    ///
    /// # Errors
    /// When it is not one that this site would go by now.
    pub fn judge(&self, text: &str, now: Minutes) -> Result<Record, Refusal> {
        let found = Some(text).filter(|text| text.len() <= LONGEST).and_then(Record::decode).ok_or(Refusal::Malformed)?;
        let site = self.site();
        match record::stored(&[COOKIE, "=", text].concat(), now, site.months) {
            Stored::Nothing => Err(Refusal::Future),
            Stored::Expired => Err(Refusal::Expired),
            Stored::Choice(_) if decide::still_holds(&site, &found).is_none() => Err(Refusal::OtherQuestion),
            Stored::Choice(record) => Ok(record),
        }
    }

    /// The value of `Set-Cookie` for a record, with what is left of its lifetime. `secure`: the page is on https.
    pub fn cookie(&self, record: &Record, now: Minutes, secure: bool) -> String {
        let left = record.at + record::lifetime(self.config.months()) - now;
        // A clock that runs ahead within what is allowed gives no more than the whole of it.
        let left = left.clamp(0, record::lifetime(self.config.months()));
        record::lasting(record, left, self.config.record.domain.as_deref(), secure)
    }

    /// The hosts that the configuration is about.
    pub fn domains(&self) -> &[String] {
        &self.config.domains
    }

    /// The path of the endpoint that keeps records, where the configuration names one.
    pub fn endpoint(&self) -> Option<&str> {
        self.config.record.endpoint.as_deref()
    }

    /// Whether "do not track" counts as an objection on this site.
    pub fn minds_do_not_track(&self) -> bool {
        self.config.policy.do_not_track
    }
}

impl Choice {
    /// Whether this may run: a category, the id of a service, or `category:id`. False for what is not declared.
    pub fn grants(&self, name: &str) -> bool {
        match Category::from_name(name) {
            Some(category) => self.categories[category as usize],
            None => self.services.iter().any(|(id, category, granted)| *granted && names(name, *category, id)),
        }
    }

    /// As JSON, with the members that `sluis.state()` has in the browser.
    pub fn json(&self) -> String {
        let mut json = Json::start();
        json.truth("asked", self.asked);
        json.truth("decided", self.record.is_some());
        json.open("categories");
        for (category, granted) in Category::ALL.iter().zip(self.categories) {
            json.text(category.name(), word(granted));
        }
        json.close();
        json.open("services");
        for (id, _, granted) in &self.services {
            json.text(id, word(*granted));
        }
        json.close();
        json.optional("record", self.record.as_ref().map(Record::encode).as_deref());
        json.close();
        json.0
    }
}

/// `{asked, again}`: a fingerprint, and the categories that have changed since.
fn edition(from: &Value) -> (String, Vec<Category>) {
    let again = from.get("again").map(Value::items).unwrap_or_default();
    let category = |name: &Value| name.text().and_then(Category::from_name).unwrap_or_default();
    (from.get("asked").and_then(Value::text).unwrap_or_default().to_owned(), again.iter().map(category).collect())
}

/// A moment as records count it.
pub fn minutes(time: SystemTime) -> Minutes {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Minutes::try_from(since.as_secs() / 60).unwrap_or_default()
}

/// Checks a configuration and seals it, as `npx sluis seal` does. `earlier`: what was published before, as text.
///
/// # Errors
/// With every problem, a line each, when one of them is refused.
pub fn sealed(written: &str, earlier: &[&str]) -> Result<String, String> {
    let checked = |text: &str| {
        let value = from_json(text).map_err(|problem| problem.line())?;
        let checked = super::check::check(value, super::catalogue::all());
        match checked.config {
            Some(config) => Ok((checked.complete, config)),
            None => Err(super::problem::report(&checked.problems)),
        }
    };
    let before = earlier.iter().map(|text| Ok(checked(text)?.1)).collect::<Result<Vec<_>, String>>()?;
    let (complete, config) = checked(written)?;
    let value = seal::sealed(&complete, &config, &before).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}
