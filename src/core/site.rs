//! What of a configuration every visitor's browser needs: who asks, what is asked, and what is held.
//!
//! The configuration itself, with purposes, periods and countries, is read by later modules only
//! (`web::detail`), which checks it and shows it. This part is read without a check, so it comes either from that
//! module or from a file that was sealed by the same check before (`core::seal`).

use super::config::{Basis, Category, Config, ConsentMode, Control, Enforce, Storage};

/// Everything the first layer asks and a decision rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Site<'a> {
    pub controller: &'a str,
    /// The hosts that the choice counts for; none: the one the page is on.
    pub domains: Vec<&'a str>,
    pub statement_url: Option<&'a str>,
    pub statement_version: Option<&'a str>,
    /// For how many months a choice is kept.
    pub months: u32,
    /// The domain whose subdomains share the choice.
    pub domain: Option<&'a str>,
    pub layout: &'a str,
    pub theme: &'a str,
    pub corner: &'a str,
    /// Whether a page without a way to the settings gets one.
    pub control: bool,
    /// The fingerprint of what is asked: [`super::decide::fingerprint`].
    pub asked: &'a str,
    /// The fingerprints of what was asked in earlier versions, each with the categories that have to be asked again.
    pub earlier: Vec<(&'a str, Vec<Category>)>,
    /// Whether "do not track" counts as an objection, as Global Privacy Control always does.
    pub do_not_track: bool,
    /// From when a page gets a policy; what is granted after that takes a reload.
    pub enforce: Enforce,
    pub services: Vec<Service<'a>>,
}

/// A service as far as a decision needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Service<'a> {
    pub id: &'a str,
    /// Its id in the catalogue, or its own: what signals go by.
    pub vendor: &'a str,
    /// The company by the name that visitors know; a service without one goes by its own.
    pub provider: &'a str,
    pub category: Category,
    /// Runs unasked (Tw art. 11.7a(3)(b)).
    pub exempt: bool,
    /// Its script runs unasked, denied, and is told of the choice (Google's advanced consent mode).
    pub advanced: bool,
    pub hosts: Vec<&'a str>,
    pub items: Vec<Item<'a>>,
    /// What its script is told when it is denied, when it is granted, and before there is a choice: calls, as JSON.
    pub calls: [Vec<&'a str>; 3],
}

/// Something stored, as far as removing it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item<'a> {
    pub name: Option<&'a str>,
    pub storage: Storage,
    pub path: Option<&'a str>,
}

impl Site<'_> {
    /// Whether there is anything that a visitor can switch.
    pub fn has_choice(&self) -> bool {
        self.services.iter().any(Service::is_switchable)
    }
}

impl Service<'_> {
    /// The visitor can switch it: everything but what the site cannot work without.
    /// Exempt analytics may run unasked, and can still be switched off.
    pub fn is_switchable(&self) -> bool {
        self.category != Category::Functional
    }

    /// Whether what it loads may load, where it is granted or not.
    pub fn may_load(&self, granted: bool) -> bool {
        granted || self.advanced || !self.is_switchable()
    }

    /// Storing or reading for this service needs permission (Tw art. 11.7a(1)).
    pub fn needs_consent(&self) -> bool {
        self.is_switchable() && !self.exempt
    }
}

impl Config {
    /// The part that is needed to ask and to decide. `asked` is the fingerprint of this configuration.
    pub fn site<'a>(&'a self, asked: &'a str) -> Site<'a> {
        Site {
            controller: &self.controller.name,
            domains: texts(&self.domains),
            statement_url: self.statement.url.get().map(String::as_str),
            statement_version: self.statement.version.get().map(String::as_str),
            months: self.months(),
            domain: self.record.domain.as_deref(),
            layout: self.ui.layout.name(),
            theme: self.ui.theme.name(),
            corner: self.ui.corner.name(),
            control: self.ui.control == Control::Auto,
            asked,
            earlier: Vec::new(),
            do_not_track: self.policy.do_not_track,
            enforce: self.enforce,
            services: self.services.iter().map(service).collect(),
        }
    }
}

fn service(service: &super::config::Service) -> Service<'_> {
    Service {
        id: &service.id,
        vendor: service.catalogue.as_deref().unwrap_or(&service.id),
        provider: service.provider_label(),
        category: service.category,
        exempt: service.basis == Basis::Exempt,
        advanced: service.consent_mode == ConsentMode::Advanced,
        hosts: texts(&service.hosts),
        items: service.items.iter().map(item).collect(),
        calls: calls(service),
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn calls(service: &super::config::Service) -> [Vec<&str>; 3] {
    let Some(signals) = &service.signals else { return Default::default() };
    [&signals.denied, &signals.granted, &signals.default].map(|calls| calls.iter().map(|call| call.0.as_str()).collect())
}

/// The module that reads a whole configuration tells vendors nothing.
#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
fn calls(_: &super::config::Service) -> [Vec<&str>; 3] {
    Default::default()
}

fn item(item: &super::config::Item) -> Item<'_> {
    Item { name: item.name.get().map(String::as_str), storage: item.storage, path: item.path.as_deref() }
}

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use crate::core::config::Config;
    use crate::core::shape::Read;
    use crate::core::value::from_json;

    #[test]
    fn says_what_the_browser_s_part_says() {
        let json = r#"{"services": [{"id": "a", "category": "functional"}, {"id": "b", "category": "analytics", "basis": "exempt"}, {"id": "c", "category": "social", "basis": "consent"}]}"#;
        let config = Config::read(Some(&from_json(json).unwrap()));
        let site = config.site("");
        for (service, kept) in config.services.iter().zip(&site.services) {
            assert_eq!((service.is_switchable(), service.needs_consent()), (kept.is_switchable(), kept.needs_consent()), "{}", service.id);
        }
        assert_eq!(site.services.len(), 3);
    }
}
