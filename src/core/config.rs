//! `consent.json`, version 1: what a site declares about itself, read once and used everywhere.
//!
//! The documentation here is the documentation of the JSON Schema and of the TypeScript types.
//! `AVG` is the GDPR, `Tw` the Dutch Telecommunications Act; requirement ids such as B-11 name the tests.

pub use super::format::{Retention, Unit};
use super::shape::{Kind, Read};
pub use super::shape::{Known, Localised, Native, PerLanguage};
use super::signal::call::Call;
use super::value::Value;
use crate::{choice, shape};

shape! {
    /// Everything a site declares: who is responsible, what is stored and why, and how it asks.
    pub struct Config {
        /// Where the JSON Schema of this file is; editors use it.
        schema "$schema": Native<Option<String>>, Optional, Free;
        /// Version of this format.
        version "version": Native<u32>, Required, One;
        /// Who is responsible for the website (AVG art. 13(1)(a)).
        controller "controller": Controller, Required, Free;
        /// The hosts that this file is about. The first is named in the banner.
        domains "domains": Vec<String>, Optional, Host;
        /// The language when the page does not say one in `<html lang>`. Default `en`.
        language "language": Option<String>, Optional, Language;
        /// How texts address the visitor, in a language that has two ways to. Default `formal`.
        formality "formality": Formality, Optional, Free;
        /// The cookie or privacy statement (AVG art. 12 and 13).
        statement "statement": Statement, Optional, Free;
        /// Which kinds of cookies the site uses. An explicit `false` is told to visitors.
        categories "categories": Categories, Optional, Free;
        /// Everything that stores or reads data on the visitor's device (Tw art. 11.7a(1)).
        services "services": Vec<Service>, Optional, Free;
        /// Rules that the site sets for itself; a service that breaks one is refused.
        policy "policy": Policy, Optional, Free;
        /// Other processing of personal data that the statement has to tell of (AVG art. 13(1)(c) and 13(2)(a)).
        processing "processing": Native<Vec<Processing>>, Optional, Free;
        /// The rights that the statement names (AVG art. 13(2)(b) to (d)).
        rights "rights": Native<Vec<Right>>, Optional, Free;
        /// Where to complain (AVG art. 13(2)(d) and 77).
        authority "authority": Native<Option<Authority>>, Optional, Free;
        /// How the visitor's choice is kept.
        record "record": Record, Optional, Free;
        /// Where the site serves `sluis.worker.js`: a service worker that refuses, from the second page on, what is known
        /// and not granted, also what no script can stop. It is functional: it stores what is granted, and nothing of
        /// the visitor. Left out again, it is taken away on the next visit. A worker of the site's own that imports
        /// that file is named in its place.
        worker "worker": Option<String>, Optional, Url;
        /// Whether a page gets, once a choice refuses something, the Content-Security-Policy that lets only the rest load.
        /// Such a policy can't be lifted: what is granted later comes with a reload, and the visitor is told so. It
        /// refuses every host that is not declared, also of what needs no consent. `"first"`: before a choice as well,
        /// as if everything had been refused, and what a visitor grants then loads the page again at once.
        enforce "enforce": Enforce, Optional, Free;
        /// While the site is built: shows what the page does and this file does not tell of. Left out of what is
        /// published; there `?sluis=inspect` in the address does the same for one visit.
        inspect "inspect": Native<bool>, Optional, Free;
        /// What the banner looks like.
        ui "ui": Ui, Optional, Free;
        /// Own wording in place of ours, per language, by text key. In a text about a number, `{n}` is that number, and
        /// the text holds for every one. Wording that steers is told with the code `steering` (U-14).
        texts "texts": PerLanguage<Vec<(String, String)>>, Optional, Filled;
        /// Sending the proof of each choice to the site's own server (AVG art. 7(1)).
        receipts "receipts": Option<Receipts>, Optional, Free;
    }

    /// Who is responsible for the website (AVG art. 13(1)(a)).
    pub struct Controller {
        /// The legal name; it stands in the banner (U-10).
        name "name": String, Required, Filled;
        /// The name under which visitors know it.
        trade_name "tradeName": Native<Option<String>>, Optional, Filled;
        /// Its legal form, such as `B.V.`.
        legal_form "legalForm": Native<Known<String>>, Optional, Filled;
        /// The country in which it is established, by ISO 3166-1 code: the statement names that country's law and its
        /// authority, where it knows them (Directive 2002/58/EC art. 5(3)).
        country "country": Native<Option<String>>, Optional, Country;
        /// Postal address.
        address "address": Native<Known<String>>, Optional, Filled;
        /// Telephone number.
        phone "phone": Native<Known<String>>, Optional, Filled;
        /// E-mail address for questions about privacy.
        email "email": Native<Known<String>>, Optional, Email;
        /// Number in the trade register (in the Netherlands: KVK).
        company_number "companyNumber": Native<Known<String>>, Optional, Filled;
        /// Its relation to another name that visitors meet, for instance in its e-mail address.
        relation "relation": Native<Known<Localised>>, Optional, Filled;
        /// Its role where that is not the same everywhere: controller here, processor there (AVG art. 4(7) and (8)).
        role "role": Native<Known<Localised>>, Optional, Filled;
    }

    /// The cookie or privacy statement.
    pub struct Statement {
        /// Where it stands.
        url "url": Known<String>, Optional, Url;
        /// Its version. It is kept with every choice.
        version "version": Known<String>, Optional, Version;
        /// From when it holds: year, month or day.
        effective "effective": Native<Known<String>>, Optional, Date;
        /// Earlier versions (I-03).
        history "history": Native<Vec<Edition>>, Optional, Free;
    }

    /// An earlier version of the statement.
    pub struct Edition {
        /// Its version.
        version "version": String, Required, Version;
        /// From when it held.
        effective "effective": Known<String>, Optional, Date;
        /// Where it can be read.
        url "url": Known<String>, Optional, Url;
    }

    /// The four kinds of cookies.
    pub struct Categories {
        /// Needed for what the visitor asks for; no permission needed (Tw art. 11.7a(3)(b)).
        functional "functional": CategoryUse, Optional, Free;
        /// Measuring visits.
        analytics "analytics": CategoryUse, Optional, Free;
        /// Content of social media and other embeds.
        social "social": CategoryUse, Optional, Free;
        /// Following visitors to show advertising.
        advertising "advertising": CategoryUse, Optional, Free;
    }

    /// Whether the site uses one kind of cookies.
    pub struct CategoryUse {
        /// `true`: used. `false`: "this website does not use these". `null` or left out: not said.
        used "used": Known<bool>, Optional, Free;
    }

    /// A service that stores or reads data on the visitor's device, or that receives data by being loaded.
    pub struct Service {
        /// Its id in records and markup. Default: the id in the catalogue.
        id "id": String, Optional, Slug;
        /// The id of a known service, which fills in what is not given here.
        catalogue "catalogue": Option<String>, Optional, Slug;
        /// Its name, as visitors know it.
        name "name": String, Optional, Filled;
        /// What kind of cookies it needs.
        category "category": Category, Optional, Free;
        /// The company behind it, as visitors know it (AVG art. 13(1)(e)).
        provider "provider": Known<String>, Optional, Filled;
        /// That company's legal name.
        legal_name "legalName": Known<String>, Optional, Filled;
        /// What the data are for, in plain words (AVG art. 13(1)(c)).
        purpose "purpose": Option<Localised>, Optional, Filled;
        /// What it loads from: `host` or `host/start-of-path`. A host covers its subdomains.
        hosts "hosts": Vec<String>, Optional, Pattern;
        /// What it stores.
        items "items": Vec<Item>, Optional, Free;
        /// The company's privacy statement.
        privacy_url "privacyUrl": Known<String>, Optional, Url;
        /// The countries where data may be processed, by ISO 3166-1 code (AVG art. 13(1)(f)).
        countries "countries": Known<Vec<String>>, Optional, Country;
        /// Whether there is a data-processing agreement (AVG art. 28(3)).
        agreement "agreement": Known<bool>, Optional, Free;
        /// Whether the company may use the data for its other products.
        data_sharing "dataSharing": Known<bool>, Optional, Free;
        /// Whether IP addresses are shortened before they are stored.
        ip_anonymised "ipAnonymised": Known<bool>, Optional, Free;
        /// Whether visitors get an id that follows them across devices or visits.
        user_id "userId": Known<bool>, Optional, Free;
        /// Whether advertising features are on.
        ads_features "adsFeatures": Known<bool>, Optional, Free;
        /// Whether the data are used by this site only.
        own_use_only "ownUseOnly": Known<bool>, Optional, Free;
        /// Whether everything it stores is stored under this site's own name.
        first_party "firstParty": Known<bool>, Optional, Free;
        /// How long the company keeps the data, in months (AVG art. 13(2)(a)).
        retention_months "retentionMonths": Known<u32>, Optional, Months;
        /// Why it may store and read. Default: `necessary` for functional services, else `consent`.
        basis "basis": Basis, Optional, Free;
        /// Whether its script waits for the visitor. Default `basic`. Only Google's services know another way.
        consent_mode "consentMode": ConsentMode, Optional, Free;
        /// How its script is told of the choice. Known services bring this along.
        signals "signals": Native<Option<Signals>>, Optional, Free;
        /// Anything else visitors should know.
        note "note": Option<Localised>, Optional, Filled;
    }

    /// What a service's script is told on each choice, on each page that has one, and before. A call is a list: the function's
    /// name, and what it is called with. `$analytics`, `$social` and `$advertising` in place of a text become
    /// `granted` or `denied`; with a vendor, as in `$advertising:google-`, only services count whose catalogue id
    /// starts with that.
    pub struct Signals {
        /// Said when the service is granted, before it is let go.
        granted "granted": Vec<Call>, Optional, Free;
        /// Said when it is refused or taken back.
        denied "denied": Vec<Call>, Optional, Free;
        /// Said on a page without a choice while the service waits for one, so that its script, wherever it comes from,
        /// begins denied. Nothing may be stored for it, so no function belongs here that keeps a note of what it is told.
        default "default": Vec<Call>, Optional, Free;
    }

    /// One thing that is stored: a cookie or a storage key.
    pub struct Item {
        /// Its name; `*` stands for anything, as in `_ga_*`. `null`: the site does not know it.
        name "name": Known<String>, Required, Name;
        /// Where it is stored. Default `cookie`.
        storage "storage": Storage, Optional, Free;
        /// Under whose name. Default `first`.
        party "party": Party, Optional, Free;
        /// Whether a server sets it as `HttpOnly`, so that no script can read or remove it. After a withdrawal the visitor
        /// is told where to.
        http_only "httpOnly": bool, Optional, Free;
        /// What it is for.
        purpose "purpose": Option<Localised>, Optional, Filled;
        /// How long it stays: `session`, `persistent`, or a duration such as `P2Y`, `P13M`, `P1D`, `PT30M`
        /// (CJEU C-673/17, Planet49: the duration must be told).
        retention "retention": Known<Retention>, Optional, Retention;
        /// The cookie's domain, where it is not the site's own host.
        domain "domain": Option<String>, Optional, Host;
        /// The cookie's path. Default `/`.
        path "path": Option<String>, Optional, Url;
    }

    /// Rules that the site sets for itself.
    pub struct Policy {
        /// Only services whose data stay in the European Economic Area (I-07).
        eu_only "euOnly": bool, Optional, Free;
        /// Only services with a data-processing agreement.
        agreement_required "agreementRequired": bool, Optional, Free;
        /// Whether a browser's "Do Not Track" counts as an objection, as Global Privacy Control always does (S-01).
        do_not_track "doNotTrack": bool, Optional, Free;
    }

    /// Other processing of personal data, such as server logs and back-ups.
    pub struct Processing {
        /// What is processed.
        what "what": Localised, Required, Filled;
        /// What for.
        purpose "purpose": Option<Localised>, Optional, Filled;
        /// Why that is allowed (AVG art. 6(1)).
        basis "basis": Option<LegalBasis>, Optional, Free;
        /// How long the data are kept.
        retention "retention": Known<Localised>, Optional, Filled;
        /// Who receives the data.
        recipient "recipient": Known<Localised>, Optional, Filled;
        /// Anything else visitors should know.
        note "note": Option<Localised>, Optional, Filled;
    }

    /// The data-protection authority.
    pub struct Authority {
        /// Its name.
        name "name": String, Required, Filled;
        /// Where to complain.
        url "url": Option<String>, Optional, Url;
    }

    /// How the visitor's choice is kept.
    pub struct Record {
        /// For how many months, for a refusal as long as for a grant. Default 6; more than 12 is discouraged, more than 13 refused (L-03).
        months "months": Option<u32>, Optional, Term;
        /// The domain whose subdomains share the choice. Default: this host only.
        domain "domain": Option<String>, Optional, Host;
        /// The path on this site where its server keeps the record with `Set-Cookie`, such as `/sluis/record`
        /// (docs/records.md). Safari keeps cookies of scripts for seven days, and those of servers as long as they say.
        endpoint "endpoint": Option<String>, Optional, Url;
    }

    /// What the banner looks like.
    pub struct Ui {
        /// Its place. Default `bar`.
        layout "layout": Layout, Optional, Free;
        /// Light or dark. Default `auto`: as the visitor's device.
        theme "theme": Theme, Optional, Free;
        /// Whether a button is added that opens the settings, on pages that have none themselves. Default `auto`.
        control "control": Control, Optional, Free;
        /// The corner of that button and of the `corner` layout. Default `left`.
        corner "corner": Corner, Optional, Free;
        /// Whether each page of a site with functional services only says so, in a notice that can be closed (F-02).
        /// Nothing is stored, so the next page says it again. Default: nothing is shown.
        notice "notice": Native<bool>, Optional, Free;
    }

    /// Sending the proof of each choice to the site's own server.
    pub struct Receipts {
        /// Where each receipt is posted to: a path on this site, or an address on one of its `domains` or below.
        endpoint "endpoint": Native<String>, Required, Url;
        /// How long the server keeps them, in months (AVG art. 5(1)(e)).
        retention_months "retentionMonths": Native<Option<u32>>, Optional, Months;
        /// Whether the endpoint may be another company's. That company then processes personal data for the site,
        /// which takes an agreement (AVG art. 28), and the statement has to name it.
        third_party "thirdParty": Native<bool>, Optional, Free;
    }
}

