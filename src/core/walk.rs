//! Walks a value along a shape and collects every problem, each with its path: the whole list at
//! once, because a site owner who has to fix one at a time gives up.

use super::format::Format;
use super::problem::{Problem, Severity, push_number};
use super::shape::{Field, Kind, Need, Shape};
use super::signal::call;
use super::text::is_language;
use super::value::Value;

/// A place in the document and the problems found so far.
pub struct Walk {
    path: String,
    /// What was found, in the order of the document.
    pub problems: Vec<Problem>,
}

impl Walk {
    /// Starts at the root with nothing found.
    pub fn start() -> Self {
        Walk { path: String::from("$"), problems: Vec::new() }
    }

    /// Adds a problem at this place.
    pub fn add(&mut self, severity: Severity, code: &'static str, found: &str, expected: &str) {
        self.problems.push(Problem {
            severity,
            code,
            path: self.path.clone(),
            found: String::from(found),
            expected: String::from(expected),
        });
    }

    /// Adds a problem that makes the configuration unusable.
    pub fn error(&mut self, code: &'static str, found: &str, expected: &str) {
        self.add(Severity::Error, code, found, expected);
    }

    /// Whether this very place already has an error: then what follows from it is not worth telling.
    pub fn broken(&self) -> bool {
        let here = |problem: &Problem| problem.severity == Severity::Error && problem.path == self.path;
        self.problems.iter().any(here)
    }

    /// Does something one key deeper.
    pub fn key<T>(&mut self, key: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.enter(key);
        let result = act(self);
        self.path.truncate(length);
        result
    }

    /// Does something one element deeper.
    pub fn index<T>(&mut self, index: usize, act: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.enter_index(index);
        let result = act(self);
        self.path.truncate(length);
        result
    }

    /// Adds an error some keys deeper, unless that place has one already: what follows from a mistake is
    /// not worth telling.
    #[inline(never)]
    pub fn error_at(&mut self, keys: &[&str], code: &'static str, found: &str, expected: &str) {
        let length = self.path.len();
        for key in keys {
            self.enter(key);
        }
        if !self.broken() {
            self.error(code, found, expected);
        }
        self.path.truncate(length);
    }

    // These two stand apart, because there is a `key` and an `index` for each closure.
    #[inline(never)]
    fn enter_index(&mut self, index: usize) -> usize {
        let length = self.path.len();
        self.path.push('[');
        push_number(&mut self.path, index);
        self.path.push(']');
        length
    }

    #[inline(never)]
    fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        // A key with a dot in it, such as a text key, must not look like two keys.
        let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'$');
        let (open, close) = if plain { (".", "") } else { ("[\"", "\"]") };
        for part in [open, key, close] {
            self.path.push_str(part);
        }
        length
    }

    /// Validates an object: unknown and doubled keys, missing ones, and each field's value.
    pub fn object(&mut self, value: &Value, shape: &Shape) {
        let Value::Map(members) = value else {
            return self.wrong_type(value, "an object");
        };
        for (index, (key, _)) in members.iter().enumerate() {
            if !shape.fields.iter().any(|field| field.key == key) {
                let expected = known_keys(key, shape);
                self.key(key, |walk| walk.error("unknown-key", "an unknown key", &expected));
            } else if members[..index].iter().any(|(earlier, _)| earlier == key) {
                // Browsers take the last, other readers the first: never what the author meant.
                self.key(key, |walk| walk.error("duplicate", "this key twice", "it once"));
            }
        }
        for field in shape.fields {
            self.key(field.key, |walk| walk.field(value.get(field.key), field));
        }
    }

    fn field(&mut self, value: Option<&Value>, field: &Field) {
        match value {
            None if field.need == Need::Required => {
                self.error("missing", "nothing", &expected(field.kind, field.format));
            }
            None => {}
            Some(Value::Null) if field.nullable => {
                self.add(Severity::Note, "unknown", "null", &expected(field.kind, field.format));
            }
            Some(value) => self.value(value, field.kind, field.format),
        }
    }

    fn value(&mut self, value: &Value, kind: Kind, format: Format) {
        match (kind, value) {
            (Kind::Object(shape), value) => self.object(value, shape),
            (Kind::List(kind), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.index(index, |walk| walk.value(item, *kind, format));
                }
            }
            (Kind::Map(kind), Value::Map(members)) => {
                for (key, value) in members {
                    self.key(key, |walk| walk.value(value, *kind, format));
                }
            }
            (Kind::PerLanguage(kind), Value::Map(members)) => self.languages(members, *kind, format),
            (Kind::Localised, Value::Map(members)) => {
                self.languages(members, Kind::Text, format);
                if members.is_empty() {
                    self.error("missing", "nothing", Format::Language.expected());
                }
            }
            (Kind::Choice(names) | Kind::TruthOr(names), Value::Text(text)) => {
                if !names.contains(&text.as_str()) {
                    self.error("unknown-value", &describe(value), &expected(kind, format));
                }
            }
            (Kind::Text | Kind::Localised, Value::Text(_)) => {
                if !format.fits(value) {
                    self.error("wrong-format", &describe(value), format.expected());
                }
            }
            (Kind::Number, Value::Number(_)) => {
                if !format.fits(value) {
                    self.error("out-of-range", &describe(value), format.expected());
                }
            }
            (Kind::Truth | Kind::TruthOr(_), Value::Bool(_)) => {}
            (Kind::Call, Value::List(values)) => {
                let name = values.first().unwrap_or(&Value::Null);
                if !name.text().is_some_and(call::is_function) {
                    self.index(0, |walk| walk.error("wrong-format", &describe(name), call::EXPECTED));
                }
            }
            _ => self.wrong_type(value, &expected(kind, format)),
        }
    }

    #[inline(never)]
    fn languages(&mut self, members: &[(String, Value)], kind: Kind, format: Format) {
        for (key, value) in members {
            self.key(key, |walk| match is_language(key) {
                true => walk.value(value, kind, format),
                false => walk.error("unknown-key", "an unknown key", Format::Language.expected()),
            });
        }
    }

    fn wrong_type(&mut self, value: &Value, expected: &str) {
        self.error("wrong-type", &describe(value), expected);
    }
}

