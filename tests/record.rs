//! The stored choice: what is written is read, what was not written by us is no choice.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use sluis::core::record::{COOKIE, Method, Record, Stored, cookie, lifetime, stored};
use support::NOW;

fn record() -> impl Strategy<Value = Record> {
    let method = prop::sample::select(vec![Method::Banner, Method::Panel, Method::Embed, Method::Withdrawal, Method::Api]);
    (
        0_i64..NOW,
        any::<[bool; 3]>(),
        prop::option::of("[0-9a-f]{8}"),
        prop::option::of("[A-Za-z0-9._-]{1,16}"),
        method,
        prop::collection::vec("[a-z0-9-]{1,20}", 0..4),
    )
        .prop_map(|(at, categories, asked, statement, method, services)| Record { at, categories, asked, statement, method, services })
}

#[test]
fn r_05_the_format_is_the_documented_one() {
    let record = Record {
        at: NOW,
        categories: [true, false, false],
        asked: Some("3f9a1c27".into()),
        statement: Some("2018-06-12".into()),
        method: Method::Banner,
        services: vec!["youtube".into()],
    };
    let text = "1~20261122T1014Z~a1s0r0~c.3f9a1c27~s.2018-06-12~b~v.youtube";
    assert_eq!(record.encode(), text);
    assert_eq!(Record::decode(text), Some(record));
}

#[test]
fn r_05_attributes_are_first_party_and_host_only_unless_a_domain_is_given() {
    let record = Record::decode("1~20261122T1014Z~a0s0r0~b").unwrap();
    assert_eq!(cookie(&record, 6, None, true), "sluis_consent=1~20261122T1014Z~a0s0r0~b; Path=/; SameSite=Lax; Max-Age=15778440; Secure");
    assert!(cookie(&record, 6, Some("winkel.nl"), false).ends_with("; Domain=winkel.nl"));
}

#[test]
fn l_07_a_choice_is_over_after_its_months_and_cannot_come_from_the_future() {
    let at = |at: i64| format!("x=1; {COOKIE}={}; y=2", Record { at, ..Record::decode("1~20261122T1014Z~a1s1r1~b").unwrap() }.encode());
    assert!(matches!(stored(&at(NOW), NOW, 6), Stored::Choice(_)));
    assert!(matches!(stored(&at(NOW - lifetime(6) + 1), NOW, 6), Stored::Choice(_)));
    assert_eq!(stored(&at(NOW - lifetime(6)), NOW, 6), Stored::Expired);
    assert!(matches!(stored(&at(NOW + 10), NOW, 6), Stored::Choice(_)), "clocks differ a little");
    assert_eq!(stored(&at(NOW + 11), NOW, 6), Stored::Nothing);
}

#[test]
fn l_01_l_02_a_refusal_is_kept_as_long_as_a_grant_and_at_least_179_days() {
    for choice in ["a0s0r0", "a1s1r1"] {
        let cookie = format!("{COOKIE}=1~20261122T1014Z~{choice}~b");
        for day in 1..=179 {
            assert!(matches!(stored(&cookie, NOW + day * 24 * 60, 6), Stored::Choice(_)), "{choice} after {day} days");
        }
    }
}

#[test]
fn the_newest_of_several_cookies_counts() {
    let cookies = format!("{COOKIE}=1~20261121T1014Z~a1s1r1~b; {COOKIE}=1~20261122T1014Z~a0s0r0~w; {COOKIE}=rubbish");
    assert!(matches!(stored(&cookies, NOW, 6), Stored::Choice(record) if record.categories == [false; 3]));
}

proptest! {
    #[test]
    fn what_is_written_is_read(record in record()) {
        prop_assert_eq!(Record::decode(&record.encode()), Some(record));
    }

    #[test]
    fn r_05_a_usual_record_stays_under_200_bytes(record in record()) {
        prop_assert!(COOKIE.len() + 1 + record.encode().len() < 200);
    }

    #[test]
    fn l_07_no_text_is_read_as_anything_but_what_it_says(text in "[ -~]{0,60}") {
        if let Some(record) = Record::decode(&text) {
            prop_assert_eq!(record.encode(), text);
        }
    }

    #[test]
    fn l_07_one_changed_character_is_seen_or_still_says_what_it_says(record in record(), place in 0_usize..80, to in "[ -~]") {
        let text = record.encode();
        let place = place % text.len();
        let mut changed = text.clone();
        changed.replace_range(place..=place, &to);
        if let Some(read) = Record::decode(&changed) {
            prop_assert_eq!(read.encode(), changed);
        }
    }

    #[test]
    fn l_07_any_cookie_string_is_safe(cookies in ".{0,200}") {
        let _ = stored(&cookies, NOW, 6);
    }
}
