//! The visitor's own proof: what was chosen and when, to read and to take along.

use super::{Details, View};
use crate::core::record::ASKED;
use crate::core::text::Key;
use crate::core::value::Value;

/// The name under which what is stored is saved, where what makes a proof of it can't be loaded (`pkg/src/detail.ts`).
const FILE: &str = "cookie-receipts.json";

/// The receipts that this browser keeps, the newest first; nothing where there is none.
pub fn receipts(scene: &Details<'_>, view: &mut View) {
    if scene.receipts.items().is_empty() {
        return;
    }
    view.part("details", "receipts").leaf("summary", scene.say(Key::ReceiptTitle));
    view.open("ul");
    for receipt in scene.receipts.items().iter().rev() {
        let at = receipt.get("at").and_then(Value::text).unwrap_or("");
        view.leaf("li", &[&(scene.moment)(at), ": ", &answers(scene, receipt)].concat());
    }
    view.close();
    // To read, and for machines.
    for (kind, suffix) in [("html", ""), ("json", " (JSON)")] {
        view.open("p").open("a").with("href", scene.download).with("download", FILE).with("data-proof", kind);
        view.text(&[scene.say(Key::ReceiptDownload), suffix].concat()).close().close();
    }
    view.close();
}

fn answers(scene: &Details<'_>, receipt: &Value) -> String {
    let names = [Key::CatAnalyticsName, Key::CatSocialName, Key::CatAdvertisingName];
    let choices = receipt.get("choices");
    let mut parts = Vec::new();
    for ((category, _), name) in ASKED.iter().zip(names) {
        // Of a kind that this site does not use there is nothing to tell.
        if scene.config.services_of(*category).next().is_some() {
            let answer = choices.and_then(|choices| choices.get(category.name())).and_then(Value::text);
            let word = if answer == Some("granted") { Key::FactYes } else { Key::FactNo };
            parts.push([scene.say(name), " – ", scene.say(word)].concat());
        }
    }
    scene.texts.join(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}
