//! The second layer: a switch for each category and each service, and everything there is to know about them.
//! On a site with nothing to ask, the same view without switches: information, and a way out.

use super::choices::{button, choices};
use super::declaration::categories;
use super::{Element, Scene, el};
use crate::core::decide;
use crate::core::text::Key;

pub fn settings(scene: &Scene<'_>) -> Element {
    let texts = scene.texts;
    let choosing = scene.app.config.services.iter().any(decide::is_switchable);
    let (title, close, intro) = match (choosing, scene.app.decision.record.is_some()) {
        (false, _) => (Key::BannerTitle, Key::BtnCloseInfo, Key::FunctionalOnlyNotice),
        (true, false) => (Key::PanelTitle, Key::BtnClose, Key::PanelIntro),
        (true, true) => (Key::PanelTitle, Key::BtnCloseInfo, Key::PanelIntroExisting),
    };
    let head = el("div")
        .part("head")
        .child(el("h2").with("id", "sluis-settings-title").with("tabindex", "-1").text(texts.get(title)))
        .child(
            button("close")
                .part("close")
                .with("aria-label", texts.get(close))
                .child(el("span").with("aria-hidden", "true").text("×")),
        );
    // Focusable, so that a keyboard can scroll it: https://dequeuniversity.com/rules/axe/4.10/scrollable-region-focusable
    let scroll = el("div")
        .part("scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-labelledby", "sluis-settings-title")
        .child(el("p").text(texts.get(intro)))
        .children(categories(scene, true));
    let panel = el("section")
        .with("data-sluis", "settings")
        .with("role", "dialog")
        .with("aria-modal", "true")
        .with("aria-labelledby", "sluis-settings-title")
        .child(head)
        .child(scroll);
    if choosing { panel.child(choices(scene, ("save", Key::BtnSave))) } else { panel }
}
