//! Google Consent Mode v2: <https://developers.google.com/tag-platform/security/guides/consent>
//!
//! The guard pushes the default, which denies. This is the update: one call, all keys that can change,
//! because since March 2024 a key that is missing counts as refused.

use super::{Argument, Call};
use crate::core::config::{Category, Config, Service};

/// `gtag('consent', 'update', …)`, when the site declares anything of Google's.
pub fn update(config: &Config, granted: &[bool]) -> Option<Call> {
    config.services.iter().any(is_google).then(|| {
        let state = |category: Category| {
            let allowed = config
                .services
                .iter()
                .zip(granted)
                .any(|(service, granted)| *granted && service.category == category && is_google(service));
            if allowed { "granted" } else { "denied" }
        };
        let (analytics, advertising) = (state(Category::Analytics), state(Category::Advertising));
        Call(vec![
            Argument::Text("consent"),
            Argument::Text("update"),
            Argument::Map(vec![
                ("ad_storage", advertising),
                ("ad_user_data", advertising),
                ("ad_personalization", advertising),
                ("personalization_storage", advertising),
                ("analytics_storage", analytics),
            ]),
        ])
    })
}

/// Anything that listens to Google's consent state. A tag manager does, whatever its category.
fn is_google(service: &Service) -> bool {
    service.id.starts_with("google-") || service.catalogue.as_deref().is_some_and(|id| id.starts_with("google-"))
}
