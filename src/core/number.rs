//! Whole numbers in decimal. `core::fmt` would do it too, for six kilobytes of everyone's download.

/// Pushing a character costs the encoding of all that there are.
const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

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
    text.push_str(DIGITS[number % 10]);
}
