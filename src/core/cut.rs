//! Cutting a text at a sign. The searchers of `str` would do it too; they are larger than all that is searched here.

/// What stands before the first such ASCII sign, and what follows it, where there is one.
#[inline(never)]
pub fn cut(text: &str, sign: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == sign) {
        Some(place) => (&text[..place], text.get(place + 1..)),
        None => (text, None),
    }
}
