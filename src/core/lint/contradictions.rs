//! Two things that do not go together, each with the sentence that shows it.

use super::document::{Kind, Sentence};
use super::phrase::{all, any};
use super::vendors::{Role, named};
use super::{Finding, Text, Verdict, Wish};

const NO_COOKIES: Wish = Wish::new("no-cookies-but-some", "AVG art. 5(1)(a)", "says that there are no cookies, and names some");
const DENIED: Wish =
    Wish::new("denied-kind", "AVG art. 5(1)(a)", "says that a kind of cookies is not used, and names a service of that kind");
const ANONYMOUS: Wish =
    Wish::new("anonymous-how", "AVG art. 4(5) and recital 26", "calls data anonymous without saying what makes them so");
const NEVER: Wish = Wish::new("never-shared-but-is", "AVG art. 5(1)(a)", "says that nobody else receives data, and names who does");
const NOT_PROCESSED: Wish =
    Wish::new("stored-not-processed", "AVG art. 4(2)", "says that stored data are not processed: storing is processing");
const NO_CONTROL: Wish = Wish::new(
    "agreement-no-control",
    "AVG art. 28(3)(a)",
    "has an agreement with a company, and no control over what it does with the data",
);
const UNFINISHED: Wish = Wish::new("unfinished-list", "AVG art. 12(1)", "announces a list that does not follow");
const CONTINUED: Wish = Wish::new("consent-by-use", "AVG art. 4(11) and recital 32", "takes going on with the website for consent");

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    let vendor = |sentence: &Sentence| named(&sentence.plain).any(|vendor| vendor.role == Role::Asks);
    let names = text.sentences().any(vendor);
    let some = names
        || text.sentences().any(|sentence| {
            all(&sentence.plain, &[&["plaatst", "plaatsen", "gebruikt", "gebruiken", "slaat", "slaan"], &["cookie", "cookies"]])
                && !any(&sentence.plain, &["geen", "niet", "zonder"])
        });
    let none =
        ["plaatsen geen cookies", "plaatst geen cookies", "gebruiken geen cookies", "gebruikt geen cookies", "geen gebruik van cookies"];
    give(NO_COOKIES, text.find(&[&none]).filter(|_| some), found);
    let measured = names && text.sentences().any(|sentence| any(&sentence.plain, &["google analytics", "matomo", "hotjar", "clarity"]));
    let denied = text
        .find(&[&["analytics cookies", "analytische cookies", "statistische cookies"], &["niet", "geen"]])
        .filter(|sentence| any(&sentence.plain, &["gebruik*"]) && !vendor(sentence));
    give(DENIED, denied.filter(|_| measured), found);
    let anonymous = text.find(&[&["anoniem", "anonieme", "geanonimiseerd*"]]);
    let how =
        text.has(&["ip-adres*", "octet", "ingekort", "afgekapt", "gemaskeerd", "geaggregeerd*", "niet herleidbaar", "niet te herleiden"]);
    give(ANONYMOUS, anonymous.filter(|_| !how), found);
    let never = [
        "onder geen voorwaarde", "nooit aan derden", "niet aan derden", "geen gegevens door aan", "niet met derden",
        "niet aan andere bedrijven",
    ];
    let reserved = ["behalve", "tenzij", "uitzondering", "buiten de", "zonder uw toestemming", "zonder je toestemming"];
    let never = text.find(&[&never]).filter(|sentence| !any(&sentence.plain, &reserved));
    give(NEVER, never.filter(|_| text.sentences().any(|sentence| named(&sentence.plain).next().is_some())), found);
    let stored = text
        .blocks
        .iter()
        .filter(|block| any(&block.plain(), &["bijgehouden", "logging", "logbestand*", "opgeslagen", "bewaard", "vastgelegd"]));
    give(
        NOT_PROCESSED,
        stored
            .flat_map(|block| &block.sentences)
            .find(|sentence| any(&sentence.plain, &["verwerken deze gegevens niet", "verwerken wij niet", "worden niet verwerkt"])),
        found,
    );
    let control = text.find(&[&["geen controle", "geen volledige controle", "geen invloed"]]);
    give(NO_CONTROL, control.filter(|_| text.has(&["overeenkomst met", "verwerkersovereenkomst*", "afspraken gemaakt"])), found);
    give(
        CONTINUED,
        text.find(&[
            &["verder te gaan", "verder gaat", "door gebruik te maken van deze website", "blijven gebruiken"],
            &["akkoord", "toestemming", "stemt"],
        ]),
        found,
    );
    for (place, block) in text.blocks.iter().enumerate() {
        let ends = block.sentences.last().filter(|sentence| block.kind != Kind::Heading && sentence.raw.ends_with(':'));
        let next = text.blocks.get(place + 1).map(|block| block.kind);
        give(UNFINISHED, ends.filter(|_| matches!(next, None | Some(Kind::Heading))), found);
    }
}

fn give(wish: Wish, sentence: Option<&Sentence>, found: &mut Vec<Finding>) {
    if let Some(sentence) = sentence {
        wish.give(Verdict::Conflict, Some(&sentence.raw), found);
    }
}
