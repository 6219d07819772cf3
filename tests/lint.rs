//! What the five real statements lack, exactly; what the generated ones still lack, and why each pattern is there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use proptest::prelude::*;
use sample::{full, judge, set};
use serde_json::{Value as Json, json};
use sluis::core::lint::Verdict::{self, Conflict, Missing, Present, Unsaid, Weak};
use sluis::core::lint::{Finding, is_clean, lint};
use sluis::core::view::statement::{language, statement};

fn page(company: &str) -> String {
    std::fs::read_to_string(format!("{}/www/sites/{company}/privacyverklaring/index.html", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The statement that a configuration gives.
fn generated(json: &Json) -> String {
    let config = judge(json).config.unwrap();
    statement(&config, language(&config), false).unwrap().view.to_string()
}

fn generated_for(company: &str) -> String {
    let file = format!("{}/www/sites/{company}/consent.json", env!("CARGO_MANIFEST_DIR"));
    generated(&serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
}

fn ids(findings: &[Finding], verdict: Verdict) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.verdict == verdict).map(|finding| finding.id).collect()
}

/// All findings but those that are present.
fn remainder(findings: &[Finding]) -> Vec<(Verdict, Vec<&'static str>)> {
    [Missing, Conflict, Weak, Unsaid]
        .into_iter()
        .map(|verdict| (verdict, ids(findings, verdict)))
        .filter(|(_, ids)| !ids.is_empty())
        .collect()
}

fn evidence<'a>(findings: &'a [Finding], id: &str) -> &'a str {
    let found = findings.iter().find(|finding| finding.id == id).unwrap_or_else(|| panic!("no {id}"));
    found.evidence.as_deref().unwrap_or_else(|| panic!("no evidence for {id}"))
}

#[test]
fn i_02_2twnty4_lacks() {
    let found = lint(&page("2twnty4"));
    assert_eq!(
        remainder(&found),
        [
            (
                Missing,
                vec![
                    "controller-address", "legal-bases", "version-date", "retention-orders", "retention-logs", "retention-newsletter",
                    "retention-contact", "rights-restriction", "rights-objection", "withdrawal", "complaint", "cookie-names",
                    "cookie-access",
                ]
            ),
            (Weak, vec!["recipients", "retention-vague"]),
            (Unsaid, vec!["rights-automated"]),
        ]
    );
    assert_eq!(
        ids(&found, Present),
        [
            "controller-name", "controller-contact", "purposes", "data-categories", "transfers", "retention", "retention-account",
            "rights-access", "rights-rectification", "rights-erasure", "rights-portability", "cookie-purposes", "cookie-duration",
        ]
    );
    assert_eq!(evidence(&found, "transfers"), "Alle van onze leveranciers zijn gevestigd in de EU.");
    assert_eq!(evidence(&found, "rights-erasure"), "Je mag ons ook vragen om jouw gegevens uit onze database te wissen.");
    assert!(evidence(&found, "retention-account").starts_with("Voor een account bij één van onze applicaties"));
    assert!(evidence(&found, "cookie-duration").starts_with("Deze cookie wordt automatisch verwijderd zodra je de sessie beëindigt"));
}

#[test]
fn i_02_codex_connectors_lacks() {
    let found = lint(&page("codex-connectors"));
    assert_eq!(
        remainder(&found),
        [
            (
                Missing,
                vec![
                    "retention-newsletter", "retention-statistics", "rights-access", "rights-erasure", "rights-restriction",
                    "rights-portability", "withdrawal", "cookie-names", "cookie-duration",
                ]
            ),
            (Conflict, vec!["agreement-no-control"]),
            (Weak, vec!["email-domain", "unnamed-companies", "transfers", "rights-objection", "browser-only"]),
            (Unsaid, vec!["rights-automated"]),
        ]
    );
    assert_eq!(
        ids(&found, Present),
        [
            "controller-name", "controller-address", "controller-contact", "purposes", "legal-bases", "data-categories", "recipients",
            "version-date", "retention", "retention-account", "retention-orders", "rights-rectification", "complaint", "cookie-purposes",
            "cookie-access", "consent-first",
        ]
    );
    assert_eq!(evidence(&found, "legal-bases"), "Deze hebben wij nodig vanwege het contract die we met u sluiten.");
    assert_eq!(evidence(&found, "transfers"), "Sommige partners zijn gevestigd buiten de Europese Unie.");
    assert_eq!(evidence(&found, "consent-first"), "Hierbij zullen we vragen om uw akkoord voor het gebruik van deze cookies.");
    assert!(evidence(&found, "browser-only").starts_with("U kunt via uw browser het plaatsen van cookies uitschakelen"));
    assert!(evidence(&found, "email-domain").contains("info@iwebdevelopment.nl"));
}

