//! What changed between two configurations, and who is asked again.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sample::{full, judge, set, with, without};
use serde_json::{Value as Json, json};
use sluis::core::config::{Category, Config};
use sluis::core::decide::{decide, fingerprint};
use sluis::core::diff::{Change, Kind, Rank, asks_again, diff, editions, touched};
use sluis::core::problem::report;
use sluis::core::record::{Method, Record, Stored};

fn config(json: &Json) -> Config {
    let checked = judge(json);
    checked.config.unwrap_or_else(|| panic!("{}", report(&checked.problems)))
}

fn changes(old: &Json, new: &Json) -> Vec<Change> {
    diff(&config(old), &config(new))
}

fn kinds(changes: &[Change]) -> Vec<(Rank, Kind)> {
    changes.iter().map(|change| (change.rank, change.kind)).collect()
}

/// The sample with a service without catalogue, of which every fact is free to change.
fn counter(pointer: &str, to: Json) -> Json {
    let mut json = full();
    for (pointer, to) in [("/services/2/basis", json!("consent")), (pointer, to)] {
        set(&mut json, pointer, to);
    }
    json
}

#[test]
fn l_04_each_thing_to_agree_to_is_material_and_touches_its_category_only() {
    let base = counter("/services/2/name", json!("Teller"));
    for (pointer, to, kind) in [
        ("/services/2/countries", json!(["NL", "US"]), Kind::Countries),
        ("/services/2/items/0/retention", json!("P31D"), Kind::Longest),
        ("/services/2/items/1/retention", json!("persistent"), Kind::Longest),
        ("/services/2/retentionMonths", json!(7), Kind::Kept),
    ] {
        let found = changes(&base, &counter(pointer, to));
        assert_eq!(kinds(&found)[0], (Rank::Material, kind), "{pointer}");
        assert_eq!(touched(&found), [Category::Analytics]);
    }
    let mut video = base.clone();
    video["services"].as_array_mut().unwrap().push(json!({ "catalogue": "youtube", "agreement": true }));
    let found = changes(&base, &video);
    assert_eq!(kinds(&found), [(Rank::Material, Kind::CategoryInUse), (Rank::Material, Kind::Service)]);
    assert_eq!(touched(&found), [Category::Social]);
    assert_eq!(found[1].line(), "material  social/youtube service: nothing → YouTube");
    assert_eq!(kinds(&changes(&video, &base)), [(Rank::Reducing, Kind::CategoryInUse), (Rank::Reducing, Kind::Service)]);
}

#[test]
fn l_04_what_ran_unasked_and_has_to_be_asked_now_is_material() {
    let found = changes(&full(), &with("/services/2/basis", json!("consent")));
    assert_eq!(kinds(&found), [(Rank::Material, Kind::Basis)]);
    let back = changes(&with("/services/2/basis", json!("consent")), &full());
    assert_eq!(kinds(&back), [(Rank::Reducing, Kind::Basis)]);
}

#[test]
fn l_04_another_category_is_another_purpose() {
    let advertising = with("/categories/advertising/used", json!(true));
    let mut moved = advertising.clone();
    let base = {
        let mut json = advertising;
        set(&mut json, "/services/2/basis", json!("consent"));
        set(&mut json, "/categories/advertising/used", json!(null));
        json
    };
    set(&mut moved, "/services/2/basis", json!("consent"));
    set(&mut moved, "/services/2/category", json!("advertising"));
    for (old, new, category) in [(&base, &moved, Category::Advertising), (&moved, &base, Category::Analytics)] {
        let found = changes(old, new);
        assert!(kinds(&found).contains(&(Rank::Material, Kind::Category)), "{found:?}");
        assert_eq!(touched(&found), [category]);
    }
}

#[test]
fn l_05_other_words_less_of_it_and_another_order_ask_nobody() {
    let base = counter("/services/2/name", json!("Teller"));
    for (pointer, to, rank) in [
        ("/services/2/purpose", json!("Bezoekers tellen"), Rank::Editorial),
        ("/services/2/name", json!("Telmachine"), Rank::Editorial),
        ("/services/2/hosts", json!(["teller.example/telling.js"]), Rank::Editorial),
        ("/services/2/privacyUrl", json!("https://teller.example/verklaring"), Rank::Editorial),
        ("/services/2/items/0/purpose", json!("Optellen"), Rank::Editorial),
        ("/services/2/items/0/retention", json!("P29D"), Rank::Reducing),
        ("/services/2/retentionMonths", json!(5), Rank::Reducing),
        ("/services/2/countries", json!([]), Rank::Reducing),
        ("/statement/version", json!("2026-12-01"), Rank::Editorial),
        ("/record/months", json!(3), Rank::Editorial),
        ("/services/0/items/0/retention", json!("P1Y"), Rank::Editorial),
    ] {
        let found = changes(&base, &counter(pointer, to));
        assert_eq!(found[0].rank, rank, "{pointer}: {found:?}");
        assert!(!asks_again(&found) && touched(&found).is_empty());
    }
    let mut without_counter = base.clone();
    without_counter["services"].as_array_mut().unwrap().remove(2);
    assert_eq!(kinds(&changes(&base, &without_counter)), [(Rank::Reducing, Kind::Service)]);
}

