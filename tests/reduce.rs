//! What follows from what is done, as effects.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use sluis::core::config::{Category, Config, Enforce};
use sluis::core::decide::{decide, fingerprint, summarise};
use sluis::core::effect::{Effect, Event, Layer, Notice};
use sluis::core::record::{Method, Record, Stored};
use sluis::core::reduce::{Action, Actor, App};
use sluis::core::site::Site;
use sluis::core::state::state;
use support::{NOW, app, functional, shop, site};

fn visitor(app: &mut App<'_>, action: Action<'_>) -> Vec<Effect> {
    app.act(action, Actor::Visitor, NOW)
}

fn persisted(effects: &[Effect]) -> &Record {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Persist { record, .. } => Some(record),
        _ => None,
    });
    found.unwrap()
}

fn receipt(effects: &[Effect]) -> serde_json::Value {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Persist { receipt, .. } => Some(serde_json::from_str(receipt).unwrap()),
        _ => None,
    });
    found.unwrap()
}

/// The effects by name, to compare their order.
fn order(effects: &[Effect]) -> Vec<String> {
    effects.iter().map(|effect| format!("{effect:?}").split(['(', ' ', '{']).next().unwrap().to_owned()).collect()
}

#[test]
fn b_01_without_a_choice_nothing_is_granted_and_the_banner_is_due() {
    let mut app = app(shop(), &Stored::Nothing);
    assert_eq!(app.decision.granted, [true, false, false, false, false]);
    let effects = visitor(&mut app, Action::Start);
    assert_eq!(order(&effects), ["Signal", "Mark", "Emit", "Release", "Show", "Emit"]);
    assert_eq!(effects[0], Effect::Signal(r#"[["fbq","consent","revoke"]]"#.into()));
    assert_eq!(app.layer, Some(Layer::Banner));
}

#[test]
fn u_19_f_01_nothing_to_ask_means_no_banner_and_nothing_stored() {
    let mut app = app(functional(), &Stored::Nothing);
    assert_eq!(order(&visitor(&mut app, Action::Start)), ["Mark", "Emit", "Release"]);
    for action in [Action::Accept, Action::Reject, Action::Save, Action::Withdraw, Action::Grant(&["analytics".into()])] {
        assert_eq!(app.act(action, Actor::Script, NOW), []);
    }
    assert_eq!(order(&visitor(&mut app, Action::Open)), ["Show", "Emit"], "information is always there");
}

#[test]
fn s_03_a_choice_is_recorded_then_signalled_then_told_then_released() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    let effects = visitor(&mut app, Action::Accept);
    assert_eq!(order(&effects), ["Persist", "Signal", "Sweep", "Mark", "Emit", "Release", "Hide", "Emit", "Announce"]);
    assert_eq!(persisted(&effects).encode(), format!("1~20261122T1014Z~a1s1r1~c.{}~s.2018-06-12~b", fingerprint(&shop())));
}

#[test]
fn s_03_one_update_with_every_key_on_a_decision_and_on_load() {
    let mut fresh = app(shop(), &Stored::Nothing);
    let updates = |effect: &&Effect| matches!(effect, Effect::Signal(calls) if calls.contains("update"));
    assert_eq!(visitor(&mut fresh, Action::Start).iter().find(updates), None, "no update without a choice");
    let effects = visitor(&mut fresh, Action::Grant(&["analytics".into()]));
    let expected = Effect::Signal(
        concat!(
            r#"[["gtag","consent","update",{"ad_storage":"denied","ad_user_data":"denied","ad_personalization":"denied","#,
            r#""personalization_storage":"denied","analytics_storage":"granted"}],["fbq","consent","revoke"]]"#
        )
        .into(),
    );
    assert_eq!(effects.iter().filter(|effect| **effect == expected).count(), 1);

    let mut again = app(shop(), &Stored::Choice(persisted(&effects).clone()));
    let effects = visitor(&mut again, Action::Start);
    assert_eq!(order(&effects), ["Sweep", "Signal", "Mark", "Emit", "Release"]);
    assert_eq!(effects[..2], [Effect::Sweep(vec![]), expected]);
}

#[test]
fn b_04_each_category_stands_alone() {
    for bits in 0..8_u8 {
        let categories = [Category::Analytics, Category::Social, Category::Advertising];
        let wanted: Vec<Category> = (0..3).filter(|bit| bits >> bit & 1 == 1).map(|bit| categories[bit]).collect();
        let names: Vec<String> = wanted.iter().map(|category| category.name().to_owned()).collect();
        let mut app = app(shop(), &Stored::Nothing);
        app.act(Action::Grant(&names), Actor::Script, NOW);
        for (service, granted) in app.site.services.iter().zip(&app.decision.granted) {
            assert_eq!(*granted, service.category == Category::Functional || wanted.contains(&service.category));
        }
    }
}

#[test]
fn u_07_leaving_stores_nothing_and_the_question_stays() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    visitor(&mut app, Action::Open);
    visitor(&mut app, Action::Toggle("analytics", true));
    let effects = visitor(&mut app, Action::Close);
    assert_eq!(order(&effects), ["Hide", "Emit", "Show", "Emit"]);
    assert_eq!(app.layer, Some(Layer::Banner));
    assert_eq!(app.decision.record, None);
    visitor(&mut app, Action::Open);
    assert_eq!(app.draft, app.decision.granted, "what was not kept is not shown as if it were");
}

