//! What may be stored on the device: nothing that only services without consent declare, and no cookie that the
//! catalogue knows and nobody on the site answers for (Tw art. 11.7a(1)).

use super::config::Storage;
use super::cut::cut;
use super::matcher::name_matches;
use super::site::{Item, Site};

/// The cookies of the services whose hosts the guard knows by itself (`catalogue::FREQUENT`), service by service. A test
/// holds it to the catalogue.
const KNOWN: &str = "_gcl_* _gac_*;_ga _ga_* _gid _gat*;_hj*;__hstc hubspotutk __hssc __hssrc messagesUtk;_li_id* _li_ses*;\
li_fat_id;_pk_id* _pk_ses* _pk_ref* _pk_hsr* _pk_cvar* mtm_consent*;_fbp _fbc;_clck _clsk;_uetsid _uetvid _uetmsclkid;\
_pin_unauth _epik _derived_epik;_scid _scid_r;_ttp _tt_enable_cookie";

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

/// A known name passes where a granted service declares one that belongs with it, or one that nobody knows: whoever names
/// a service of the catalogue, or writes one out, need not have listed all that it stores.
fn answered_for(site: &Site<'_>, granted: &[bool], name: &str) -> bool {
    let mut rest = Some(KNOWN);
    while let Some(families) = rest {
        let (family, more) = cut(families, b';');
        if belongs(name, family) {
            return site.services.iter().zip(granted).any(|(service, granted)| *granted && answers(&service.items, family));
        }
        rest = more;
    }
    true
}

fn answers(items: &[Item<'_>], family: &str) -> bool {
    items.iter().any(|item| item.name.is_none_or(|own| belongs(own, family)))
}

/// The names of each known service that none of these items answers for: they are refused even where what has the items is
/// granted.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn unanswered(items: &[Item<'_>]) -> impl Iterator<Item = &'static str> {
    KNOWN.split(';').filter(|family| !answers(items, family))
}

/// Whether a name is one of these, or a pattern one around them.
fn belongs(name: &str, family: &str) -> bool {
    let mut rest = Some(family);
    while let Some(names) = rest {
        let (known, more) = cut(names, b' ');
        if name_matches(name, known) || name_matches(known, name) {
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
    const UNKNOWN: &str = r#"{ "id": "ga", "category": "analytics", "items": [{ "name": null }] }"#;

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
        for (declared, name, passes) in
            [(OWN, "_ga_ABC123", true), (OWN, "_gid", true), (OWN, "_fbp", false), (UNKNOWN, "_ga", true), (UNKNOWN, "_fbp", true)]
        {
            assert_eq!(judge(declared, &[true], &format!("{name}=1")), passes, "{name} with {declared}");
            assert!(!judge(declared, &[false], &format!("{name}=1")), "{name} without {declared}");
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
        let config = site_of(OWN);
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
        let families: Vec<String> =
            catalogue::FREQUENT.iter().filter(needs_consent).filter(|id| !names(id).is_empty()).map(|id| names(id).join(" ")).collect();
        assert_eq!(KNOWN, families.join(";"));
    }
}
