//! How long each kind of data is kept (AVG art. 13(2)(a)), for the kinds that the text itself names.

use super::document::{Block, Kind, Sentence};
use super::phrase::{any, has_count, has_period};
use super::{Finding, Text, Verdict, Wish};

const ARTICLE: &str = "AVG art. 13(2)(a)";
const ALL: Wish = wish("retention", "how long data are kept");
const VAGUE: Wish = wish("retention-vague", "“no longer than needed” is what the law says already, and no period");

/// A kind of data and the words for it.
struct Sort {
    wish: Wish,
    words: &'static [&'static str],
    /// Whether a period for “your data” in general holds for it as well.
    general: bool,
}

const fn wish(id: &'static str, why: &'static str) -> Wish {
    Wish::new(id, ARTICLE, why)
}

const SORTS: [Sort; 7] = [
    Sort {
        wish: wish("retention-account", "how long accounts are kept"),
        words: &["account", "accounts", "inloggegevens", "portaal", "klantportaal"],
        general: true,
    },
    Sort {
        wish: wish("retention-orders", "how long orders, invoices and payments are kept"),
        words: &["factuur", "facturen", "facturatie", "factureren", "bestelling*", "abonnement*", "financiële*", "administratie"],
        general: true,
    },
    Sort {
        wish: wish("retention-logs", "how long logs are kept"),
        words: &["serverlog*", "server log*", "logbestand*", "logging", "gelogd", "loggen van", "logfile*"],
        general: false,
    },
    Sort { wish: wish("retention-backups", "how long back-ups are kept"), words: &["backup*", "back-up*"], general: false },
    Sort {
        wish: wish("retention-newsletter", "how long data for newsletters and advertising are kept"),
        words: &["nieuwsbrief*", "reclame sturen", "reclame per e-mail"],
        general: false,
    },
    Sort {
        wish: wish("retention-contact", "how long questions and messages are kept"),
        words: &["contactformulier*", "e-mail stuurt", "e-mail die wij ontvangen", "vraag stelt", "vragen en reacties"],
        general: false,
    },
    Sort {
        wish: wish("retention-statistics", "how long measurements of visits are kept"),
        words: &["google analytics", "matomo", "hotjar"],
        general: false,
    },
];

pub fn check(text: &Text<'_>, found: &mut Vec<Finding>) {
    let first = text.blocks.iter().flat_map(periods).next();
    ALL.judge(first, Verdict::Missing, found);
    if let Some(vague) = text.find(&[
        &["niet langer dan", "nooit langer dan", "niet langer bewaren dan", "zo lang als nodig", "niet meer noodzakelijk"],
        &["bewaar*", "bewaren", "verwijder*"],
    ]) {
        VAGUE.give(Verdict::Weak, Some(&vague.raw), found);
    }
    for sort in SORTS {
        let body = || text.blocks.iter().filter(|block| block.kind != Kind::Heading);
        let speaks = |block: &&Block| any(&block.plain(), sort.words);
        let heads = |block: &&Block| any(&block.heading, sort.words);
        if !body().any(|block| speaks(&block) || heads(&block)) {
            continue;
        }
        // The nearest first: its own sentence, then one beside it, under its heading, or about everything.
        let own = body().flat_map(periods).find(|sentence| is_about(sentence, &sort) && !is_about_another(sentence, &sort));
        let shared = || body().flat_map(periods).find(|sentence| is_about(sentence, &sort));
        let beside = || {
            body()
                .filter(|block| block.kind != Kind::Row)
                .filter(speaks)
                .flat_map(periods)
                .find(|sentence| !is_about_another(sentence, &sort))
        };
        let under = || {
            body()
                .filter(|block| block.kind != Kind::Row)
                .filter(heads)
                .flat_map(periods)
                .find(|sentence| !is_about_another(sentence, &sort))
        };
        let general = || {
            body().filter(|block| sort.general && is_general(block)).flat_map(periods).find(|sentence| !is_about_another(sentence, &sort))
        };
        let told = own.or_else(shared).or_else(beside).or_else(under).or_else(general);
        sort.wish.judge(told, Verdict::Missing, found);
    }
}

/// Whether a sentence is about this kind; a row of a table is about what its first cell says.
fn is_about(sentence: &Sentence, sort: &Sort) -> bool {
    let subject = match sentence.plain.split_once("; bewaartermijn: ") {
        Some((subject, _)) => subject,
        None => &sentence.plain,
    };
    any(subject, sort.words)
}

fn is_about_another(sentence: &Sentence, sort: &Sort) -> bool {
    let other = |another: &Sort| another.wish.id != sort.wish.id && is_about(sentence, another);
    SORTS.iter().any(other) || (sort.wish.id != "retention-statistics" && any(&sentence.plain, &["google"]))
}

/// The sentences of a block that tell a period.
fn periods(block: &Block) -> impl Iterator<Item = &Sentence> {
    let table = block.kind == Kind::Row && !is_about_cookies(block);
    block.sentences.iter().filter(move |sentence| match cell(&sentence.plain) {
        Some(kept) => table && (has_count(kept) || ends(kept)),
        None => has_period(&sentence.plain),
    })
}

/// What stands in the column of periods.
fn cell(row: &str) -> Option<&str> {
    row.split("bewaartermijn: ").nth(1).map(|rest| rest.split("; ").next().unwrap_or(rest))
}

fn ends(kept: &str) -> bool {
    any(kept, &["tot", "totdat", "zodra", "direct verwijderd", "maximaal"])
}

fn is_about_cookies(block: &Block) -> bool {
    any(&block.heading, &["cookie*"])
}

/// A block that speaks of a customer's data as a whole.
fn is_general(block: &Block) -> bool {
    any(&block.plain(), &["klant", "uw gegevens", "je gegevens", "jouw gegevens"]) && any(&block.heading, &["bewaar*", "bewaren"])
}
