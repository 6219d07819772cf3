//! What a withdrawal leaves behind, because no script can remove it: what other companies store under their own
//! domains, and `HttpOnly` cookies (GDPR art. 7(3): withdrawing works as far as it can, and the visitor is told the rest).

use super::{Details, View};
use crate::core::config::{Basis, Item, Party, Service};
use crate::core::text::Key;
use crate::core::value::Value;

/// Service by service, with the company's own statement; nothing where nothing is left.
pub fn left(scene: &Details<'_>, view: &mut View) {
    let services = scene.config.services.iter().enumerate();
    let gone = services.filter(|(index, service)| !scene.draft[*index] && was_granted(scene, service));
    let left: Vec<&Service> = gone.map(|(_, service)| service).filter(|service| service.items.iter().any(stays)).collect();
    if left.is_empty() {
        return;
    }
    view.part("div", "left").leaf("h3", scene.say(Key::LeftTitle)).leaf("p", scene.say(Key::LeftBody));
    view.open("ul");
    for service in left {
        let mut names = Vec::new();
        for item in service.items.iter().filter(|item| stays(item)) {
            names.push(item.name.get().map_or(scene.say(Key::FactUnknown), String::as_str));
        }
        view.open("li").text(&[service.label(), ": ", &scene.texts.join(&names)].concat());
        if let Some(url) = service.privacy_url.get() {
            let label = scene.texts.fill(Key::VendorPrivacy, &[("vendor", service.provider_label())]);
            view.text(" ").open("a").with("href", url).with("rel", "noopener").text(&label).close();
        }
        view.close();
    }
    view.close().close();
}

/// Whether a script of the page cannot remove it.
fn stays(item: &Item) -> bool {
    item.party == Party::Third || item.http_only
}

/// It ran unasked, or some choice that the browser keeps proof of has let it in.
fn was_granted(scene: &Details<'_>, service: &Service) -> bool {
    let answer = |receipt: &Value| receipt.get("services")?.get(&service.id)?.text().map(|answer| answer == "granted");
    service.basis == Basis::Exempt || scene.receipts.items().iter().any(|receipt| answer(receipt) == Some(true))
}
