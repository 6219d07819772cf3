//! Character references in attributes, as far as they can be part of an address:
//! <https://html.spec.whatwg.org/multipage/named-characters.html>. Some template engines write every `/` as `&#x2F;`.

/// Names of the ASCII signs. Letters and digits have none.
#[rustfmt::skip]
const NAMES: [(&str, char); 42] = [
    ("Tab;", '\t'), ("NewLine;", '\n'), ("excl;", '!'), ("quot;", '"'), ("QUOT;", '"'), ("num;", '#'), ("dollar;", '$'), ("percnt;", '%'),
    ("amp;", '&'), ("AMP;", '&'), ("apos;", '\''), ("lpar;", '('), ("rpar;", ')'), ("ast;", '*'), ("midast;", '*'), ("plus;", '+'),
    ("comma;", ','), ("period;", '.'), ("sol;", '/'), ("colon;", ':'), ("semi;", ';'), ("lt;", '<'), ("LT;", '<'), ("equals;", '='),
    ("gt;", '>'), ("GT;", '>'), ("quest;", '?'), ("commat;", '@'), ("lsqb;", '['), ("lbrack;", '['), ("bsol;", '\\'), ("rsqb;", ']'),
    ("rbrack;", ']'), ("Hat;", '^'), ("lowbar;", '_'), ("UnderBar;", '_'), ("grave;", '`'), ("lcub;", '{'), ("lbrace;", '{'), ("verbar;", '|'),
    ("rcub;", '}'), ("rbrace;", '}'),
];

/// An attribute's value as the browser reads it. Bytes that are no UTF-8 can't be part of a host that is held.
pub fn decode(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(place) = rest.find('&') {
        let (before, reference) = rest.split_at(place);
        out.push_str(before);
        let (sign, length) = read(&reference[1..]).unwrap_or(('&', 0));
        out.push(sign);
        rest = &reference[1 + length..];
    }
    out.push_str(rest);
    out
}

/// The sign that a reference stands for, and how long it is after its `&`.
fn read(reference: &str) -> Option<(char, usize)> {
    let Some(number) = reference.strip_prefix('#') else {
        return NAMES.iter().find(|(name, _)| reference.starts_with(name)).map(|(name, sign)| (*sign, name.len()));
    };
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let length = digits.find(|sign: char| !sign.is_digit(radix)).unwrap_or(digits.len());
    let sign = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32)?;
    let end = reference.len() - digits.len() + length;
    // The semicolon may be left out of a number.
    Some((sign, end + usize::from(reference[end..].starts_with(';'))))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_references_as_browsers_do() {
        for (written, read) in [
            ("https:&#x2F;&#47;a.nl/?a&amp;b", "https://a.nl/?a&b"),
            ("https&colon;&sol;&sol;a&period;nl", "https://a.nl"),
            ("&#x2f&#47x", "//x"),
            ("a&b&", "a&b&"),
            ("&#;&#x;&#xD800;&#99999999;&none;", "&#;&#x;&#xD800;&#99999999;&none;"),
            ("", ""),
        ] {
            assert_eq!(decode(written.as_bytes()), read);
        }
        assert_eq!(decode(b"\xff&#47;"), "\u{fffd}/");
    }
}
