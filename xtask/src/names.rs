//! Short names for what the module imports. wasm-bindgen gives each import a name with sixteen random digits in
//! it, once in the module and once in the glue: a kilobyte that says nothing and does not compress.

use crate::failure::{Failure, Outcome};

const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// The module and its glue, with names of one or two letters between them. `name` is that of the glue's file.
pub fn shorten(name: &str, module: &[u8], glue: &str) -> Outcome<(Vec<u8>, String)> {
    rewrite(&format!("./{name}_bg.js"), module, glue)
        .ok_or_else(|| Failure::new("The module's imports are not as wasm-bindgen writes them: remove target/wasm and try again."))
}

/// `object` is what the glue calls the object that holds the imports.
fn rewrite(object: &str, module: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let mut out = module.get(..HEADER)?.to_vec();
    let mut glue = glue.replace(&format!("\"{object}\": "), "\"a\": ");
    let mut rest = module.get(HEADER..)?;
    while let [id, after @ ..] = rest {
        let mut after = after;
        let length = number(&mut after)?;
        let section = take(&mut after, length)?;
        let section = if *id == IMPORTS { imports(object, section, &mut glue)? } else { section.to_vec() };
        out.push(*id);
        push_number(&mut out, section.len());
        out.extend(section);
        rest = after;
    }
    Some((out, glue))
}

/// One section of imports, by <https://webassembly.github.io/spec/core/binary/modules.html#import-section>.
fn imports(object: &str, mut section: &[u8], glue: &mut String) -> Option<Vec<u8>> {
    let count = number(&mut section)?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for place in 0..count {
        let (module, long, kind) = (text(&mut section)?, text(&mut section)?, take(&mut section, 1)?[0]);
        if module != object || kind != FUNCTION {
            return None;
        }
        let short = short(place);
        // The colon ends it, so that no name is taken for the start of another.
        let place = glue.find(&format!("{long}: function("))?;
        glue.replace_range(place..place + long.len(), &short);
        push_text(&mut out, "a");
        push_text(&mut out, &short);
        out.push(kind);
        push_number(&mut out, number(&mut section)?);
    }
    Some(out)
}

/// `a` to `z`, then `aa`, `ba` …
fn short(place: usize) -> String {
    let letter = |place: usize| char::from(b'a' + (place % 26) as u8);
    match place / 26 {
        0 => letter(place).into(),
        more => [letter(place), letter(more - 1)].iter().collect(),
    }
}

/// A number in LEB128, off the front.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let byte = take(bytes, 1)?[0];
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = number(bytes)?;
    std::str::from_utf8(take(bytes, length)?).ok()
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len());
    out.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str) -> Vec<u8> {
        let mut section = vec![1];
        push_text(&mut section, "./sluis_bg.js");
        push_text(&mut section, name);
        section.extend([FUNCTION, 200, 1]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(IMPORTS);
        push_number(&mut module, section.len());
        module.extend(section);
        module.extend([10, 2, 7, 7]);
        module
    }

    #[test]
    fn both_sides_get_the_same_short_name() {
        let glue = "{ __wbg_log_01: function(a) {}, __wbg_log_012: function(b) {} } \"./sluis_bg.js\": import0";
        let (short, glue) = shorten("sluis", &module("__wbg_log_01"), glue).unwrap();
        assert_eq!(glue, "{ a: function(a) {}, __wbg_log_012: function(b) {} } \"a\": import0");
        assert_eq!(short, b"\0asm\x01\0\0\0\x02\x08\x01\x01a\x01a\0\xc8\x01\x0a\x02\x07\x07");
    }

    #[test]
    fn every_place_has_its_own_name() {
        let names: std::collections::HashSet<String> = (0..400).map(short).collect();
        assert_eq!(names.len(), 400);
    }

    #[test]
    fn a_module_that_breaks_off_is_no_module() {
        let whole = module("__wbg_log_01");
        for end in (9..whole.len()).filter(|end| *end != whole.len() - 4) {
            assert!(shorten("sluis", &whole[..end], "").is_err(), "{end}");
        }
    }
}