#[test]
fn w_03_the_settings_show_what_is_stored() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    visitor(&mut app, Action::Open);
    visitor(&mut app, Action::Toggle("analytics:hotjar", true));
    visitor(&mut app, Action::Toggle("social", true));
    let effects = visitor(&mut app, Action::Save);
    let record = persisted(&effects).clone();
    assert!(record.encode().ends_with("~p~v.hotjar"), "{}", record.encode());
    assert_eq!((record.categories, record.services.as_slice()), ([false, true, false], ["hotjar".to_owned()].as_slice()));

    let mut again = App::new(site(shop()), &Stored::Choice(record), "nl", false);
    visitor(&mut again, Action::Open);
    let on: Vec<String> = again.switches().into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
    assert_eq!(on, ["analytics:hotjar", "social", "social:youtube"]);
}

#[test]
fn w_04_what_is_taken_back_is_recorded_signalled_swept_and_told() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Accept);
    let effects = app.act(Action::Withdraw, Actor::Script, NOW + 5);
    assert_eq!(order(&effects), ["Persist", "Signal", "Sweep", "Mark", "Emit", "Release", "Announce"]);
    assert!(effects.contains(&Effect::Sweep(vec![1, 2, 3, 4])));
    assert!(effects.contains(&Effect::Announce(Notice::Withdrawn)));
    assert_eq!(persisted(&effects).method, Method::Withdrawal);
}

#[test]
fn w_04_under_a_policy_what_is_granted_later_takes_a_reload() {
    let notice = |app: &mut App<'_>, action: Action<'_>| {
        let told = visitor(app, action).into_iter().find_map(|effect| match effect {
            Effect::Announce(notice) => Some(notice),
            _ => None,
        });
        told.unwrap()
    };
    let mut site = site(shop());
    site.enforce = Enforce::Refused;
    let mut app = App::new(site, &Stored::Nothing, "nl", false);
    // Nothing was refused on this page yet, so it has no policy.
    assert_eq!(notice(&mut app, Action::Accept), Notice::Saved);
    assert_eq!(notice(&mut app, Action::Reject), Notice::Withdrawn);
    assert_eq!(notice(&mut app, Action::Reject), Notice::Saved);
    let refused = app.decision.record.clone().unwrap();
    assert_eq!(notice(&mut app, Action::Accept), Notice::Reload);
    let granted = app.decision.record.clone().unwrap();
    assert_eq!(notice(&mut app, Action::Sync(&Stored::Choice(refused))), Notice::Withdrawn);
    assert_eq!(notice(&mut app, Action::Sync(&Stored::Choice(granted))), Notice::Reload);
    app.site.enforce = Enforce::Never;
    notice(&mut app, Action::Reject);
    assert_eq!(notice(&mut app, Action::Accept), Notice::Saved);
}

