//! The receipts that are kept in the browser: a JSON array, the newest last.

/// As many as a visitor is likely to want to look back on, in a few kilobytes.
const KEPT: usize = 10;
/// How each begins (`proof`), and, since nothing in one is nested that deep, how it can be told from the one before.
const NEXT: &[u8] = b",{\"schema\":";

/// The list with one more. What is there and was not written by us is started anew rather than kept.
pub fn append(list: &str, receipt: &str) -> String {
    let inner = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or("");
    let mut kept = 1;
    let mut start = inner.len();
    let bytes = inner.as_bytes();
    // From the end, as far back as there is room.
    while start > 0 && kept < KEPT {
        start -= 1;
        while start > 0 && !bytes[start..].starts_with(NEXT) {
            start -= 1;
        }
        kept += 1;
    }
    let old = inner.get(start..).unwrap_or("");
    let old = old.strip_prefix(',').unwrap_or(old);
    ["[", old, if old.is_empty() { "" } else { "," }, receipt, "]"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_02_the_newest_ten_are_kept_in_order() {
        let mut list = String::new();
        for number in 0..25_i32 {
            list = append(&list, &format!("{{\"schema\":1,\"at\":\"{number}\",\"choices\":{{\"a\":\"x\"}}}}"));
            let read: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
            let expected: Vec<String> = (0.max(number - 9)..=number).map(|number| number.to_string()).collect();
            assert_eq!(read.iter().map(|receipt| receipt["at"].as_str().unwrap()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn what_is_no_list_is_started_anew() {
        for list in ["", "null", "{}", "[", "]", "[]", "nonsense", "é"] {
            assert_eq!(append(list, "{\"schema\":1}"), "[{\"schema\":1}]", "{list}");
        }
    }
}