#[test]
fn l_05_what_a_program_cannot_judge_is_called_doubtful() {
    let base = counter("/services/2/name", json!("Teller"));
    for (pointer, to) in [
        ("/services/2/provider", json!("Andere Teller B.V.")),
        ("/services/2/dataSharing", json!(true)),
        ("/services/2/ipAnonymised", json!(null)),
        ("/controller/name", json!("Ander B.V.")),
        ("/services/2/countries", json!(null)),
        ("/services/2/retentionMonths", json!(null)),
    ] {
        let found = changes(&base, &counter(pointer, to));
        assert_eq!((found.len(), found[0].rank), (1, Rank::Doubtful), "{pointer}: {found:?}");
        assert!(!asks_again(&found));
    }
    assert_eq!(kinds(&changes(&without("/services/0/provider"), &full())), [(Rank::Editorial, Kind::Company)]);
}

#[test]
fn l_04_only_what_changed_is_asked_again_and_the_rest_of_the_choice_stands() {
    let service = |id: &str, category: &str| json!({ "id": id, "name": id, "category": category, "hosts": [format!("{id}.example")] });
    let site = |services: &[Json]| config(&json!({ "version": 1, "controller": { "name": "A B.V." }, "services": services }));
    let (meter, video, pixel) = (service("meter", "analytics"), service("video", "social"), service("pixel", "advertising"));
    let before = site(&[meter.clone(), pixel.clone()]);
    let now = site(&[meter.clone(), video, pixel]);
    let fewer = site(&[meter]);
    let record = |config: &Config| {
        Stored::Choice(Record {
            at: 1,
            categories: [true, false, true],
            asked: Some(fingerprint(config)),
            statement: None,
            method: Method::Panel,
            services: Vec::new(),
        })
    };

    let found = editions(&[before.clone(), before.clone(), now.clone()], &now);
    assert_eq!(found, [(fingerprint(&before), vec![Category::Social])]);
    let asked = fingerprint(&now);
    let mut answered = now.site(&asked);
    answered.earlier = found.iter().map(|(asked, again)| (asked.as_str(), again.clone())).collect();
    let decision = decide(&answered, &record(&before), false);
    assert_eq!((decision.granted, decision.asked, decision.ask), (vec![true, false, true], vec![false, true, false], true));

    let found = editions(std::slice::from_ref(&before), &fewer);
    assert_eq!(found, [(fingerprint(&before), vec![])]);
    let asked = fingerprint(&fewer);
    let mut answered = fewer.site(&asked);
    answered.earlier = found.iter().map(|(asked, again)| (asked.as_str(), again.clone())).collect();
    let decision = decide(&answered, &record(&before), false);
    assert_eq!((decision.granted, decision.ask), (vec![true], false));
}

/// The machinery of `core::fmt` is larger than all of this, should a browser ever need it.
#[test]
fn comparing_needs_no_formatting() {
    for source in [include_str!("../src/core/diff.rs"), include_str!("../src/core/diff/compare.rs")] {
        assert!(!source.contains("format!") && !source.contains("to_string()") && !source.contains("Display"));
    }
}

#[test]
fn l_04_a_tag_that_waits_no_longer_is_asked_again_and_one_that_waits_again_is_not() {
    let site = |mode: &str| {
        let service = json!({ "catalogue": "google-analytics", "consentMode": mode, "note": "Google hears of each page at once." });
        json!({ "version": 1, "controller": { "name": "A B.V." }, "services": [service] })
    };
    let (basic, advanced) = (site("basic"), site("advanced"));
    assert_eq!(kinds(&changes(&basic, &advanced)), [(Rank::Material, Kind::ConsentMode)]);
    assert_eq!(kinds(&changes(&advanced, &basic)), [(Rank::Reducing, Kind::ConsentMode)]);
    assert_ne!(fingerprint(&config(&basic)), fingerprint(&config(&advanced)));
    let mut silent = basic.clone();
    silent["services"][0].as_object_mut().unwrap().remove("consentMode");
    assert_eq!(fingerprint(&config(&basic)), fingerprint(&config(&silent)));
}

/// A service as far as it is asked, with its JSON.
#[derive(Clone, Debug)]
struct Model {
    id: &'static str,
    category: &'static str,
    exempt: bool,
    countries: Vec<&'static str>,
    periods: Vec<u32>,
    months: u32,
    purpose: String,
}

impl Model {
    fn is_asked(&self) -> bool {
        self.category != "functional"
    }

