//! The statement that a configuration gives: complete, accessible, and never more than was declared.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;

use sample::{full, judge, least, set, with, without};
use serde_json::{Value as Json, json};
use sluis::core::config::Config;
use sluis::core::problem::{Problem, Severity, report};
use sluis::core::view::statement::{LANGUAGES, Written, foreign, language, statement};
use sluis::core::view::{Step, View, markdown};

const COMPANIES: [&str; 5] = ["2twnty4", "codex-connectors", "tnp-digital", "twentenet", "twisted-bytes"];

fn config(json: &Json) -> Config {
    let checked = judge(json);
    checked.config.unwrap_or_else(|| panic!("{}", report(&checked.problems)))
}

fn company(name: &str) -> Json {
    let file = format!("{}/www/sites/{name}/consent.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn written(json: &Json, language: &str, draft: bool) -> Written {
    statement(&config(json), language, draft).unwrap()
}

fn html(json: &Json, language: &str) -> String {
    written(json, language, false).view.to_string()
}

/// The elements with one tag: their attributes, and their text.
fn elements<'a>(view: &'a View, tag: &str) -> Vec<(Vec<(&'a str, &'a str)>, String)> {
    let mut found = Vec::new();
    let steps: Vec<Step<'_>> = view.steps().collect();
    for (start, step) in steps.iter().enumerate() {
        if *step != Step::Open(tag) {
            continue;
        }
        let (mut depth, mut attributes, mut text) = (0, Vec::new(), String::new());
        for step in &steps[start..] {
            match *step {
                Step::Open(_) => depth += 1,
                Step::Attribute(name, value) if depth == 1 => attributes.push((name, value)),
                Step::Attribute(..) => {}
                Step::Text(part) => text.push_str(part),
                Step::Close => depth -= 1,
            }
            if depth == 0 {
                break;
            }
        }
        found.push((attributes, text));
    }
    found
}

fn texts(view: &View, tag: &str) -> Vec<String> {
    elements(view, tag).into_iter().map(|(_, text)| text).collect()
}

/// Everything that there is to write about, in every language, as it is and as a draft.
fn everything() -> Vec<(String, Written)> {
    let mut all = Vec::new();
    let mut configs: Vec<(&str, Json)> = COMPANIES.iter().map(|name| (*name, company(name))).collect();
    configs.extend([("full", full()), ("least", least())]);
    for (name, json) in configs {
        for language in LANGUAGES {
            for draft in [false, true] {
                all.push((format!("{name} {language} {draft}"), written(&json, language, draft)));
            }
        }
    }
    all
}

#[test]
fn i_02_has_every_section_that_the_law_wants() {
    for (name, json) in COMPANIES.map(|name| (name, company(name))) {
        let headings = texts(&written(&json, "nl", true).view, "h2");
        for wanted in [
            "Wie is verantwoordelijk?", "Wat verzamelen wij en waarom?", "Cookies en diensten van anderen", "Wie krijgt uw gegevens?",
            "Hoe lang bewaren wij gegevens?", "Uw rechten", "Uw toestemming intrekken", "Een klacht indienen",
        ] {
            assert!(headings.iter().any(|heading| heading == wanted), "{name} lacks {wanted}: {headings:?}");
        }
    }
}

#[test]
fn a_02_headings_are_in_order_tables_are_named_and_nothing_is_empty() {
    for (name, written) in everything() {
        let view = &written.view;
        let mut level = 0;
        let (mut opened, mut closed) = (0, 0);
        for step in view.steps() {
            match step {
                Step::Open(tag) => {
                    opened += 1;
                    if let Some(digit) = tag.strip_prefix('h').and_then(|digit| digit.parse::<u8>().ok()) {
                        assert!(digit <= level + 1, "{name}: h{digit} after h{level}");
                        level = digit;
                    }
                }
                Step::Close => closed += 1,
                _ => {}
            }
        }
        assert_eq!(opened, closed, "{name}");
        assert_eq!(texts(view, "h1").len(), 1, "{name}");
        assert_eq!(texts(view, "table").len(), texts(view, "caption").len(), "{name}");
        for (attributes, text) in elements(view, "th") {
            assert!(attributes.iter().any(|(key, value)| *key == "scope" && ["col", "row"].contains(value)) && !text.is_empty(), "{name}");
        }
        for tag in ["h1", "h2", "h3", "h4", "p", "li", "td", "dt", "dd", "caption", "time", "em", "mark"] {
            assert!(texts(view, tag).iter().all(|text| !text.trim().is_empty()), "{name}: an empty {tag}");
        }
        for (attributes, text) in elements(view, "a") {
            assert!(
                !text.trim().is_empty() && attributes.iter().any(|(key, value)| *key == "href" && !value.is_empty()),
                "{name}: an empty link"
            );
        }
        let html = view.to_string();
        assert!(!html.contains('{') && !html.contains('}'), "{name}: a placeholder is left");
    }
}

