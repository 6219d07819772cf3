//! The plural category of a whole number, natively. Browsers know these rules themselves (`Intl.PluralRules`).

/// The category of a number in a language, by the rules of
/// [CLDR](https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html), as far as whole numbers
/// below a million can tell categories apart. Which languages share a rule is a table of facts; a test compares
/// every language with the data of ICU.
pub fn plural(tag: &str, n: usize) -> &'static str {
    let (ten, hundred) = (n % 10, n % 100);
    let teen = (11..20).contains(&hundred);
    match tag {
        "ja" | "zh" => "other",
        "ar" => match (n, hundred) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..) => "many",
            _ => "other",
        },
        "cs" | "sk" => match n {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "cy" => match n {
            0 => "zero",
            1 => "one",
            2 => "two",
            3 => "few",
            6 => "many",
            _ => "other",
        },
        "fr" | "pt" if n == 0 => "one",
        "ga" => match n {
            1 => "one",
            2 => "two",
            3..=6 => "few",
            7..=10 => "many",
            _ => "other",
        },
        "he" => match n {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        "hr" | "uk" => match ten {
            1 if !teen => "one",
            2..=4 if !teen => "few",
            _ if tag == "uk" => "many",
            _ => "other",
        },
        "is" if ten == 1 && !teen => "one",
        "is" => "other",
        "lt" => match ten {
            1 if !teen => "one",
            2.. if !teen => "few",
            _ => "other",
        },
        "lv" => match ten {
            1 if !teen => "one",
            1.. if !teen => "other",
            _ => "zero",
        },
        "mt" => match (n, hundred) {
            (1, _) => "one",
            (2, _) => "two",
            (0, _) | (_, 3..=10) => "few",
            (_, 11..=19) => "many",
            _ => "other",
        },
        "pl" => match ten {
            _ if n == 1 => "one",
            2..=4 if !teen => "few",
            _ => "many",
        },
        "ro" => match hundred {
            _ if n == 1 => "one",
            0 if n > 0 => "other",
            0..=19 => "few",
            _ => "other",
        },
        "sl" => match hundred {
            1 => "one",
            2 => "two",
            3 | 4 => "few",
            _ => "other",
        },
        _ if n == 1 => "one",
        _ => "other",
    }
}
