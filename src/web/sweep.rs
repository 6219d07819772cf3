//! Removes what services stored, as far as a page can: measured over every kind of cookie in
//! <https://github.com/sluis-consent/sluis/blob/main/PLATFORM.md>.

use super::{page, store};
use crate::core::config::{Config, Item, Storage};
use crate::core::matcher::name_matches;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Document;

/// Removes what the given services declare, except what a service that stays granted declares as well.
pub fn sweep(document: &Document, config: &Config, lost: &[usize], granted: &[bool]) {
    let items = |index: usize| config.services[index].items.iter();
    let kept: Vec<&Item> = (0..granted.len()).filter(|index| granted[*index]).flat_map(items).collect();
    let gone: Vec<&Item> = lost.iter().copied().flat_map(items).collect();
    let is_lost = |storage: Storage, name: &str| {
        let declares = |items: &[&Item]| {
            items.iter().any(|item| {
                item.storage == storage && item.name.get().is_some_and(|pattern| name_matches(name, pattern))
            })
        };
        declares(&gone) && !declares(&kept)
    };

    let jar = store::cookies(document);
    let mut names: Vec<&str> =
        jar.split(';').filter_map(|pair| pair.split('=').next()).map(str::trim).collect();
    // A cookie of another path is not in the list; where its whole name is known it is tried all the same.
    names.extend(gone.iter().filter_map(|item| item.name.get()).filter(|name| !name.contains('*')).map(String::as_str));
    names.retain(|name| is_lost(Storage::Cookie, name));
    let scopes = scopes(&gone);
    for name in names {
        for scope in &scopes {
            // A partitioned cookie is another cookie: it goes only by its own attributes.
            for flags in ["", "; Secure", "; Secure; SameSite=None; Partitioned"] {
                store::set(document, &[name, "=; Max-Age=0", scope, flags].concat());
            }
        }
    }
    // Chromium loses the deletions when the page navigates before they are read back.
    store::cookies(document);

    let session = page::window().and_then(|window| window.session_storage().ok().flatten());
    for (kind, area) in [(Storage::Local, store::local()), (Storage::Session, session)] {
        let Some(area) = area else { continue };
        for index in (0..area.length().unwrap_or(0)).rev() {
            if let Ok(Some(key)) = area.key(index)
                && is_lost(kind, &key)
            {
                let _ = area.remove_item(&key);
            }
        }
    }

    // Both only tell their names later, so these go by whole names alone.
    let named = |wanted: Storage| {
        gone.iter()
            .filter_map(|item| item.name.get())
            .filter(move |name| !name.contains('*') && is_lost(wanted, name))
            .map(String::as_str)
    };
    named(Storage::Database).for_each(|name| call("indexedDB", "deleteDatabase", name));
    named(Storage::Cache).for_each(|name| call("caches", "delete", name));
}

/// Calls a method of one of the window's stores, where there is one.
fn call(store: &str, method: &str, name: &str) {
    let _ = page::window().ok_or(JsValue::NULL).and_then(|window| {
        let store = Reflect::get(&window, &store.into())?;
        Reflect::get(&store, &method.into())?.dyn_into::<Function>()?.call1(&store, &name.into())
    });
}

/// Every `Path` and `Domain` under which a cookie of this page can have been set.
fn scopes(items: &[&Item]) -> Vec<String> {
    let Some(location) = page::window().map(|window| window.location()) else { return Vec::new() };
    let host = location.hostname().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    let mut domains = vec![String::new()];
    let mut rest = host.as_str();
    while rest.contains('.') {
        domains.push(["; Domain=", rest].concat());
        rest = rest.split_once('.').map_or("", |(_, parent)| parent);
    }
    let mut paths = vec![String::from("/")];
    for (index, _) in path.match_indices('/').skip(1) {
        paths.extend([path[..index].to_owned(), path[..=index].to_owned()]);
    }
    paths.push(path);
    for item in items {
        domains.extend(item.domain.iter().map(|domain| ["; Domain=", domain].concat()));
        paths.extend(item.path.clone());
    }
    let pairs = domains.iter().flat_map(|domain| paths.iter().map(move |path| ["; Path=", path, domain].concat()));
    pairs.collect()
}
