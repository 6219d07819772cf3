//! What the visitor sees, as data. Light DOM only: consent robots look nowhere else.

mod banner;
mod choices;
mod declaration;
mod embed;
mod html;
mod left;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
mod markdown;
mod node;
mod notice;
mod panel;
mod receipts;
mod service;
mod settings;
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub mod statement;

pub use banner::banner;
pub use declaration::declaration;
pub use embed::{Embed, embed};
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub use markdown::markdown;
pub use node::{Step, View};
pub use notice::notice;
pub use panel::panel;
pub use settings::settings;

use crate::core::config::Config;
use crate::core::site::{Service, Site};
use crate::core::text::{Key, Texts, direction};
use crate::core::value::Value;
use node::open;

/// What the first layer needs beside the wording, and what only the page can tell.
pub struct Scene<'a> {
    pub site: &'a Site<'a>,
    pub texts: &'a Texts,
    /// One for each service: is the question about it?
    pub open: &'a [bool],
    /// Something was answered before, and part of it has changed.
    pub again: bool,
    /// The host the page is on; named as the scope when the configuration gives no domains.
    pub host: &'a str,
    /// The label of the page's own way back to the settings.
    pub control: &'a str,
}

impl<'a> Scene<'a> {
    /// The services that the question is about.
    fn asked(&self) -> impl Iterator<Item = &'a Service<'a>> {
        self.site.services.iter().zip(self.open).filter(|(service, open)| **open && service.needs_consent()).map(|(service, _)| service)
    }

    #[inline(never)]
    fn say(&self, key: Key) -> &str {
        self.texts.get(key)
    }
}

/// What the settings and the declaration need: everything that is declared, and what is chosen.
pub struct Details<'a> {
    pub config: &'a Config,
    pub site: Site<'a>,
    /// Every text, those of the first layer included.
    pub texts: &'a Texts,
    /// The language tag of the texts.
    pub tag: &'a str,
    /// What the switches show: one for each service.
    pub draft: &'a [bool],
    /// Whether the visitor has chosen before.
    pub decided: bool,
    /// The browser says that the visitor does not want to be followed.
    pub objects: bool,
    /// The receipts that the browser keeps: a list of objects, the oldest first (`core::proof`).
    pub receipts: &'a Value,
    /// An address that gives them as a file.
    pub download: &'a str,
    /// A moment such as `2026-11-22T10:14Z` as the visitor would write it.
    pub moment: &'a dyn Fn(&str) -> String,
    /// A country's name for its two letters, in the page's language.
    pub country: &'a dyn Fn(&str) -> String,
    /// The plural category of a whole number in the language of the texts, by its name in CLDR.
    pub plural: &'a dyn Fn(usize) -> String,
}

impl Details<'_> {
    #[inline(never)]
    fn say(&self, key: Key) -> &str {
        self.texts.get(key)
    }
}

/// Our one element in the page, with the live region that is there before anything is said in it.
pub fn root(site: &Site<'_>, texts: &Texts, tag: &str) -> View {
    let mut view = View::default();
    begin(site, texts, tag, &mut view);
    status(&mut view);
    view.close();
    view
}

/// The same with the first layer in it, for a page's HTML: hidden, because only the page knows whether the visitor
/// has chosen.
pub fn prerendered(scene: &Scene<'_>, tag: &str) -> View {
    let mut view = View::default();
    begin(scene.site, scene.texts, tag, &mut view);
    view.with("hidden", "");
    banner(scene, &mut view);
    status(&mut view);
    view.close();
    view
}

fn begin(site: &Site<'_>, texts: &Texts, tag: &str, view: &mut View) {
    // Nobody else's: React passes over an element in the body that it did not expect, but takes one of the kind that it
    // looks for as its own (`docs/packages.md`).
    // Whatever is in it is in a landmark (https://www.w3.org/WAI/ARIA/apg/practices/landmark-regions/).
    open!(view, "sluis-root", "id" = "sluis", "role" = "region", "data-sluis" = "root")
        .with("aria-label", texts.get(Key::LinkSettings))
        .with("lang", tag)
        .with("dir", direction(tag))
        .with("data-layout", site.layout)
        .with("data-theme", site.theme)
        .with("data-corner", site.corner);
}

fn status(view: &mut View) {
    open!(view, "div", "data-sluis" = "notice", "role" = "status", "tabindex" = "-1").close();
}

/// The way back to the settings, for pages that have none.
pub fn control(texts: &Texts) -> View {
    let mut view = View::default();
    choices::button(&mut view, "open").with("data-sluis", "control").text(texts.get(Key::LinkSettings)).close();
    view
}
