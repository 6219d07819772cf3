//! What is said after a choice. Its element is a live region, so that it is heard as well as seen.

use super::View;
use super::choices::buttons;
use crate::core::effect::Notice;
use crate::core::text::{Key, Texts};

/// The content of the live region.
pub fn notice(texts: &Texts, notice: Notice) -> View {
    let mut view = View::default();
    match notice {
        Notice::Saved => {
            view.part("p", "saved").text(texts.get(Key::DoneSaved)).close();
        }
        // Longer than what goes by itself, so it stays until it has been read.
        Notice::Unsaved | Notice::Failed => {
            let failed = notice == Notice::Failed;
            view.leaf("p", texts.get(if failed { Key::PanelFailed } else { Key::DoneUnsaved }));
            let row = [("open", Key::PanelRetry), ("dismiss", Key::BtnCloseInfo)];
            buttons(texts, &mut view, if failed { &row } else { &row[1..] });
        }
        Notice::Withdrawn | Notice::Reload => {
            if notice == Notice::Withdrawn {
                view.leaf("p", texts.get(Key::DoneWithdrawn)).leaf("p", texts.get(Key::DoneReload));
            } else {
                view.leaf("p", texts.get(Key::DoneSaved));
            }
            buttons(texts, &mut view, &[("reload", Key::BtnReload), ("dismiss", Key::BtnCloseInfo)]);
        }
    }
    view
}