#[test]
fn i_02_tnp_digital_lacks() {
    let found = lint(&page("tnp-digital"));
    assert_eq!(
        remainder(&found),
        [
            (
                Missing,
                vec![
                    "controller-name", "controller-address", "version-date", "retention-logs", "rights-restriction", "rights-portability",
                    "cookies"
                ]
            ),
            (Weak, vec!["retention-vague", "rights-limited"]),
            (Unsaid, vec!["transfers", "rights-automated", "withdrawal"]),
        ]
    );
    assert_eq!(
        ids(&found, Present),
        [
            "controller-contact", "purposes", "legal-bases", "data-categories", "recipients", "retention", "retention-account",
            "retention-orders", "rights-access", "rights-rectification", "rights-erasure", "rights-objection", "complaint",
        ]
    );
    assert_eq!(evidence(&found, "rights-limited"), "Als klant heeft u altijd het recht op beheer van uw eigen gegevens.");
    assert!(evidence(&found, "recipients").contains("boekhoudprogramma"));
}

#[test]
fn i_02_twentenet_lacks() {
    let found = lint(&page("twentenet"));
    assert_eq!(
        remainder(&found),
        [
            (Missing, vec!["retention-newsletter", "rights-restriction", "rights-portability", "cookies"]),
            (Weak, vec!["rights-limited"]),
            (Unsaid, vec!["transfers", "rights-automated"]),
        ]
    );
    assert_eq!(
        ids(&found, Present),
        [
            "controller-name", "controller-address", "controller-contact", "purposes", "legal-bases", "data-categories", "recipients",
            "version-date", "retention", "retention-account", "retention-orders", "rights-access", "rights-rectification",
            "rights-erasure", "rights-objection", "withdrawal", "complaint",
        ]
    );
    assert_eq!(evidence(&found, "version-date"), "augustus 2019");
    assert_eq!(evidence(&found, "rights-limited"), "het laten verwijderen van verouderde persoonsgegevens");
    assert!(evidence(&found, "controller-name").starts_with("Source XS B.V. H.o.d.n. TwenteNET"));
}

#[test]
fn i_02_twisted_bytes_lacks() {
    let found = lint(&page("twisted-bytes"));
    assert_eq!(
        remainder(&found),
        [
            (
                Missing,
                vec![
                    "legal-bases", "transfers", "retention-account", "retention-orders", "retention-contact", "rights-access",
                    "rights-rectification", "rights-erasure", "rights-restriction", "rights-portability", "rights-objection", "withdrawal",
                    "complaint", "cookie-names", "cookie-duration", "consent-first",
                ]
            ),
            (Conflict, vec!["stored-not-processed", "agreement-no-control", "unfinished-list", "unfinished-list"]),
            (Weak, vec!["email-garbled", "retention-vague"]),
            (Unsaid, vec!["rights-automated"]),
        ]
    );
    assert_eq!(
        ids(&found, Present),
        [
            "controller-name", "controller-address", "controller-contact", "purposes", "data-categories", "recipients", "version-date",
            "retention", "retention-logs", "retention-backups", "retention-statistics", "cookie-purposes", "cookie-access",
        ]
    );
    assert_eq!(evidence(&found, "retention-backups"), "De backups worden maximaal 2 maanden bewaard.");
    assert_eq!(evidence(&found, "consent-first"), "Wij doen dat met Google Analytics.");
    assert_eq!(evidence(&found, "version-date"), "Datum van laatste aanpassing: 12-juni-2018");
}

