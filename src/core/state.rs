//! The state as the page may know it, as JSON: `State` of `pkg/src/types.ts`.

use super::config::Category;
use super::decide::is_whole;
use super::json::{Json, word};
use super::reduce::App;

/// The state; while no valid configuration is known, everything is denied.
pub fn state(app: Option<&App<'_>>) -> String {
    let mut json = Json::start();
    let record = app.and_then(|app| app.decision.record.as_ref());
    json.truth("ready", true);
    json.truth("valid", app.is_some());
    json.truth("asked", app.is_some_and(|app| app.decision.ask));
    json.truth("decided", record.is_some());
    json.open("categories");
    for category in Category::ALL {
        let granted = app.is_some_and(|app| is_whole(&app.site, &app.decision.granted, *category));
        json.text(category.name(), word(granted || *category == Category::Functional));
    }
    json.close();
    json.open("services");
    if let Some(app) = app {
        for (index, service) in app.site.services.iter().enumerate() {
            json.text(service.id, word(app.decision.granted[index]));
        }
    }
    json.close();
    json.optional("record", record.map(|record| record.encode()).as_deref());
    json.text("language", app.map_or("", |app| app.language));
    json.close();
    json.0
}
