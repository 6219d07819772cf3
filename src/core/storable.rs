//! What may be stored on the device: nothing that only services without consent declare, and no cookie that the
//! catalogue knows and nobody on the site answers for (Tw art. 11.7a(1)).

use super::config::Storage;
use super::cut::cut;
use super::matcher::name_matches;
use super::site::{Item, Site};

/// The cookies of the services whose hosts the guard knows by itself (`catalogue::FREQUENT`), service by service: its id
/// in the catalogue, then its names. A test holds it to the catalogue.
const KNOWN: &str = "google-ads _gcl_* _gac_*;google-analytics _ga _ga_* _gid _gat*;hotjar _hj*;\
hubspot __hstc hubspotutk __hssc __hssrc messagesUtk;leadinfo _li_id* _li_ses*;linkedin-insight li_fat_id;\
matomo-cloud _pk_id* _pk_ses* _pk_ref* _pk_hsr* _pk_cvar* mtm_consent*;meta-pixel _fbp _fbc;microsoft-clarity _clck _clsk;\
microsoft-uet _uetsid _uetvid _uetmsclkid;pinterest-tag _pin_unauth _epik _derived_epik;snapchat-pixel _scid _scid_r;\
tiktok-pixel _ttp _tt_enable_cookie";

/// Whether something of this name may be stored, and may stay. `granted` has one answer for each service.
pub fn may_stay(site: &Site<'_>, granted: &[bool], storage: Storage, name: &str) -> bool {
    let mut refused = false;
    for (service, granted) in site.services.iter().zip(granted) {
        if declares(&service.items, storage, name) {
            if *granted {
                return true;
            }
            refused = true;
        }
    }
    !refused && (storage != Storage::Cookie || answered_for(site, granted, name))
}

/// Whether the page may write this cookie, as `document.cookie` takes it. An empty value passes, because that is how a
/// cookie is removed.
pub fn may_store(site: &Site<'_>, granted: &[bool], cookie: &str) -> bool {
    let (name, rest) = cut(cookie, b'=');
    let value = cut(rest.unwrap_or(""), b';').0;
    value.trim_ascii().is_empty() || may_stay(site, granted, Storage::Cookie, name.trim_ascii())
}

#[inline(never)]
fn declares(items: &[Item<'_>], storage: Storage, name: &str) -> bool {
    items.iter().any(|item| item.storage == storage && item.name.is_some_and(|pattern| name_matches(name, pattern)))
}

/// A known name passes with the service that it belongs to: whoever names that one in the catalogue, or declares one of
/// its names, need not have listed them all.
fn answered_for(site: &Site<'_>, granted: &[bool], name: &str) -> bool {
    let mut rest = Some(KNOWN);
    while let Some(families) = rest {
        let (family, more) = cut(families, b';');
        let (id, names) = cut(family, b' ');
        let names = names.unwrap_or_default();
        if any(names, |pattern| name_matches(name, pattern)) {
            let is_known = |item: &Item<'_>| item.name.is_some_and(|own| any(names, |pattern| name_matches(own, pattern) || name_matches(pattern, own)));
            return site.services.iter().zip(granted).any(|(service, granted)| *granted && (service.vendor == id || service.items.iter().any(is_known)));
        }
        rest = more;
    }
    true
}

/// Whether one of the names, between spaces, passes.
fn any(names: &str, passes: impl Fn(&str) -> bool) -> bool {
    let mut rest = Some(names);
    while let Some(names) = rest {
        let (name, more) = cut(names, b' ');
        if passes(name) {
            return true;
        }
        rest = more;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::catalogue;
    use crate::core::config::Config;
    use crate::core::shape::Read;
    use crate::core::value::{Value, from_json};

    fn site_of(services: &str) -> Config {
        let text = format!(r#"{{ "controller": {{ "name": "Bakery" }}, "services": [{services}] }}"#);
        Config::read(Some(&from_json(&text).unwrap()))
    }

    fn judge(services: &str, granted: &[bool], cookie: &str) -> bool {
        let config = site_of(services);
        may_store(&config.site(""), granted, cookie)
    }

    const OWN: &str = r#"{ "id": "ga", "category": "analytics", "items": [{ "name": "_ga" }] }"#;
    const NAMED: &str = r#"{ "catalogue": "google-analytics", "id": "google-analytics", "category": "analytics" }"#;

    #[test]
    fn b_02_a_name_that_the_catalogue_knows_and_nobody_answers_for_is_refused() {
        for name in ["_ga", "_ga_ABC123", "_gid", "_gcl_au", "_fbp", "_hjSession_1", "_pk_id.1.1fff", "hubspotutk", "_clck"] {
            assert!(!judge("", &[], &format!("{name}=1")), "{name}");
            assert!(judge("", &[], &format!("{name}=; max-age=0")), "{name} can be removed");
        }
        for name in ["basket", "_gallery", "_g", "_fbpx", "ga", "_pk", "hubspot", ""] {
            assert!(judge("", &[], &format!("{name}=1")), "{name}");
        }
    }

    #[test]
    fn b_02_it_passes_with_the_service_it_belongs_to_once_that_is_granted() {
        for declared in [OWN, NAMED] {
            for (name, passes) in [("_ga_ABC123", true), ("_gid", true), ("_fbp", false)] {
                assert_eq!(judge(declared, &[true], &format!("{name}=1")), passes, "{name} with {declared}");
                assert!(!judge(declared, &[false], &format!("{name}=1")), "{name} without {declared}");
            }
        }
    }

    #[test]
    fn a_name_of_the_sites_own_passes_where_the_site_declares_it() {
        let own = r#"{ "id": "till", "category": "functional", "items": [{ "name": "_ttp" }] }"#;
        assert!(judge(own, &[true], "_ttp=1"));
        let pattern = r#"{ "id": "meter", "category": "analytics", "items": [{ "name": "_ga*" }] }"#;
        assert!(judge(pattern, &[true], "_gid=1"), "who declares a pattern around one of them answers for all");
    }

    #[test]
    fn only_cookies_are_known_by_name() {
        let config = site_of(NAMED);
        assert!(may_stay(&config.site(""), &[false], Storage::Local, "_ga"));
        assert!(!may_stay(&config.site(""), &[false], Storage::Cookie, "_ga"));
    }

    /// What another of these covers is left out.
    fn names(id: &str) -> Vec<String> {
        let entry = &catalogue::all().get(id).unwrap();
        let items = entry.get("items").map_or(&[][..], Value::items);
        let text = |item: &Value, key| item.get(key).and_then(Value::text).map(String::from);
        let readable = |item: &&Value| {
            matches!(text(item, "storage").as_deref(), None | Some("cookie"))
                && text(item, "party").as_deref() != Some("third")
                && !matches!(item.get("httpOnly"), Some(Value::Bool(true)))
        };
        let all: Vec<String> = items.iter().filter(readable).filter_map(|item| text(item, "name")).collect();
        let covered = |name: &String| all.iter().any(|other| other != name && name_matches(name, other));
        all.iter().filter(|name| !covered(name)).cloned().collect()
    }

    #[test]
    fn the_known_names_are_those_of_the_catalogue() {
        let needs_consent = |id: &&&str| catalogue::all().get(id).and_then(|entry| entry.get("category")?.text()) != Some("functional");
        let families: Vec<String> = catalogue::FREQUENT
            .iter()
            .filter(needs_consent)
            .filter(|id| !names(id).is_empty())
            .map(|id| format!("{id} {}", names(id).join(" ")))
            .collect();
        assert_eq!(KNOWN, families.join(";"));
    }
}