#[test]
fn i_02_what_the_generated_statements_still_lack_is_what_their_companies_never_said() {
    for (company, expected) in [
        (
            "2twnty4",
            vec![
                (
                    Missing,
                    vec![
                        "controller-address", "legal-bases", "version-date", "retention-orders", "retention-logs", "retention-newsletter",
                        "retention-contact", "cookie-names",
                    ],
                ),
                (Weak, vec!["recipients", "marked-open"]),
            ],
        ),
        (
            "codex-connectors",
            vec![
                (Missing, vec!["retention-newsletter", "retention-statistics"]),
                // These are the company's own words, in its notes.
                (Weak, vec!["email-domain", "legal-bases", "unnamed-companies", "transfers", "marked-open"]),
            ],
        ),
        (
            "tnp-digital",
            vec![
                (
                    Missing,
                    vec!["controller-address", "version-date", "retention-account", "retention-logs", "cookie-names", "cookie-duration"],
                ),
                (Weak, vec!["legal-bases", "marked-open"]),
                (Unsaid, vec!["transfers"]),
            ],
        ),
        (
            "twentenet",
            vec![
                (Missing, vec!["retention-newsletter", "cookie-names", "cookie-duration"]),
                (Weak, vec!["legal-bases", "marked-open"]),
                (Unsaid, vec!["transfers"]),
            ],
        ),
        (
            "twisted-bytes",
            vec![
                (Missing, vec!["retention-account", "retention-contact"]),
                (Conflict, vec!["agreement-no-control"]),
                (Weak, vec!["legal-bases", "transfers", "marked-open", "retention-vague"]),
            ],
        ),
    ] {
        assert_eq!(remainder(&lint(&generated_for(company))), expected, "{company}");
    }
}

/// For the page on statements: what each statement lacks, as published and as generated.
fn shown(findings: &[Finding]) -> String {
    let parts = [(Missing, "missing"), (Conflict, "conflict"), (Weak, "weak")].map(|(verdict, name)| {
        let ids = ids(findings, verdict);
        if ids.is_empty() { String::new() } else { format!("**{name}** {}", ids.join(", ")) }
    });
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

#[test]
fn i_02_the_page_on_statements_shows_what_each_company_lacks() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/statement.md")).unwrap();
    for (company, name) in [
        ("2twnty4", "2TWNTY4"),
        ("codex-connectors", "Codex Connectors"),
        ("tnp-digital", "TNP Digital"),
        ("twentenet", "TwenteNET"),
        ("twisted-bytes", "Twisted Bytes"),
    ] {
        let row = format!("| {name} | {} | {} |", shown(&lint(&page(company))), shown(&lint(&generated_for(company))));
        assert!(docs.contains(&row), "docs/statement.md has not:\n{row}");
    }
}

/// A configuration that leaves nothing open.
fn complete() -> Json {
    let mut json = full();
    for (pointer, to) in [
        ("/controller/companyNumber", json!("12345678")),
        ("/categories/social/used", json!(false)),
        ("/services/2/items/1", json!({ "name": "_d", "retention": "PT1H", "purpose": "Tellen" })),
        ("/services/1/note", json!("Google valt onder het Data Privacy Framework.")),
        (
            "/processing",
            json!([
                { "what": "Serverlogs: IP-adres en tijdstip", "purpose": "Onze website beveiligen", "basis": "legitimate-interest", "retention": "12 dagen", "recipient": "Hostingbedrijf" },
                { "what": "Back-ups", "purpose": "Gegevens herstellen", "basis": "legitimate-interest", "retention": "2 maanden" },
                { "what": "Bestellingen: naam, adres en e-mailadres", "purpose": "De bestelling leveren", "basis": "contract", "retention": "7 jaar" },
            ]),
        ),
    ] {
        set(&mut json, pointer, to);
    }
    json
}

#[test]
fn i_02_a_complete_configuration_gives_a_clean_statement_with_u_and_with_je() {
    for formality in ["formal", "informal"] {
        let mut json = complete();
        set(&mut json, "/formality", json!(formality));
        let html = generated(&json);
        let found = lint(&html);
        assert!(is_clean(&found), "{formality}: {:#?}", remainder(&found));
        assert_eq!(remainder(&found), [], "{formality}\n{html}");
    }
}

