//! What is done with data: purposes, bases, kinds, recipients, transfers, date (AVG art. 13(1)(c) to (f)).

use super::document::{Block, Kind, Sentence};
use super::phrase::{all, any, has_date};
use super::vendors::named;
use super::{Finding, Text, Verdict, Wish};

const PURPOSES: Wish = Wish::new("purposes", "AVG art. 13(1)(c)", "what the data are for");
const BASES: Wish = Wish::new("legal-bases", "AVG art. 6(1) and 13(1)(c)", "on which legal basis data are processed");
const KINDS: Wish = Wish::new("data-categories", "AVG art. 5(1)(a) and 14(1)(d)", "which kinds of personal data");
const RECIPIENTS: Wish = Wish::new("recipients", "AVG art. 13(1)(e)", "who receives the data, by name or kind");
const UNNAMED: Wish = Wish::new("unnamed-companies", "AVG art. 13(1)(e); CJEU C-673/17", "speaks of other companies without saying which");
const TRANSFERS: Wish =
    Wish::new("transfers", "AVG art. 13(1)(f)", "whether data leave the European Economic Area, where to and with which safeguard");
const DATE: Wish = Wish::new("version-date", "AVG art. 5(2) and 12(1)", "a version or date, so that it is known what held when");
const OPEN: Wish = Wish::new("marked-open", "AVG art. 12(1) and 13", "says itself that this is not known or not declared");

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    PURPOSES.judge(purposes(text), Verdict::Missing, found);
    match (bases(text), text.find(&[&["grondslag: niet opgegeven", "grondslag: niet bekend"]])) {
        (Some(_), Some(without)) => BASES.give(Verdict::Weak, Some(&without.raw), found),
        (sentence, _) => BASES.judge(sentence, Verdict::Missing, found),
    }
    KINDS.judge(kinds(text), Verdict::Missing, found);
    recipients(text, found);
    if let Some(vague) =
        text.find(&[&["andere bedrijven die cookies*", "sommige partners", "onze partners", "bepaalde partners", "diverse partijen"]])
    {
        UNNAMED.give(Verdict::Weak, Some(&vague.raw), found);
    }
    transfers(text, found);
    DATE.judge(date(text), Verdict::Missing, found);
    if let Some(open) = text.sentences().find(|sentence| any(&sentence.plain, &["niet bekend", "niet opgegeven", "nog in te vullen"])) {
        OPEN.give(Verdict::Weak, Some(&open.raw), found);
    }
}

fn purposes<'a>(text: &'a Text<'_>) -> Option<&'a Sentence> {
    const DATA: [&str; 6] = ["gegevens", "persoonsgegevens", "informatie", "e-mailadres*", "ip-adres*", "adres"];
    const ACTS: [&str; 8] = ["gebruik*", "verwerk*", "nodig", "slaan", "opslaan", "verzamel*", "doel", "doel:"];
    const FOR: [&str; 9] = ["om", "voor het", "waarvoor", "met het doel", "doel:", "doelen", "doeleinden", "zodat", "ten behoeve van"];
    // What announces the statement, and what is not done, is no purpose.
    const OTHER: [&str; 10] = [
        "geen", "recht", "in deze verklaring", "leggen wij uit", "leggen we uit", "vertellen we", "leest u", "lees je", "in deze tabel",
        "doel: niet*",
    ];
    let body = text.blocks.iter().filter(|block| block.kind != Kind::Heading).flat_map(|block| &block.sentences);
    body.into_iter().find(|sentence| all(&sentence.plain, &[&DATA, &ACTS, &FOR]) && !any(&sentence.plain, &OTHER))
}

/// Any of the six grounds of art. 6(1), in words that name it as the reason.
fn bases<'a>(text: &'a Text<'_>) -> Option<&'a Sentence> {
    const GROUNDS: [&[&[&str]]; 6] = [
        &[&[
            "op basis van uw toestemming", "op basis van je toestemming", "op basis van jouw toestemming", "op grond van toestemming",
            "art. 6", "artikel 6",
        ]],
        &[&["contract", "overeenkomst"], &["vanwege", "uitvoering", "uitvoeren", "noodzakelijk", "nodig"], &["wij", "we", "uitvoering"]],
        &[&["wettelijk verplicht", "wettelijke verplichting", "wettelijke plicht"]],
        &[&["gerechtvaardigd belang", "gerechtvaardigde belangen"]],
        &[&["vitaal belang", "vitale belangen"]],
        &[&["algemeen belang"]],
    ];
    let about_data = |sentence: &&Sentence| !any(&sentence.plain, &["met google", "verwerkersovereenkomst*", "politie", "delen"]);
    GROUNDS.iter().find_map(|groups| text.sentences().filter(about_data).find(|sentence| all(&sentence.plain, groups)))
}

/// A sentence with two kinds at least: one alone may be about something else.
fn kinds<'a>(text: &'a Text<'_>) -> Option<&'a Sentence> {
    const KNOWN: [&str; 18] = [
        "naam", "naw-gegevens", "naw gegevens", "adres", "adresgegevens", "factuuradres", "e-mailadres*", "ip-adres*", "ip-nummers",
        "ip nummers", "telefoonnummer*", "bankgegevens", "betalingsgegevens", "betaalgegevens", "geboortedatum", "gebruikersnaam",
        "geslacht", "user-agent",
    ];
    text.sentences().find(|sentence| KNOWN.iter().filter(|kind| any(&sentence.plain, &[kind])).count() > 1)
}

