//! Addresses inside longer texts: inline scripts, `srcset`, `srcdoc`.

/// What can stand inside an address that a script or a list names.
fn is_part(byte: u8) -> bool {
    byte > b' ' && !b"\"'`<>,;()".contains(&byte)
}

/// Every address in a script that is the beginning of a string: a quote, a scheme or none, and two slashes, which may
/// be escaped. Comments and addresses that are put together from pieces are not found.
pub fn literals(script: &str) -> impl Iterator<Item = &str> {
    let bytes = script.as_bytes();
    let is_slash = |place: usize| matches!(bytes.get(place), Some(b'/' | b'\\'));
    (0..bytes.len()).filter(move |place| is_slash(*place) && is_slash(place + 1) && !(*place > 0 && is_slash(place - 1))).filter_map(
        move |place| {
            let before = &bytes[..place];
            let scheme = [&b"https:"[..], b"http:", b"wss:", b"ws:"]
                .into_iter()
                .find(|scheme| before.len() >= scheme.len() && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme));
            let start = place - scheme.map_or(0, <[u8]>::len);
            let is_quoted = start > 0 && matches!(bytes[start - 1], b'"' | b'\'' | b'`');
            let end = (place..bytes.len()).find(|place| !is_part(bytes[*place])).unwrap_or(bytes.len());
            is_quoted.then(|| script.get(place..end)).flatten()
        },
    )
}

/// Every address in a list of sources, with or without a host.
pub fn listed(srcset: &str) -> impl Iterator<Item = &str> {
    srcset.split(|sign: char| sign.is_ascii_whitespace() || sign == ',').filter(|part| !part.is_empty())
}

/// Everything in markup that could be an address with a host.
pub fn mentioned(markup: &str) -> impl Iterator<Item = &str> {
    markup.split(|sign: char| sign.is_ascii_whitespace() || "\"'`<>,=()".contains(sign)).filter(|part| part.contains("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_script_loads() {
        let script = r#"j.src='https://www.googletagmanager.com/gtm.js?id='+i; // https://comment.nl/x
            x("//a.nl/b"), y(`WSS://b.nl`), z = {"u":"https:\/\/c.nl\/d"}, 'https://' + 'e.nl', /\/\/f.nl/, "see https://g.nl/""#;
        let found: Vec<&str> = literals(script).collect();
        assert_eq!(found, ["//www.googletagmanager.com/gtm.js?id=", "//a.nl/b", "//b.nl", r"\/\/c.nl\/d", "//"]);
    }

    #[test]
    fn takes_lists_and_markup_apart() {
        assert_eq!(listed("https://a.nl/x,y.png 1x,\n/b.png 2x").collect::<Vec<_>>(), ["https://a.nl/x", "y.png", "1x", "/b.png", "2x"]);
        assert_eq!(mentioned("<img src=//a.nl/x><a href='https://b.nl'>c//d").collect::<Vec<_>>(), ["//a.nl/x", "https://b.nl", "c//d"]);
    }
}
