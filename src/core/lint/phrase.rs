//! Looking for words in Dutch sentences: no grammar, only words and their beginnings.

/// Lower case, plain quotes and hyphens, single spaces: as patterns are written.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            '’' | '‘' => out.push('\''),
            '–' | '—' | '\u{2011}' => out.push('-'),
            sign if sign.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            sign => out.push(sign),
        }
    }
    out.trim().to_owned()
}

/// Whether a plain sentence has a word or phrase. `bewaar*` is the beginning of a word.
pub fn has(sentence: &str, phrase: &str) -> bool {
    let (needle, open) = match phrase.strip_suffix('*') {
        Some(needle) => (needle, true),
        None => (phrase, false),
    };
    sentence.match_indices(needle).any(|(start, _)| {
        let before = sentence[..start].chars().next_back();
        let after = sentence[start + needle.len()..].chars().next();
        let ends = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
        ends(before) && (open || ends(after))
    })
}

/// Whether it has one of them.
pub fn any(sentence: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has(sentence, phrase))
}

/// Whether it has one of each group.
pub fn all(sentence: &str, groups: &[&[&str]]) -> bool {
    groups.iter().all(|group| any(sentence, group))
}

const COUNTS: [&str; 20] = [
    "een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
    "achttien", "twintig", "vierentwintig", "dertig", "negentig",
];
const UNITS: [&str; 13] =
    ["uur", "uren", "dag", "dagen", "week", "weken", "maand", "maanden", "jaar", "jaren", "minuut", "minuten", "werkdagen"];

/// `14 maanden`, `zeven jaar`.
pub fn has_count(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        let count = COUNTS.contains(&pair[0]) || pair[0].bytes().all(|byte| byte.is_ascii_digit());
        count && UNITS.contains(&pair[1])
    })
}

const ENDS: [&str; 15] = [
    "tot u", "tot je", "totdat", "tot uw", "tot het einde van", "zodra", "zolang", "direct verwijderd", "direct per", "meteen verwijderd",
    "onmiddellijk verwijderd", "na afloop van", "tot de", "tot na", "gegevens direct",
];
const KEEPING: [&str; 9] = ["bewaar*", "bewaard", "bewaren", "verwijder*", "retentie*", "wissen", "gewist", "opgeslagen", "vernietig*"];

/// Whether it says how long something is kept: a count of time, or an event that ends it.
pub fn has_period(sentence: &str) -> bool {
    // "Toegang tot uw account" is no end.
    let sentence = &sentence.replace("toegang tot", "toegang");
    let vague = any(sentence, &["niet per direct", "niet direct", "niet langer dan", "nooit langer dan"]);
    any(sentence, &KEEPING) && (has_count(sentence) || (!vague && any(sentence, &ENDS)))
}

/// Months by name, as dates have them.
const MONTHS: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

/// Whether it has a date: `augustus 2019`, `12-juni-2018`, `2018-06-12`, `12-06-2018`.
pub fn has_date(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |word: &str| {
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let small = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.windows(2).any(|pair| MONTHS.contains(&pair[0]) && year(pair[1]))
        || words
            .windows(3)
            .any(|three| (year(three[0]) && small(three[1]) && small(three[2])) || (small(three[0]) && small(three[1]) && year(three[2])))
}

/// An e-mail address as it stands in the text.
pub fn email(raw: &str) -> Option<&str> {
    raw.split(|sign: char| sign.is_whitespace() || "<>()[],;\"".contains(sign))
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .find(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@')))
}

/// Nine to thirteen digits that begin with `0` or `+`, with spaces, hyphens and brackets between them.
pub fn has_phone(raw: &str) -> bool {
    raw.split(|sign: char| !(sign.is_ascii_digit() || " +-()\u{a0}".contains(sign))).any(|run| {
        let run = run.trim_matches(|sign: char| " -()\u{a0}".contains(sign));
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        (9..=13).contains(&digits) && (run.starts_with('+') || run.starts_with('0'))
    })
}

/// A Dutch postal code, or a street with a number.
pub fn has_address(raw: &str) -> bool {
    const STREETS: [&str; 14] =
        ["straat", "weg", "laan", "plein", "gracht", "kade", "singel", "dreef", "hof", "pad", "steeg", "gebouw", "postbus", "dam"];
    let words: Vec<String> =
        plain(raw).split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let code = |word: &str, next: &str| match (digits(word), word.len()) {
        (4, 4) => next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_lowercase()),
        (4, 6) => word.bytes().skip(4).all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    let street = |word: &str, next: &str| STREETS.iter().any(|street| word.ends_with(street)) && digits(next) > 0 && next.len() <= 5;
    // `2018 en` is no postal code: those stand with a street, in the same block.
    words.windows(2).any(|pair| street(&pair[0], &pair[1]))
        || (words.windows(2).any(|pair| code(&pair[0], &pair[1])) && raw.lines().count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_their_beginnings_only() {
        assert!(has("wij bewaren dat", "bewaren") && has("wij bewaren dat", "bewar*") && !has("wij bewaren dat", "bewar"));
        assert!(!has("catalogus", "log*") && has("source xs b.v. h.o.d.n. x", "b.v*"));
        assert!(all(&plain("U mag een KLACHT – indienen"), &[&["klacht*"], &["nee", "- indienen"]]));
    }

    #[test]
    fn finds_periods() {
        for text in [
            "wij bewaren dit 14 maanden", "bewaard tot zeven jaar daarna", "verwijderd zodra een account opgeheven wordt",
            "wij bewaren dit tot u het account opheft",
        ] {
            assert!(has_period(text), "{text}");
        }
        for text in [
            "wij bewaren dit niet langer dan nodig", "niet per direct verwijderd", "bewaren we om de toegang tot uw account",
            "binnen een maand", "verwijderen wanneer niet meer noodzakelijk",
        ] {
            assert!(!has_period(text), "{text}");
        }
    }

    #[test]
    fn finds_dates_addresses_and_numbers() {
        for text in ["augustus 2019", "12-juni-2018", "versie 2018-06-12.", "12-06-2018"] {
            assert!(has_date(text), "{text}");
        }
        assert!(!has_date("in 2018 en 2019") && !has_date("artikel 13 en 14"));
        assert!(has_phone("T. 085 - 303 34 51") && has_phone("+31767002008") && !has_phone("zeven jaar, 2018-06-12"));
        assert!(has_address("Pijpenstraat 11a, Enschede") && has_address("Koningsweg 6A") && !has_address("sinds 2018 en 2019"));
        assert_eq!(email("mail naar <info@a.nl>."), Some("info@a.nl"));
        assert_eq!(email("[email protected]"), None);
    }
}
