//! What the site says in no word of the statement's language: it stands there in another one, which its author has to know
//! (AVG art. 12(1)).

use super::page::Page;
use crate::core::config::{Config, Localised};
use crate::core::problem::{Problem, Severity};

pub fn tell(page: &mut Page<'_>) {
    let tag = page.words.tag;
    for path in places(page.config, tag) {
        page.problems.push(Problem {
            severity: Severity::Warning,
            code: "untranslated",
            path,
            found: "texts in other languages only".to_owned(),
            expected: format!("the same in `{tag}` (AVG art. 12(1))"),
        });
    }
}

/// Once for each service and each processing, as `check` tells of a service.
fn places(config: &Config, tag: &str) -> Vec<String> {
    let mut places = Vec::new();
    let lacks = |texts: &[Option<&Localised>]| texts.iter().flatten().any(|text| !text.speaks(tag));
    let who = &config.controller;
    for (name, text) in [("relation", who.relation.get()), ("role", who.role.get())] {
        if lacks(&[text]) {
            places.push(format!("$.controller.{name}"));
        }
    }
    for (index, service) in config.services.iter().enumerate() {
        let items = service.items.iter().map(|item| item.purpose.as_ref());
        let texts: Vec<_> = [service.purpose.as_ref(), service.note.as_ref()].into_iter().chain(items).collect();
        if lacks(&texts) {
            places.push(format!("$.services[{index}].purpose"));
        }
    }
    for (index, processing) in config.processing.iter().enumerate() {
        let texts = [
            Some(&processing.what),
            processing.purpose.as_ref(),
            processing.note.as_ref(),
            processing.retention.get(),
            processing.recipient.get(),
        ];
        if lacks(&texts) {
            places.push(format!("$.processing[{index}]"));
        }
    }
    places
}
