//! What vendors are told about a choice. The calls are data of the configuration (`signals` of a service, mostly from
//! its catalogue entry), so that a visitor only loads those of the services that a site has; here they are picked
//! and filled in, and the edge performs them (`pkg/src/signals.ts`).

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod advise;
pub mod call;

use crate::core::cut::cut;
use crate::core::json::word;
use crate::core::site::Site;

/// The calls for the state in which these services are granted, as a JSON list, each call once; empty where there
/// is nothing to say. A call is a list too: the function, and what it is called with. Before there is a choice only the
/// defaults are said, of what has to wait for one (S-05).
pub fn update(site: &Site<'_>, granted: &[bool], chosen: bool) -> String {
    let mut calls: Vec<&str> = Vec::new();
    let mut list = String::new();
    for (index, service) in site.services.iter().enumerate() {
        let state = if chosen { usize::from(granted[index]) } else { 2 };
        if !chosen && granted[index] {
            continue;
        }
        for call in &service.calls[state] {
            // What several services say of one vendor, as those of Google do, is said once (S-03).
            if !calls.contains(call) {
                list.push_str(if calls.is_empty() { "[" } else { "," });
                calls.push(call);
                fill(&mut list, call, site, granted);
            }
        }
    }
    if !calls.is_empty() {
        list.push_str("]");
    }
    list
}

/// Adds a call, with `granted` or `denied` where a text of it starts with `$`.
fn fill(list: &mut String, call: &str, site: &Site<'_>, granted: &[bool]) {
    let mut rest = Some(call);
    while let Some(text) = rest {
        let (before, name) = cut(text, b'$');
        list.push_str(before);
        rest = name.map(|name| {
            let end = cut(name, b'"').0.len();
            list.push_str(word(is_granted(site, granted, &name[..end])));
            &name[end..]
        });
    }
}

/// `advertising`: whether all of the category is granted. `advertising:google-`: whether any of it is that comes from
/// this vendor, because a permission for another company's advertising says nothing to this one.
fn is_granted(site: &Site<'_>, granted: &[bool], name: &str) -> bool {
    let (category, vendor) = cut(name, b':');
    let (mut any, mut all) = (false, true);
    for (index, service) in site.services.iter().enumerate() {
        if service.category.name() == category && service.vendor.starts_with(vendor.unwrap_or("")) {
            any |= granted[index];
            all &= granted[index];
        }
    }
    any && (all || vendor.is_some())
}