    fn basis(&self) -> &'static str {
        match self.category {
            "functional" => "necessary",
            "analytics" if self.exempt => "exempt",
            _ => "consent",
        }
    }

    fn longest(&self) -> u32 {
        self.periods.iter().copied().max().unwrap_or(0)
    }

    fn json(&self) -> Json {
        let items: Vec<Json> =
            self.periods.iter().enumerate().map(|(n, days)| json!({ "name": format!("c{n}"), "retention": format!("P{days}D") })).collect();
        json!({
            "id": self.id, "name": self.id, "category": self.category, "basis": self.basis(), "hosts": [format!("{}.example", self.id)],
            "countries": self.countries, "items": items, "retentionMonths": self.months, "purpose": self.purpose,
            "agreement": true, "ipAnonymised": true, "dataSharing": false, "adsFeatures": false, "userId": false, "ownUseOnly": true, "firstParty": true,
        })
    }
}

fn model() -> impl Strategy<Value = Model> {
    (
        select(vec!["one", "two", "three", "four"]),
        select(vec!["functional", "analytics", "social", "advertising"]),
        any::<bool>(),
        subsequence(vec!["NL", "IE", "US"], 0..=3),
        prop::collection::vec(1..4_u32, 0..3),
        0..3_u32,
        "[a-z]{1,3}",
    )
        .prop_map(|(id, category, exempt, countries, periods, months, purpose)| Model {
            id,
            category,
            exempt,
            countries,
            periods,
            months,
            purpose,
        })
}

/// Up to four services, each id once.
fn models() -> impl Strategy<Value = Vec<Model>> {
    prop::collection::vec(model(), 0..5).prop_map(|mut models| {
        models.sort_by_key(|model| model.id);
        models.dedup_by_key(|model| model.id);
        models
    })
}

fn site(models: &[Model]) -> Config {
    config(&json!({ "version": 1, "controller": { "name": "A B.V." }, "services": models.iter().map(Model::json).collect::<Vec<_>>() }))
}

/// Said again, in other words than the engine's: is there anything in the new one that nobody agreed to?
fn is_more(old: &[Model], new: &[Model]) -> bool {
    new.iter().filter(|service| service.is_asked()).any(|service| {
        match old.iter().find(|other| other.id == service.id && other.is_asked()) {
            None => true,
            Some(other) => {
                other.category != service.category
                    || (other.exempt && service.basis() == "consent" && other.basis() == "exempt")
                    || service.countries.iter().any(|country| !other.countries.contains(country))
                    || service.longest() > other.longest()
                    || service.months > other.months
            }
        }
    })
}

/// Makes one thing more than it was; `None` when there is no more of it.
fn more(models: &[Model], place: usize, what: u8) -> Option<Vec<Model>> {
    let mut models = models.to_vec();
    let count = models.len().max(1);
    let service = models.get_mut(place % count).filter(|service| service.is_asked())?;
    match what {
        0 => service.months += 1,
        1 => service.periods.push(service.longest() + 1),
        _ => service.countries.push(["NL", "IE", "US"].into_iter().find(|country| !service.countries.contains(country))?),
    }
    Some(models)
}

proptest! {
    #[test]
    fn l_05_nothing_changed_is_no_change_whatever_the_order(models in models(), seed in any::<u64>()) {
        let old = site(&models);
        prop_assert_eq!(diff(&old, &old), []);
        let mut turned = models;
        let by = seed as usize % turned.len().max(1);
        turned.rotate_left(by);
        for model in &mut turned {
            model.countries.reverse();
        }
        prop_assert_eq!(diff(&old, &site(&turned)), []);
    }

    #[test]
    fn l_04_material_is_exactly_what_is_more(old in models(), new in models()) {
        let (one, other) = (site(&old), site(&new));
        let found = diff(&one, &other);
        prop_assert_eq!(asks_again(&found), is_more(&old, &new), "{:#?}", found);
        prop_assert_eq!(touched(&found).is_empty(), !asks_again(&found));
        // The hash that a record carries covers the same things: it changes with every change above editorial.
        let covered = found.iter().any(|change| change.rank > Rank::Editorial && !matches!(change.kind, Kind::Item));
        prop_assert_eq!(fingerprint(&one) != fingerprint(&other), covered, "{:#?}", found);
    }

    #[test]
    fn l_05_more_one_way_is_less_the_other_way(old in models(), place in any::<usize>(), what in 0_u8..3) {
        if let Some(new) = more(&old, place, what) {
            let (one, other) = (site(&old), site(&new));
            prop_assert!(asks_again(&diff(&one, &other)));
            let back = diff(&other, &one);
            prop_assert!(back.iter().all(|change| change.rank < Rank::Material), "{:#?}", back);
            prop_assert!(back.iter().any(|change| change.rank == Rank::Reducing), "{:#?}", back);
        }
    }
}
