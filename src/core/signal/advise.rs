//! Advice for authors about signals. Natively only.

use crate::core::catalogue::IDS;
use crate::core::config::{Category, ConsentMode, Service};
use crate::core::problem::Severity;
use crate::core::walk::Walk;

/// Warns of a script that does not wait for the visitor, of a placeholder that stands for nothing (it is said as `denied`), and of a service of Google's that is named
/// without its catalogue entry: the guard denies for it, and no update would ever follow.
pub fn advise(service: &Service, walk: &mut Walk) {
    if service.consent_mode == ConsentMode::Advanced {
        let tell = |walk: &mut Walk| {
            walk.add(
                Severity::Warning,
                "advanced-mode",
                "advanced",
                "basic, unless you know that you may: Google then gets the visitor's IP address before any choice",
            )
        };
        walk.key("consentMode", tell);
    }
    let signals = service.signals.as_ref();
    walk.key("signals", |walk| {
        let listens = matches!(service.category, Category::Analytics | Category::Advertising) && !IDS.contains(&service.id.as_str());
        if signals.is_none() && service.catalogue.is_none() && listens && service.id.starts_with("google-") {
            walk.add(Severity::Warning, "no-signals", "nothing", "signals, or the catalogue entry that has them");
        }
        for (state, calls) in
            signals.iter().flat_map(|signals| [("granted", &signals.granted), ("denied", &signals.denied), ("default", &signals.default)])
        {
            for (index, call) in calls.iter().enumerate() {
                for name in call.0.split('$').skip(1).filter_map(|rest| rest.split('"').next()) {
                    let category = name.split(':').next().unwrap_or(name);
                    if !["analytics", "social", "advertising"].contains(&category) {
                        let found = format!("${name}");
                        let tell = |walk: &mut Walk| {
                            walk.add(Severity::Warning, "unknown-placeholder", &found, "$analytics, $social or $advertising")
                        };
                        walk.key(state, |walk| walk.index(index, tell));
                    }
                }
            }
        }
    });
}
