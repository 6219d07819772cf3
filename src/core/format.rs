//! What a text or a number must look like: one small scan per format, no regular expressions
//! (a regex engine is larger than everything else together). [`super::schema`] says the same as a
//! pattern, and a test holds the two to each other.

use super::text::is_language;
use super::value::Value;

/// What a text or number must look like beyond its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// No further rule.
    Free,
    /// Not blank.
    Filled,
    /// Lower-case letters, digits and hyphens: safe in a cookie, a selector and a file name.
    Slug,
    /// A version that fits in the record: letters, digits, `.`, `_`, `-`.
    Version,
    /// A host name.
    Host,
    /// A host name, or a host name with the start of a path.
    Pattern,
    /// The name of a cookie or storage key; `*` stands for anything.
    Name,
    /// An address that is safe in a link: https, http or a path on this site.
    Url,
    /// Two capitals of ISO 3166-1.
    Country,
    /// The tag of a language that we speak.
    Language,
    /// A year, a month or a day: `2018`, `2018-06`, `2018-06-12`.
    Date,
    /// An e-mail address.
    Email,
    /// `session`, `persistent`, or an ISO 8601 duration of one unit, such as `P2Y`.
    Retention,
    /// The number 1: the only version of this format.
    One,
    /// 1 to 13 months (CNIL: thirteen months is the longest an answer may stand).
    Term,
    /// 0 or more months.
    Months,
    /// Eight hexadecimal digits.
    Hash,
    /// A minute in UTC: `2026-11-22T10:14Z`.
    Minute,
}

impl Format {
    /// Whether a value has this format. Values of another kind are the walker's concern.
    pub fn fits(self, value: &Value) -> bool {
        match value {
            Value::Text(text) => self.fits_text(text),
            Value::Number(number) => self.fits_number(*number),
            _ => true,
        }
    }

    fn fits_number(self, number: f64) -> bool {
        let (least, most) = self.bounds();
        // A fraction or NaN does not survive the round trip.
        let whole = number as i32;
        f64::from(whole) == number && whole >= least && whole <= most
    }

    /// The least and the most that a number may be.
    pub fn bounds(self) -> (i32, i32) {
        match self {
            Format::One => (1, 1),
            Format::Term => (1, 13),
            _ => (0, 1200),
        }
    }

    fn fits_text(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Format::Filled => !bytes.iter().all(|&byte| byte <= b' '),
            Format::Slug => bytes.len() <= 40 && labels(bytes, b'-') > 0,
            Format::Version => {
                bytes.len() <= 32
                    && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
                    && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte))
            }
            Format::Host => is_host(bytes),
            Format::Pattern => {
                let slash = place(bytes, b"/").unwrap_or(bytes.len());
                let path = &bytes[slash..];
                is_host(&bytes[..slash]) && lacks(path, b"?#\\") && path.is_ascii() && !path.contains(&0x7f)
            }
            Format::Name => {
                text.chars().count() <= 128
                    && bytes.iter().any(|byte| !b"* ".contains(byte))
                    && bytes.iter().all(|byte| *byte >= b' ' && !b";=".contains(byte))
            }
            Format::Url => is_url(bytes),
            Format::Country => bytes.len() == 2 && bytes.iter().all(u8::is_ascii_uppercase),
            Format::Language => is_language(text),
            Format::Date => is_date(bytes),
            Format::Email => match place(bytes, b"@") {
                Some(at) => at > 0 && lacks(&bytes[..at], b"\"<>?&,;:") && is_host(&bytes[at + 1..]),
                None => false,
            },
            Format::Retention => Retention::parse(text).is_some(),
            #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
            Format::Hash => bytes.len() == 8 && bytes.iter().all(|&byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)),
            #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
            Format::Minute => fits_mask(bytes, b"0000-00-00T00:00Z"),
            _ => true,
        }
    }

    /// What the format asks for, in a few words.
    pub fn expected(self) -> &'static str {
        match self {
            Format::Free => "",
            Format::Filled => "a text",
            Format::Slug => "an id like my-shop",
            Format::Version => "a version like 2018-06-12",
            Format::Host => "a host like example.nl",
            Format::Pattern => "a host or host/path",
            Format::Name => "a name, * for any part",
            Format::Url => "an http(s) or relative URL",
            Format::Country => "a country like NL",
            #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
            Format::Language => languages(),
            #[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
            Format::Language => "a language like nl",
            Format::Date => "a date like 2018-06-12",
            Format::Email => "an e-mail address",
            Format::Retention => "session, persistent or a duration like P2Y",
            Format::One => "1",
            Format::Term => "1 to 13",
            Format::Months => "whole months",
            Format::Hash => "8 hexadecimal digits",
            Format::Minute => "a minute like 2026-11-22T10:14Z",
        }
    }
}

