//! The receipt: proof of a choice as JSON, one object, after `receipt.schema.json`.
//!
//! It points to what was asked by hash and never says who answered: no address, no browser, no page,
//! no identifier (GDPR art. 5(1)(c) and 7(1); fields after ISO/IEC TS 27560).

use crate::core::effect::Layer;
use crate::core::json::{Json, word};
use crate::core::record::{ASKED, Method, Record};
use crate::core::reduce::App;
use crate::core::time;

/// The receipt of a choice that has just been made, with the layer it was made on.
pub fn receipt(app: &App<'_>, record: &Record, previous: Option<&Record>) -> String {
    let layer = match record.method {
        Method::Api => "none",
        Method::Embed => "embed",
        _ => app.layer.map_or("none", Layer::name),
    };
    let mut json = Json::start();
    json.raw("schema", "1");
    json.text("at", &time::iso(record.at));
    json.text("asked", record.asked.as_deref().unwrap_or(""));
    json.optional("statement", record.statement.as_deref());
    json.open("choices");
    for ((category, _), granted) in ASKED.iter().zip(&record.categories) {
        json.text(category.name(), word(*granted));
    }
    json.close();
    json.open("services");
    for (service, granted) in app.site.services.iter().zip(&app.decision.granted) {
        if service.is_switchable() {
            json.text(service.id, word(*granted));
        }
    }
    json.close();
    json.text("method", record.method.name());
    json.text("layer", layer);
    json.text("language", app.tag());
    json.optional("previous", previous.map(|record| time::iso(record.at)).as_deref());
    json.close();
    json.0
}
