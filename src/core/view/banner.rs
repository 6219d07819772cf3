//! The first layer: who asks, for what, who else receives data, and how to change one's mind.
//!
//! Never modal: a filter list that hides a modal leaves a page that nobody can use.

use super::choices::{button, choices};
use super::service::provider;
use super::{Element, Scene, el};
use crate::core::config::Category;
use crate::core::decide;
use crate::core::record::ASKED;
use crate::core::text::Key;

pub fn banner(scene: &Scene<'_>) -> Element {
    let texts = scene.texts;
    let body = el("div")
        .part("body")
        .child(el("h2").with("id", "sluis-title").text(texts.get(Key::BannerTitle)))
        .child(
            el("div")
                .with("id", "sluis-text")
                .child(el("p").text(request(scene)))
                .child(el("p").text(responsible(scene)))
                .child(el("p").text(texts.fill(Key::BannerChange, &[("settings_label", scene.control)]))),
        )
        .child(links(scene));
    el("section")
        .with("data-sluis", "banner")
        .with("role", "dialog")
        .with("aria-labelledby", "sluis-title")
        .with("aria-describedby", "sluis-text")
        .child(body)
        .child(choices(scene, ("open", Key::BtnSettings)))
}

/// The question: a purpose for each category that is asked, and how many others receive data.
fn request(scene: &Scene<'_>) -> String {
    let texts = scene.texts;
    let asked = || scene.app.config.services.iter().filter(|service| decide::needs_consent(service));
    let uses = |category: Category| asked().any(|service| service.category == category);
    let purposes: Vec<&str> = ASKED
        .iter()
        .zip([Key::PurposeAnalytics, Key::PurposeSocial, Key::PurposeAdvertising])
        .filter(|((category, _), _)| uses(*category))
        .map(|(_, purpose)| texts.get(purpose))
        .collect();
    let mut others: Vec<&str> = asked()
        .map(provider)
        .filter(|provider| *provider != scene.app.config.controller.name)
        .collect();
    others.sort_unstable();
    others.dedup();
    let key = match others.len() {
        0 => Key::BannerBodyOwn,
        1 => Key::BannerBodyOneVendor,
        _ => Key::BannerBody,
    };
    let mut text = texts.fill(
        key,
        &[
            ("purposes", &texts.join(&purposes)),
            ("n_vendors", &others.len().to_string()),
            ("vendor", others.first().copied().unwrap_or("")),
        ],
    );
    // "The website still works" is only true together with this.
    if uses(Category::Social) {
        text.push(' ');
        text.push_str(texts.get(Key::BannerRefuseSocial));
    }
    text
}

/// Who is responsible, and for which sites the answer counts (GDPR art. 13(1)(a)).
fn responsible(scene: &Scene<'_>) -> String {
    let config = &scene.app.config;
    let domains: Vec<&str> = config.domains.iter().map(String::as_str).collect();
    let domain = if domains.is_empty() { scene.host.to_owned() } else { scene.texts.join(&domains) };
    scene.texts.fill(Key::BannerWho, &[("domain", &domain), ("controller", &config.controller.name)])
}

fn links(scene: &Scene<'_>) -> Element {
    let companies = button("open").part("link").text(scene.texts.get(Key::LinkVendors));
    let mut links = el("p").part("links").child(companies);
    if let Some(url) = scene.app.config.statement.url.get() {
        links = links.text(" ").child(el("a").with("href", &**url).text(scene.texts.get(Key::LinkStatement)));
    }
    links
}
