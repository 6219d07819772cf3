//! What the site declares, category by category, services, facts and cookies included.
//! What the statement leaves unknown is shown as unknown, not left out and not made up.

use super::choices::button;
use super::node::open;
use super::service::{own, service};
use super::{Details, View};
use crate::core::config::{Basis, Category};
use crate::core::decide::is_whole;
use crate::core::text::{Key, direction};

/// The content of `<div data-sluis="declaration">`: all that is declared, what the visitor has chosen of it, and the
/// way to choose again.
pub fn declaration(scene: &Details<'_>) -> View {
    let mut view = View::default();
    // The page around it may be in a language that we do not speak (WCAG 3.1.2).
    view.open("div").with("lang", scene.tag).with("dir", direction(scene.tag));
    if scene.site.has_choice() {
        view.part("div", "choices");
        button(&mut view, "open").with("data-sluis", "open").text(scene.say(Key::LinkSettings)).close();
        view.close();
    }
    categories(scene, &mut view, false);
    view.close();
    view
}

/// All four categories; with switches in the settings.
pub fn categories(scene: &Details<'_>, view: &mut View, switches: bool) {
    let keys = [
        (Key::CatFunctionalName, Key::CatFunctionalDesc),
        (Key::CatAnalyticsName, Key::CatAnalyticsDesc),
        (Key::CatSocialName, Key::CatSocialDesc),
        (Key::CatAdvertisingName, Key::CatAdvertisingDesc),
    ];
    for (category, (name, description)) in Category::ALL.iter().zip(keys) {
        section(scene, view, *category, switches, name, description);
    }
}

fn section(scene: &Details<'_>, view: &mut View, category: Category, switches: bool, name: Key, description: Key) {
    let config = &scene.config;
    let functional = category == Category::Functional;
    let asks = scene.site.has_choice();
    let is_empty = config.services_of(category).next().is_none();
    let id = [if switches { "sluis-c-" } else { "sluis-d-" }, category.name()].concat();
    view.open("section").with("data-category", category.name());
    view.part("div", "row").open("h3").with("id", &id).text(scene.say(name)).close();
    if functional {
        view.part("span", "always").text(scene.say(Key::CatFunctionalState)).close();
    } else if !is_empty {
        choice(scene, view, (category.name(), &id), is_whole(&scene.site, scene.draft, category), switches);
    }
    view.close();
    let what = if config.services_of(category).any(|(_, service)| service.basis == Basis::Exempt) {
        Key::CatAnalyticsExempt
    } else if !is_empty || functional && asks {
        description
    } else if config.categories.of(category).is(false) {
        Key::CatUnused
    } else {
        Key::CatUnknown
    };
    view.leaf("p", scene.say(what));
    for (index, _) in config.services_of(category) {
        service(scene, view, index, switches);
    }
    // The store of the choice is declared like any other, with its real lifetime.
    if functional && asks {
        own(scene, view);
    }
    view.close();
}

/// What is chosen: a switch that changes it, or words. `name` is that of a category or a service, with its heading's id.
pub fn choice(scene: &Details<'_>, view: &mut View, (name, id): (&str, &str), on: bool, switches: bool) {
    if switches { switch(view, name, id, on) } else { chosen(scene, view, name, on) }
}

/// Both words, so that a later choice can be told as well.
fn chosen(scene: &Details<'_>, view: &mut View, name: &str, on: bool) {
    let say = |key| [scene.say(Key::OwnName), ": ", scene.say(key)].concat();
    let [no, yes] = [Key::FactNo, Key::FactYes].map(say);
    view.part("span", "always")
        .with("data-choice", name)
        .with("data-yes", &yes)
        .with("data-no", &no)
        .text(if on { &yes } else { &no })
        .close();
}

/// A real checkbox, because robots read and set those; a switch to those who hear it.
fn switch(view: &mut View, name: &str, labelled_by: &str, on: bool) {
    open!(view, "input", "type" = "checkbox", "role" = "switch").with("data-switch", name).with("aria-labelledby", labelled_by);
    if on {
        view.with("checked", "");
    }
    view.close();
}
