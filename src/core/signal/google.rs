//! Google Consent Mode v2: <https://developers.google.com/tag-platform/security/guides/consent>
//!
//! The guard pushes the default, which denies. This is the update: one call, all keys that can change,
//! because since March 2024 a key that is missing counts as refused.

use super::{Argument, Call};
use crate::core::config::Category;
use crate::core::site::{Service, Site};

/// `gtag('consent', 'update', …)`, when the site declares anything of Google's.
pub fn update(site: &Site<'_>, granted: &[bool]) -> Option<Call> {
    let (mut listens, mut analytics, mut advertising) = (false, false, false);
    for (index, service) in site.services.iter().enumerate() {
        if is_google(service) {
            listens = true;
            analytics |= granted[index] && service.category == Category::Analytics;
            advertising |= granted[index] && service.category == Category::Advertising;
        }
    }
    let state = |granted: bool| if granted { "granted" } else { "denied" };
    listens.then(|| {
        Call(vec![
            Argument::Text("consent"),
            Argument::Text("update"),
            Argument::Map(vec![
                ("ad_storage", state(advertising)),
                ("ad_user_data", state(advertising)),
                ("ad_personalization", state(advertising)),
                ("personalization_storage", state(advertising)),
                ("analytics_storage", state(analytics)),
            ]),
        ])
    })
}

/// Anything that listens to Google's consent state. A tag manager does, whatever its category.
fn is_google(service: &Service<'_>) -> bool {
    [service.id, service.vendor].iter().any(|id| id.starts_with("google-"))
}
