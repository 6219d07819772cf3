//! Minutes since 1970-01-01T00:00Z, and how the record writes them: `20261122T1014Z`.
//!
//! A minute is as precise as proof of consent needs to be; anything finer would help to single a visitor out.

use crate::core::number;

/// Minutes since the Unix epoch, UTC.
pub type Minutes = i64;

pub const HOUR: Minutes = 60;
pub const DAY: Minutes = 24 * HOUR;
/// A mean Gregorian month: 365.2425 / 12 days, to the minute.
pub const MONTH: Minutes = 43_829;

/// `20261122T1014Z`
pub fn compact(at: Minutes) -> String {
    write(at, "", "")
}

/// `2026-11-22T10:14Z`, as ISO 8601 writes it and as receipts carry it.
pub fn iso(at: Minutes) -> String {
    write(at, "-", ":")
}

#[inline(never)]
fn write(at: Minutes, dash: &str, colon: &str) -> String {
    let (year, month, day, hour, minute) = civil(at);
    let mut out = String::new();
    for (number, width, after) in &[(year, 4, dash), (month, 2, dash), (day, 2, "T"), (hour, 2, colon), (minute, 2, "Z")] {
        number::push(&mut out, *number as usize, *width);
        out.push_str(after);
    }
    out
}

/// Reads what [`compact`] writes. A date that no calendar has (31 April) is refused.
pub fn parse(text: &str) -> Option<Minutes> {
    let bytes: &[u8; 14] = text.as_bytes().try_into().ok()?;
    // What is no digit makes a number too, but none that is written so.
    let number = |from: usize, to: usize| bytes[from..to].iter().fold(0, |sum, byte| sum * 10 + i64::from(*byte) - i64::from(b'0'));
    let at = days(number(0, 4), number(4, 6), number(6, 8)) * DAY + number(9, 11) * HOUR + number(11, 13);
    (compact(at) == text).then_some(at)
}

/// Howard Hinnant's `civil_from_days`: <https://howardhinnant.github.io/date_algorithms.html>
fn civil(at: Minutes) -> (i64, i64, i64, i64, i64) {
    let z = at.div_euclid(DAY) + 719_468;
    let minute_of_day = at.rem_euclid(DAY);
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year, month, day, minute_of_day / HOUR, minute_of_day % HOUR)
}

/// Howard Hinnant's `days_from_civil`, the inverse of [`civil`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let y = year - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (month + 9) % 12;
    let doy = (153 * mp + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments() {
        assert_eq!(compact(0), "19700101T0000Z");
        assert_eq!(compact(29922374), "20261122T1014Z");
        assert_eq!(iso(29922374), "2026-11-22T10:14Z");
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in ["20260431T1000Z", "20261301T1000Z", "20261122T2400Z", "20261122T1060Z", "2026112éT104Z", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(at in 0_i64..4_000_000_000) {
            prop_assert_eq!(parse(&compact(at)), (compact(at).len() == 14).then_some(at));
        }

        #[test]
        fn any_text_is_safe(text in ".*") {
            let _ = parse(&text);
        }
    }
}
