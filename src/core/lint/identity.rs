//! Who is responsible, and can they be reached (AVG art. 13(1)(a)).

use super::phrase::{any, email, has_address, has_phone, plain};
use super::{Finding, Text, Verdict, Wish};

const NAME: Wish = Wish::new("controller-name", "AVG art. 13(1)(a)", "who is responsible, by legal name");
const ADDRESS: Wish = Wish::new("controller-address", "AVG art. 13(1)(a)", "where the controller is established");
const CONTACT: Wish = Wish::new("controller-contact", "AVG art. 13(1)(a)", "an e-mail address or telephone number");
const GARBLED: Wish = Wish::new("email-garbled", "AVG art. 12(1)", "a spam filter replaced the e-mail address, so nobody can read it");
const RELATION: Wish =
    Wish::new("email-domain", "AVG art. 13(1)(a)", "the e-mail address belongs to a name that the statement does not explain");

const FORMS: [&str; 16] = [
    "b.v*", "bv", "n.v*", "nv", "v.o.f*", "vof", "stichting", "vereniging", "coöperatie", "eenmanszaak", "maatschap", "handelsnaam",
    "h.o.d.n*", "handelend onder", "verwerkingsverantwoordelijke*", "is verantwoordelijk voor",
];

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    let name = text.find(&[&FORMS]);
    NAME.judge(name, Verdict::Missing, found);
    let whole = |test: fn(&str) -> bool| {
        text.blocks
            .iter()
            .find(|block| test(&block.raw()))
            .and_then(|block| block.sentences.iter().find(|sentence| test(&sentence.raw)).or(block.sentences.first()))
    };
    ADDRESS.judge(whole(has_address), Verdict::Missing, found);
    let mail = text.sentences().find(|sentence| email(&sentence.raw).is_some());
    CONTACT.judge(mail.or_else(|| text.sentences().find(|sentence| has_phone(&sentence.raw))), Verdict::Missing, found);
    if let Some(garbled) =
        text.sentences().find(|sentence| any(&sentence.plain, &["[email protected*"]) || sentence.plain.contains("[email protected]"))
    {
        GARBLED.give(Verdict::Weak, Some(&garbled.raw), found);
    }
    if let (Some(_), Some(mail)) = (name, mail)
        && let Some(address) = email(&mail.raw)
        && !is_explained(text, address)
    {
        RELATION.give(Verdict::Weak, Some(&mail.raw), found);
    }
}

/// Whether the name in an e-mail address also stands elsewhere, with or without spaces.
fn is_explained(text: &Text<'_>, address: &str) -> bool {
    let host = address.rsplit('@').next().unwrap_or_default();
    let name = host.rsplit('.').nth(1).unwrap_or(host).to_lowercase();
    let joined = |words: &str| words.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let name = joined(&name);
    text.sentences().any(|sentence| {
        let without: String = sentence.raw.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
        joined(&plain(&without)).contains(&name)
    })
}
