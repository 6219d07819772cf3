//! Judges where receipts are sent to. For authors only: in the browser `pkg/src/delivery.ts` sends nothing to a host that
//! is refused here, so a visitor's check has no need to tell it apart.

use super::config::{Config, Receipts};
use super::matcher::host_matches;
use super::problem::Severity;
use super::walk::Walk;

/// Called at `$.receipts`.
pub fn judge(receipts: &Receipts, config: &Config, walk: &mut Walk) {
    if let Some((secure, host)) = host(&receipts.endpoint) {
        // A server of the site's own needs no agreement and tells nobody else who visits (AVG art. 28).
        if !receipts.third_party && !is_own(host, &config.domains) {
            walk.error_at(&["endpoint"], "foreign-endpoint", host, "a path like /receipts, a host of domains or below, or thirdParty");
        }
        if !secure && host != "localhost" {
            // Browsers send nothing from a page on https to an address on http: https://www.w3.org/TR/mixed-content/
            walk.error_at(&["endpoint"], "insecure-endpoint", "http", "https");
        }
    }
    if receipts.retention_months.is_none() {
        walk.key("retentionMonths", |walk| walk.add(Severity::Warning, "incomplete", "nothing", "how many months the server keeps them"));
    }
}

/// Whether it is https or left to the page, and the host; nothing for a path.
fn host(endpoint: &str) -> Option<(bool, &str)> {
    let lower = endpoint.to_ascii_lowercase();
    let (secure, start) = match () {
        () if lower.starts_with("https://") => (true, 8),
        () if lower.starts_with("http://") => (false, 7),
        () if lower.starts_with("//") => (true, 2),
        () => return None,
    };
    let rest = &endpoint[start..];
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some((secure, host.split(':').next().unwrap_or_default()))
}

/// The same rule as `own` of `pkg/src/delivery.ts`.
fn is_own(host: &str, domains: &[String]) -> bool {
    let host = host.to_ascii_lowercase();
    domains.iter().any(|domain| host_matches(&host, domain.strip_prefix("www.").unwrap_or(domain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_host() {
        assert_eq!(host("/receipts"), None);
        assert_eq!(host("receipts"), None);
        assert_eq!(host("https://a.nl/x"), Some((true, "a.nl")));
        assert_eq!(host("HTTP://a.nl:81?x"), Some((false, "a.nl")));
        assert_eq!(host("//user@b.nl"), Some((true, "b.nl")));
    }

    #[test]
    fn a_host_below_the_site_s_own_is_its_own() {
        let domains = [String::from("www.elders.nl"), String::from("winkel.nl")];
        for own in ["www.elders.nl", "elders.nl", "proof.elders.nl", "Winkel.nl"] {
            assert!(is_own(own, &domains), "{own}");
        }
        for foreign in ["nietelders.nl", "nl", "elders.nl.evil.com", "mijnwinkel.nl"] {
            assert!(!is_own(foreign, &domains), "{foreign}");
        }
        assert!(!is_own("elders.nl", &[]));
    }
}