choice! {
    /// A kind of cookies, by what they are for.
    pub enum Category {
        /// Needed for what the visitor asks for.
        Functional = "functional",
        /// Measuring visits.
        Analytics = "analytics",
        /// Content of social media and other embeds.
        Social = "social",
        /// Following visitors to show advertising.
        Advertising = "advertising",
    }

    /// Where something is stored.
    pub enum Storage {
        /// A cookie.
        Cookie = "cookie",
        /// Local storage.
        Local = "localStorage",
        /// Session storage.
        Session = "sessionStorage",
        /// A database in the browser.
        Database = "indexedDB",
        /// The cache of a service worker.
        Cache = "cacheStorage",
    }

    /// Under whose name something is stored.
    pub enum Party {
        /// The site's own.
        First = "first",
        /// Another company's.
        Third = "third",
    }

    /// Why a service may store and read (Tw art. 11.7a). Legitimate interest is not on the list (B-10).
    pub enum Basis {
        /// The visitor agreed.
        Consent = "consent",
        /// Needed for what the visitor asks for.
        Necessary = "necessary",
        /// Analytics with little or no consequence for privacy (Tw art. 11.7a(3)(b); B-11).
        Exempt = "exempt",
    }

    /// When the script of a Google service is loaded
    /// (<https://support.google.com/google-ads/answer/10000067>, "basic" and "advanced").
    pub enum ConsentMode {
        /// Once it is granted, and not before.
        Basic = "basic",
        /// On every page: denied, it stores nothing, and still sends to Google that the page was seen, and so the
        /// visitor's IP address. Whether that is allowed without asking is disputed; `note` has to tell of it.
        Advanced = "advanced",
    }

    /// Why processing personal data is allowed (AVG art. 6(1)(a) to (f)).
    pub enum LegalBasis {
        /// (a) The person agreed.
        Consent = "consent",
        /// (b) Needed for a contract.
        Contract = "contract",
        /// (c) Required by law.
        LegalObligation = "legal-obligation",
        /// (d) To protect somebody's life.
        VitalInterests = "vital-interests",
        /// (e) For a public task.
        PublicTask = "public-task",
        /// (f) For a legitimate interest.
        LegitimateInterest = "legitimate-interest",
    }

    /// A right under the AVG.
    pub enum Right {
        /// To have explained what happens to the data (art. 13 and 14).
        Explanation = "explanation",
        /// To see the data (art. 15).
        Access = "access",
        /// To have them corrected (art. 16).
        Rectification = "rectification",
        /// To have them deleted (art. 17).
        Erasure = "erasure",
        /// To have their use paused (art. 18).
        Restriction = "restriction",
        /// To take them along (art. 20).
        Portability = "portability",
        /// To object (art. 21).
        Objection = "objection",
        /// To withdraw consent (art. 7(3)).
        Withdrawal = "withdrawal",
        /// To complain to the authority (art. 77).
        Complaint = "complaint",
    }

    /// How texts address the visitor, where the language has two ways to. Where it has one, there is no difference.
    pub enum Formality {
        /// As a stranger: `u`, `Sie`, `vous`.
        Formal = "formal",
        /// As a friend: `je`, `du`, `tu`.
        Informal = "informal",
    }

    /// Where the banner stands.
    pub enum Layout {
        /// Along the bottom, over the full width.
        Bar = "bar",
        /// A box in the middle of the bottom edge.
        Box = "box",
        /// A box in a corner.
        Corner = "corner",
    }

    /// Light or dark.
    pub enum Theme {
        /// As the visitor's device.
        Auto = "auto",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }

    /// Whether a settings button is added to pages without one.
    pub enum Control {
        /// Only where the page has no `[data-sluis=open]` itself.
        Auto = "auto",
        /// Never: the site takes care of it on every page (W-01).
        None = "none",
    }

    /// A lower corner of the window.
    pub enum Corner {
        /// Left.
        Left = "left",
        /// Right.
        Right = "right",
    }
}

