//! The rights of art. 15 to 22, taking consent back, complaining (AVG art. 13(2)(b) to (d)).

use super::document::Sentence;
use super::phrase::{all, any};
use super::vendors::{Role, named};
use super::{Finding, Text, Verdict, Wish};

const ACCESS: Wish = Wish::new("rights-access", "AVG art. 13(2)(b) and 15", "the right to see the data");
const RECTIFICATION: Wish = Wish::new("rights-rectification", "AVG art. 13(2)(b) and 16", "the right to have data corrected");
const ERASURE: Wish = Wish::new("rights-erasure", "AVG art. 13(2)(b) and 17", "the right to have data deleted");
const RESTRICTION: Wish = Wish::new("rights-restriction", "AVG art. 13(2)(b) and 18", "the right to have the use of data restricted");
const PORTABILITY: Wish = Wish::new("rights-portability", "AVG art. 13(2)(b) and 20", "the right to take data along");
const OBJECTION: Wish = Wish::new("rights-objection", "AVG art. 13(2)(b) and 21", "the right to object");
const AUTOMATED: Wish = Wish::new("rights-automated", "AVG art. 13(2)(f) and 22", "automated decisions, where there are any");
const LIMITED: Wish = Wish::new(
    "rights-limited",
    "AVG art. 12(2) and 15 to 22",
    "gives the rights to customers, or to part of the data, where the law gives them to everybody",
);
const WITHDRAWAL: Wish = Wish::new("withdrawal", "AVG art. 7(3) and 13(2)(c)", "that consent can be withdrawn at any time");
const COMPLAINT: Wish = Wish::new("complaint", "AVG art. 13(2)(d) and 77", "the right to complain to the supervisory authority");

const DATA: [&str; 7] = ["gegevens", "persoonsgegevens", "informatie", "fouten", "verwerking", "gebruik", "deze"];

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    let offer = |groups: &[&[&str]]| text.prose().find(|sentence| all(&sentence.plain, groups) && is_offered(sentence));
    let seen = ["inzage", "inzien", "in te zien", "inzicht", "opvragen", "op te vragen", "bekijken"];
    ACCESS.judge(offer(&[&seen, &DATA]), Verdict::Missing, found);
    let corrected = ["corriger*", "rectific*", "wijzigen", "aanpassen", "verbeteren", "corrigeren", "correctie"];
    RECTIFICATION.judge(offer(&[&corrected, &DATA]), Verdict::Missing, found);
    let deleted =
        ["laten verwijderen", "verwijdering van", "te verwijderen", "wissen", "vergetelheid", "laten wissen", "verwijderd krijgen"];
    ERASURE.judge(offer(&[&deleted, &DATA]), Verdict::Missing, found);
    RESTRICTION.judge(offer(&[&["beperk*"], &["verwerking", "gebruik", "gegevens", "recht"]]), Verdict::Missing, found);
    let taken = [
        "overdraagba*", "gegevensoverdraagbaarheid", "overdragen", "over te dragen", "overzetten", "meenemen", "meekrijgen",
        "andere instantie", "dataportabiliteit",
    ];
    PORTABILITY.judge(offer(&[&taken, &["gegevens", "persoonsgegevens", "recht"]]), Verdict::Missing, found);
    objection(text, found);
    AUTOMATED.judge(text.find(&[&["geautomatiseerd*", "automatische besluit*", "profilering"]]), Verdict::Unsaid, found);
    let limited = |sentence: &&Sentence| {
        any(&sentence.plain, &["als klant heeft u", "als klant heb je", "verwijderen van verouderde"])
            && any(&sentence.plain, &["recht", "laten"])
    };
    if let Some(sentence) = text.sentences().find(limited) {
        LIMITED.give(Verdict::Weak, Some(&sentence.raw), found);
    }
    withdrawal(text, found);
    let authority = ["autoriteit*", "authoriteit*", "toezichthouder*", "privacytoezichthouder*"];
    let block = text.blocks.iter().find(|block| all(&block.plain(), &[&["klacht*"], &authority]));
    COMPLAINT.judge(
        block.and_then(|block| block.sentences.iter().find(|sentence| any(&sentence.plain, &["klacht*"]))),
        Verdict::Missing,
        found,
    );
}

/// Whether it is something for the reader to ask, and not what the site does by itself. Lists say it without a verb.
fn is_offered(sentence: &Sentence) -> bool {
    const OTHERS: [&str; 7] =
        ["ter inzage", "verklaring", "privacy statement", "onze sites", "wachtwoord", "onbevoegde", "verkeerde persoon"];
    let offered = ["u", "uw", "je", "jouw", "recht", "laten", "kunt", "kun", "mag", "de precieze"];
    any(&sentence.plain, &offered) && !any(&sentence.plain, &OTHERS)
}

/// Objecting to advertising only is one half of art. 21.
fn objection(text: &Text<'_>, found: &mut Vec<Finding>) {
    let objects = |sentence: &&Sentence| any(&sentence.plain, &["bezwaar"]);
    let narrow = |sentence: &&Sentence| {
        any(&sentence.plain, &["deze reclame", "tegen reclame", "reclame per e-mail", "nieuwsbrief", "direct marketing"])
    };
    match (text.prose().filter(objects).find(|sentence| !narrow(sentence)), text.prose().filter(objects).find(narrow)) {
        (None, Some(sentence)) => OBJECTION.give(Verdict::Weak, Some(&sentence.raw), found),
        (sentence, _) => OBJECTION.judge(sentence, Verdict::Missing, found),
    }
}

/// Wanted where anything rests on consent; the words for that are looked for.
fn withdrawal(text: &Text<'_>, found: &mut Vec<Finding>) {
    let taken_back = text.find(&[&["intrek*", "trekken", "ingetrokken"], &["toestemming", "akkoord"]]);
    let asks = text.has(&["toestemming", "akkoord", "nieuwsbrief*"])
        || text.sentences().any(|sentence| named(&sentence.plain).any(|vendor| vendor.role == Role::Asks));
    WITHDRAWAL.judge(taken_back, if asks { Verdict::Missing } else { Verdict::Unsaid }, found);
}
