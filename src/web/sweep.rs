//! Removes what services stored, as far as a page can: other paths, HttpOnly and other hosts stay out of reach.

use super::node::{run_text, texts};
use super::{page, store};
use crate::core::config::Storage;
use crate::core::cut::cut;
use crate::core::site::{Item, Site};
use crate::core::storable::may_stay;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};

/// Removes what may not stay (`core::storable`): after a withdrawal, from the services that were lost, also what can't be
/// seen. Without any given it is what all others have left where it can be seen: that is done on every page, so it must
/// cost next to nothing. Databases and caches only tell their names later: whether there is something of them to remove
/// is the answer.
pub fn sweep(document: &JsValue, site: &Site<'_>, lost: &[usize], granted: &[bool]) -> bool {
    let may_stay = |storage, name: &str| may_stay(site, granted, storage, name);
    let mut gone = Vec::new();
    for (index, service) in site.services.iter().enumerate() {
        if !granted[index] && (lost.is_empty() || lost.iter().any(|lost| *lost == index)) {
            gone.extend_from_slice(&service.items);
        }
    }
    let jar = store::cookies(document);
    let scopes = scopes(&gone);
    let mut rest = Some(&*jar);
    while let Some(pairs) = rest {
        let (pair, more) = cut(pairs, b';');
        let name = cut(pair, b'=').0.trim_ascii();
        if !may_stay(Storage::Cookie, name) {
            remove(document, &scopes, name);
        }
        rest = more;
    }
    // A cookie of another path is not in the list; where its whole name is known it is tried all the same.
    for item in &gone {
        if let Some(name) = item.name
            && !lost.is_empty()
            && item.storage == Storage::Cookie
            && cut(name, b'*').1.is_none()
            && !may_stay(Storage::Cookie, name)
        {
            remove(document, &scopes, name);
        }
    }
    // Chromium loses the deletions when the page navigates before they are read back.
    store::cookies(document);
    for (kind, name) in &[(Storage::Local, "localStorage"), (Storage::Session, "sessionStorage")] {
        let Some(area) = store::area(name) else { continue };
        for key in texts(&Object::keys(area.unchecked_ref::<Object>())) {
            if !may_stay(*kind, &key) {
                run_text(&area, "removeItem", &key);
            }
        }
    }
    gone.iter().any(|item| item.storage as u8 > Storage::Session as u8)
}

fn remove(document: &JsValue, scopes: &[String], name: &str) {
    // What a prefix rules out there is not, and Firefox tells the console of each try
    // (https://www.rfc-editor.org/rfc/rfc6265bis.html#name-cookie-name-prefixes).
    let bound = name.starts_with("__Host-");
    let scopes = if bound { &scopes[..1] } else { scopes };
    for scope in scopes {
        // A partitioned cookie is another cookie: it goes only by its own attributes.
        for flags in &["", "; Secure", "; Secure; SameSite=None; Partitioned"][usize::from(bound)..] {
            store::set(document, &[name, "=; Max-Age=0", scope, flags].concat());
        }
    }
}

/// Every `Path` and `Domain` under which a cookie of this page can have been set. What an item names as its domain is one
/// of these, or out of this page's reach.
fn scopes(items: &[Item<'_>]) -> Vec<String> {
    let host = page::address("hostname");
    let path = page::address("pathname");
    let (mut domains, mut paths) = (vec![""], vec!["/"]);
    // No domain ends in a digit, every address does, and an address has no parents.
    let is_address = host.bytes().last().is_some_and(|last| last.is_ascii_digit());
    let mut rest = if is_address { "" } else { &*host };
    while let (_, Some(parent)) = cut(rest, b'.') {
        domains.push(rest);
        rest = parent;
    }
    for (index, byte) in path.bytes().enumerate() {
        if byte == b'/' && index > 0 {
            paths.push(&path[..index]);
            paths.push(&path[..=index]);
        }
    }
    paths.push(&path);
    for path in items.iter().filter_map(|item| item.path) {
        if path != "/" {
            paths.push(path);
        }
    }
    let mut scopes = Vec::new();
    for domain in domains {
        for path in &paths {
            let label = if domain.is_empty() { "" } else { "; Domain=" };
            scopes.push(["; Path=", path, label, domain].concat());
        }
    }
    scopes
}
