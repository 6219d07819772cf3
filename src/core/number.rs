//! Whole numbers in decimal. `core::fmt` would do it too, for six kilobytes of everyone's download.

pub fn decimal(number: usize) -> String {
    let mut text = String::new();
    push(&mut text, number, 1);
    text
}

/// Appends a number, with zeros in front up to a width.
pub fn push(text: &mut String, number: usize, width: usize) {
    if number > 9 || width > 1 {
        push(text, number / 10, width.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