/// Two statements in other people's words, written for this test, that lack nothing.
const BAKER: &str = include_str!("sample/statements/bakker.txt");
const BICYCLES: &str = include_str!("sample/statements/fietsen.html");

#[test]
fn i_02_a_good_statement_in_other_words_is_called_good() {
    assert_eq!(remainder(&lint(BAKER)), []);
    assert_eq!(remainder(&lint(BICYCLES)), [(Unsaid, vec!["rights-automated"])]);
}

#[test]
fn i_02_what_is_taken_out_of_a_good_statement_is_missed() {
    for (sample, removed, id) in [
        (BAKER, "gevestigd aan Kerkplein 12, 3511 AB Utrecht, ", "controller-address"),
        (BAKER, "Laatst gewijzigd op 3 maart 2026.", "version-date"),
        (BAKER, " twee jaar na uw laatste bestelling", "retention-account"),
        (BAKER, "na 30 dagen ", "retention-logs"),
        (BAKER, " totdat u zich afmeldt", "retention-newsletter"),
        (
            BAKER,
            "MailChimp verwerkt gegevens in de Verenigde Staten. Dit gebeurt op basis van het EU-VS Data Privacy Framework, buiten de EU is dat de waarborg.",
            "transfers",
        ),
        (BAKER, "in te zien, ", "rights-access"),
        (BAKER, "te corrigeren of ", "rights-rectification"),
        (BAKER, " of te verwijderen", "rights-erasure"),
        (BAKER, "de verwerking te beperken en ", "rights-restriction"),
        (BAKER, " en u heeft het recht op gegevensoverdraagbaarheid", "rights-portability"),
        (BAKER, " of bezwaar te maken tegen de verwerking van uw persoonsgegevens", "rights-objection"),
        (BAKER, "uw eventuele toestemming voor de gegevensverwerking in te trekken of ", "withdrawal"),
        (BAKER, "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens.", "complaint"),
        (BAKER, ", laravel_session,", "cookie-names"),
        (BAKER, "Deze cookie wordt bewaard tot u de browser sluit.", "cookie-duration"),
        (BAKER, "Derden hebben geen toegang tot deze cookie.", "cookie-access"),
        (BICYCLES, "Tweewielers Oost V.O.F. (KVK 87654321)", "controller-name"),
        (BICYCLES, "hallo@tweewielersoost.example", "controller-contact"),
        (BICYCLES, "Met je toestemming plaatsen we cookies van Matomo", "consent-first"),
        (BICYCLES, "Onze boekhouder en onze hostingprovider ontvangen gegevens.", "recipients"),
        (BICYCLES, "30 dagen", "retention-backups"),
        (BICYCLES, "7 jaar", "retention-orders"),
        (BICYCLES, "Statistieken van Matomo bewaren we 24 maanden.", "retention-statistics"),
    ] {
        assert!(sample.contains(removed), "{removed}");
        let found = lint(&sample.replace(removed, if id == "consent-first" { "We plaatsen cookies van Matomo" } else { "" }));
        let told = found.iter().find(|finding| finding.id == id).unwrap_or_else(|| panic!("{id} is not judged"));
        assert_eq!(told.verdict, Missing, "{removed}: {}", told.line());
    }
}

/// A statement with nothing wrong in it, to add one sentence to.
fn with_sentence(sentence: &str) -> Vec<&'static str> {
    let html = generated(&complete()).replace("</article>", &format!("<p>{sentence}</p><h2>Slot</h2><p>Einde.</p></article>"));
    let found = lint(&html);
    [Conflict, Weak].into_iter().flat_map(|verdict| ids(&found, verdict)).collect()
}