#[test]
fn i_02_says_who_is_responsible_and_how_to_reach_them() {
    let html = html(&full(), "nl");
    for part in [
        "<h1>Privacy- en cookieverklaring van Voorbeeld B.V.</h1>",
        "<dd>Dam 1, Amsterdam</dd>",
        "<dd>+31 20 123 45 67</dd>",
        "<a href=\"mailto:privacy@voorbeeld.nl\">privacy@voorbeeld.nl</a>",
        "Voorbeeld is een handelsnaam.",
        "Verwerkingsverantwoordelijke",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(html.contains("<dt>KVK-nummer</dt><dd><em data-part=\"unknown\">niet bekend</em></dd>"));
    assert!(self::html(&company("twentenet"), "nl").contains("van TwenteNET (Source XS B.V.)</h1>"));
}

#[test]
fn i_02_names_each_legal_basis_by_its_article() {
    let html = html(&full(), "nl");
    for part in [
        "gerechtvaardigd belang (AVG art. 6 lid 1 onder f)",
        "nodig voor de dienst die u vraagt, zonder toestemming (Tw art. 11.7a lid 3 onder b)",
        "meting met weinig gevolgen voor uw privacy, zonder toestemming (Tw art. 11.7a lid 3 onder b)",
        "Tw art. 11.7a lid 1 en AVG art. 6 lid 1 onder a",
    ] {
        assert!(html.contains(part), "{part}");
    }
    // What is strictly necessary stands under b, too; a is the transmission of communication and nothing else:
    // https://wetten.overheid.nl/BWBR0009950/#Hoofdstuk11_Paragraaf11.1_Artikel11.7a
    assert!(!html.contains("lid 3 onder a"));
}

#[test]
fn i_02_each_language_has_every_section_and_says_nothing_of_another() {
    for (language, sections) in [
        (
            "de",
            [
                "Wer ist verantwortlich?", "Was erheben wir und warum?", "Cookies und Dienste anderer", "Wer erhält Ihre Daten?",
                "Wie lange bewahren wir Daten auf?", "Ihre Rechte", "Ihre Einwilligung widerrufen", "Sich beschweren",
            ],
        ),
        (
            "fr",
            [
                "Qui est responsable\u{a0}?", "Que collectons-nous et pourquoi\u{a0}?", "Cookies et services d’autres entreprises",
                "Qui reçoit vos données\u{a0}?", "Combien de temps conservons-nous les données\u{a0}?", "Vos droits",
                "Retirer votre consentement", "Introduire une réclamation",
            ],
        ),
    ] {
        let written = written(&full(), language, true);
        let headings = texts(&written.view, "h2");
        assert!(sections.iter().all(|wanted| headings.iter().any(|heading| heading == wanted)), "{language}: {headings:?}");
        let html = written.view.to_string();
        assert!(html.starts_with(&format!("<article data-part=\"statement\" lang=\"{language}\">")), "{language}");
        for word in ["AVG", "GDPR", "Tw art", " wij ", " we "] {
            assert!(!html.contains(word), "{language}: {word}");
        }
    }
    let [german, french] = ["de-du", "fr-tu"].map(|language| html(&full(), language));
    assert!(german.contains("Deine Rechte") && german.contains("lang=\"de\"") && french.contains("Tes droits"));
}

#[test]
fn what_is_said_in_another_language_only_is_told_to_the_author() {
    let mut json = full();
    set(&mut json, "/processing/0/what", json!({ "nl": "Serverlogs", "en": "Server logs" }));
    set(&mut json, "/services/0/purpose", json!({ "nl": "Ingelogd blijven", "de": "Angemeldet bleiben" }));
    let told = |language| -> Vec<String> {
        let problems = written(&json, language, false).problems;
        problems.into_iter().filter(|problem| problem.code == "untranslated").map(|problem| problem.path).collect()
    };
    assert_eq!(told("nl"), Vec::<String>::new());
    let german = told("de");
    assert!(german.contains(&"$.processing[0]".to_owned()) && !told("en").contains(&"$.processing[0]".to_owned()), "{german:?}");
    assert!(!german.contains(&"$.services[0].purpose".to_owned()) && told("en").contains(&"$.services[0].purpose".to_owned()));
}

/// Each as the law itself or its authority has it: `src/core/text/statement/law.json` names the pages.
#[test]
fn i_02_the_country_decides_which_law_and_which_authority_are_named() {
    for (country, language, consent, authority) in [
        ("DE", "de", "Einwilligung (§ 25 Abs. 1 TDDDG und Art. 6 Abs. 1 Buchst. a DSGVO)", "die Behörde des Bundeslandes"),
        (
            "AT",
            "de",
            "Einwilligung (§ 165 Abs. 3 TKG 2021 und Art. 6",
            "<a href=\"https://www.dsb.gv.at\">Österreichische Datenschutzbehörde</a>",
        ),
        ("LU", "de", "Art. 4 des luxemburgischen Gesetzes vom 30. Mai 2005", "<a href=\"https://cnpd.public.lu\">"),
        (
            "FR",
            "fr",
            "consentement (art. 82 de la loi Informatique et Libertés et art. 6",
            "<a href=\"https://www.cnil.fr\">Commission nationale",
        ),
        (
            "BE",
            "fr",
            "art. 10/2 de la loi du 30 juillet 2018",
            "<a href=\"https://www.autoriteprotectiondonnees.be\">Autorité de protection des données</a>",
        ),
        (
            "BE",
            "nl",
            "art. 10/2 van de wet van 30 juli 2018",
            "<a href=\"https://www.gegevensbeschermingsautoriteit.be\">Gegevensbeschermingsautoriteit</a>",
        ),
        ("LU", "fr", "art. 4 de la loi modifiée du 30 mai 2005", "(CNPD)</a>"),
        ("NL", "en", "Dutch Telecommunications Act art. 11.7a(1)", "Autoriteit Persoonsgegevens</a>"),
        ("IT", "en", "consent (Directive 2002/58/EC art. 5(3) and GDPR", "the privacy authority of your country"),
    ] {
        let mut json = without("/authority");
        set(&mut json, "/controller/country", json!(country));
        let html = html(&json, language);
        assert!(html.contains(consent) && html.contains(authority), "{country} {language}: {html}");
        assert_eq!(html.contains("11.7a"), country == "NL", "{country}");
    }
    // What a site says itself comes first.
    assert!(html(&with("/controller/country", json!("FR")), "fr").contains(">Autoriteit Persoonsgegevens</a>"));
    // Dutch without a country is that of the Netherlands; another language asks for it.
    let nowhere = without("/controller/country");
    assert!(html(&nowhere, "nl").contains("Tw art. 11.7a lid 1") && html(&nowhere, "de").contains("Art. 5 Abs. 3 Richtlinie 2002/58/EG"));
    assert!(lacks(&written(&nowhere, "de", false).problems, Severity::Warning, "$.controller.country"));
    assert!(!lacks(&written(&with("/controller/country", json!("IT")), "de", false).problems, Severity::Warning, "$.controller.country"));
}

#[test]
fn b_11_where_the_law_knows_no_exemption_for_measuring_the_author_is_told() {
    for (country, exempt) in [("NL", true), ("FR", true), ("DE", false), ("AT", false), ("BE", false), ("LU", false)] {
        let written = written(&with("/controller/country", json!(country)), "de", false);
        assert_eq!(lacks(&written.problems, Severity::Warning, "$.services[2].basis"), !exempt, "{country}: {}", report(&written.problems));
    }
}

#[test]
fn i_03_version_and_date_stand_on_top_and_earlier_versions_are_reached() {
    let mut json = full();
    json["statement"]["history"] =
        json!([{ "version": "2018-06-12", "effective": "2018-06", "url": "/cookies/2018" }, { "version": "1", "url": null }]);
    let written = written(&json, "nl", false);
    let html = written.view.to_string();
    let top = html.split("<h2>").next().unwrap();
    assert!(top.contains("Versie 2026-11-01, geldig vanaf <time datetime=\"2026-11-01\">1 november 2026</time>."), "{top}");
    assert!(html.contains("<time datetime=\"2018-06\">juni 2018</time>. <a href=\"/cookies/2018\">versie 2018-06-12 lezen</a>"));
    assert!(html.contains("<li>Versie 1. Vanaf wanneer deze geldt, is <em data-part=\"unknown\">niet bekend</em>.</li>"));
    assert_eq!(elements(&written.view, "time").len(), 2);
}

#[test]
fn i_04_tells_of_google_analytics_what_is_declared_and_nothing_else() {
    let facts =
        ["agreement", "dataSharing", "ipAnonymised", "adsFeatures", "userId", "ownUseOnly"].map(|fact| ["/services/1/", fact].concat());
    let told = [
        [Some("Wij hebben met Google een verwerkersovereenkomst."), Some("Wij hebben met Google geen verwerkersovereenkomst.")],
        [
            Some("Google mag de gegevens ook voor eigen producten gebruiken."),
            Some("Google mag de gegevens niet voor eigen producten gebruiken."),
        ],
        [Some("Uw IP-adres wordt ingekort voordat het wordt bewaard."), Some("Uw IP-adres wordt niet ingekort.")],
        [Some("Functies voor reclame staan aan."), Some("Functies voor reclame staan uit.")],
        [
            Some("U krijgt een nummer waarmee u bij een volgend bezoek wordt herkend."),
            Some("U krijgt geen nummer dat u over apparaten heen volgt."),
        ],
        [Some("De gegevens worden alleen voor deze website gebruikt."), Some("De gegevens worden niet alleen voor deze website gebruikt.")],
    ];
    for (pointer, sentences) in facts.iter().zip(told) {
        for (value, place) in [(json!(true), Some(0)), (json!(false), Some(1)), (json!(null), None)] {
            let mut json = with("/policy/agreementRequired", json!(false));
            set(&mut json, pointer, value);
            // The counter, with facts of its own, would say the same sentences.
            json["services"].as_array_mut().unwrap().remove(2);
            let html = html(&json, "nl");
            for (index, sentence) in sentences.iter().enumerate() {
                assert_eq!(html.contains(sentence.unwrap()), place == Some(index), "{pointer} {sentence:?}");
            }
            assert_eq!(html.contains("<li>Het is <em data-part=\"unknown\">niet bekend</em> of"), place.is_none(), "{pointer}");
        }
    }
    assert!(html(&full(), "nl").contains("<th scope=\"row\">_ga</th>"));
}

#[test]
fn i_06_r_06_the_table_has_functional_cookies_and_our_own() {
    let written = written(&full(), "nl", false);
    let names: Vec<String> = elements(&written.view, "th")
        .into_iter()
        .filter(|(attributes, _)| attributes.contains(&("scope", "row")))
        .map(|(_, text)| text)
        .collect();
    for name in ["session", "_ga", "_c_*", "sluis_consent", "sluis_receipts"] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    let html = written.view.to_string();
    assert!(html.contains("<th scope=\"row\">sluis_consent</th>") && html.contains("6 maanden"));
    let quiet = self::html(&company("2twnty4"), "nl-je");
    assert!(!quiet.contains("sluis_consent") && quiet.contains("tot je de browser sluit"));
    assert_eq!(quiet.matches("Deze website gebruikt dit soort cookies niet.").count(), 3);
}

#[test]
fn i_07_each_transfer_outside_the_area_is_named_with_its_country() {
    let html = html(&full(), "nl");
    assert!(html.contains("Google kan gegevens verwerken buiten de Europese Economische Ruimte: in de Verenigde Staten."));
    assert!(html.contains("Teller B.V. verwerkt gegevens binnen de Europese Economische Ruimte: in Nederland."));
    let unknown = self::html(&with("/services/2/countries", json!(null)), "nl");
    assert!(unknown.contains("Het is <em data-part=\"unknown\">niet bekend</em> in welke landen Teller B.V. gegevens verwerkt."));
    assert!(
        self::html(&company("2twnty4"), "nl-je")
            .contains("Wij kiezen alleen leveranciers die gegevens binnen de Europese Economische Ruimte verwerken.")
    );
}

#[test]
fn w_01_consent_is_withdrawn_through_the_settings_where_there_was_any() {
    let link = "<a href=\"#sluis\" data-sluis=\"open\">Cookie-instellingen</a>";
    assert!(html(&full(), "nl").contains(link));
    assert!(!html(&company("2twnty4"), "nl").contains("#sluis"));
    let renamed = with("/texts/nl", json!({ "link.settings": "Koekjes kiezen" }));
    assert!(html(&renamed, "nl").contains("data-sluis=\"open\">Koekjes kiezen</a>"));
}

#[test]
fn i_02_every_right_and_the_authority_are_told() {
    let mut json = without("/authority");
    json["controller"].as_object_mut().unwrap().remove("country");
    let written = written(&json, "nl", false);
    let items = texts(&written.view, "li");
    for article in ["art. 13 en 14", "art. 15", "art. 16", "art. 17", "art. 18", "art. 20", "art. 21", "art. 22", "art. 7 lid 3", "art. 77"]
    {
        assert!(items.iter().any(|item| item.contains(article)), "{article}");
    }
    assert!(written.view.to_string().contains("privacytoezichthouder van uw land"));
    let stopped = html(&with("/authority", json!({ "name": "Toezicht B.V." })), "nl");
    assert!(stopped.contains("de toezichthouder: Toezicht B.V.</p>"), "one full stop ends a sentence");
    assert!(html(&full(), "nl").contains("<a href=\"https://autoriteitpersoonsgegevens.nl\">Autoriteit Persoonsgegevens</a>"));
}

fn lacks(problems: &[Problem], severity: Severity, path: &str) -> bool {
    problems.iter().any(|problem| problem.severity == severity && problem.path == path && problem.expected.contains("AVG"))
}

#[test]
fn what_is_not_declared_is_told_to_the_author_and_marked_in_a_draft_only() {
    let json = without("/controller/address");
    let (plain, draft) = (written(&json, "nl", false), written(&json, "nl", true));
    assert_eq!(plain.problems, draft.problems);
    assert!(lacks(&plain.problems, Severity::Warning, "$.controller.address"), "{}", report(&plain.problems));
    assert!(!plain.view.to_string().contains("<dt>Adres</dt>"));
    assert!(draft.view.to_string().contains("<dt>Adres</dt><dd><mark data-part=\"missing\">niet opgegeven</mark></dd>"));
    let unknown = written(&with("/controller/address", json!(null)), "nl", false);
    assert!(lacks(&unknown.problems, Severity::Note, "$.controller.address"));
    assert!(unknown.view.to_string().contains("<dt>Adres</dt><dd><em data-part=\"unknown\">niet bekend</em></dd>"));
}

#[test]
fn each_problem_names_an_article_and_a_place() {
    for (name, written) in everything() {
        for problem in written.problems {
            let article = ["AVG art.", "Tw art.", "C-673/17"].iter().any(|source| problem.expected.contains(source));
            assert!(article && problem.path.starts_with('$'), "{name}: {}", problem.line());
        }
    }
}

#[test]
fn text_from_a_configuration_is_only_ever_text() {
    let evil = "</article><script>alert(1)</script>\n# x [y](javascript:z) | _a_";
    let mut json = full();
    for pointer in [
        "/controller/name", "/controller/address", "/services/2/name", "/services/2/purpose", "/processing/0/what", "/processing/0/note",
        "/authority/name", "/texts/nl",
    ] {
        set(&mut json, pointer, if pointer == "/texts/nl" { json!({ "link.settings": evil }) } else { json!(evil) });
    }
    let written = written(&json, "nl", true);
    let html = written.view.to_string();
    assert!(!html.contains("<script") && html.matches("</article>").count() == 1);
    // What has a backslash before it means nothing.
    let text = markdown(&written.view).replace("\\]", "").replace("\\<", "");
    assert!(!text.contains("<script") && !text.contains("\n# x") && !text.contains("](javascript"), "{text}");
}

#[test]
fn the_configuration_decides_the_language() {
    assert_eq!(language(&config(&company("2twnty4"))), "nl-je");
    assert_eq!(language(&config(&company("twentenet"))), "nl");
    assert_eq!(language(&config(&least())), "en");
    for (site, informal, expected) in [("de", true, "de-du"), ("fr", false, "fr"), ("en", true, "en"), ("it", true, "en")] {
        let mut json = with("/language", json!(site));
        set(&mut json, "/formality", json!(if informal { "informal" } else { "formal" }));
        assert_eq!(language(&config(&json)), expected);
        assert_eq!(foreign(&config(&json)).is_some(), site == "it", "{site}");
    }
    let english = written(&company("codex-connectors"), "en", false);
    assert!(
        english
            .view
            .to_string()
            .starts_with("<article data-part=\"statement\" lang=\"en\"><h1>Privacy and cookie statement of Codex Connectors B.V.</h1>")
    );
}

#[test]
fn markdown_says_what_html_says() {
    for (name, written) in everything() {
        let text = markdown(&written.view);
        for (tag, sign) in [("h1", "# "), ("h2", "## "), ("h3", "### "), ("h4", "#### ")] {
            assert_eq!(text.lines().filter(|line| line.starts_with(sign)).count(), texts(&written.view, tag).len(), "{name} {tag}");
        }
        let rows = texts(&written.view, "tr").len() + texts(&written.view, "table").len();
        assert_eq!(text.lines().filter(|line| line.starts_with('|')).count(), rows, "{name}");
    }
}
