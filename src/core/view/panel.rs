//! The settings as part of a page, for a site that has a page for them: the same switches and the same answers in the
//! same order, in no dialog.

use super::choices::choices;
use super::declaration::categories;
use super::receipts::receipts;
use super::settings::{TITLE, kinds, title};
use super::{Details, View};
use crate::core::text::{Key, direction};

/// The content of `<div data-sluis="panel">`. A landmark with a heading, so that it is found by both.
pub fn panel(scene: &Details<'_>, view: &mut View) {
    view.part("section", "panel")
        .with("lang", scene.tag)
        .with("dir", direction(scene.tag))
        .with("data-theme", scene.site.theme)
        .with("aria-labelledby", TITLE);
    title(scene, view);
    categories(scene, view, true);
    receipts(scene, view);
    if scene.site.has_choice() {
        choices(scene.texts, view, kinds(scene), ("save", Key::BtnSave));
    }
    view.close();
}
