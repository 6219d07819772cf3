//! Who is responsible and how to reach them (AVG art. 13(1)(a)).

use super::page::{Page, Run, Told};
use crate::core::shape::Known;

pub fn controller(page: &mut Page<'_>) {
    let who = &page.config.controller;
    page.section("controller.title");
    page.paragraph("controller.intro", &[("name", Run::Text(&who.name))]);
    page.view.open("dl");
    page.fact("controller.name", &Told::from(who.name.as_str()), true);
    let trade = who.trade_name.as_deref().filter(|trade| *trade != who.name);
    page.fact("controller.trade", &trade.map_or(Told::Nothing, Told::from), false);
    let text = |fact: &Known<String>| Told::of(fact, String::clone);
    for (key, path, fact, why) in [
        ("controller.form", "$.controller.legalForm", &who.legal_form, ""),
        ("controller.address", "$.controller.address", &who.address, "where the controller can be reached (AVG art. 13(1)(a))"),
        ("controller.phone", "$.controller.phone", &who.phone, ""),
    ] {
        page.fact(key, &text(fact), !why.is_empty());
        if !why.is_empty() {
            page.want(path, &text(fact), why);
        }
    }
    match who.email.get() {
        Some(email) => {
            let name = page.words.say("controller.email").to_owned();
            page.view
                .open("div")
                .leaf("dt", &name)
                .open("dd")
                .open("a")
                .with("href", &format!("mailto:{email}"))
                .text(email)
                .close()
                .close()
                .close();
        }
        None => page.fact("controller.email", &text(&who.email), who.phone.get().is_none()),
    }
    if who.email.get().is_none() && who.phone.get().is_none() {
        page.want("$.controller.email", &text(&who.email), "an e-mail address or a telephone number (AVG art. 13(1)(a))");
    }
    page.fact("controller.number", &text(&who.company_number), false);
    for (key, fact) in [("controller.relation", &who.relation), ("controller.role", &who.role)] {
        let told = Told::of(fact, |text| page.words.local(text).to_owned());
        page.fact(key, &told, false);
    }
    page.view.close();
    page.end();
}
