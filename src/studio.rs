//! What the commands for authors do, as wasm: for `npx sluis` and `sluis/node`, and in a browser for the configurator of
//! the website. Texts go in and JSON comes out, so that nothing of it has to know a browser; the module made of it
//! (feature `studio`) reaches no visitor of a site that uses Sluis.

#[cfg(target_arch = "wasm32")]
mod export;

use crate::author::{as_json, judged as read};
use crate::core::admit::differences;
use crate::core::catalogue;
use crate::core::config::Config;
use crate::core::decide::fingerprint;
use crate::core::policy::{Options, Policy, granted};
use crate::core::problem::Problem;
use crate::core::record::ASKED;
use crate::core::seal::sealed;
use crate::core::view::markdown;
use crate::core::view::statement::{foreign, language, statement as write};
use serde_json::{Value as Json, json};

/// Judges a configuration: `problems` as the command `check` tells them, `sealed` for the snippet (`null` when there is
/// an error), `asks` (whether a visitor has something to answer).
pub fn judge(text: &str) -> Json {
    let checked = read(text);
    let whole = checked.config.as_ref().and_then(|config| sealed(&checked.complete, config, &[]).ok());
    let asks = checked.config.as_ref().is_some_and(|config| config.services.iter().any(|service| service.needs_consent()));
    json!({ "problems": told(&checked.problems), "sealed": whole, "asks": asks })
}

/// The policy for a state of consent: `unasked`, or the granted categories with commas between them (none: an empty
/// text). `header` and `meta` are `null` when the configuration has an error.
pub fn policy(text: &str, state: &str) -> Json {
    let Some(config) = read(text).config else {
        return json!({ "header": null, "meta": null, "problems": [] });
    };
    let asked = fingerprint(&config);
    let site = config.site(&asked);
    let choice =
        (state != "unasked").then(|| (ASKED.map(|(category, _)| state.split(',').any(|word| word == category.name())), Vec::new()));
    let granted = granted(&site, choice);
    let options = Options::default();
    let policy = Policy::new(&site, &granted, &options);
    json!({ "header": policy.header(), "meta": policy.meta(), "problems": told(&differences(&site, &granted, &options)) })
}

/// The privacy and cookie statement as HTML and as Markdown, with what it lacks; `null` in place of both when the
/// configuration has an error. `wish`: one of the statement's languages, or empty for that of the configuration.
pub fn statement(text: &str, wish: &str, draft: bool) -> Json {
    let written = read(text).config.and_then(|config: Config| {
        let foreign = foreign(&config).filter(|_| wish.is_empty());
        let language = if wish.is_empty() { language(&config) } else { wish };
        let mut written = write(&config, language, draft)?;
        written.problems.splice(0..0, foreign);
        Some((language.to_owned(), written))
    });
    match written {
        Some((language, written)) => json!({
            "language": language,
            "html": written.view.html(),
            "markdown": markdown(&written.view),
            "problems": told(&written.problems),
        }),
        None => json!({ "language": null, "html": null, "markdown": null, "problems": [] }),
    }
}

/// The catalogue, `{id: entry}`.
pub fn services() -> String {
    serde_json::to_string(catalogue::all()).unwrap_or_default()
}

fn told(problems: &[Problem]) -> Vec<Json> {
    problems.iter().map(as_json).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: &str = r#"{"version": 1, "controller": {"name": "Winkel B.V."}, "language": "nl", "statement": {"url": "/p"},
        "services": [{"catalogue": "google-analytics"}, {"catalogue": "meta-pixel"}]}"#;

    #[test]
    fn what_is_judged_here_is_what_the_command_judges() {
        let told = judge(r#"{"version": 1, "controller": {}, "colour": 1, "services": [{"catalogue": "youtub"}]}"#);
        let at = |path: &str| told["problems"].as_array().unwrap().iter().find(|problem| problem["path"] == path).unwrap().clone();
        assert_eq!(at("$.colour")["code"], "unknown-key");
        assert_eq!(at("$.services[0].catalogue")["expected"], "youtube");
        assert_eq!(told["sealed"], Json::Null);
        assert_eq!(judge("{")["problems"][0]["code"], "not-json");
    }

    #[test]
    fn a_good_one_comes_back_sealed() {
        let told = judge(SHOP);
        assert!(told["sealed"]["sealed"]["check"].is_string() && told["asks"] == true, "{told}");
        assert_eq!(told["sealed"]["services"][0]["name"], "Google Analytics");
        assert_eq!(judge(r#"{"version": 1, "controller": {"name": "A"}}"#)["asks"], false);
    }

    #[test]
    fn a_policy_names_what_is_granted_and_nothing_else() {
        let header = |state| String::from(policy(SHOP, state)["header"].as_str().unwrap());
        assert!(!header("unasked").contains("google") && !header("").contains("google"));
        assert!(header("analytics").contains("google-analytics.com") && !header("analytics").contains("facebook"));
        assert!(header("analytics,advertising").contains("facebook"));
        assert_eq!(policy("{}", "")["header"], Json::Null);
    }

    #[test]
    fn a_statement_in_the_language_that_is_asked_for() {
        let told = statement(SHOP, "", false);
        assert!(
            told["language"] == "nl"
                && told["html"].as_str().unwrap().contains("Winkel B.V.")
                && told["markdown"].as_str().unwrap().starts_with("# ")
        );
        assert_eq!(statement(SHOP, "en", true)["language"], "en");
        assert_eq!(statement("{}", "", false)["html"], Json::Null);
        assert_eq!(statement(SHOP, "it", false)["html"], Json::Null);
    }
}
