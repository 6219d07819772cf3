//! The second layer: a switch for each category and each service, and everything there is to know about them.
//! On a site with nothing to ask, the same view without switches: information, and a way out.

use super::choices::{button, choices};
use super::declaration::categories;
use super::left::left;
use super::receipts::receipts;
use super::{Details, View};
use crate::core::config::Category;
use crate::core::record::ASKED;
use crate::core::text::Key;

pub fn settings(scene: &Details<'_>, view: &mut View) {
    let choosing = scene.site.has_choice();
    let (title, close, intro) = match (choosing, scene.decided) {
        (false, _) => (Key::BannerTitle, Key::BtnCloseInfo, Key::FunctionalOnlyNotice),
        (true, false) => (Key::PanelTitle, Key::BtnClose, Key::PanelIntro),
        (true, true) => (Key::PanelTitle, Key::BtnCloseInfo, Key::PanelIntroExisting),
    };
    const TITLE: &str = "sluis-settings-title";
    view.open("section").with("data-sluis", "settings").with("role", "dialog").with("aria-modal", "true").with("aria-labelledby", TITLE);
    view.part("div", "head");
    view.open("h2").with("id", TITLE).with("tabindex", "-1").text(scene.say(title)).close();
    button(view, "close").with("data-part", "close").with("aria-label", scene.say(close));
    view.open("span").with("aria-hidden", "true").text("×").close().close().close();
    // Focusable, so that a keyboard can scroll it: https://dequeuniversity.com/rules/axe/4.10/scrollable-region-focusable
    view.part("div", "scroll").with("tabindex", "0").with("role", "group").with("aria-labelledby", TITLE);
    view.leaf("p", scene.say(intro));
    if scene.objects && !scene.decided {
        view.leaf("p", scene.say(Key::GpcApplied));
    }
    left(scene, view);
    categories(scene, view, true);
    receipts(scene, view);
    view.close();
    if choosing {
        let asks = |category: Category| scene.config.services_of(category).next().is_some();
        choices(scene.texts, view, ASKED.iter().filter(|(category, _)| asks(*category)).count(), ("save", Key::BtnSave));
    }
    view.close();
}
