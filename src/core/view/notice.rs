//! What is said after a choice. Its element is a live region, so that it is heard as well as seen.

use super::choices::buttons;
use super::{Scene, View};
use crate::core::effect::Notice;
use crate::core::text::Key;

/// The content of the live region.
pub fn notice(scene: &Scene<'_>, notice: Notice) -> View {
    let mut view = View::default();
    match notice {
        Notice::Saved => {
            view.part("p", "saved").text(scene.say(Key::DoneSaved)).close();
        }
        Notice::Withdrawn => {
            view.leaf("p", scene.say(Key::DoneWithdrawn)).leaf("p", scene.say(Key::DoneReload));
            buttons(scene, &mut view, &[("reload", Key::BtnReload), ("dismiss", Key::BtnCloseInfo)]);
        }
    }
    view
}