#[test]
fn w_04_under_a_policy_from_the_first_page_on_what_a_visitor_grants_loads_the_page_again() {
    let first = || App::new(Site { enforce: Enforce::First, ..site(shop()) }, &Stored::Nothing, "nl", false);
    let last = |effects: &[Effect]| effects.last().cloned().unwrap();
    let told = |effects: &[Effect], notice| effects.contains(&Effect::Announce(notice));
    let mut app = first();
    let effects = visitor(&mut app, Action::Accept);
    // Everything else has happened by then: recorded, signalled and told.
    assert_eq!(order(&effects), ["Persist", "Signal", "Sweep", "Mark", "Emit", "Release", "Announce", "Reload"]);
    // A page that asks before it is left may stay, and then the visitor has the button.
    assert!(told(&effects, Notice::Reload));
    let granted = app.decision.record.clone().unwrap();
    // What is taken back needs none, what is taken back while something else is given does.
    assert!(!visitor(&mut app, Action::Withdraw).contains(&Effect::Reload));
    assert_eq!(last(&visitor(&mut app, Action::Embed("youtube"))), Effect::Reload);
    visitor(&mut app, Action::Open);
    visitor(&mut app, Action::Toggle("social", false));
    visitor(&mut app, Action::Toggle("analytics", true));
    let effects = visitor(&mut app, Action::Save);
    assert!(told(&effects, Notice::Withdrawn) && last(&effects) == Effect::Reload, "{effects:?}");
    // Nothing new, nothing to load.
    assert!(!visitor(&mut app, Action::Save).contains(&Effect::Reload));

    let mut app = first();
    let effects = visitor(&mut app, Action::Reject);
    assert!(told(&effects, Notice::Saved) && !effects.contains(&Effect::Reload), "{effects:?}");
    // A script, and another tab: the visitor is offered it, because a page could go on for ever, or lose what was typed.
    let effects = app.act(Action::Accept, Actor::Script, NOW + 5);
    assert!(told(&effects, Notice::Reload) && !effects.contains(&Effect::Reload), "{effects:?}");
    let effects = visitor(&mut first(), Action::Sync(&Stored::Choice(granted)));
    assert!(told(&effects, Notice::Reload) && !effects.contains(&Effect::Reload), "{effects:?}");
}

#[test]
fn w_02_refusing_in_the_settings_after_granting_is_a_withdrawal() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Accept);
    visitor(&mut app, Action::Open);
    let effects = visitor(&mut app, Action::Reject);
    assert_eq!(persisted(&effects).method, Method::Withdrawal);
    assert!(effects.contains(&Effect::Announce(Notice::Withdrawn)));
}

#[test]
fn r_01_r_02_a_receipt_says_what_was_asked_and_chosen_and_follows_the_one_before() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    let refused = receipt(&visitor(&mut app, Action::Reject));
    assert_eq!(
        refused,
        serde_json::json!({
            "schema": 1, "at": "2026-11-22T10:14Z", "asked": fingerprint(&shop()), "statement": "2018-06-12",
            "choices": {"analytics": "denied", "social": "denied", "advertising": "denied"},
            "services": {"google-analytics": "denied", "hotjar": "denied", "youtube": "denied", "meta-pixel": "denied"},
            "method": "banner", "layer": "banner", "language": "nl", "previous": null
        })
    );
    let granted = receipt(&app.act(Action::Grant(&["hotjar".into()]), Actor::Script, NOW + 60));
    assert_eq!(granted["previous"], "2026-11-22T10:14Z");
    assert_eq!(granted["method"], "api");
    assert_eq!(granted["services"]["hotjar"], "granted");
    assert_eq!(granted["choices"]["analytics"], "denied");
}

#[test]
fn s_07_a_grant_by_a_script_says_so() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    let effects = app.act(Action::Accept, Actor::Script, NOW);
    assert_eq!(persisted(&effects).method, Method::Api);
}

#[test]
fn b_12_allowing_the_service_of_an_embed_adds_that_one_and_says_where() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Start);
    visitor(&mut app, Action::Grant(&["hotjar".into()]));
    let effects = visitor(&mut app, Action::Embed("youtube"));
    let record = persisted(&effects);
    assert_eq!((record.method, record.categories), (Method::Embed, [false, true, false]));
    assert_eq!(record.services, ["hotjar"]);
    let receipt = receipt(&effects);
    assert_eq!((&receipt["method"], &receipt["layer"]), (&"embed".into(), &"embed".into()));
    assert_eq!((&receipt["services"]["youtube"], &receipt["services"]["meta-pixel"]), (&"granted".into(), &"denied".into()));
    assert!(order(&effects).contains(&"Release".to_owned()));
}

#[test]
fn l_07_a_grant_for_something_else_is_no_grant() {
    let other = |text: &str| decide(&site(shop()), &Stored::Choice(Record::decode(text).unwrap()), false);
    let decision = other("1~20261122T1014Z~a1s1r1~c.00000000~b");
    assert!(decision.ask && decision.record.is_none());
    assert_eq!(decision.granted, [true, false, false, false, false]);
    assert!(other("1~20261122T1014Z~a1s1r1~b").ask, "a grant that does not say what for");
    assert!(!other("1~20261122T1014Z~a0s0r0~b").ask, "a refusal that a scanner or extension has set");
}