fn recipients(text: &Text<'_>, found: &mut Vec<Finding>) {
    const KINDS: [&str; 12] = [
        "bezorgdienst*", "registrar*", "boekhoud*", "accountant*", "betaaldienst*", "betaalprovider*", "hostingprovider*", "verwerkers",
        "ontvanger:", "incassobureau*", "drukker*", "softwareleverancier*",
    ];
    const GIVING: [&str; 14] = [
        "geven", "gegeven", "krijg*", "delen", "gedeeld", "koppeling", "verstrek*", "ontvang*", "opgeslagen", "toegang", "gebruik*",
        "doen", "schakel*", "doorgegeven",
    ];
    const VAGUE: [&str; 7] = ["leverancier*", "partners", "derden", "derde partijen", "andere bedrijven", "andere partijen", "instanties"];
    let row = text
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Row)
        .flat_map(|block| &block.sentences)
        .find(|sentence| sentence.plain.starts_with("ontvanger: ") && !any(&sentence.plain, &["ontvanger: niet bekend"]));
    let named = text.sentences().find(|sentence| named(&sentence.plain).next().is_some() && any(&sentence.plain, &GIVING));
    let told = row.or_else(|| text.find(&[&KINDS, &GIVING])).or(named);
    let body = || text.blocks.iter().filter(|block| block.kind != Kind::Heading).flat_map(|block| &block.sentences);
    let vague = body().find(|sentence| any(&sentence.plain, &VAGUE) && !any(&sentence.plain, &["nooit", "geen", "niet"]));
    // "We share with nobody" is an answer too, but no recipient.
    match (told, vague.or_else(|| body().find(|sentence| all(&sentence.plain, &[&VAGUE, &GIVING])))) {
        (None, Some(vague)) => RECIPIENTS.give(Verdict::Weak, Some(&vague.raw), found),
        (told, _) => RECIPIENTS.judge(told, Verdict::Missing, found),
    }
}

fn transfers(text: &Text<'_>, found: &mut Vec<Finding>) {
    const OUT: [&str; 8] = [
        "buiten de europese unie", "buiten de eu", "buiten europa", "buiten de eer", "buiten de europese economische ruimte", "derde land",
        "derde landen", "verenigde staten",
    ];
    const IN: [&str; 8] = [
        "in de eu", "binnen de eu", "binnen europa", "in europa", "binnen de eer", "binnen de europese unie", "in de europese unie",
        "binnen de europese economische ruimte",
    ];
    const COUNTRIES: [&str; 11] = [
        "verenigde staten", "vs", "amerika", "verenigd koninkrijk", "zwitserland", "canada", "japan", "china", "india", "australië",
        "israël",
    ];
    const SAFEGUARDS: [&str; 8] = [
        "adequaatheidsbesluit*", "modelcontract*", "modelbepalingen", "standaardcontract*", "standaardbepalingen", "privacy framework",
        "privacy shield", "bindende bedrijfsvoorschriften",
    ];
    let leaves = |block: &&Block| block.kind != Kind::Heading;
    let body = || text.blocks.iter().filter(leaves).flat_map(|block| &block.sentences);
    if let Some(out) = body()
        .find(|sentence| any(&sentence.plain, &["buiten*"]) && any(&sentence.plain, &OUT))
        .or_else(|| body().find(|sentence| any(&sentence.plain, &OUT)))
    {
        let told = body().any(|sentence| any(&sentence.plain, &OUT) && any(&sentence.plain, &COUNTRIES)) && text.has(&SAFEGUARDS);
        TRANSFERS.give(if told { Verdict::Present } else { Verdict::Weak }, Some(&out.raw), found);
    } else if let Some(inside) = body().find(|sentence| any(&sentence.plain, &IN)) {
        TRANSFERS.give(Verdict::Present, Some(&inside.raw), found);
    } else if let Some(outside) = body().find(|sentence| named(&sentence.plain).any(|vendor| vendor.outside)) {
        // The company is named and the country is not: that much the text shows.
        TRANSFERS.give(Verdict::Missing, Some(&outside.raw), found);
    } else {
        TRANSFERS.give(Verdict::Unsaid, None, found);
    }
}

/// A date among the first blocks, or in a sentence that says what it is the date of.
fn date<'a>(text: &'a Text<'_>) -> Option<&'a Sentence> {
    let first = text.blocks.iter().take(6).flat_map(|block| &block.sentences);
    let dated = |sentence: &&Sentence| has_date(&sentence.plain);
    let told =
        |sentence: &&Sentence| any(&sentence.plain, &["versie", "datum", "laatst*", "geldig", "gewijzigd", "aanpassing", "ingangsdatum"]);
    first.into_iter().find(dated).or_else(|| text.sentences().find(|sentence| dated(sentence) && told(sentence)))
}
