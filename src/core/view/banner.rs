//! The first layer: who asks, for what, who else receives data, and how to change one's mind.
//!
//! Never modal: a filter list that hides a modal leaves a page that nobody can use.

use super::choices::{button, choices};
use super::node::open;
use super::{Scene, View};
use crate::core::config::Category;
use crate::core::number;
use crate::core::record::ASKED;
use crate::core::text::Key;

pub fn banner(scene: &Scene<'_>, view: &mut View) {
    let texts = scene.texts;
    let others = others(scene);
    open!(
        view,
        "section",
        "data-sluis" = "banner",
        "role" = "dialog",
        "aria-labelledby" = "sluis-title",
        "aria-describedby" = "sluis-text"
    );
    open!(view, "div", "data-part" = "body");
    open!(view, "h2", "id" = "sluis-title").text(scene.say(Key::BannerTitle)).close();
    open!(view, "div", "id" = "sluis-text");
    if scene.again {
        let mut names = Vec::new();
        for ((category, _), name) in ASKED.iter().zip(&[Key::CatAnalyticsName, Key::CatSocialName, Key::CatAdvertisingName]) {
            if asks(scene, *category) {
                names.push(scene.say(*name));
            }
        }
        view.leaf("p", &texts.fill(Key::ChangedNotice, &[("categories", &texts.join(&names))]));
    }
    view.leaf("p", &request(scene, &others));
    view.leaf("p", &responsible(scene));
    view.leaf("p", &texts.fill(Key::BannerChange, &[("settings_label", scene.control)]));
    view.close();
    open!(view, "p", "data-part" = "links");
    let more = match others[..] {
        [] => String::new(),
        [one] => texts.fill(Key::LinkOneVendor, &[("vendor", one)]),
        _ => scene.say(Key::LinkVendors).to_owned(),
    };
    if !more.is_empty() {
        button(view, "open").with("data-part", "link").text(&more).close();
    }
    if let Some(url) = scene.site.statement_url {
        view.text(" ").open("a").with("href", url).text(scene.say(Key::LinkStatement)).close();
    }
    view.close().close();
    choices(scene.texts, view, ASKED.iter().filter(|(category, _)| asks(scene, *category)).count(), ("open", Key::BtnSettings));
    view.close();
}

/// The companies that receive data once the visitor agrees, each once.
fn others<'a>(scene: &Scene<'a>) -> Vec<&'a str> {
    let mut others = Vec::new();
    for service in scene.asked() {
        let other = service.provider;
        if other != scene.site.controller && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

fn asks(scene: &Scene<'_>, category: Category) -> bool {
    scene.asked().any(|service| service.category == category)
}

/// The question: a purpose for each category that is asked, and how many others receive data.
fn request(scene: &Scene<'_>, others: &[&str]) -> String {
    let texts = scene.texts;
    let mut purposes = Vec::new();
    let keys = [Key::PurposeAnalytics, Key::PurposeSocial, Key::PurposeAdvertising];
    for ((category, _), purpose) in ASKED.iter().zip(&keys) {
        if asks(scene, *category) {
            purposes.push(scene.say(*purpose));
        }
    }
    let key = match others.len() {
        0 => Key::BannerBodyOwn,
        1 => Key::BannerBodyOneVendor,
        _ => Key::BannerBody,
    };
    let mut text = texts.fill(
        key,
        &[
            ("purposes", &texts.join(&purposes)),
            ("n_vendors", &number::decimal(others.len())),
            ("vendor", others.first().copied().unwrap_or("")),
        ],
    );
    // "The website still works" is only true together with this.
    if asks(scene, Category::Social) {
        text.push_str(" ");
        text.push_str(scene.say(Key::BannerRefuseSocial));
    }
    text
}

/// Who is responsible, and for which sites the answer counts (GDPR art. 13(1)(a)).
fn responsible(scene: &Scene<'_>) -> String {
    let listed = scene.texts.join(&scene.site.domains);
    let domain = if scene.site.domains.is_empty() { scene.host } else { &listed };
    scene.texts.fill(Key::BannerWho, &[("domain", domain), ("controller", scene.site.controller)])
}
