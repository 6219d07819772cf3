//! The buttons that decide. One function makes all of them, so that none can look like more than another.

use super::{Element, Scene, el};
use crate::core::decide;
use crate::core::record::ASKED;
use crate::core::text::Key;

/// Refuse, accept, and a third: the same element, the same order, on every layer (U-01, U-02, U-20).
pub fn choices(scene: &Scene<'_>, third: (&'static str, Key)) -> Element {
    let categories = ASKED.iter().filter(|(category, _)| {
        scene.app.config.services.iter().any(|service| service.category == *category && decide::is_switchable(service))
    });
    // With more than one purpose the label says "all" (EDPB Guidelines 03/2022, misleading action).
    let (reject, accept) = match categories.count() {
        0 | 1 => (Key::BtnRejectOne, Key::BtnAcceptOne),
        _ => (Key::BtnRejectAll, Key::BtnAcceptAll),
    };
    el("div").part("choices").children(
        [("reject", reject), ("accept", accept), third].map(|(action, label)| button(action).text(scene.texts.get(label))),
    )
}

/// A button that does something of ours.
pub fn button(action: &'static str) -> Element {
    el("button").with("type", "button").with("data-do", action)
}
