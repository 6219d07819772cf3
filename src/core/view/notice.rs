//! What is said after a choice. Its element is a live region, so that it is heard as well as seen.

use super::choices::button;
use super::{Element, Scene, el};
use crate::core::effect::Notice;
use crate::core::text::Key;

/// The content of the live region.
pub fn notice(scene: &Scene<'_>, notice: Notice) -> Vec<Element> {
    let line = |key| el("p").text(scene.texts.get(key));
    match notice {
        Notice::Saved => vec![line(Key::DoneSaved).part("saved")],
        Notice::Withdrawn => vec![
            line(Key::DoneWithdrawn),
            line(Key::DoneReload),
            el("div").part("choices").children(
                [("reload", Key::BtnReload), ("dismiss", Key::BtnCloseInfo)]
                    .map(|(action, label)| button(action).text(scene.texts.get(label))),
            ),
        ],
    }
}
