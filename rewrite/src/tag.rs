//! A start tag as it was written: where its attributes stand, and how to change them without touching anything else.
//! <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state>

use crate::entity::decode;
use std::ops::Range;

/// A start tag, from `<` to `>`.
pub struct Tag<'a> {
    text: &'a [u8],
    name_end: usize,
    /// Where names and values stand.
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

/// Bytes to put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: Vec<u8>,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

impl<'a> Tag<'a> {
    pub fn read(text: &'a [u8]) -> Self {
        let find = |from: usize, is_end: &dyn Fn(u8) -> bool| (from..text.len()).find(|place| is_end(text[*place])).unwrap_or(text.len());
        let name_end = find(1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let mut attributes = Vec::new();
        let mut place = name_end;
        loop {
            let start = find(place, &|byte| !is_space(byte) && byte != b'/');
            if start >= text.len() || text[start] == b'>' {
                break;
            }
            // An equals sign that nothing precedes is part of the name.
            let end = find(start + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
            let mut value = end..end;
            place = end;
            let equals = find(end, &|byte| !is_space(byte));
            if text.get(equals) == Some(&b'=') {
                let first = find(equals + 1, &|byte| !is_space(byte));
                value = match text.get(first) {
                    Some(quote @ (b'"' | b'\'')) => first + 1..find(first + 1, &|byte| byte == *quote),
                    _ => first..find(first, &|byte| is_space(byte) || byte == b'>'),
                };
                place = value.end + usize::from(matches!(text.get(value.end), Some(b'"' | b'\'')) && value.start > first);
            }
            attributes.push((start..end, value));
        }
        Self { text, name_end, attributes }
    }

    /// The value of an attribute as the browser reads it: of two with one name, the first.
    pub fn value(&self, name: &str) -> Option<String> {
        let (_, value) = self.find(name)?;
        Some(decode(&self.text[value.clone()]))
    }

    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Whether any attribute's name begins so.
    pub fn has_any(&self, start: &str) -> bool {
        self.attributes.iter().any(|(name, _)| self.text[name.clone()].to_ascii_lowercase().starts_with(start.as_bytes()))
    }

    fn find(&self, name: &str) -> Option<&(Range<usize>, Range<usize>)> {
        self.attributes.iter().find(|(range, _)| self.text[range.clone()].eq_ignore_ascii_case(name.as_bytes()))
    }

    /// Gives an attribute another name; its value stays as it is written. A second one of the same name goes with it:
    /// it counts for nothing now, and would count once the first is gone.
    pub fn rename(&self, name: &str, other: &str) -> Vec<Edit> {
        let named = self.attributes.iter().filter(|(range, _)| self.text[range.clone()].eq_ignore_ascii_case(name.as_bytes()));
        named.map(|(range, _)| Edit { range: range.clone(), text: other.as_bytes().to_vec() }).collect()
    }

    /// Puts attributes in front of all others, where a later one of the same name counts for nothing.
    pub fn insert(&self, attributes: &[(&str, &str)]) -> Edit {
        let text = attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect::<String>();
        Edit { range: self.name_end..self.name_end, text: text.into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_attributes_in_every_spelling() {
        let tag = Tag::read(b"<IMG a=1 B = \"x y\"c='>'\n/d/=e f=g/h  SRC=\"&amp;\" src=2 i=>");
        let values = ["a", "b", "c", "d", "=e", "f", "src", "i", "j"].map(|name| tag.value(name));
        let expected = [Some("1"), Some("x y"), Some(">"), Some(""), Some(""), Some("g/h"), Some("&"), Some(""), None];
        assert_eq!(values.each_ref().map(|value| value.as_deref()), expected);
        assert!(tag.has_any("sr") && !tag.has_any("data-"));
    }

    #[test]
    fn reads_a_tag_that_has_none_or_breaks_off() {
        for text in ["<a>", "<a/>", "<a ", "<a b", "<a b=", "<a b='", "<a b=\"c", "<", ""] {
            let tag = Tag::read(text.as_bytes());
            assert_eq!(tag.value("x"), None, "{text}");
        }
    }

    #[test]
    fn a_change_touches_nothing_else() {
        let tag = Tag::read(b"<img  Src = a>");
        assert_eq!(tag.rename("src", "data-src"), [Edit { range: 6..9, text: b"data-src".to_vec() }]);
        assert_eq!(tag.insert(&[("data-sluis", "x")]), Edit { range: 4..4, text: b" data-sluis=\"x\"".to_vec() });
        assert_eq!(tag.rename("href", "x"), []);
    }
}
