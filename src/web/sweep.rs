//! Removes what services stored, as far as a page can: other paths, HttpOnly and other hosts stay out of reach.

use super::node::{run_text, texts};
use super::{page, store};
use crate::core::config::Storage;
use crate::core::cut::cut;
use crate::core::matcher::name_matches;
use crate::core::reduce::App;
use crate::core::site::{Item, Site};
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};

/// What is to go, and what has to stay.
struct Sweep<'a> {
    gone: Vec<Item<'a>>,
    kept: Vec<Item<'a>>,
}

/// Removes what the given services declare, except what a service that stays granted declares as well. Without any given
/// it is what all others have left where it can be seen: that is done on every page, so it must cost next to nothing.
/// Databases and caches only tell their names later: whether there is something of them to remove is the answer.
pub fn sweep(document: &JsValue, site: &Site<'_>, lost: &[usize], granted: &[bool]) -> bool {
    let mut sweep = Sweep { gone: Vec::new(), kept: Vec::new() };
    for (index, service) in site.services.iter().enumerate() {
        for item in &service.items {
            if granted[index] {
                sweep.kept.push(*item);
            } else if lost.is_empty() || lost.iter().any(|lost| *lost == index) {
                sweep.gone.push(*item);
            }
        }
    }
    sweep.cookies(document, !lost.is_empty());
    for (kind, name) in &[(Storage::Local, "localStorage"), (Storage::Session, "sessionStorage")] {
        let Some(area) = store::area(name) else { continue };
        for key in texts(&Object::keys(area.unchecked_ref::<Object>())) {
            if sweep.takes(*kind, &key) {
                run_text(&area, "removeItem", &key);
            }
        }
    }
    sweep.gone.iter().any(|item| item.storage as u8 > Storage::Session as u8)
}

impl Sweep<'_> {
    fn takes(&self, storage: Storage, name: &str) -> bool {
        declares(&self.gone, storage, name) && !declares(&self.kept, storage, name)
    }

    fn cookies(&self, document: &JsValue, unseen: bool) {
        let jar = store::cookies(document);
        let scopes = scopes(&self.gone);
        let mut rest = Some(&*jar);
        while let Some(pairs) = rest {
            let (pair, more) = cut(pairs, b';');
            self.cookie(document, &scopes, cut(pair, b'=').0.trim_ascii());
            rest = more;
        }
        // A cookie of another path is not in the list; where its whole name is known it is tried all the same.
        for name in self.gone.iter().filter_map(|item| item.name) {
            if unseen && cut(name, b'*').1.is_none() {
                self.cookie(document, &scopes, name);
            }
        }
        // Chromium loses the deletions when the page navigates before they are read back.
        store::cookies(document);
    }

    fn cookie(&self, document: &JsValue, scopes: &[String], name: &str) {
        if !self.takes(Storage::Cookie, name) {
            return;
        }
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
}

/// Whether the page may write this cookie: not one that only services without consent declare. An empty value
/// passes, because that is how a cookie is removed.
pub fn may_store(app: &App<'_>, cookie: &str) -> bool {
    let (name, rest) = cut(cookie, b'=');
    let value = cut(rest.unwrap_or(""), b';').0;
    let mut refused = false;
    for (index, service) in app.site.services.iter().enumerate() {
        if declares(&service.items, Storage::Cookie, name.trim_ascii()) {
            if app.decision.granted[index] {
                return true;
            }
            refused = true;
        }
    }
    !refused || value.trim_ascii().is_empty()
}

#[inline(never)]
fn declares(items: &[Item<'_>], storage: Storage, name: &str) -> bool {
    items.iter().any(|item| item.storage == storage && item.name.is_some_and(|pattern| name_matches(name, pattern)))
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
