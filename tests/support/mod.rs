//! What the native tests share: configurations to decide about.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use sluis::core::catalogue;
use sluis::core::check::check;
use sluis::core::config::Config;
use sluis::core::decide::fingerprint;
use sluis::core::problem::report;
use sluis::core::record::Stored;
use sluis::core::reduce::App;
use sluis::core::site::Site;
use sluis::core::value::from_json;

/// A minute in November 2026.
pub const NOW: i64 = 29_922_374;

pub fn config(json: &str) -> Config {
    let value = from_json(json).unwrap_or_else(|problem| panic!("{problem}"));
    let checked = check(value, catalogue::all());
    checked.config.unwrap_or_else(|| panic!("{}", report(&checked.problems)))
}

/// Two analytics services, one social, one advertising, and one that the site cannot do without.
pub fn shop() -> Config {
    config(
        r#"{
            "version": 1,
            "controller": {"name": "Winkel B.V."},
            "statement": {"url": "/cookies/", "version": "2018-06-12"},
            "services": [
                {"id": "login", "name": "Login", "category": "functional", "items": [{"name": "sid", "retention": "session"}]},
                {"catalogue": "google-analytics"},
                {"catalogue": "hotjar"},
                {"catalogue": "youtube"},
                {"catalogue": "meta-pixel"}
            ]
        }"#,
    )
}

/// Only what is needed: nothing to ask.
pub fn functional() -> Config {
    config(
        r#"{
            "version": 1,
            "controller": {"name": "Stil B.V."},
            "categories": {"analytics": {"used": false}, "social": {"used": false}, "advertising": {"used": false}},
            "services": [{"id": "login", "name": "Login", "category": "functional", "items": [{"name": null, "retention": "session"}]}]
        }"#,
    )
}

/// What the browser keeps of a configuration. Leaked, as there.
pub fn site(config: Config) -> Site<'static> {
    let asked = fingerprint(&config).leak();
    Box::leak(Box::new(config)).site(asked)
}

pub fn app(config: Config, stored: &Stored) -> App<'static> {
    App::new(site(config), stored, "nl", false)
}