/// What a field asks for, in a few words.
fn expected(kind: Kind, format: Format) -> String {
    let mut text = String::new();
    match kind {
        Kind::Truth => text.push_str("true or false"),
        Kind::List(_) | Kind::Call => text.push_str("a list"),
        Kind::Map(_) | Kind::PerLanguage(_) | Kind::Object(_) => text.push_str("an object"),
        Kind::Choice(names) | Kind::TruthOr(names) => {
            if let Kind::TruthOr(_) = kind {
                text.push_str("true, false");
            }
            for name in names {
                if !text.is_empty() {
                    text.push_str(", ");
                }
                text.push_str(name);
            }
        }
        _ => text.push_str(format.expected()),
    }
    text
}

/// A value in a few words: what is short is shown as it is.
pub fn describe(value: &Value) -> String {
    let mut text = String::new();
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => describe_number(*number, &mut text),
        Value::Text(found) => {
            // Enough to recognise it by, and little enough to keep the line a line.
            let found = &found[..found.floor_char_boundary(40)];
            #[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
            let found = &found.replace(char::is_control, " ");
            for part in ["\"", found, "\""] {
                text.push_str(part);
            }
        }
        Value::List(_) => text.push_str("a list"),
        Value::Map(_) => text.push_str("an object"),
    }
    text
}

// The browser has only whole numbers written out: formatting a fraction costs 5 KB there.
#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
fn describe_number(number: f64, text: &mut String) {
    let whole = number as u32;
    if f64::from(whole) == number {
        push_number(text, whole as usize);
    } else {
        text.push_str("another number");
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn describe_number(number: f64, text: &mut String) {
    text.push_str(&number.to_string());
}

#[cfg(all(target_arch = "wasm32", not(feature = "studio")))]
fn known_keys(_: &str, _: &Shape) -> String {
    String::from("a known key")
}

/// The key that was probably meant, or all there are. For authors only: the browser says less.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn known_keys(key: &str, shape: &Shape) -> String {
    let keys = shape.fields.iter().map(|field| field.key);
    match nearest(key, keys.clone()) {
        Some(near) => format!("{near} (did you mean that?)"),
        None => keys.collect::<Vec<_>>().join(", "),
    }
}

/// The candidate that differs least from a word, when that is little enough to be a slip.
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 5)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many single-character changes turn one word into the other (Levenshtein).
#[cfg(any(not(target_arch = "wasm32"), feature = "studio"))]
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, sign) in one.chars().enumerate() {
        let mut diagonal = line;
        row[0] = line + 1;
        for (column, against) in other.iter().enumerate() {
            let change = diagonal + usize::from(sign != *against);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
