//! The part of a checked configuration that decides, read from the page's own object.
//!
//! It comes as one text (`told` in `node.js`): asking for each member by its name costs a crossing for each, and a
//! kilobyte more. The text is leaked: it is read once, stays for as long as the page does, and so the state can point
//! into it.

use super::node::told;
use crate::core::config::{Category, Enforce, Storage};
use crate::core::cut::cut;
use crate::core::site::{Item, Service, Site};
use wasm_bindgen::JsValue;

/// Reads a configuration that was checked and completed, and its seal.
pub fn read(config: &JsValue, sealed: &JsValue) -> Site<'static> {
    let mut told = Told(told(config, sealed).leak());
    Site {
        controller: told.next(),
        statement_url: told.optional(),
        statement_version: told.optional(),
        months: told.number(),
        domain: told.optional(),
        layout: told.next(),
        theme: told.next(),
        corner: told.next(),
        control: told.next() != "none",
        asked: told.next(),
        do_not_track: !told.next().is_empty(),
        enforce: match told.next() {
            "first" => Enforce::First,
            "" => Enforce::Never,
            _ => Enforce::Refused,
        },
        domains: told.list(Told::next),
        earlier: told.list(|told| (told.next(), told.list(Told::category))),
        services: told.list(service),
    }
}

fn service(told: &mut Told) -> Service<'static> {
    Service {
        id: told.next(),
        vendor: told.next(),
        provider: told.next(),
        category: told.category(),
        exempt: told.next() == "exempt",
        advanced: told.next() == "advanced",
        hosts: told.list(Told::next),
        items: told.list(item),
        calls: [(); 3].map(|()| told.list(Told::next)),
    }
}

fn item(told: &mut Told) -> Item<'static> {
    Item { name: told.optional(), path: told.optional(), storage: Storage::from_name(told.next()).unwrap_or_default() }
}

/// What is left of the text.
struct Told(&'static str);

impl Told {
    #[inline(never)]
    fn next(&mut self) -> &'static str {
        let (part, rest) = cut(self.0, 0);
        self.0 = rest.unwrap_or("");
        part
    }

    fn optional(&mut self) -> Option<&'static str> {
        Some(self.next()).filter(|part| !part.is_empty())
    }

    #[inline(never)]
    fn number(&mut self) -> u32 {
        self.next().bytes().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }

    #[inline(never)]
    fn category(&mut self) -> Category {
        Category::from_name(self.next()).unwrap_or_default()
    }

    /// A list, whose length stands before it.
    fn list<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<T> {
        let mut all = Vec::new();
        for _ in 0..self.number() {
            all.push(read(self));
        }
        all
    }
}