#[test]
fn l_08_an_expired_choice_is_swept_before_the_new_question() {
    let mut app = app(shop(), &Stored::Expired);
    let effects = visitor(&mut app, Action::Start);
    assert_eq!(effects[0], Effect::Sweep(vec![1, 2, 3, 4]));
    assert!(effects.contains(&Effect::Show(Layer::Banner)));
}

#[test]
fn l_05_wording_is_not_part_of_what_was_asked_and_services_are() {
    let mut reworded: Config = shop();
    reworded.services[1].name = "Bezoekcijfers".into();
    reworded.services[1].purpose = None;
    assert_eq!(fingerprint(&reworded), fingerprint(&shop()));
    let mut turned = shop();
    turned.services.reverse();
    assert_eq!(fingerprint(&turned), fingerprint(&shop()));
    let mut fewer = shop();
    fewer.services.pop();
    assert_ne!(fingerprint(&fewer), fingerprint(&shop()));
}

#[test]
fn w_01_settings_that_do_not_come_leave_the_first_layer_to_refuse_on() {
    let mut app = app(shop(), &Stored::Nothing);
    visitor(&mut app, Action::Accept);
    visitor(&mut app, Action::Open);
    let effects = visitor(&mut app, Action::Fail);
    assert_eq!(effects, [Effect::Show(Layer::Banner), Effect::Emit(Event::Open), Effect::Announce(Notice::Failed)]);
    let effects = visitor(&mut app, Action::Reject);
    assert!(effects.contains(&Effect::Sweep(vec![1, 2, 3, 4])));
    assert_eq!(visitor(&mut app, Action::Fail), [Effect::Announce(Notice::Failed)], "a declaration did not come");
}

fn objecting(stored: &Stored) -> App<'static> {
    App::new(site(shop()), stored, "nl", true)
}

#[test]
fn s_01_an_objection_keeps_social_and_advertising_off_and_unasked() {
    let mut app = objecting(&Stored::Nothing);
    assert_eq!(app.decision.asked, [false, true, true, false, false]);
    visitor(&mut app, Action::Start);
    assert_eq!(app.layer, Some(Layer::Banner), "analytics is still to be asked");
    let effects = visitor(&mut app, Action::Accept);
    assert_eq!(persisted(&effects).categories, [true, false, false], "accepting answers what was asked, and no more");
}

#[test]
fn s_01_an_explicit_choice_in_the_settings_wins_over_an_objection() {
    let mut app = objecting(&Stored::Nothing);
    visitor(&mut app, Action::Start);
    visitor(&mut app, Action::Open);
    visitor(&mut app, Action::Toggle("advertising", true));
    let record = persisted(&visitor(&mut app, Action::Save)).clone();
    assert_eq!(record.categories, [false, false, true]);
    let again = objecting(&Stored::Choice(record));
    assert_eq!(again.decision.granted, [true, false, false, false, true]);
    assert!(!again.decision.ask);
}

#[test]
fn s_01_with_nothing_left_to_ask_there_is_no_banner() {
    let mut config = shop();
    config.services.retain(|service| service.category != Category::Analytics);
    let mut app = App::new(site(config), &Stored::Nothing, "nl", true);
    assert_eq!(order(&visitor(&mut app, Action::Start)), ["Signal", "Mark", "Emit", "Release"]);
    assert_eq!(app.layer, None);
}

/// A choice for everything under an earlier version, of which these categories have changed since.
fn after_a_change(granted: &str, changed: &[Category]) -> App<'static> {
    let mut site = site(shop());
    site.earlier = vec![("0000000a", changed.to_vec())];
    let record = Record::decode(&format!("1~20261122T1014Z~{granted}~c.0000000a~b")).unwrap();
    App::new(site, &Stored::Choice(record), "nl", false)
}

#[test]
fn l_04_only_what_has_changed_is_asked_again_and_the_rest_stands() {
    let mut app = after_a_change("a1s0r1", &[Category::Advertising]);
    assert_eq!(app.decision.granted, [true, true, true, false, false], "what has changed waits for its answer");
    visitor(&mut app, Action::Start);
    assert_eq!(app.layer, Some(Layer::Banner));
    let mut refused = app.clone();
    let record = persisted(&visitor(&mut app, Action::Accept)).clone();
    assert_eq!(record.categories, [true, false, true], "social was refused before and was not asked");
    assert_eq!(record.asked.as_deref(), Some(fingerprint(&shop()).as_str()));
    let record = persisted(&visitor(&mut refused, Action::Reject)).clone();
    assert_eq!(record.categories, [true, false, false], "and analytics stays as it was");
}

