//! Google Consent Mode v2: <https://developers.google.com/tag-platform/security/guides/consent>
//!
//! The guard pushes the default, which denies. This is the update: one call, all keys that can change,
//! because since March 2024 a key that is missing counts as refused.

use super::Call;
use crate::core::config::Category;
use crate::core::json::{Json, word};
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
    listens.then(|| {
        let mut state = Json::start();
        for key in ["ad_storage", "ad_user_data", "ad_personalization", "personalization_storage"] {
            state.text(key, word(advertising));
        }
        state.text("analytics_storage", word(analytics));
        state.close();
        Call { function: "gtag", arguments: ["[\"consent\",\"update\",", &state.0, "]"].concat() }
    })
}

/// Anything that listens to Google's consent state. A tag manager does, whatever its category.
fn is_google(service: &Service<'_>) -> bool {
    [service.id, service.vendor].iter().any(|id| id.starts_with("google-"))
}