#[test]
fn a_sentence_that_does_not_go_with_the_rest_is_found() {
    assert_eq!(with_sentence("Wij doen dit netjes."), Vec::<&str>::new());
    for (sentence, id) in [
        ("Wij plaatsen geen cookies.", "no-cookies-but-some"),
        ("Analytische cookies gebruiken wij niet.", "denied-kind"),
        ("Wij geven uw gegevens onder geen voorwaarde aan derden.", "never-shared-but-is"),
        ("De bezoeken worden opgeslagen. Wij verwerken deze gegevens niet.", "stored-not-processed"),
        ("Wij hebben geen controle over wat zij ermee doen.", "agreement-no-control"),
        ("Wij gebruiken de volgende diensten:", "unfinished-list"),
        ("Door verder te gaan op deze website geeft u toestemming.", "consent-by-use"),
        ("Sommige partners helpen ons daarbij.", "unnamed-companies"),
        ("Wij bewaren gegevens niet langer dan nodig.", "retention-vague"),
        ("Mail naar [email protected] voor meer.", "email-garbled"),
    ] {
        assert_eq!(with_sentence(sentence), [id], "{sentence}");
    }
    let reserved = "Wij geven uw gegevens onder geen voorwaarde aan derden, behalve als de wet dat eist.";
    assert_eq!(with_sentence(reserved), Vec::<&str>::new());
}

#[test]
fn anonymous_needs_a_reason() {
    let claim = "Voorbeeld B.V.\n\nWij gebruiken Google Analytics. De gegevens zijn anoniem.";
    assert!(ids(&lint(claim), Conflict).contains(&"anonymous-how"));
    let reasoned = [claim, " Het laatste octet van het IP-adres wordt verwijderd."].concat();
    assert!(!ids(&lint(&reasoned), Conflict).contains(&"anonymous-how"));
}

#[test]
fn i_08_the_browser_is_never_the_only_way() {
    let sentence = "<p>U kunt cookies uitschakelen in uw browser.</p>";
    let page = |rest: &str| format!("<main><article><h1>Privacy</h1>{sentence}{rest}</article></main>");
    assert!(ids(&lint(&page("")), Weak).contains(&"browser-only"));
    assert!(!ids(&lint(&page("<p>Of open de <a href=\"#sluis\" data-sluis=\"open\">keuze</a>.</p>")), Weak).contains(&"browser-only"));
    assert!(!ids(&lint(&page("<p>Of ga naar Cookie-instellingen onderaan.</p>")), Weak).contains(&"browser-only"));
}

#[test]
fn each_verdict_rests_on_a_sentence_that_is_there() {
    for company in ["2twnty4", "codex-connectors", "tnp-digital", "twentenet", "twisted-bytes"] {
        let html = page(company);
        let article = html.split("<article").nth(1).unwrap().split("</article").next().unwrap();
        let bare: String =
            article.replace("<br>", " ").split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = words(&bare.replace("&amp;", "&"));
        for finding in lint(&html) {
            let said = finding.evidence.as_deref().map(words);
            assert!(said.is_none_or(|said| whole.contains(&said)), "{company}: {}", finding.line());
            assert!(matches!(finding.verdict, Missing | Unsaid) || finding.evidence.is_some(), "{company}: {}", finding.line());
            assert!(["AVG", "Tw", "CJEU"].iter().any(|source| finding.article.starts_with(source)) && !finding.why.is_empty());
        }
    }
}

#[test]
fn text_and_html_give_the_same() {
    let text = "Privacyverklaring\n\n12 juni 2018\n\nContact\n\nVoorbeeld B.V., Dorpsstraat 1, mail info@voorbeeld.nl.\n\nUw rechten\n\n- inzage in uw gegevens\n- bezwaar maken tegen gebruik";
    let html = "<h1>Privacyverklaring</h1><p>12 juni 2018</p><h2>Contact</h2><p>Voorbeeld B.V., Dorpsstraat 1, mail info@voorbeeld.nl.</p><h2>Uw rechten</h2><ul><li>inzage in uw gegevens<li>bezwaar maken tegen gebruik</ul>";
    assert_eq!(lint(text), lint(html));
    assert!(ids(&lint(text), Present).contains(&"rights-objection"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_always_the_same(text in "\\PC{0,80}", tags in prop::collection::vec(prop::sample::select(vec!["<table>", "<tr>", "<td>", "</table>", "<li>", "</li>", "<h2>", "<p", "<!--", "&amp", "cookies", "{"]), 0..12)) {
        for whole in [text.clone(), ["<", &text].concat(), [tags.concat(), text].concat()] {
            prop_assert_eq!(lint(&whole), lint(&whole));
        }
    }
}