#[test]
fn l_05_what_only_shrank_asks_nothing() {
    let app = after_a_change("a1s0r1", &[]);
    assert_eq!(app.decision.granted, [true, true, true, false, true]);
    assert!(!app.decision.ask);
}

#[test]
fn w_08_another_tabs_choice_is_followed() {
    let mut here = app(shop(), &Stored::Nothing);
    visitor(&mut here, Action::Start);
    let mut there = app(shop(), &Stored::Nothing);
    let accepted = Stored::Choice(persisted(&visitor(&mut there, Action::Accept)).clone());
    assert_eq!(order(&visitor(&mut here, Action::Sync(&accepted))), ["Signal", "Mark", "Emit", "Release", "Hide", "Emit"]);
    assert_eq!(here.decision, there.decision);
    assert_eq!(visitor(&mut here, Action::Sync(&accepted)), [], "once");
    let withdrawn = Stored::Choice(persisted(&there.act(Action::Withdraw, Actor::Visitor, NOW + 1)).clone());
    let effects = visitor(&mut here, Action::Sync(&withdrawn));
    assert_eq!(order(&effects), ["Signal", "Mark", "Emit", "Release", "Announce"]);
    assert_eq!(here.decision.granted, [true, false, false, false, false]);
    assert_eq!(visitor(&mut here, Action::Sync(&Stored::Nothing)), [], "a cookie that is gone is not a choice");
}

#[test]
fn the_state_says_what_is_granted() {
    let mut app = app(shop(), &Stored::Nothing);
    app.act(Action::Grant(&["hotjar".into(), "social".into()]), Actor::Script, NOW);
    let state: serde_json::Value = serde_json::from_str(&state(Some(&app))).unwrap();
    assert_eq!(
        state,
        serde_json::json!({
            "ready": true, "valid": true, "asked": false, "decided": true,
            "categories": {"functional": "granted", "analytics": "denied", "social": "granted", "advertising": "denied"},
            "services": {"login": "granted", "google-analytics": "denied", "hotjar": "granted", "youtube": "granted", "meta-pixel": "denied"},
            "record": app.decision.record.as_ref().unwrap().encode(), "language": "nl",
        })
    );
}

#[test]
fn b_08_without_a_configuration_everything_is_denied() {
    let state: serde_json::Value = serde_json::from_str(&state(None)).unwrap();
    assert_eq!(state["valid"], false);
    assert_eq!(state["record"], serde_json::Value::Null);
    assert_eq!(
        state["categories"],
        serde_json::json!({"functional": "granted", "analytics": "denied", "social": "denied", "advertising": "denied"})
    );
}

#[test]
fn events_are_named_as_documented() {
    let names = [Event::Ready, Event::Change, Event::Open, Event::Close].map(Event::name);
    assert_eq!(names, ["sluis:ready", "sluis:change", "sluis:open", "sluis:close"]);
}

proptest! {
    #[test]
    fn g_02_what_is_kept_is_what_is_shown(moves in prop::collection::vec((0_usize..7, any::<bool>()), 0..20)) {
        let switches = ["analytics", "social", "advertising", "analytics:hotjar", "analytics:google-analytics", "social:youtube", "advertising:meta-pixel"];
        let mut app = app(shop(), &Stored::Nothing);
        visitor(&mut app, Action::Open);
        for (place, on) in moves {
            visitor(&mut app, Action::Toggle(switches[place], on));
        }
        let shown = app.draft.clone();
        let effects = visitor(&mut app, Action::Save);
        prop_assert_eq!(&app.decision.granted, &shown);
        let again = decide(&site(shop()), &Stored::Choice(persisted(&effects).clone()), false);
        prop_assert_eq!(&again.granted, &shown, "and it is what the next page reads");
    }

    #[test]
    fn a_summary_is_exact(bits in any::<[bool; 5]>()) {
        let site = site(shop());
        let granted: Vec<bool> = site.services.iter().zip(bits).map(|(service, bit)| bit || !service.is_switchable()).collect();
        let (categories, services) = summarise(&site, &granted);
        let record = Record { at: NOW, categories, asked: Some(site.asked.into()), statement: None, method: Method::Panel, services };
        prop_assert_eq!(decide(&site, &Stored::Choice(record), false).granted, granted);
    }
}
