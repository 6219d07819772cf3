//! Companies that statements name, and what follows from naming them. A list of its own and not the catalogue:
//! what a statement lacks must not depend on which services Sluis can hold.

use super::phrase::has;

/// What a company does with visitors' data, as far as a statement's duties follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Stores and reads on visitors' devices, and needs permission for it.
    Asks,
    /// Receives data otherwise.
    Receives,
}

/// A company by the words that statements use.
#[derive(Debug)]
pub struct Vendor {
    name: &'static str,
    /// What it does.
    pub role: Role,
    /// Whether it, or its parent, is outside the European Economic Area.
    pub outside: bool,
}

const fn vendor(name: &'static str, role: Role, outside: bool) -> Vendor {
    Vendor { name, role, outside }
}

const ALL: [Vendor; 27] = [
    vendor("google analytics", Role::Asks, true),
    vendor("google ads", Role::Asks, true),
    vendor("google tag manager", Role::Asks, true),
    vendor("doubleclick", Role::Asks, true),
    vendor("adwords", Role::Asks, true),
    vendor("facebook", Role::Asks, true),
    vendor("meta pixel", Role::Asks, true),
    vendor("instagram", Role::Asks, true),
    vendor("linkedin", Role::Asks, true),
    vendor("twitter", Role::Asks, true),
    vendor("tiktok", Role::Asks, true),
    vendor("pinterest", Role::Asks, true),
    vendor("youtube", Role::Asks, true),
    vendor("vimeo", Role::Asks, true),
    vendor("hotjar", Role::Asks, false),
    vendor("hubspot", Role::Asks, true),
    vendor("clarity", Role::Asks, true),
    vendor("matomo", Role::Asks, false),
    vendor("leadinfo", Role::Asks, false),
    vendor("google", Role::Receives, true),
    vendor("microsoft", Role::Receives, true),
    vendor("amazon", Role::Receives, true),
    vendor("aws", Role::Receives, true),
    vendor("mailchimp", Role::Receives, true),
    vendor("cloudflare", Role::Receives, true),
    vendor("dropbox", Role::Receives, true),
    vendor("salesforce", Role::Receives, true),
];

/// The companies that a plain sentence names.
pub fn named(sentence: &str) -> impl Iterator<Item = &'static Vendor> + '_ {
    ALL.iter().filter(move |vendor| has(sentence, vendor.name))
}
