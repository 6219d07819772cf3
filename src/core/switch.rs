//! Which services of a whole configuration are the visitor's to switch: what [`super::site`] says of the part that
//! browsers keep, for everything that reads all of it.

use super::config::{Basis, Category, Service};

/// The visitor can switch it: everything but what the site cannot work without.
pub fn is_switchable(service: &Service) -> bool {
    service.category != Category::Functional
}

/// Storing or reading for it needs permission (Tw art. 11.7a(1)).
pub fn needs_consent(service: &Service) -> bool {
    is_switchable(service) && service.basis != Basis::Exempt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::config::Config;
    use crate::core::shape::Read;
    use crate::core::value::from_json;

    #[test]
    fn says_what_the_browser_s_part_says() {
        let json = r#"{"services": [{"id": "a", "category": "functional"}, {"id": "b", "category": "analytics", "basis": "exempt"}, {"id": "c", "category": "social", "basis": "consent"}]}"#;
        let config = Config::read(Some(&from_json(json).unwrap()));
        let site = config.site("");
        for (service, kept) in config.services.iter().zip(&site.services) {
            assert_eq!((is_switchable(service), needs_consent(service)), (kept.is_switchable(), kept.needs_consent()), "{}", service.id);
        }
        assert_eq!(site.services.len(), 3);
    }
}
