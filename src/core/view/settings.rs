//! The second layer: a switch for each category and each service, and everything there is to know about them.
//! On a site with nothing to ask, the same view without switches: information, and a way out.

use super::choices::{button, choices};
use super::declaration::categories;
use super::left::left;
use super::node::open;
use super::receipts::receipts;
use super::{Details, View};
use crate::core::config::Category;
use crate::core::record::ASKED;
use crate::core::text::Key;

/// The id of the heading: focus goes there.
pub const TITLE: &str = "sluis-settings-title";

pub fn settings(scene: &Details<'_>, view: &mut View) {
    let choosing = scene.site.has_choice();
    let close = if choosing && !scene.decided { Key::BtnClose } else { Key::BtnCloseInfo };
    open!(view, "section", "data-sluis" = "settings", "role" = "dialog", "aria-modal" = "true").with("aria-labelledby", TITLE);
    open!(view, "div", "data-part" = "head");
    heading(scene, view);
    button(view, "close").with("data-part", "close").with("aria-label", scene.say(close));
    open!(view, "span", "aria-hidden" = "true").text("×").close().close().close();
    // Focusable, so that a keyboard can scroll it: https://dequeuniversity.com/rules/axe/4.10/scrollable-region-focusable
    open!(view, "div", "data-part" = "scroll", "tabindex" = "0", "role" = "group").with("aria-labelledby", TITLE);
    intro(scene, view);
    categories(scene, view, true);
    receipts(scene, view);
    view.close();
    if choosing {
        choices(scene.texts, view, kinds(scene), ("save", Key::BtnSave));
    }
    view.close();
}

/// The heading and what it begins with.
pub fn title(scene: &Details<'_>, view: &mut View) {
    heading(scene, view);
    intro(scene, view);
}

fn heading(scene: &Details<'_>, view: &mut View) {
    let key = if scene.site.has_choice() { Key::PanelTitle } else { Key::BannerTitle };
    open!(view, "h2", "tabindex" = "-1").with("id", TITLE).text(scene.say(key)).close();
}

fn intro(scene: &Details<'_>, view: &mut View) {
    let key = match (scene.site.has_choice(), scene.decided) {
        (false, _) => Key::FunctionalOnlyNotice,
        (true, false) => Key::PanelIntro,
        (true, true) => Key::PanelIntroExisting,
    };
    view.leaf("p", scene.say(key));
    if scene.objects && !scene.decided {
        view.leaf("p", scene.say(Key::GpcApplied));
    }
    left(scene, view);
}

/// How many kinds of cookies there are to answer for.
pub fn kinds(scene: &Details<'_>) -> usize {
    let asks = |category: Category| scene.config.services_of(category).next().is_some();
    ASKED.iter().filter(|(category, _)| asks(*category)).count()
}
