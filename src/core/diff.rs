//! What changed between two configurations, and whether visitors have to be asked again (L-04, L-05).
//!
//! Material is what [`decide::fingerprint`](super::decide::fingerprint) grows by: something that nobody agreed to yet.
//! No formatting machinery in here, so that the browser could use it as well.

mod compare;

pub use compare::diff;

use super::config::{Category, Config};
use super::decide::fingerprint;

/// What a change means for those who chose before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Other words, another order, nothing new to agree to.
    Editorial,
    /// Less than was agreed to: the choice stands.
    Reducing,
    /// Worse for the visitor, or no longer known, but not part of what the hash covers: nobody is asked again
    /// by itself. Who has to ask gives the service another id.
    Doubtful,
    /// More than was agreed to: what it touches is asked again.
    Material,
}

impl Rank {
    /// The word for it.
    pub fn name(self) -> &'static str {
        ["editorial", "reducing", "doubtful", "material"][self as usize]
    }
}

/// What it is that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whether a category has anything to ask.
    CategoryInUse,
    /// What the site says about a category without services.
    CategorySaid,
    /// A service came or went.
    Service,
    /// The category of a service: what it is for.
    Category,
    /// Why a service may store and read.
    Basis,
    /// Whether its script waits for the visitor.
    ConsentMode,
    /// The countries where its data go.
    Countries,
    /// How long the longest-lived of what it stores stays.
    Longest,
    /// How long its company keeps the data.
    Kept,
    /// The company behind it.
    Company,
    /// One of the facts that are told with yes and no.
    Fact(&'static str),
    /// A cookie or storage key.
    Item,
    /// What it loads from.
    Hosts,
    /// Name, purpose, note or link.
    Wording(&'static str),
    /// Who is responsible for the site.
    Controller,
    /// The statement's address or version.
    Statement(&'static str),
    /// For how long a choice is kept.
    Term,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::CategoryInUse => "category in use",
            Kind::CategorySaid => "category said",
            Kind::Service => "service",
            Kind::Category => "category",
            Kind::Basis => "basis",
            Kind::ConsentMode => "consent mode",
            Kind::Countries => "countries",
            Kind::Longest => "longest retention",
            Kind::Kept => "months kept by the company",
            Kind::Company => "company",
            Kind::Item => "item",
            Kind::Hosts => "hosts",
            Kind::Controller => "controller",
            Kind::Term => "months that a choice is kept",
            Kind::Fact(name) | Kind::Wording(name) | Kind::Statement(name) => name,
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means.
    pub rank: Rank,
    /// What changed.
    pub kind: Kind,
    /// The category it touches, as it is now; none for what is about the whole site.
    pub category: Option<Category>,
    /// The service's id.
    pub service: Option<String>,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there; empty for nothing.
    pub after: String,
}

impl Change {
    /// The change in one line: `material analytics/google-analytics countries: IE → IE, US`.
    pub fn line(&self) -> String {
        let mut line = String::from(self.rank.name());
        for _ in line.len()..10 {
            line.push(' ');
        }
        line.push_str(self.category.map_or("site", Category::name));
        if let Some(service) = &self.service {
            line.push('/');
            line.push_str(service);
        }
        let or_nothing = |text: &str| String::from(if text.is_empty() { "nothing" } else { text });
        for part in [" ", self.kind.name(), ": ", &or_nothing(&self.before), " → ", &or_nothing(&self.after)] {
            line.push_str(part);
        }
        line
    }
}

/// Whether any of the changes has to be asked.
pub fn asks_again(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.rank == Rank::Material)
}

/// The categories that have to be asked again; the rest of the choice stands (L-04).
pub fn touched(changes: &[Change]) -> Vec<Category> {
    let is_touched = |category: &Category| changes.iter().any(|change| change.rank == Rank::Material && change.category == Some(*category));
    Category::ALL.iter().copied().filter(is_touched).collect()
}

/// For each configuration that was published before, the hash that its records carry and the categories that have to
/// be asked again since: what [`Site::earlier`](super::site::Site::earlier) wants, so that the rest of a choice stands.
pub fn editions(earlier: &[Config], now: &Config) -> Vec<(String, Vec<Category>)> {
    let mut editions: Vec<(String, Vec<Category>)> = Vec::new();
    for config in earlier {
        let asked = fingerprint(config);
        if asked != fingerprint(now) && !editions.iter().any(|(known, _)| *known == asked) {
            editions.push((asked, touched(&diff(config, now))));
        }
    }
    editions
}