/// From when a page gets a policy of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enforce {
    /// Never: `false`.
    #[default]
    Never,
    /// Once a choice refuses something: `true`.
    Refused,
    /// Before a choice too: `"first"`.
    First,
}

impl Read for Enforce {
    const KIND: Kind = Kind::TruthOr(&["first"]);
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Bool(true)) => Enforce::Refused,
            Some(Value::Text(_)) => Enforce::First,
            _ => Enforce::Never,
        }
    }
}

impl Config {
    /// The months for which a choice is kept.
    pub fn months(&self) -> u32 {
        self.record.months.unwrap_or(6)
    }

    /// The services of one category, with their place in `services`.
    pub fn services_of(&self, category: Category) -> impl Iterator<Item = (usize, &Service)> {
        self.services.iter().enumerate().filter(move |(_, service)| service.category == category)
    }
}

impl Categories {
    /// What the site says about one category.
    pub fn of(&self, category: Category) -> Known<bool> {
        match category {
            Category::Functional => self.functional.used,
            Category::Analytics => self.analytics.used,
            Category::Social => self.social.used,
            Category::Advertising => self.advertising.used,
        }
    }
}

impl Service {
    /// The visitor can switch it: everything but what the site cannot work without.
    pub fn is_switchable(&self) -> bool {
        self.category != Category::Functional
    }

    /// Storing or reading for it needs permission (Tw art. 11.7a(1)).
    pub fn needs_consent(&self) -> bool {
        self.is_switchable() && self.basis != Basis::Exempt
    }

    /// The name that visitors know.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// The company by the name that visitors know; a service without one goes by its own.
    pub fn provider_label(&self) -> &str {
        self.provider.get().map_or(&self.name, |provider| provider)
    }

    /// The company by its legal name, or by the one that visitors know where the legal one is not told of.
    pub fn company(&self) -> &Known<String> {
        if self.legal_name == Known::Absent { &self.provider } else { &self.legal_name }
    }

    /// Whether any country is outside the European Economic Area. `None` when the countries are not known.
    pub fn leaves_area(&self) -> Option<bool> {
        self.countries.get().map(|countries| countries.iter().any(|country| !is_in_area(country)))
    }
}

/// Whether a country is in the European Economic Area: the EU's 27, Iceland, Liechtenstein and Norway.
pub fn is_in_area(country: &str) -> bool {
    const AREA: &[u8] = b"ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSEISLINO";
    AREA.chunks(2).any(|member| member == country.as_bytes())
}
