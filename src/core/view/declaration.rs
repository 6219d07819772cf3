//! What the site declares, category by category, services, facts and cookies included.
//! What the statement leaves unknown is shown as unknown, not left out and not made up.

use super::service::{own, service};
use super::{Element, Scene, el};
use crate::core::config::{Basis, Category};
use crate::core::decide;
use crate::core::text::Key;

/// The content of `<div data-sluis="declaration">`: information only.
pub fn declaration(scene: &Scene<'_>) -> Vec<Element> {
    categories(scene, false)
}

/// All four categories; with switches in the settings.
pub fn categories(scene: &Scene<'_>, switches: bool) -> Vec<Element> {
    Category::ALL.iter().map(|category| section(scene, *category, switches)).collect()
}

fn section(scene: &Scene<'_>, category: Category, switches: bool) -> Element {
    let (name, description) = match category {
        Category::Functional => (Key::CatFunctionalName, Key::CatFunctionalDesc),
        Category::Analytics => (Key::CatAnalyticsName, Key::CatAnalyticsDesc),
        Category::Social => (Key::CatSocialName, Key::CatSocialDesc),
        Category::Advertising => (Key::CatAdvertisingName, Key::CatAdvertisingDesc),
    };
    let texts = scene.texts;
    let config = &scene.app.config;
    let members: Vec<_> = config.services_of(category).collect();
    let prefix = if switches { "sluis-c-" } else { "sluis-d-" };
    let id = [prefix, category.name()].concat();
    let mut row = el("div").part("row").child(el("h3").with("id", &*id).text(texts.get(name)));
    if category == Category::Functional {
        row = row.child(el("span").part("always").text(texts.get(Key::CatFunctionalState)));
    } else if switches && !members.is_empty() {
        let on = decide::is_whole(config, &scene.app.draft, category);
        row = row.child(switch(category.name().to_owned(), &id, on));
    }
    let asks = config.services.iter().any(decide::is_switchable);
    let what = match () {
        () if members.iter().any(|(_, service)| service.basis == Basis::Exempt) => Key::CatAnalyticsExempt,
        () if !members.is_empty() || category == Category::Functional && asks => description,
        () if config.categories.of(category).is(false) => Key::CatUnused,
        () => Key::CatUnknown,
    };
    el("section")
        .with("data-category", category.name())
        .child(row)
        .child(el("p").text(texts.get(what)))
        .children(members.into_iter().map(|(index, _)| service(scene, index, switches)))
        // The store of the choice is declared like any other, with its real lifetime.
        .children((category == Category::Functional && asks).then(|| own(scene)))
}

/// A real checkbox, because robots read and set those; a switch to those who hear it.
pub fn switch(name: String, labelled_by: &str, on: bool) -> Element {
    let input = el("input")
        .with("type", "checkbox")
        .with("role", "switch")
        .with("data-switch", name)
        .with("aria-labelledby", labelled_by);
    if on { input.with("checked", "") } else { input }
}
