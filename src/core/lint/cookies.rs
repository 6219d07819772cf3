//! What the law wants to be told of cookies (Tw art. 11.7a; CJEU C-673/17, Planet49), and of a way back (I-08).

use super::document::{Block, Kind, Sentence};
use super::phrase::{all, any, has_count};
use super::vendors::{Role, named};
use super::{Finding, Text, Verdict, Wish};

const COOKIES: Wish = Wish::new("cookies", "Tw art. 11.7a(1)", "what is stored on the visitor's device: logging in stores something");
const NAMES: Wish = Wish::new("cookie-names", "Tw art. 11.7a(1)(a); CJEU C-673/17", "which cookies, by name");
const PURPOSES: Wish = Wish::new("cookie-purposes", "Tw art. 11.7a(1)(a)", "what the cookies are for");
const DURATION: Wish = Wish::new("cookie-duration", "CJEU C-673/17", "how long cookies stay");
const ACCESS: Wish = Wish::new("cookie-access", "CJEU C-673/17", "whether other companies have access to the cookies");
const CONSENT: Wish = Wish::new("consent-first", "Tw art. 11.7a(1)(b)", "that permission is asked before cookies that are not needed");
const BROWSER: Wish = Wish::new("browser-only", "AVG art. 7(3)", "offers the browser's settings as the only way to refuse or withdraw");

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    if !text.has(&["cookie*", "cookies"]) {
        let stores = text.find(&[&["inlog*", "inloggen", "ingelogd", "in te loggen", "winkelwagen"]]);
        COOKIES.give(
            if stores.is_some() { Verdict::Missing } else { Verdict::Unsaid },
            stores.map(|sentence| sentence.raw.as_str()),
            found,
        );
        return;
    }
    let about = || {
        text.blocks
            .iter()
            .filter(|block| block.kind != Kind::Heading && (any(&block.plain(), &["cookie*"]) || any(&block.heading, &["cookie*"])))
    };
    let sentence = |test: &dyn Fn(&Sentence) -> bool| about().flat_map(|block| &block.sentences).find(|sentence| test(sentence));
    let rows = || about().filter(|block| block.kind == Kind::Row && any(&block.heading, &["cookie*"])).flat_map(|block| &block.sentences);
    let row = rows().find(|sentence| sentence.plain.starts_with("naam: ") && !sentence.plain.starts_with("naam: niet bekend"));
    NAMES.judge(row.or_else(|| sentence(&has_name)), Verdict::Missing, found);
    let ends = ["om", "zodat", "ter", "doel", "doel:", "voorkomt", "waarmee", "nodig voor"];
    let purpose = about()
        .filter(|block| any(&block.plain(), &["cookie*"]))
        .flat_map(|block| &block.sentences)
        .find(|sentence| any(&sentence.plain, &ends) && !any(&sentence.plain, &["doel: niet*"]));
    PURPOSES.judge(purpose, Verdict::Missing, found);
    DURATION.judge(about().find_map(duration), Verdict::Missing, found);
    let others = |sentence: &Sentence| {
        any(&sentence.plain, &["andere bedrijven", "derden", "derde partijen", "partners", "wie krijgt de gegevens*"])
            || named(&sentence.plain).next().is_some()
    };
    let access = about()
        .filter(|block| any(&block.plain(), &["cookie*"]) || block.kind == Kind::Row)
        .flat_map(|block| &block.sentences)
        .find(|sentence| others(sentence));
    ACCESS.judge(access, Verdict::Missing, found);
    if let Some(asks) = asks(text) {
        let asked: [&[&str]; 2] = [&["toestemming", "akkoord"], &["cookie*", "plaatsen", "vragen"]];
        let consent = text
            .prose()
            .find(|sentence| all(&sentence.plain, &asked) && !any(&sentence.plain, &["geen toestemming", "zonder toestemming"]));
        match consent {
            Some(sentence) => CONSENT.give(Verdict::Present, Some(&sentence.raw), found),
            None => CONSENT.give(Verdict::Missing, Some(&asks.raw), found),
        }
    }
    browser(text, found);
}

/// Something whose cookies need permission: a company, or a kind of cookies that is not denied at once.
fn asks<'a>(text: &'a Text<'_>) -> Option<&'a Sentence> {
    let vendor = text.sentences().find(|sentence| named(&sentence.plain).any(|vendor| vendor.role == Role::Asks));
    let kinds = ["tracking cookies", "trackingcookies", "marketingcookies", "marketing cookies", "reclamecookies"];
    vendor.or_else(|| text.sentences().find(|sentence| any(&sentence.plain, &kinds) && !any(&sentence.plain, &["niet", "geen"])))
}

/// A name as cookies have them: with an underscore in front or inside, or in capitals.
fn has_name(sentence: &Sentence) -> bool {
    const KNOWN: [&str; 4] = ["PHPSESSID", "JSESSIONID", "XSRF-TOKEN", "ASP.NET_SessionId"];
    let mut words = sentence.raw.split(|sign: char| sign.is_whitespace() || ",;:()“”\"'".contains(sign));
    words.any(|word| KNOWN.contains(&word) || (word.contains('_') && !word.contains(['/', '@']) && word.chars().any(char::is_alphanumeric)))
}

fn duration(block: &Block) -> Option<&Sentence> {
    const LASTS: [&str; 9] = ["verwijderd", "blijft", "blijven", "bewaard", "bewaren", "geldig", "verloopt", "vervalt", "bewaartermijn"];
    const SESSION: [&str; 6] = ["sessie", "browser sluit", "browser te sluiten", "webbrowser te sluiten", "uitloggen", "sessiecookie*"];
    block.sentences.iter().find(|sentence| match block.kind {
        Kind::Row => {
            sentence.plain.split("bewaartermijn: ").nth(1).is_some_and(|kept| {
                let kept = kept.split("; ").next().unwrap_or(kept);
                has_count(kept) || any(kept, &["browser sluit", "zelf wist", "sessie"])
            }) && any(&block.heading, &["cookie*"])
        }
        _ => {
            any(&sentence.plain, &["cookie", "cookies"])
                && any(&sentence.plain, &LASTS)
                && (has_count(&sentence.plain) || any(&sentence.plain, &SESSION))
        }
    })
}

/// I-08: “switch cookies off in your browser” is no way to withdraw that is as easy as agreeing.
fn browser(text: &Text<'_>, found: &mut Vec<Finding>) {
    let off = ["uitschakelen", "uitzetten", "blokkeren", "weigeren", "uit te schakelen", "instellen"];
    let only = text.sentences().find(|sentence| all(&sentence.plain, &[&["browser", "browserinstellingen"], &["cookie*"], &off]));
    let has_way = text.has(&["cookie-instellingen", "cookieinstellingen", "cookievoorkeuren"])
        || text
            .html
            .split("<article")
            .nth(1)
            .is_some_and(|html| html.split("</article").next().unwrap_or(html).contains("data-sluis=\"open\""));
    if let Some(sentence) = only.filter(|_| !has_way) {
        BROWSER.give(Verdict::Weak, Some(&sentence.raw), found);
    }
}