/// All of them, for authors.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn languages() -> &'static str {
    static LIST: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| super::text::tags().collect::<Vec<_>>().join(", "));
    &LIST
}

/// Lower-case labels with at least one dot: a lone `com` would hold half the internet.
fn is_host(bytes: &[u8]) -> bool {
    bytes.len() < 254 && (labels(bytes, b'.') > 1 || bytes == b"localhost")
}

/// How many labels there are of at most 63 lower-case letters, digits and inner hyphens; none when one of
/// them is something else.
#[inline(never)]
fn labels(bytes: &[u8], separator: u8) -> usize {
    let mut count = 1;
    let mut length = 0;
    let mut previous = b'-';
    for &byte in bytes.iter().chain([&separator]) {
        let plain = byte.is_ascii_digit() || byte.is_ascii_lowercase();
        if byte == separator {
            if previous == b'-' || length > 63 {
                return 0;
            }
            (count, length, previous) = (count + 1, 0, b'-');
        } else if plain || (byte == b'-' && length > 0) {
            (length, previous) = (length + 1, byte);
        } else {
            return 0;
        }
    }
    count - 1
}

/// Where the first of some bytes stands.
#[inline(never)]
pub(super) fn place(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| wanted.contains(byte))
}

/// Whether there is no space, no control character and none of some bytes.
#[inline(never)]
fn lacks(bytes: &[u8], unwanted: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte > b' ' && !unwanted.contains(byte))
}

/// A scheme is what precedes the first colon that no `/`, `?` or `#` precedes. Browsers drop tabs and
/// newlines before they look, so `java\tscript:` is refused by refusing everything below a `!`.
fn is_url(bytes: &[u8]) -> bool {
    let known = match place(bytes, b":/?#") {
        Some(end) if bytes[end] == b':' => {
            let scheme = &bytes[..end];
            let web = scheme.eq_ignore_ascii_case(b"https") || scheme.eq_ignore_ascii_case(b"http");
            web && bytes[end..].starts_with(b"://") && bytes.len() > end + 3 && place(&bytes[end + 3..=end + 3], b"/?#").is_none()
        }
        _ => !bytes.is_empty(),
    };
    known && lacks(bytes, b"\\")
}

fn is_date(bytes: &[u8]) -> bool {
    // What is left out is taken from a date that is right.
    let mut whole = *b"2018-01-01";
    if !matches!(bytes.len(), 4 | 7 | 10) {
        return false;
    }
    whole[..bytes.len()].copy_from_slice(bytes);
    fits_mask(&whole, b"0000-00-00")
        && matches!(&whole[5..7], [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])
        && matches!(&whole[8..], [b'0', b'1'..=b'9'] | [b'1' | b'2', _] | [b'3', b'0' | b'1'])
}

/// Compares byte for byte; a `0` in the mask stands for any digit.
fn fits_mask(bytes: &[u8], mask: &[u8]) -> bool {
    bytes.len() == mask.len() && bytes.iter().zip(mask).all(|(byte, sign)| byte == sign || (*sign == b'0' && byte.is_ascii_digit()))
}

/// A unit of time in a retention period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `PT<n>M`
    Minutes,
    /// `PT<n>H`
    Hours,
    /// `P<n>D`
    Days,
    /// `P<n>M`
    Months,
    /// `P<n>Y`
    Years,
}

/// How long something stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Until the browser closes.
    Session,
    /// Until somebody removes it.
    Persistent,
    /// A period of one unit.
    Period(u32, Unit),
}

impl Retention {
    /// Reads `session`, `persistent` or an ISO 8601 duration of one unit of at most four digits.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "session" => return Some(Retention::Session),
            "persistent" => return Some(Retention::Persistent),
            _ => {}
        }
        let bytes = text.as_bytes();
        let start = if bytes.starts_with(b"PT") { 2 } else { 1 };
        let (last, digits) = bytes.get(start..)?.split_last()?;
        let unit = match (start, last) {
            (2, b'M') => Unit::Minutes,
            (2, b'H') => Unit::Hours,
            (1, b'D') => Unit::Days,
            (1, b'M') => Unit::Months,
            (1, b'Y') => Unit::Years,
            _ => return None,
        };
        if bytes[0] != b'P' || digits.len() > 4 || *digits.first()? == b'0' || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let count = digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        Some(Retention::Period(count, unit))
    }

    /// Its length in minutes, to compare periods (L-04: a longer one asks again). A session is the
    /// shortest, persistence the longest.
    pub fn minutes(self) -> u32 {
        match self {
            Retention::Session => 0,
            Retention::Persistent => u32::MAX,
            Retention::Period(count, unit) => {
                // 9999 years do not fit in 32 bits of minutes; they are as good as for ever.
                count.saturating_mul([1, 60, 1440, 43_830, 525_960][unit as usize])
            }
        }
    }
}
