//! The words of a call to a command that works on one file.

use super::{Desk, Failure, Outcome};

impl Desk<'_> {
    /// The one file that is named. Every option goes to `take`, with what gives the value after it; it answers whether
    /// there is such an option. `form` is the call as it is told to who names no file,
    /// `options` the advice to who gives an option that there is not.
    pub(super) fn one_file<'a>(
        &self,
        words: &[&'a str],
        form: &str,
        options: &str,
        mut take: impl FnMut(&'a str, &mut dyn FnMut() -> Outcome<&'a str>) -> Outcome<bool>,
    ) -> Outcome<&'a str> {
        let mut file = "";
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            if word.starts_with('-') {
                if !take(word, &mut || value(word, words.next()))? {
                    return Err(Failure::call(format!("There is no option `{word}`: {options}.")));
                }
            } else if file.is_empty() {
                file = word;
            } else {
                return Err(Failure::call(format!("One file at a time: {file} or {word}?")));
            }
        }
        if file.is_empty() { Err(self.nameless("the configuration", form)) } else { Ok(file) }
    }
}

/// What comes after an option.
fn value<'a>(option: &str, next: Option<&'a str>) -> Outcome<&'a str> {
    next.filter(|value| !value.is_empty() && !value.starts_with("--")).ok_or_else(|| Failure::call(format!("{option} needs a value.")))
}
